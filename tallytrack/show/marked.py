"""A text with what was read of it marked in place, and what was not, with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tallytrack.figure import Figure, Measure, Qualifier, Unread
from tallytrack.show.styled import Line, Piece


def lines(text: str, figures: Iterable[Figure], unread: Iterable[Unread]) -> Iterator[Line]:
    """The lines of *text*, each figure in brackets with what it was read as.

    `lost [5,502: tanks total 2023-11-25] tanks`. Lines without any figure are left out; the
    numbers that were not taken follow, each with its place and reason.
    """
    by_line: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_line[figure.line].append(figure)
    rows = text.split("\n")
    previous = 0
    for number in sorted(by_line):
        if number - previous > 1:
            yield (("       …", "dim"),)
        yield ((f"{number:>6} | ", "dim"), *_marked(rows[number - 1], by_line[number]))
        previous = number
    for one in unread:
        place = f"{one.line}:{one.column}"
        yield (f"{place:>8} ", "dim"), (f"unread {one.text!r}: ", "yellow"), (one.reason, "")


def _marked(row: str, figures: Sequence[Figure]) -> Iterator[Piece]:
    """One line in pieces: what stands between the figures, and the figures with their meaning."""
    at = 0
    in_order = sorted(figures, key=lambda f: f.column)
    for column, same in groupby(in_order, key=lambda f: f.column):
        read = list(same)
        start = max(column - 1, at)
        end = max(column - 1 + max(len(figure.text) for figure in read), start)
        yield row[at:start], ""
        yield f"[{row[start:end]}: {', '.join(map(_meaning, read))}]", "bold green"
        at = end
    yield row[at:].rstrip("\r"), ""


def _meaning(figure: Figure) -> str:
    """What a figure was read as, in a few words."""
    said = [figure.category, figure.measure.value]
    if figure.measure is Measure.DELTA and figure.days != 1:
        said.append(f"over {figure.days} days")
    if figure.qualifier is not Qualifier.EXACT:
        said.append(figure.qualifier.value)
    value = "" if figure.value is None else f"{figure.value:,}"
    if value != figure.text.lstrip("+"):
        said.append(value)
    return " ".join([*said, str(figure.day)])
