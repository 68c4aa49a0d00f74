"""A noun that counts one by standing alone in a list: `втратив танк, дві гармати`.

A number mark is put before it, over its own letters, as `a` and `an` are: it counts only in the
company of others.
"""

from collections.abc import Iterator, Sequence

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.numerals import ARTICLE

_NEAR = 4  # marks: `танк російських окупантів`
_PAUSES = frozenset({Kind.JOIN, Kind.BREAK})
_ENDS = frozenset({",", ".", ";"})


def single_marks(marks: Sequence[Mark], text: str, lexicon: Lexicon) -> list[Mark]:
    """*marks*, with a 1 before each singular noun that stands alone among what was lost."""
    return list(_singled(marks, text, lexicon))


def _singled(marks: Sequence[Mark], text: str, lexicon: Lexicon) -> Iterator[Mark]:
    for at, mark in enumerate(marks):
        if mark.kind is Kind.CATEGORY and _is_alone(marks, at, text, lexicon):
            yield Mark(Kind.NUMBER, ARTICLE, mark.start, mark.end, 1)
        yield mark


def _is_whose(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> bool:
    """Whether the mark at *at* only says whose the thing is: `танк росіян`, `літак ворога`."""
    mark = marks[at]
    people = mark.kind is Kind.CATEGORY and mark.key == "personnel"
    told = people and lexicon.has("enemy", text[mark.start : mark.end].lower())
    return mark.kind is Kind.FILLER or told


def _is_alone(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> bool:
    """Whether the noun at *at* is singular and an entry of its own between commas or joins."""
    mark = marks[at]
    if not lexicon.has("singular", " ".join(text[mark.start : mark.end].lower().split())):
        return False
    place = at + 1
    while place < min(len(marks), at + _NEAR) and _is_whose(marks, place, text, lexicon):
        place += 1
    after = marks[place] if place < len(marks) else None
    if after is not None and after.kind not in _PAUSES and after.key not in _ENDS:
        return False
    place = at - 1
    while place >= 0 and marks[place].kind is Kind.FILLER:
        place -= 1
    if place < 0:
        return False
    before = marks[place]
    if place and before.kind in _DONE and marks[place - 1].kind is Kind.NUMBER:
        return False  # `371 збитий літак`
    return before.kind in {Kind.JOIN, *_DONE} or before.key in {",", "another"}


_DONE = frozenset({Kind.LOSS, Kind.DOWNED})
