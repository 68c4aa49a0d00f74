"""The text a person sees: of a saved page without its markup, of any other text itself.

Lines and columns of figures are those of this text, and this text is what is stored.
"""

import html
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

_BLOCKS_WORDS = (
    "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 section article blockquote hr main"
    " header figure figcaption body html head title dd dt dl thead tbody pre address"
)
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
# Parts of a page that are not its text: scripts, menus, stories beside.
_SKIPPED_WORDS = (
    "script style noscript template svg nav aside footer form button select iframe textarea head"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
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


# A line of a whole page that is nothing but links is a menu, or the headlines of other days.
_LINK, _LINK_END = "\x02", "\x03"
_NO_LINKS = {ord(_LINK): None, ord(_LINK_END): None}


@cache
def _whole_page() -> re.Pattern[str]:
    return re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)


@cache
def _only_links() -> re.Pattern[str]:
    return re.compile(r"[\s|•·,]*(?:\x02[^\x02\x03]*\x03[\s|•·,]*)+")


@lru_cache(maxsize=2)
def shown(text: str) -> str:
    r"""*text* as it is read: markup gone, blocks on lines of their own, entities resolved.

    >>> shown("<p>tanks &#8211; 756,</p><p>APV &#8211; 1976</p>")
    'tanks – 756,\n\nAPV – 1976'
    """
    if not _looks_marked_up().search(text):
        return text
    kept = "".join(_pieces(_data().sub(" ", text))).split("\n")
    if _whole_page().search(text):
        kept = ["" if _only_links().fullmatch(line) else line for line in kept]
    plain = html.unescape("\n".join(kept).translate(_NO_LINKS))
    lines = (line.strip(" \t\r") for line in plain.split("\n"))
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


def _tags(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """The tags of *text*: where each begins and ends, its name, and whether it closes.

    A comment is one tag without a name; one that never ends hides nothing.
    """
    at = closing = 0
    for match in _tag().finditer(text):
        if match.start() < at:
            continue
        at = match.end()
        if match[0] == "<!--" and closing >= 0:
            closing = text.find("-->", at)
            at = max(at, closing + len("-->"))
        yield match.start(), at, (match[2] or "").lower(), bool(match[1])


def _break(name: str, *, closes: bool) -> str:
    """What a tag leaves in the text: a line end, a tab, the mark of a link, or nothing."""
    if name == "a":
        return _LINK_END if closes else _LINK
    return "\n" if name in _BLOCKS else "\t" if name in _CELLS else ""


# Blocks that are one line, however their source is broken into lines.
_ONE_LINE = frozenset({"li", "td", "th", "dd", "dt"})


def _pieces(text: str) -> list[str]:
    """The pieces of text between tags, with line ends where blocks begin and end."""
    pieces: list[str] = []
    at = depth = 0
    skipping = ""
    entry = False
    for start, end, name, closes in _tags(text):
        if not skipping:
            piece = text[at:start]
            pieces.append(" ".join(piece.split("\n")) if entry else piece)
            entry = not closes if name in _ONE_LINE else entry and name not in _BLOCKS
            pieces.append(_break(name, closes=closes))
        at = end
        if skipping == name != "":
            depth += -1 if closes else 1
            skipping = skipping if depth else ""
        elif not skipping and name in _SKIPPED and not closes:
            skipping, depth = name, 1
    return pieces if skipping else [*pieces, text[at:]]
