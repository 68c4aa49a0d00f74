"""Sheets: a series as it is shown, by day, week or month, each row with its findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple, Protocol

from tallytrack.figure import Measure
from tallytrack.finding import Finding
from tallytrack.series import Balance, Series

PERIODS = ("day", "week", "month")

# Of a number that is shown as it was printed.
_AS_PRINTED: Mapping[Measure, int] = MappingProxyType({})


class Correction(Protocol):
    """A number that is shown as it must have been, as the check tells it."""

    @property
    def day(self) -> date:
        """The day."""

    @property
    def measure(self) -> Measure:
        """Total or delta."""

    @property
    def printed(self) -> int:
        """The number as printed."""


class Row(NamedTuple):
    """What is shown of one category on one day, or over one week or month.

    Args:
        balance: the figures and their arithmetic.
        difference: the difference of totals; over a longer period, the sum of its days'.
        discrepancy: the delta less the difference; likewise, of the days that have both.
        findings: the findings on it.
        printed: for each measure whose implied value is shown instead, the number as printed.
    """

    balance: Balance
    difference: int | None
    discrepancy: int | None
    findings: tuple[Finding, ...] = ()
    printed: Mapping[Measure, int] = _AS_PRINTED


@dataclass(frozen=True)
class Sheet:
    """One series as it is shown."""

    source: str
    category: str
    rows: tuple[Row, ...]
    by_day: Mapping[date, Row] = field(default_factory=dict)


def sheet(
    series: Series,
    findings: Iterable[Finding],
    every: str = "day",
    corrections: Iterable[Correction] = (),
    holds: Callable[[date], bool] = lambda _: True,
) -> Sheet:
    """A series with its findings, by day or summed up by week or month.

    Args:
        series: the series; all of it, so that the first day shown has its day before.
        findings: findings of any series; those of this one are taken.
        every: one of PERIODS. A week begins on Monday. A period is dated by its last day that
            has figures, and has that day's total.
        corrections: what of the series is not as printed, but as it must have been.
        holds: whether a day is to be shown.
    """
    printed: dict[date, dict[Measure, int]] = {}
    for one in corrections:
        printed.setdefault(one.day, {})[one.measure] = one.printed
    marks: dict[date, list[Finding]] = {}
    for finding in findings:
        if (finding.source, finding.category) == (series.source, series.category):
            marks.setdefault(finding.day, []).append(finding)
    days: list[Row] = []
    new = tuple.__new__  # the same as Row(...), in half the time
    for balance in series.balances():
        day, total, delta, _, previous = balance
        if not holds(day):
            continue
        # What Balance computes too; here for every day there is.
        difference = None if total is None or previous is None else total - previous
        discrepancy = None if delta is None or difference is None else delta - difference
        if day in marks or day in printed:
            found, instead = tuple(marks.get(day, ())), printed.get(day, _AS_PRINTED)
            days.append(Row(balance, difference, discrepancy, found, instead))
        else:
            days.append(new(Row, (balance, difference, discrepancy, (), _AS_PRINTED)))
    rows = tuple(days if every == "day" else _summed(days, every))
    return Sheet(series.source, series.category, rows, {row.balance.day: row for row in rows})


def _summed(days: Sequence[Row], every: str) -> Iterator[Row]:
    periods: dict[date, list[Row]] = {}
    for row in days:
        periods.setdefault(begin(row.balance.day, every), []).append(row)
    for rows in periods.values():
        first, last = rows[0].balance, rows[-1].balance
        # What was printed is told of the number that is shown: the last total, all deltas.
        with_total = [row for row in rows if row.balance.total is not None][-1:]
        printed: dict[Measure, int] = {}
        if with_total and Measure.TOTAL in with_total[0].printed:
            printed[Measure.TOTAL] = with_total[0].printed[Measure.TOTAL]
        if any(Measure.DELTA in row.printed for row in rows):
            deltas = [row.printed.get(Measure.DELTA, row.balance.delta) for row in rows]
            printed[Measure.DELTA] = sum(delta for delta in deltas if delta is not None)
        yield Row(
            Balance(
                last.day,
                with_total[0].balance.total if with_total else None,
                _sum(row.balance.delta for row in rows),
                first.previous_day,
                first.previous_total,
            ),
            _sum(row.difference for row in rows),
            _sum(row.discrepancy for row in rows),
            tuple(finding for row in rows for finding in row.findings),
            printed,
        )


def number(balance: Balance, difference: int | None, measure: Measure) -> int | None:
    """What is drawn of a day or period; None is a gap.

    A report that leaves a delta out says by its silence that nothing changed. It is taken at
    its word where the total did not move either.
    """
    if measure is Measure.TOTAL:
        return balance.total
    if balance.delta is None and difference == 0:
        return 0
    return balance.delta


def begin(day: date, every: str) -> date:
    """The first day of the week or month that *day* lies in."""
    return day.replace(day=1) if every == "month" else day - timedelta(days=day.weekday())


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum of what was printed; None, not 0, where nothing was."""
    printed = [number for number in numbers if number is not None]
    return sum(printed) if printed else None
