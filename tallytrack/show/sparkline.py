"""Sparklines: a series as one line of text, its bars zero-based, its gaps left empty.

After Edward Tufte's word-sized graphics (Beautiful Evidence, 2006).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tallytrack.figure import Measure
from tallytrack.show.figures import MARKS, UNMARKED, mark
from tallytrack.show.sheets import Row, Sheet, number
from tallytrack.show.styled import Line, Piece

_BLOCKS = "▁▂▃▄▅▆▇█"
_GAP = " "
_ZERO = "_"
# What a negative bar looks like: it hangs, however deep.
_BELOW = "▔"
_BARS = "cyan"
# Narrower than this a sparkline shows nothing worth its line.
_NARROWEST = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """What one character stands for: some neighbouring rows of a sheet.

    Args:
        value: the mean of their numbers; None where none was printed.
        mark: the mark of the worst day among them, and its style; empty for none.
    """

    value: float | None
    mark: tuple[str, str]


def bins(
    shown: Sheet, first: date, last: date, width: int, measure: Measure = Measure.DELTA
) -> list[Bin]:
    """The days from *first* to *last* in *width* parts or fewer, of equal spans of time.

    A day without a row is a gap, as is one without the number.
    """
    span = last.toordinal() - first.toordinal() + 1
    width = min(width, span)
    parts: list[list[Row]] = [[] for _ in range(width)]
    for row in shown.rows:
        place = row.balance.day.toordinal() - first.toordinal()
        parts[place * width // span].append(row)
    return [_bin(part, measure) for part in parts]


def _bin(rows: Sequence[Row], measure: Measure) -> Bin:
    said = (number(row.balance, row.difference, measure) for row in rows)
    numbers = [one for one in said if one is not None]
    worst = min((mark(row) for row in rows), key=MARKS.index, default=UNMARKED)
    return Bin(sum(numbers) / len(numbers) if numbers else None, worst)


def text(values: Sequence[float | None]) -> str:
    """The values as blocks, the highest a whole one; a gap where there is no value."""
    top = max((value for value in values if value is not None), default=0)
    return "".join(_block(value, top) for value in values)


def _block(value: float | None, top: float) -> str:
    if value is None:
        return _GAP
    if value < 0:
        return _BELOW
    if value == 0:
        return _ZERO
    return _BLOCKS[max(round(value / top * len(_BLOCKS)), 1) - 1]


def lines(sheets: Sequence[Sheet], width: int) -> Iterator[Line]:
    """A line a category, no wider than *width*: its name, its deltas, the highest of them.

    All lines have one axis of days; *sheets* have at least one row.
    Where a series has totals alone, those are drawn, and the line says so.
    """
    names = max(len(shown.category) for shown in sheets)
    ends = {shown.category: _end(shown) for shown in sheets}
    room = width - names - 2 - max(map(len, ends.values()))
    if room < _NARROWEST:
        return
    days = [row.balance.day for shown in sheets for row in shown.rows]
    first, last = min(days), max(days)
    yield ((f"reported deltas, {first} to {last}; each line has a scale of its own", "dim"),)
    for shown in sheets:
        measure = _measure(shown)
        parts = bins(shown, first, last, room, measure)
        blocks = text([part.value for part in parts])
        pieces: list[Piece] = [
            (block, part.mark[1] or _BARS) for block, part in zip(blocks, parts, strict=True)
        ]
        pad = " " * (room - len(blocks))
        end = (ends[shown.category], "dim")
        yield ((f"{shown.category:<{names}} ", ""), *pieces, (pad, ""), end)


def _measure(shown: Sheet) -> Measure:
    has_deltas = any(row.balance.delta is not None for row in shown.rows)
    return Measure.DELTA if has_deltas else Measure.TOTAL


def _end(shown: Sheet) -> str:
    """What stands after a sparkline: its highest number."""
    if _measure(shown) is Measure.TOTAL:
        totals = [row.balance.total for row in shown.rows if row.balance.total is not None]
        return f" total {max(totals):,}" if totals else ""
    return f" max {max(r.balance.delta for r in shown.rows if r.balance.delta is not None):+,}"
