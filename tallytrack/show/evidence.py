"""The evidence for a day: each document's own line with a caret, and the arithmetic around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tallytrack.figure import Qualifier
from tallytrack.finding import Finding
from tallytrack.series import Balance, Observation, Series, Statement
from tallytrack.show import findings as shown
from tallytrack.show.styled import Line

# How far to either side of a number a long line is shown, in characters.
_AROUND = 60


def statements(series: Series, day: date) -> list[Statement]:
    """What the documents say of *day*."""
    observation = series.by_day[day]
    return [*observation.totals, *observation.deltas, *observation.longer]


def lines(
    series: Series,
    day: date,
    findings: Iterable[Finding],
    at_hand: Mapping[str, Mapping[int, str]],
    pages: Mapping[str, str],
) -> Iterator[Line]:
    """Everything that is known of one day of a series.

    Args:
        series: the series.
        day: a day that it has.
        findings: findings; those of this series and day are shown.
        at_hand: for each origin whose text is at hand, the lines on which it says so.
        pages: for each publisher, the address of its page of that day, where known.
    """
    observation = series.by_day[day]
    yield (f"{series.category} on {day}", "bold"), (f"  {series.source}", "dim")
    for said in _by_document(observation):
        yield ()
        yield from _document(said, at_hand, pages)
    yield ()
    yield from _arithmetic(series, day)
    for finding in findings:
        if (finding.source, finding.category) == (series.source, series.category):
            yield ()
            yield from shown.one(finding)


def _by_document(observation: Observation) -> list[list[tuple[str, Statement]]]:
    """What each document says of the day, the preferred document first."""
    said = [
        *(("total", statement) for statement in observation.totals),
        *(("delta", statement) for statement in observation.deltas),
        *((f"delta over {s.days} days", s) for s in observation.longer),
    ]
    grouped: dict[int, list[tuple[str, Statement]]] = {}
    for what, statement in said:
        grouped.setdefault(id(statement.document), []).append((what, statement))
    return list(grouped.values())


def _document(
    statements: Sequence[tuple[str, Statement]],
    at_hand: Mapping[str, Mapping[int, str]],
    pages: Mapping[str, str],
) -> Iterator[Line]:
    document = statements[0][1].document
    yield (
        (shown.where(statements[0][1]), "cyan"),
        (f"  {document.publisher}'s {document.medium}, published {document.published_on}", ""),
    )
    for what, statement in statements:
        line = at_hand.get(document.origin, {}).get(statement.line)
        if line is not None and _stands(line, statement):
            yield from _excerpt(line, what, statement)
        else:
            yield ((f"  {what} {_value(statement, what)}", ""),)
    if url := document.url or pages.get(document.publisher):
        yield ((f"  see {url}", "dim"),)


def _stands(line: str, statement: Statement) -> bool:
    """Whether the number stands there: a later edition of its table may have it elsewhere."""
    at = statement.column - 1
    there = line[at : at + statement.length]
    digits = there.lstrip("+-")
    is_other = digits.isdecimal() and int(digits) != abs(statement.value)
    return len(there) == statement.length and not is_other


def _excerpt(line: str, what: str, statement: Statement) -> Iterator[Line]:
    """The line a number stands on, cut to its surroundings, and a caret under the number."""
    at = statement.column - 1
    start = max(0, at - _AROUND) if len(line) > 2 * _AROUND else 0
    cut = line[start : start + 2 * _AROUND]
    before = "…" if start else ""
    after = "…" if start + 2 * _AROUND < len(line) else ""
    number = f"{statement.line:>6} | "
    # A tab moves the caret as far as it moves the text.
    lead = "".join("\t" if character == "\t" else " " for character in line[start:at])
    yield (number, "dim"), (f"{before}{cut}{after}", "")
    yield (
        (f"{'':>6} | ", "dim"),
        (f"{' ' * len(before)}{lead}{'^' * max(1, statement.length)}", "bold"),
        (f" {what} {_value(statement, what)}", ""),
    )


def _value(statement: Statement, what: str) -> str:
    sign = "," if what == "total" else "+,"
    said = "" if statement.qualifier is Qualifier.EXACT else f"{statement.qualifier} "
    return f"{said}{statement.value:{sign}}"


def _arithmetic(series: Series, day: date) -> Iterator[Line]:
    """The balances of the day and its neighbours, each as an equation."""
    near = {day - timedelta(days=1), day, day + timedelta(days=1)}
    for balance in series.balances():
        if balance.day in near:
            yield ((f"{balance.day}  {_equation(balance)}", "bold" if balance.day == day else ""),)


def _equation(balance: Balance) -> str:
    if balance.total is None:
        return "no total printed"
    if balance.previous_total is None:
        return f"{balance.total:,}; no total on the day before"
    if balance.delta is None:
        return (
            f"{balance.previous_total:,} -> {balance.total:,}"
            f" ({balance.difference:+,}); no delta printed"
        )
    sum_ = balance.previous_total + balance.delta
    sign = "+" if balance.delta >= 0 else "-"
    said = f"{balance.previous_total:,} {sign} {abs(balance.delta):,} = {sum_:,}"
    if balance.discrepancy:
        return f"{said}, but {balance.total:,} is printed ({balance.difference:+,})"
    return f"{said}, as printed"
