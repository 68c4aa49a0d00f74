"""The plain entries of an official post, read without the grammar: `танків ‒ 6 614 (+14) од,`.

Most of what is ever read are these lines, and each says all by itself. What is any different is
left to the grammar, with the entries blanked out so that every place stays the same.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, marks
from tallytrack.ingest.grammar.words import tokens

_BESIDE = frozenset({Kind.SIGN, Kind.DASH, Kind.UNIT, Kind.LOSS, Kind.JOIN})
_PEOPLE = "personnel"


class Entry(NamedTuple):
    """An entry: its category, and the places of its numbers; a delta of (0, 0) is not printed."""

    category: str
    total: tuple[int, int]
    delta: tuple[int, int]
    about: bool


@cache
def _pattern() -> re.Pattern[str]:
    number = r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f,][0-9]{3}){1,3}(?![0-9])|[0-9]{1,9}(?![0-9])"
    return re.compile(
        r"^[ \t]*(?:[-–—•*▪️◾]+[ \u00a0\t]?)?(?P<label>[^\W\d_][^\d\n()+]*?)"
        r"[ \t\u00a0]*[‒–—:-][ \t\u00a0]*"
        r"(?P<about>близько/[ ]?about[ ]|близько[ ]|about[ ])?"
        rf"(?P<total>{number})"
        rf"(?:[ \u00a0]?\([ ]?\+[ ]?(?P<delta>{number})[ ]?\)?)?"
        r"(?P<tail>[^\d\n(+%]*)$",
        re.MULTILINE,
    )


def entries(text: str, lexicon: Lexicon) -> tuple[list[Entry], str]:
    """The plain entries of *text*, and the text with them blanked out."""
    found: list[Entry] = []
    rest: list[str] = []
    at = 0
    for match in _pattern().finditer(text):
        category = _category(match["label"], lexicon)
        if category and _is_plain(match["tail"], category, lexicon):
            delta = match.span("delta") if match["delta"] else (0, 0)
            between = text[at : match.start()]
            # Entries that follow one another leave one blank line, not an empty one each.
            rest.append(between if not found or between.strip() else " " * len(between))
            rest.append(" " * (match.end() - match.start()))
            found.append(Entry(category, match.span("total"), delta, bool(match["about"])))
            at = match.end()
    return found, "".join([*rest, text[at:]])


@lru_cache(maxsize=500)
def _category(label: str, lexicon: Lexicon) -> str:
    """The one category that *label* names, in one language or both; empty if anything else."""
    found = list(marks(tokens(label), lexicon))
    keys = {mark.key for mark in found if mark.kind is Kind.CATEGORY}
    plain = all(mark.kind is Kind.CATEGORY or mark.key == "/" for mark in found)
    return keys.pop() if plain and len(keys) == 1 else ""


@lru_cache(maxsize=500)
def _is_plain(tail: str, category: str, lexicon: Lexicon) -> bool:
    """Whether nothing but units and signs stands behind the numbers."""
    return all(
        mark.kind in _BESIDE or (mark.key == _PEOPLE and category == _PEOPLE)
        for mark in marks(tokens(tail), lexicon)
    )
