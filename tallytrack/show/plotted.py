"""What is drawn of a series: bars by period, what is marked on them, what was revised.

Every picture, in a terminal, in a file or on a page, is drawn from a `Plot`, so that all of
them say the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tallytrack.figure import Measure
from tallytrack.show import sheets

# Over how many periods the mean runs.
MEAN_OVER = {"day": 7, "week": 4, "month": 3}


@dataclass(frozen=True, slots=True)
class Bar:
    """One day, week or month.

    Args:
        begins: its first day.
        ends: its last day.
        value: the sum of its deltas, or its last total; None where nothing was printed.
        known: on how many of its days the number is known.
        difference: by how much the totals rose.
        total: the last total in it.
        documents: who printed the numbers, and where they stand.
        mean: the mean of this bar and those before it, where all of them are whole.
    """

    begins: date
    ends: date
    value: int | None
    known: int
    difference: int | None
    total: int | None
    documents: tuple[str, ...] = ()
    mean: float | None = None

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends - self.begins).days + 1

    @property
    def is_whole(self) -> bool:
        """Whether every day of it is known."""
        return self.known == self.days


@dataclass(frozen=True, slots=True)
class Flag:
    """A day with a finding.

    Args:
        day: the day.
        bar: the bar that it lies in.
        name: its verdict, or that it was waived: a key of colours.LOOKS.
        said: the arithmetic.
        size: how far the numbers are apart.
    """

    day: date
    bar: Bar
    name: str
    said: str
    size: int


@dataclass(frozen=True, slots=True)
class Change:
    """A number before and after: as printed, and as it must have been or was printed later.

    Args:
        day: the day it describes.
        bar: the bar that it is in.
        before: the value of the bar with the number as it was first printed.
        after: the value with the number that is implied, or was printed later.
        why: `implied` or `revised`.
    """

    day: date
    bar: Bar
    before: int
    after: int
    why: str


@dataclass(frozen=True, slots=True)
class Plot:
    """One series made ready to be drawn. It has at least one bar with a value.

    Args:
        source: whose tally it is.
        category: of what.
        measure: whether deltas or totals are drawn.
        every: day, week or month.
        bars: every period from the first to the last, the empty ones included.
        flags: the days with findings.
        changes: the numbers that were revised, or should be.
        first: the first day that is drawn.
        last: the last one.
        publishers: who printed the numbers that are drawn.
        data_on: the day on which the latest of them was published.
        not_marked: how many findings there are in which a mirror or the press erred.
    """

    source: str
    category: str
    measure: Measure
    every: str
    bars: tuple[Bar, ...]
    flags: tuple[Flag, ...]
    changes: tuple[Change, ...]
    first: date
    last: date
    publishers: tuple[str, ...]
    data_on: date
    not_marked: int

    @property
    def values(self) -> Iterator[int]:
        """Every number that is drawn."""
        yield from (bar.value for bar in self.bars if bar.value is not None)
        for change in self.changes:
            yield from (change.before, change.after)


@dataclass(frozen=True)
class View:
    """What is to be drawn of a series.

    Args:
        measure: the reported deltas, or the totals.
        every: day, week or month.
        holds: whether a day is to be drawn.
    """

    measure: Measure = Measure.DELTA
    every: str = "day"
    holds: Callable[[date], bool] = lambda _: True

    def begin(self, day: date) -> date:
        """The first day of the period that *day* lies in."""
        return day if self.every == "day" else sheets.begin(day, self.every)

    def end(self, begins: date) -> date:
        """The last day of the period that begins on *begins*."""
        if self.every == "day":
            return begins
        if self.every == "week":
            return begins + timedelta(days=6)
        return self.begin(begins + timedelta(days=31)) - timedelta(days=1)
