"""Two documents give different values for the same category, day and measure.

What it checks
    Each day's totals against one another, and each day's deltas over equal periods. Between
    publishers a qualifier is an interval: "over 2,400" agrees with 2,435, "about 61,000"
    with 60,800. A round number in an article agrees with whatever rounds to it. Two figures
    of one document are not compared, nor two editions of one table: of the tables of one
    publisher the latest counts, wherever each came from.

Why it matters
    Where a mirror or a newspaper departs from the source, one of them is wrong; which one,
    the balances around it tell.

Flagged
    2024-03-02                6,614  +14
    2024-03-02  @petroivaniuk 6,641  -    <- two digits changed places

Allowed
    2024-03-02                6,614  +14
    2024-03-02  @petroivaniuk 6,614  -

When to waive it
    It is known which document is wrong, and why: say so.
"""

from collections.abc import Iterable, Iterator

from tallytrack.document import Medium
from tallytrack.figure import Measure, Qualifier
from tallytrack.finding import Finding, Severity
from tallytrack.interval import interval, overlap
from tallytrack.series import Observation, Record, Series, Statement, measured

CODE = "T106"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each category, day and measure for which documents give values that cannot both hold."""
    for series in record.series:
        for observation, measure in series.contested:
            yield from _compare(record, series, observation, measure)


def _compare(
    record: Record, series: Series, observation: Observation, measure: Measure
) -> Iterator[Finding]:
    statements = tuple(_latest(measured(observation, measure)))
    preferred = statements[0]
    others = [other for other in statements[1:] if _disagree(preferred, other)]
    if others:
        yield Finding(
            rule="disagreeing-documents",
            code=CODE,
            severity=SEVERITY,
            source=record.source,
            category=series.category,
            day=observation.day,
            message=_message(measure, preferred, others),
            measure=measure,
            evidence=(preferred, *others),
        )


def _latest(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, without the tables of a publisher that a later one of it stands for.

    They stand side by side, the later first. What the later says otherwise is a revision.
    """
    latest: dict[str, Statement] = {}
    for said in statements:
        if said.document.medium is Medium.TABLE:
            later = latest.setdefault(said.document.publisher, said)
            is_later = later.document.published_on > said.document.published_on
            if is_later or (later is not said and later.value == said.value):
                continue
        yield said


def _disagree(one: Statement, other: Statement) -> bool:
    if one.document == other.document or one.value == other.value:
        return False
    return not overlap(_interval(one), _interval(other))


def _interval(statement: Statement) -> tuple[float, float]:
    """What a statement allows: a source's own figure is exact, an article may round."""
    if statement.document.is_own:
        return statement.value, statement.value
    rounded = statement.document.medium is Medium.ARTICLE
    qualifier = statement.qualifier
    if rounded and qualifier is Qualifier.EXACT:
        qualifier = Qualifier.ABOUT
    return interval(statement.value, qualifier)


def _message(measure: Measure, preferred: Statement, others: list[Statement]) -> str:
    sign = "+," if measure is Measure.DELTA else ","
    said = [f"{_who(s)} prints {s.value:{sign}}" for s in (preferred, *others)]
    return f"the {measure}s differ: {', '.join(said)}"


def _who(statement: Statement) -> str:
    document = statement.document
    return f"{document.publisher}'s {document.medium}"
