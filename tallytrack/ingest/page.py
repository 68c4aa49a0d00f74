"""The text a person sees: of a saved page without its markup, of any other text itself.

Lines and columns of figures are those of this text, and this text is what is stored.
"""

import html
import re
from datetime import date
from functools import cache, lru_cache

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "blockquote",
        "hr",
        "main",
        "header",
        "figure",
        "figcaption",
        "body",
        "html",
        "head",
        "title",
        "dd",
        "dt",
        "dl",
        "thead",
        "tbody",
        "pre",
        "address",
    ]
)
# Parts of a page that are not its text: scripts, menus, stories beside.
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "aside",
        "footer",
        "form",
        "button",
        "select",
        "iframe",
        "textarea",
        "head",
    ]
)
_CELLS = frozenset({"td", "th"})


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|[!?][^<>]*>)")


@cache
def _data() -> re.Pattern[str]:
    return re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]*>?")


@cache
def _looks_marked_up() -> re.Pattern[str]:
    return re.compile(
        r"</(?:p|div|li|ul|span|body|html|a|b|strong|em|h[1-6]|td|article)\s*>|<br\s*/?>|<p[\s>]"
        r"|&(?:nbsp|amp|quot|ndash|mdash|laquo|#\d{1,7});",
        re.IGNORECASE,
    )


@lru_cache(maxsize=2)
def shown(text: str) -> str:
    """*text* as it is read: markup gone, blocks on lines of their own, entities resolved.

    >>> shown("<p>tanks &#8211; 756,</p><p>APV &#8211; 1976</p>")
    'tanks – 756,\\nAPV – 1976'
    """
    if not _looks_marked_up().search(text):
        return text
    kept = "".join(_pieces(_data().sub(" ", text)))
    lines = (" ".join(line.split(" ")).strip(" \t\r") for line in html.unescape(kept).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile(
        r"(?:published_time|datePublished|datetime|pubdate)[\"'][^<>\n]{0,40}?"
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})|<time[^<>]{0,80}?datetime=[\"']([0-9]{4}-[0-9]{2}-[0-9]{2})",
        re.IGNORECASE,
    )


def published(text: str) -> date | None:
    """The day that a saved page's own markup gives for its release."""
    if (found := _stamp().search(text)) is None:
        return None
    try:
        return date.fromisoformat(found[1] or found[2])
    except ValueError:
        return None


def title(text: str) -> str | None:
    """A saved page's headline."""
    found = re.search(
        r"<h1[^<>]*>([^<>]{1,300})</h1|<title[^<>]*>([^<>]{1,300})</title", text, re.IGNORECASE
    )
    return " ".join(html.unescape(found[1] or found[2]).split()) if found else None


def _pieces(text: str) -> list[str]:
    """The pieces of text between tags, with line ends where blocks begin and end."""
    pieces: list[str] = []
    at = 0
    skipping, depth = "", 0
    for match in _tag().finditer(text):
        if match.start() < at:
            continue
        if not skipping:
            pieces.append(text[at : match.start()])
        at = match.end()
        name = (match[2] or "").lower()
        if match[0] == "<!--":
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else at
        elif skipping:
            if name == skipping:
                depth += -1 if match[1] else 1
                skipping = skipping if depth else ""
        elif name in _SKIPPED and not match[1] and not match[0].endswith("/>"):
            skipping, depth = name, 1
        elif name in _BLOCKS:
            pieces.append("\n")
        elif name in _CELLS:
            pieces.append("\t")
    if not skipping:
        pieces.append(text[at:])
    return pieces
