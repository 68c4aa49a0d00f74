"""Whether what an address sends can be what was asked for, by its own word and its first byte."""

from urllib.parse import urlsplit

_EXPECTED = {
    ".json": "JSON",
    ".jsonl": "JSON",
    ".ndjson": "JSON",
    ".csv": "CSV",
    ".tsv": "CSV",
}
_PAGES = ("text/html", "application/xhtml+xml")
# What no document is that we read, whatever was expected.
_OTHER = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


def expected(address: str, *, is_table: bool) -> str:
    """What *address* is expected to send: `JSON`, `CSV`, `a table`; empty for any document."""
    path = urlsplit(address).path.lower()
    named = next((kind for suffix, kind in _EXPECTED.items() if path.endswith(suffix)), "")
    return named or ("a table" if is_table else "")


def unfit(content_type: str, wanted: str) -> str:
    """Why an answer of this type is not what was *wanted*; empty where it may be."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith(_OTHER) or (wanted and kind in _PAGES):
        what = f"a page ({kind})" if kind in _PAGES else kind
        return f"answered with {what}, where {wanted or 'a text or a table'} was expected"
    return ""


def is_page(content: bytes, wanted: str) -> bool:
    """Whether *content* is a page, or other markup, where a table was *wanted*."""
    return bool(wanted) and content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
