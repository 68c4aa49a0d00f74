"""Series: what a source says of one category, by day, with every document that says it."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tallytrack.document import Document
from tallytrack.figure import Measure, Qualifier


class Statement(NamedTuple):
    """One document's figure, seen from its series: who says which number, and where.

    Args:
        document: who says it.
        value: the number as printed.
        qualifier: what the text says of it.
        days: of a delta, the length of its period; None for a total.
        line: where it stands in the document's capture; 0 where it has no line.
        column: likewise.
        length: how many characters the number takes there; 0 where that is not known.
    """

    document: Document
    value: int
    qualifier: Qualifier = Qualifier.EXACT
    days: int | None = None
    line: int = 0
    column: int = 0
    length: int = 0


class Observation(NamedTuple):
    """What is said of one category on one day. The preferred statement of each measure is first.

    Args:
        day: the day described.
        totals: every total printed for it, in order of precedence.
        deltas: every delta over this one day, in order of precedence.
        longer: deltas that end on this day and cover more than one; they never compete
            with the day's own.
    """

    day: date
    totals: tuple[Statement, ...] = ()
    deltas: tuple[Statement, ...] = ()
    longer: tuple[Statement, ...] = ()

    @property
    def total(self) -> int | None:
        """The preferred total; None where none was printed."""
        return self.totals[0].value if self.totals else None

    @property
    def delta(self) -> int | None:
        """The preferred reported delta; None where none was printed, which is not 0."""
        return self.deltas[0].value if self.deltas else None


class Revision(NamedTuple):
    """A figure that a later capture or document of the same publisher and medium replaced.

    Args:
        category: the category.
        day: the day described.
        measure: total or delta.
        earlier: what was said first.
        later: what is said now.
    """

    category: str
    day: date
    measure: Measure
    earlier: Statement
    later: Statement


class Balance(NamedTuple):
    """One day of a series with its arithmetic, as the view `balance` has it.

    Args:
        day: the day.
        total: the preferred total, if any.
        delta: the preferred reported delta, if any.
        previous_day: the day before, where it has a total.
        previous_total: that total.
    """

    day: date
    total: int | None
    delta: int | None
    previous_day: date | None = None
    previous_total: int | None = None

    @property
    def difference(self) -> int | None:
        """The total less the total of the day before; None where either is missing."""
        if self.total is None or self.previous_total is None:
            return None
        return self.total - self.previous_total

    @property
    def discrepancy(self) -> int | None:
        """The reported delta less the difference; None where either is missing."""
        if self.delta is None or self.difference is None:
            return None
        return self.delta - self.difference


@dataclass(frozen=True)
class Series:
    """One source and category, by day."""

    source: str
    category: str
    observations: tuple[Observation, ...]

    @cached_property
    def by_day(self) -> Mapping[date, Observation]:
        """The observations by their day."""
        return {observation.day: observation for observation in self.observations}

    @cached_property
    def with_totals(self) -> tuple[Observation, ...]:
        """The observations that have a total, in order."""
        return tuple(o for o in self.observations if o.totals)

    def balances(self) -> Iterator[Balance]:
        """Each day with its arithmetic."""
        # Every day that is shown passes through here, so it is written plainly.
        before, ordinal_before, total_before = None, 0, None
        new = tuple.__new__  # the same as Balance(...), in half the time
        for day, totals, deltas, _ in self.observations:
            ordinal = day.toordinal()
            total = totals[0][1] if totals else None
            delta = deltas[0][1] if deltas else None
            if total_before is not None and ordinal - ordinal_before == 1:
                yield new(Balance, (day, total, delta, before, total_before))
            else:
                yield new(Balance, (day, total, delta, None, None))
            before, ordinal_before, total_before = day, ordinal, total

    def consecutive(self) -> tuple[tuple[Observation, Observation], ...]:
        """Each pair of totals on two days that follow one another: (day before, day)."""
        return self._consecutive

    @cached_property
    def _consecutive(self) -> tuple[tuple[Observation, Observation], ...]:
        # Most rules walk these pairs, so they are found once.
        days = [observation.day.toordinal() for observation in self.with_totals]
        return tuple(
            pair
            for pair, one, other in zip(pairwise(self.with_totals), days, days[1:], strict=False)
            if other - one == 1
        )

    @cached_property
    def contested(self) -> tuple[tuple[Observation, Measure], ...]:
        """The days and measures for which documents print different values."""
        # Nearly always all agree, and every rule about documents starts here: found once, plainly.
        found: list[tuple[Observation, Measure]] = []
        for observation in self.observations:
            _, totals, deltas, _ = observation
            if len(totals) > 1:
                first = totals[0][1]
                for statement in totals:
                    if statement[1] != first:
                        found.append((observation, Measure.TOTAL))
                        break
            if len(deltas) > 1:
                first = deltas[0][1]
                for statement in deltas:
                    if statement[1] != first:
                        found.append((observation, Measure.DELTA))
                        break
        return tuple(found)

    def gaps(self) -> Iterator[tuple[Observation, Observation]]:
        """Each pair of neighbouring totals with days missing between them: (before, after)."""
        previous: Observation | None = None
        for observation in self.with_totals:
            if previous and observation.day.toordinal() - previous.day.toordinal() > 1:
                yield previous, observation
            previous = observation


class Quiet(NamedTuple):
    """Days of a series that were left out of its excerpts: each balances with the day before.

    The day before them and the day after stand in excerpts, where the series has such days.

    Args:
        category: whose they are.
        first: the first of them.
        last: the last.
        has_deltas: whether each has a delta, which is the difference; otherwise none has.
        begins: whether the series begins with them.
        ends: whether it ends with them.
    """

    category: str
    first: date
    last: date
    has_deltas: bool
    begins: bool = False
    ends: bool = False


class Wanted(NamedTuple):
    """What of a large tally is wanted with every day, beside the excerpts that a check has to see.

    Args:
        categories: these alone; empty for all.
        since: from this day on.
        until: to this day, included.
    """

    categories: Collection[str] = ()
    since: date = date.min
    until: date = date.max

    def names(self, category: str) -> bool:
        """Whether *category* is wanted."""
        return not self.categories or category in self.categories


@dataclass(frozen=True, eq=False)
class Record:
    """All of a source's series: what a check is made over. Too large to compare, it is itself.

    Args:
        source: whose tally it is.
        series: one for each category, in the order of the vocabulary; or, of a large tally,
            excerpts: for each category none, one or more, in the order of days.
        prints_deltas: the documents that print a one-day delta for at least one category; of
            these alone does a missing delta say anything.
        pages: the address of the source's own page of each day, where it is known.
        revisions: figures that a later capture of the same document replaced by others, and
            that therefore stand in no series.
        quiet: what the excerpts leave out; no rule has anything to say of it.
    """

    source: str
    series: tuple[Series, ...]
    prints_deltas: frozenset[Document] = frozenset()
    pages: Mapping[date, str] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    quiet: tuple[Quiet, ...] = ()

    def of(self, category: str) -> Series | None:
        """The series of *category*."""
        return next((one for one in self.series if one.category == category), None)

    def categories(self) -> set[str]:
        """Of which categories it has series."""
        return {*(one.category for one in self.series), *(one.category for one in self.quiet)}

    @cached_property
    def _by_category(self) -> Mapping[str, list[Series]]:
        found: dict[str, list[Series]] = {}
        for one in self.series:
            found.setdefault(one.category, []).append(one)
        return found

    def around(self, category: str, day: date) -> Series:
        """The series of *category*, or the excerpt of it that holds *day*, which one does."""
        parts = self._by_category[category]
        return parts[bisect_right(parts, day, key=lambda one: one.observations[0].day) - 1]


def measured(observation: Observation, measure: Measure) -> tuple[Statement, ...]:
    """The statements of *observation* for one measure, over equal periods."""
    return observation.totals if measure is Measure.TOTAL else observation.deltas
