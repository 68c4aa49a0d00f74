"""The figures by day: one category in detail, or many side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity
from tallytrack.series import Balance, Series
from tallytrack.show.styled import Line, Piece

PERIODS = ("day", "week", "month")

# What follows a figure that a finding is about, and its style.
_MARKS = {Severity.ERROR: ("!", "bold red"), Severity.QUERY: ("?", "yellow")}
_FALL = ("↓", "bold blue")
_WAIVED = ("~", "green")
_CORRECTED = ("*", "magenta")
UNMARKED = ("", "")
# Where a mark would stand.
_NOTHING = (" ", "")
# What each mark means, the worst first.
_MEANINGS = {
    _MARKS[Severity.ERROR]: "a finding",
    _FALL: "a fall",
    _CORRECTED: "implied value",
    _MARKS[Severity.QUERY]: "a query",
    _WAIVED: "waived",
}
MARKS = (*_MEANINGS, UNMARKED)

_SIGNS = {Measure.TOTAL: ",", Measure.DELTA: "+,"}

# Of a number that is shown as it was printed.
_AS_PRINTED: Mapping[Measure, int] = MappingProxyType({})

COLUMNS = (
    "source",
    "category",
    "day",
    "total",
    "delta",
    "previous_day",
    "previous_total",
    "difference",
    "discrepancy",
    "findings",
    "printed_total",
    "printed_delta",
)


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
    days = []
    for balance in series.balances():
        day, _, delta, *_ = balance
        if holds(day):
            difference = balance.difference
            known = delta is not None and difference is not None
            discrepancy = balance.discrepancy if known else None
            found = tuple(marks[day]) if day in marks else ()
            days.append(Row(balance, difference, discrepancy, found, printed.get(day, _AS_PRINTED)))
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


def detailed(shown: Sheet) -> Iterator[Line]:
    """One category: day, total, delta, difference, and the findings by name."""
    yield ((shown.category, "bold cyan"), (f"  {shown.source}", "dim"))
    cells = [
        (
            str(row.balance.day),
            _number(row.balance.total),
            _number(row.balance.delta, "+,"),
            _number(row.difference, "+,"),
        )
        for row in shown.rows
    ]
    header = ("day", "total", "delta", "difference")
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    yield ((_justified(header, widths), "dim"),)
    for row, cell in zip(shown.rows, cells, strict=True):
        rules = ", ".join(dict.fromkeys(finding.rule for finding in row.findings))
        sign, style = mark(row)
        said = "".join(
            f"  * {measure} implied, {number:{_SIGNS[measure]}} printed"
            for measure, number in row.printed.items()
        )
        yield (
            (_justified(cell, widths), ""),
            (f"  {sign} {rules}" if rules else "", style),
            (said, _CORRECTED[1]),
        )


def side_by_side(sheets: Sequence[Sheet], width: int | None = None) -> Iterator[Line]:
    """Many categories: a column each, total and delta; in blocks that fit *width*, if given."""
    days = sorted({row.balance.day for shown in sheets for row in shown.rows})
    columns = [_column(shown, days) for shown in sheets]
    for number, block in enumerate(_blocks(columns, width)):
        if number:
            yield ()
        header = "".join(f"  {name:>{wide}} " for name, wide, _ in block)
        yield ((f"{'day':<10}{header}", "dim"),)
        for day, *cells in zip(days, *(cells for *_, cells in block), strict=True):
            yield ((str(day), ""), *chain.from_iterable(cells))


# A cell, and its mark.
_Cell = tuple[Piece, Piece]
_Column = tuple[str, int, list[_Cell]]


def _column(shown: Sheet, days: Sequence[date]) -> _Column:
    """A category's name, its width, and for each day its cell with its mark."""
    texts, marks = [], []
    for row in map(shown.by_day.get, days):
        if row is None:
            texts.append("-")
            marks.append(_NOTHING)
            continue
        _, total, delta, *_ = row.balance
        # What `_number` does, for every cell there is.
        one = "-" if total is None else f"{total:,}"
        texts.append(f"{one} -" if delta is None else f"{one} {delta:+,}")
        sign, style = mark(row) if row.findings or row.printed else UNMARKED
        marks.append((sign or " ", style) if sign else _NOTHING)
    wide = max(len(shown.category), *map(len, texts))
    cells = [((f"  {text:>{wide}}", ""), said) for text, said in zip(texts, marks, strict=True)]
    return shown.category, wide, cells


def _blocks(columns: Sequence[_Column], width: int | None) -> Iterator[list[_Column]]:
    block: list[_Column] = []
    used = 10
    for column in columns:
        needed = column[1] + 3
        if block and width is not None and used + needed > width:
            yield block
            block, used = [], 10
        block.append(column)
        used += needed
    yield block


def _justified(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _number(number: int | None, form: str = ",") -> str:
    """A number for people; a hyphen where none was printed, which is not 0."""
    return "-" if number is None else f"{number:{form}}"


def mark(row: Row) -> tuple[str, str]:
    """The mark of a day and its style: that it was corrected, or that of its worst finding.

    A total that falls without contradicting its delta has a mark of its own.
    """
    if row.printed:
        return _CORRECTED
    if not row.findings:
        return UNMARKED
    unsettled = [finding for finding in row.findings if finding.waived is None]
    if unsettled and all(finding.rule == "falling-total" for finding in unsettled):
        return _FALL
    severities = {finding.severity for finding in unsettled}
    return next((_MARKS[one] for one in Severity if one in severities), _WAIVED)


def legend(sheets: Iterable[Sheet]) -> Iterator[Line]:
    """What the marks that stand on *sheets* mean; nothing where there is none."""
    met = {mark(row) for shown in sheets for row in shown.rows if row.findings or row.printed}
    if not met:
        return
    said = [f"{one[0]} {meaning}" for one, meaning in _MEANINGS.items() if one in met]
    yield ((f"{'   '.join(said)}   (`tally explain DAY CATEGORY`)", "dim"),)


def objects(sheets: Iterable[Sheet]) -> Iterator[dict[str, Any]]:
    """The rows as `show --json` and `--csv` have them; what is not known is null."""
    for shown in sheets:
        for row in shown.rows:
            balance = row.balance
            yield {
                "source": shown.source,
                "category": shown.category,
                "day": str(balance.day),
                "total": balance.total,
                "delta": balance.delta,
                "previous_day": balance.previous_day and str(balance.previous_day),
                "previous_total": balance.previous_total,
                "difference": row.difference,
                "discrepancy": row.discrepancy,
                "findings": [finding.rule for finding in row.findings],
                "printed_total": row.printed.get(Measure.TOTAL),
                "printed_delta": row.printed.get(Measure.DELTA),
            }
