"""Files that are neither text nor table, told by how they begin, and what to do with each.

The signatures are those of the formats' own specifications: ISO 32000 (PDF), APPNOTE.TXT (zip,
which workbooks and documents are too), MS-CFB (older workbooks and documents), RFC 1952 (gzip),
PNG, JPEG, GIF.
"""

_PICTURE = "a picture; expected text or a table: type what it prints into a text file"

_SIGNATURES = {
    b"%PDF-": "a PDF; expected text or a table: copy its text into a text file",
    b"PK\x03\x04": (
        "a workbook, a document or a zip archive; expected text or a table: save a workbook's"
        " sheet as CSV, a document as text, or unpack the archive"
    ),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "a workbook or document of an older kind; expected text or a table: save the sheet as"
        " CSV, or the document as text"
    ),
    b"\x1f\x8b": "compressed with gzip; expected text or a table: unpack it first",
    b"\x89PNG\r\n": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF87a": _PICTURE,
    b"GIF89a": _PICTURE,
}

# A text has no NUL, and a binary file hardly ever lacks one here.
_LOOKED_AT = 4096


def kind(content: bytes) -> str | None:
    """What *content*, the beginning of a file, is instead of text; None where it may be text."""
    for signature, said in _SIGNATURES.items():
        if content.startswith(signature):
            return said
    return None


def is_binary(content: bytes) -> bool:
    """Whether *content*, which is no UTF-8, is no text of another encoding either."""
    return b"\0" in content[:_LOOKED_AT]
