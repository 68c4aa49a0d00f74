"""A series made ready to be drawn: bars by period, what is marked on them, what was revised.

Every picture, in a terminal, in a file or on a page, is drawn from a `Plot`, so that all of
them say the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Suspect, Verdict
from tallytrack.series import Balance, Observation, Revision, Series, Statement, measured
from tallytrack.show import colours, figures
from tallytrack.show.findings import where

# Over how many periods the mean runs.
MEAN_OVER = {"day": 7, "week": 4, "month": 3}
# Where somebody else erred, the number that is drawn is not at issue.
_OTHERS_ERRORS = frozenset({Verdict.MIRROR_ERROR, Verdict.MISREAD})
# More places than these of one document are counted, not listed.
_MOST_PLACES = 4


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
        return day if self.every == "day" else figures.begin(day, self.every)

    def end(self, begins: date) -> date:
        """The last day of the period that begins on *begins*."""
        if self.every == "day":
            return begins
        if self.every == "week":
            return begins + timedelta(days=6)
        return self.begin(begins + timedelta(days=31)) - timedelta(days=1)


def plot(
    series: Series, findings: Iterable[Finding], view: View, revisions: Iterable[Revision] = ()
) -> Plot | None:
    """*series* ready to be drawn; None where there is no number to draw.

    Args:
        series: the series, whole.
        findings: findings of any series; those about this one's numbers are marked.
        view: what is to be drawn of it.
        revisions: figures of any series that a later capture replaced.
    """
    days = [
        (balance, observation)
        for balance, observation in zip(series.balances(), series.observations, strict=True)
        if view.holds(balance.day)
    ]
    days = _trimmed(days, view.measure)
    if not days:
        return None
    bars = {bar.begins: bar for bar in _with_means(_bars(days, view), MEAN_OVER[view.every])}
    mine = [f for f in findings if (f.source, f.category) == (series.source, series.category)]
    mine = [f for f in mine if view.begin(f.day) in bars and view.holds(f.day)]
    marked = [f for f in mine if f.verdict not in _OTHERS_ERRORS]
    statements = [s for _, o in days for s in measured(o, view.measure)[:1]]
    return Plot(
        source=series.source,
        category=series.category,
        measure=view.measure,
        every=view.every,
        bars=tuple(bars.values()),
        flags=tuple(_flags(marked, bars, view)),
        changes=tuple(_changes(series, marked, revisions, bars, view)),
        first=days[0][0].day,
        last=days[-1][0].day,
        publishers=tuple(dict.fromkeys(s.document.publisher for s in statements)),
        data_on=max(statement.document.published_on for statement in statements),
        not_marked=len(mine) - len(marked),
    )


_Day = tuple[Balance, Observation]


def _number(balance: Balance, measure: Measure) -> int | None:
    return figures.number(balance, balance.difference, measure)


def _trimmed(days: Sequence[_Day], measure: Measure) -> list[_Day]:
    """The days from the first to the last on which a number of *measure* was printed."""
    there = [at for at, (_, observation) in enumerate(days) if measured(observation, measure)]
    return list(days[there[0] : there[-1] + 1]) if there else []


def _bars(days: Sequence[_Day], view: View) -> Iterator[Bar]:
    """A bar for every period from the first day to the last, the empty ones included."""
    periods: dict[date, list[_Day]] = {}
    for day in days:
        periods.setdefault(view.begin(day[0].day), []).append(day)
    begins, last = min(periods), max(periods)
    while begins <= last:
        ends = view.end(begins)
        yield _bar(begins, ends, periods.get(begins, ()), view.measure)
        begins = ends + timedelta(days=1)


def _bar(begins: date, ends: date, days: Sequence[_Day], measure: Measure) -> Bar:
    numbers = [n for balance, _ in days if (n := _number(balance, measure)) is not None]
    differences = [b.difference for b, _ in days if b.difference is not None]
    totals = [b.total for b, _ in days if b.total is not None]
    value = None
    if numbers:
        value = numbers[-1] if measure is Measure.TOTAL else sum(numbers)
    said = [s for _, observation in days for s in measured(observation, measure)[:1]]
    return Bar(
        begins,
        ends,
        value,
        len(numbers),
        sum(differences) if differences else None,
        totals[-1] if totals else None,
        tuple(_documents(said)),
    )


def _documents(statements: Iterable[Statement]) -> Iterator[str]:
    """Who printed some numbers and where, the places of one publisher and file put together."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for statement in statements:
        document = statement.document
        key = document.publisher, document.medium.value, document.origin
        _, colon, line = where(statement).removeprefix(document.origin).partition(":")
        places.setdefault(key, []).append(f"{colon}{line}")
    for (publisher, medium, origin), at in places.items():
        listed = ", ".join(at[:_MOST_PLACES])
        more = f" and {len(at) - _MOST_PLACES} more" if len(at) > _MOST_PLACES else ""
        yield f"{publisher} {medium}, {origin}{listed}{more}"


