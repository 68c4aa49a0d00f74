"""Sentences: the marks of a text cut at full stops and line ends, each within its list.

Where a picture was transcribed, a line of bare numbers belongs to the line of labels below
it (or above it, if the text begins so); the two become one sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tallytrack.ingest.grammar.marking import Kind, Mark

_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)")
_BULLETS = frozenset("-•*·–—‒●▪◦■►➤✓+>")
_ABBREVIATED_WORDS = "gen col lt mr mrs dr st sgt maj no approx aprx вул ім ст adm prof rev"
_ABBREVIATED = frozenset(_ABBREVIATED_WORDS.split())
_LABELS = frozenset({Kind.CATEGORY, Kind.SIGN, Kind.UNIT, Kind.JOIN, Kind.FILLER})
_NUMBERS = frozenset({Kind.NUMBER, Kind.SIGN, Kind.DASH, Kind.QUALIFIER})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of marks that is read together.

    Args:
        marks: its marks, without line ends.
        line: which line of the text it stands on, counted from 0 among those with words.
        item: whether it is one entry of a list.
        gap: whether an empty line stands before it.
        last: whether it ends its line.
        kinds: the kinds of its marks.
    """

    marks: tuple[Mark, ...]
    line: int
    item: bool
    gap: bool
    last: bool
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class _Line:
    marks: tuple[Mark, ...]
    gap: bool


def sentences(marks: Sequence[Mark], text: str) -> Iterator[Sentence]:
    """The sentences of *marks*, in order."""
    for number, line in enumerate(_stacked(list(_lines(marks, text)))):
        bare, item = _unbulleted(line.marks, text)
        gap = line.gap
        parts = list(_cut(bare, text))
        for index, part in enumerate(parts):
            kinds = frozenset(mark.kind for mark in part)
            yield Sentence(part, number, item, gap, index == len(parts) - 1, kinds)
            gap = False


def _lines(marks: Sequence[Mark], text: str) -> Iterator[_Line]:
    """The lines with words, hard-wrapped prose put together again."""
    held: list[Mark] = []
    breaks = 0
    gap = False
    for mark in marks:
        if mark.kind is Kind.BREAK:
            breaks += mark.key != "\r"
            continue
        if breaks and held and not (breaks == 1 and _wraps(held, mark, text)):
            yield _Line(tuple(held), gap)
            held, gap = [], breaks > 1
        held.append(mark)
        breaks = 0
    if held:
        yield _Line(tuple(held), gap)


_WRAPPED = 55  # characters: a line shorter than this was not broken by a column's width


def _wraps(held: Sequence[Mark], mark: Mark, text: str) -> bool:
    """Whether the line goes on with *mark*: a long line without an end, then a small letter."""
    last = held[-1]
    if not text[mark.start].islower() or last.key in {".", ";", ":", ",", "!", "?"}:
        return False
    line_start = text.rfind("\n", max(0, last.end - 4 * _WRAPPED), last.end) + 1
    return last.end - line_start >= _WRAPPED


def _stacked(lines: Sequence[_Line]) -> Iterator[_Line]:
    """*lines*, with a line of bare numbers put before the line of labels it belongs to."""
    below: bool | None = None  # whether labels stand below their numbers; None outside a stack
    at = 0
    while at < len(lines):
        pair = lines[at : at + 2]
        shapes = [_shape(line.marks) for line in pair]
        if below is None and sorted(shapes) == ["labels", "numbers"]:
            below = shapes == ["numbers", "labels"]
        if sorted(shapes) == ["labels", "numbers"] and below == (shapes[0] == "numbers"):
            first, second = pair if below else pair[::-1]
            yield _Line(first.marks + second.marks, pair[0].gap)
            at += 2
        else:
            below = None if shapes[0] == "other" else below
            yield pair[0]
            at += 1


def _shape(marks: Sequence[Mark]) -> str:
    """`numbers`, `labels` or `other`: what a line consists of."""
    kinds = {mark.kind for mark in marks}
    if Kind.NUMBER in kinds and kinds <= _NUMBERS:
        return "numbers"
    return "labels" if Kind.CATEGORY in kinds and kinds <= _LABELS else "other"


def _unbulleted(marks: tuple[Mark, ...], text: str) -> tuple[tuple[Mark, ...], bool]:
    """A line without its bullet or the number of its entry, and whether it had one."""
    first = marks[0]
    spaced = text[first.end : first.end + 1].isspace()
    if len(marks) > 1 and first.key in _BULLETS and (spaced or first.key in "•·●▪*"):
        return marks[1:], True
    if (
        len(marks) >= len("1.A")
        and first.kind is Kind.NUMBER
        and marks[1].key in ".)"
        and first.end == marks[1].start
    ):
        enumerated = first.number < 30 and marks[2].kind is Kind.CATEGORY  # noqa: PLR2004
        return (marks[2:], True) if enumerated else (marks, False)
    return marks, False


_LONG, _TOO_LONG = 300, 600  # marks: the longest report in one sentence has some 200


def _cut(marks: Sequence[Mark], text: str) -> Iterator[tuple[Mark, ...]]:
    """The sentences of a line; one of any length at all is cut where it pauses."""
    start = 0
    for at, mark in enumerate(marks):
        length = at + 1 - start
        if length >= _LONG and (mark.key in {",", ";"} or length >= _TOO_LONG):
            yield tuple(marks[start : at + 1])
            start = at + 1
            continue
        if mark.key in _STOPS and mark.kind is Kind.SIGN and _ends(marks, at, text):
            end = at + 1
            while end < len(marks) and marks[end].key in _CLOSERS:
                end += 1
            if end > start:
                yield tuple(marks[start:end])
            start = max(start, end)
    if start < len(marks):
        yield tuple(marks[start:])


def _runs_on(marks: Sequence[Mark], at: int, text: str) -> bool:
    """Whether a sentence begins right behind the stop, without a space: `1 200 солдатів.Про це`."""
    end = text[marks[at - 1].start : marks[at - 1].end] if at else ""
    opening = text[marks[at + 1].start : marks[at + 1].start + 2]
    long = len(end) > len("ст") and end.islower() and end[-1] > "\u0400"
    return long and opening[:1] > "\u0400" and opening.istitle()


def _ends(marks: Sequence[Mark], at: int, text: str) -> bool:
    """Whether the stop at *at* ends a sentence rather than an abbreviation."""
    if at + 1 >= len(marks):
        return True
    mark, before, after = marks[at], marks[at - 1] if at else None, marks[at + 1]
    if mark.key != ".":
        return True
    head = text[after.start]
    opens = head.isupper() or head.isdigit() or not (head.isalnum() or head in ",.;:)")
    glued = after.start == mark.end and head not in _CLOSERS
    if not opens or (glued and not _runs_on(marks, at, text)):
        return False
    if before is None or before.end != mark.start:
        return True
    word = text[before.start : before.end]
    short = before.kind is Kind.WORD and (len(word) == 1 or before.key in _ABBREVIATED)
    counted = before.kind is Kind.SCALE and not head.isupper()
    return not (short or counted)
