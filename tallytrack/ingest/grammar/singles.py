"""A noun that is counted without a number of its own: by standing alone in a list, `втратив танк,
дві гармати`, or with another, `по одному кораблю й підводному човну`.

A number mark is put before it, over its own letters, as `a` and `an` are: it counts only in the
company of others.
"""

from collections.abc import Iterator, Sequence

from tallytrack.ingest.grammar.cues import DURING
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.numerals import ARTICLE, WORDS

_NEAR = 4  # marks: `танк російських окупантів`
_PAUSES = frozenset({Kind.JOIN, Kind.BREAK})
_ENDS = frozenset({",", ".", ";"})


def single_marks(marks: Sequence[Mark], text: str, lexicon: Lexicon) -> list[Mark]:
    """*marks*, with a 1 before each singular noun that stands alone among what was lost, and the
    number that several nouns share before each of them.
    """
    return list(_singled(_shared(marks, text), text, lexicon))


def _shared(marks: Sequence[Mark], text: str) -> Sequence[Mark]:
    """*marks*, with `one each`, `по одному`, before every noun that it is said of."""
    if all(mark.key != _EACH for mark in marks):
        return marks
    done: list[Mark] = []
    sharing: dict[int, float] = {}  # the nouns that share a number, by place
    for at, mark in enumerate(marks):
        each = _number_each(marks, at, text)
        nouns = _nouns_from(marks, at + 1) if each else []
        if len(nouns) > 1:
            mark = Mark(Kind.NUMBER, WORDS, done.pop().start, mark.end, each)  # noqa: PLW2901
            sharing.update(dict.fromkeys(nouns[1:], each))
        if at in sharing:
            done.append(Mark(Kind.NUMBER, ARTICLE, mark.start, mark.end, sharing[at]))
        done.append(mark)
    return done


_EACH = "по"
# In these cases it counts; `по двох кораблях` is where something hit.
_SO_MANY_EACH = {"одному": 1, "одній": 1, "два": 2, "дві": 2, "три": 3, "чотири": 4}


def _number_each(marks: Sequence[Mark], at: int, text: str) -> float:
    """The number at *at*, if each of some things is so many; else 0."""
    if not at or marks[at - 1].key != _EACH:
        return 0
    return _SO_MANY_EACH.get(text[marks[at].start : marks[at].end].lower(), 0)


def _nouns_from(marks: Sequence[Mark], at: int) -> list[int]:
    """The places of the nouns that stand from *at* on, with only commas and joins between."""
    nouns: list[int] = []
    for place in range(at, len(marks)):
        mark = marks[place]
        if mark.kind is Kind.CATEGORY and (not nouns or marks[place - 1].kind is not Kind.CATEGORY):
            nouns.append(place)
        elif mark.kind is not Kind.FILLER and not (nouns and _goes_on(mark)):
            break
    return nouns


def _goes_on(mark: Mark) -> bool:
    return mark.kind is Kind.JOIN or mark.key == ","


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
    ended = after is None or after.kind in _PAUSES or after.key in _ENDS
    if not ended and not _is_timed(marks, place):
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


def _is_timed(marks: Sequence[Mark], at: int) -> bool:
    """Whether a length of time begins at *at*: `і гелікоптер за минулу добу`."""
    if marks[at].key not in DURING:
        return False
    return any(mark.kind is Kind.TIME for mark in marks[at + 1 : at + _NEAR])


_DONE = frozenset({Kind.LOSS, Kind.DOWNED})