def _with_means(bars: Iterable[Bar], over: int) -> Iterator[Bar]:
    """The bars with their rolling means; one that is not whole has no part in any."""
    recent: list[int] = []
    for bar in bars:
        if bar.value is None or not bar.is_whole:
            recent = []
            yield bar
            continue
        recent = [*recent, bar.value][-over:]
        yield replace(bar, mean=sum(recent) / over) if len(recent) == over else bar


def _flags(findings: Iterable[Finding], bars: Mapping[date, Bar], view: View) -> Iterator[Flag]:
    """A flag for each day and verdict."""
    together: dict[tuple[date, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.day):
        together.setdefault((finding.day, colours.name(finding)), []).append(finding)
    for (day, name), group in together.items():
        said = "; ".join(dict.fromkeys(finding.message for finding in group))
        sizes = [abs(f.discrepancy or f.difference or 0) for f in group]
        yield Flag(day, bars[view.begin(day)], name, said, max(sizes))


def _changes(
    series: Series,
    findings: Iterable[Finding],
    revisions: Iterable[Revision],
    bars: Mapping[date, Bar],
    view: View,
) -> Iterator[Change]:
    """What the suspects would make of their bars, and what revised figures had made of them."""
    for suspect in dict.fromkeys(f.suspect for f in findings if f.suspect and not f.waived):
        if suspect.measure is view.measure and suspect.implied is not None:
            drawn = _drawn(series, suspect.day, bars, view)
            if drawn and _is(suspect, drawn[1]):
                by = suspect.implied - suspect.printed
                yield Change(suspect.day, drawn[0], _value(drawn), _value(drawn) + by, "implied")
    for one in revisions:
        if (one.category, one.measure) == (series.category, view.measure):
            drawn = _drawn(series, one.day, bars, view)
            if drawn and drawn[1] == one.later:
                by = one.earlier.value - one.later.value
                yield Change(one.day, drawn[0], _value(drawn) + by, _value(drawn), "revised")


def _is(suspect: Suspect, said: Statement) -> bool:
    return (suspect.publisher, suspect.printed) == (said.document.publisher, said.value)


def _value(drawn: tuple[Bar, Statement]) -> int:
    return drawn[0].value or 0


def _drawn(
    series: Series, day: date, bars: Mapping[date, Bar], view: View
) -> tuple[Bar, Statement] | None:
    """The bar that a day's number is seen in, and the number; None where it is not seen.

    Of totals, a bar has the last alone.
    """
    bar = bars.get(view.begin(day))
    observation = series.by_day.get(day)
    said = measured(observation, view.measure)[:1] if observation else ()
    if bar is None or bar.value is None or not said:
        return None
    if view.measure is Measure.TOTAL and bar.value != said[0].value:
        return None
    return bar, said[0]
