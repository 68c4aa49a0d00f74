"""The tokens of a text: words, digits, dates, clock times, signs and line ends.

One regular expression, tried at each place once: every alternative is bounded or takes what
it has matched, so the time is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from tallytrack.text import plain_word


class TokenKind(StrEnum):
    """What a piece of text looks like, before anything is known of its meaning."""

    WORD = "WORD"
    DIGITS = "DIGITS"
    DAY = "DAY"
    CLOCK = "CLOCK"
    LINK = "LINK"
    BREAK = "BREAK"
    SIGN = "SIGN"


class Token(NamedTuple):
    """A piece of a text: its kind, its word in plain form, and its place."""

    kind: TokenKind
    word: str
    start: int
    end: int


# In the order they are tried. Digits may be grouped by threes after a space of any width, a
# comma, a dot or an apostrophe; in India by twos before the last three, `1,33,190`. A day of the
# month must not follow upon other digits.
_SHAPES = {
    TokenKind.WORD: r"(?<![^\W\d_])(?:[A-Z]\.){2,4}|[^\W\d_]+(?:['’ʼ`′‘][^\W\d_]+)*",
    TokenKind.LINK: r"(?<=:)//[^\s<>\"']+",
    TokenKind.DAY: (
        r"(?<![0-9])(?<![0-9][.,])"
        r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}"
        r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
        r"|(?:0?[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])(?:\.(?:20[0-9]{2}|[0-9]{2}))?"
        r")(?![0-9])"
    ),
    TokenKind.CLOCK: r"(?<![0-9])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])",
    TokenKind.DIGITS: (
        r"[0-9]{1,2}(?:,[0-9]{2}){1,2},[0-9]{3}(?![0-9])"
        r"|[0-9]{1,3}(?:[ \u00a0\u2009\u202f,.'’][0-9]{3}){1,3}(?![0-9])"
        r"|[0-9]+(?:[.,][0-9]+)?"
    ),
    TokenKind.BREAK: r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]",
    TokenKind.SIGN: r"[^\w\s]|_",
}
_KINDS = tuple(_SHAPES)
_HYPHENS = frozenset("-‑")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"({shape})" for shape in _SHAPES.values()))


# The pictures to August 2023 were transcribed increment first, without spaces in a number:
# there `+1 793` is an increment and a total.
_OLD_PICTURE = r"^[ \t]*\+[0-9]+(?:/[0-9]+)?[ \t]+~?[0-9]{4}"
_OLD_ENTRY = r"^([ \t]*\+[0-9]+(?:/[0-9]+)?) (?=~?[0-9])"


def tokens(text: str) -> Iterator[Token]:
    """The tokens of *text* in order. A hyphen between two letters joins them and is dropped."""
    if re.search(_OLD_PICTURE, text, re.MULTILINE):
        text = re.sub(_OLD_ENTRY, r"\1\t", text, flags=re.MULTILINE)
    for match in _pattern().finditer(text):
        kind = _KINDS[(match.lastindex or 1) - 1]
        start, end = match.span()
        word = match[0]
        if kind is TokenKind.WORD:
            yield Token(kind, plain_word(word), start, end)
        elif word not in _HYPHENS or not _joins(text, start, end):
            yield Token(kind, word, start, end)


def _joins(text: str, start: int, end: int) -> bool:
    """Whether the hyphen between *start* and *end* stands between two letters."""
    return start > 0 and end < len(text) and text[start - 1].isalpha() and text[end].isalpha()
