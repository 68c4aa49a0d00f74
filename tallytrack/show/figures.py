"""The figures by day: one category in detail, or many side by side."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any

from tallytrack.figure import Measure
from tallytrack.finding import Severity
from tallytrack.show.sheets import Row, Sheet
from tallytrack.show.styled import Line, Piece

# What follows a figure that a finding is about, and its style.
_MARKS = {Severity.ERROR: ("!", "bold red"), Severity.QUERY: ("?", "yellow")}
_FALL = ("↓", "bold blue")
_WAIVED = ("~", "green")
_CORRECTED = ("*", "magenta")
UNMARKED = ("", "")
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


# A cell, and its mark if it has one.
_Cell = tuple[Piece, ...]
_Column = tuple[str, int, list[_Cell]]


def _column(shown: Sheet, days: Sequence[date]) -> _Column:
    """A category's name, its width, and for each day its cell with its mark."""
    texts, marks = [], []
    for row in map(shown.by_day.get, days):
        if row is None:
            texts.append("-")
            marks.append(UNMARKED)
            continue
        _, total, delta, *_ = row.balance
        # What `_number` does, for every cell there is.
        one = "-" if total is None else f"{total:,}"
        texts.append(f"{one} -" if delta is None else f"{one} {delta:+,}")
        marks.append(mark(row) if row.findings or row.printed else UNMARKED)
    wide = max(len(shown.category), *map(len, texts))
    cells: list[_Cell] = [
        ((f"  {text.rjust(wide)}", ""), said) if said[0] else ((f"  {text.rjust(wide)} ", ""),)
        for text, said in zip(texts, marks, strict=True)
    ]
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
