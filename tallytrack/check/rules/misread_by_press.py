"""An article gives a figure that its source did not: a misreading of the report.

What it checks
    Each figure of an article against what the source printed for the same category and day:
    a running total given as the day's loss; the total of another day, up to three days off;
    a round number that is no rounding of the source's within the words used.

Why it matters
    Press reports are retold. "1,837 in the past 24 hours" for a total of 1,837 is a number
    two hundred times too large, and it travels.

Flagged
    2022-11-13  artillery                     1,837     +8
    2022-11-13  artillery  @newsweek/article  -     +1,837  <- the total as the day's loss

Allowed
    2022-11-13  artillery                     1,837     +8
    2022-11-13  artillery  @newsweek/article  1,837     +8
    2022-11-14  artillery                     1,839     +2
    2022-11-14  artillery  @newsweek/article  1,800     -   # rounded

When to waive it
    The article was corrected, or quotes somebody else: say which.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tallytrack.check.misreading import misreading
from tallytrack.document import Medium
from tallytrack.figure import Measure, Qualifier
from tallytrack.finding import Finding, Severity, Suspect, Verdict
from tallytrack.interval import interval, overlap
from tallytrack.series import Observation, Record, Series, Statement, measured

CODE = "T110"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each figure that articles plainly misread; once, however many misread it alike."""
    for series in record.series:
        for observation in series.observations:
            # The press stands last in precedence, so most days are told by one look.
            _, totals, deltas, _ = observation
            if totals and totals[-1].document.medium is Medium.ARTICLE:
                yield from _misread(record, series, observation, Measure.TOTAL)
            if deltas and deltas[-1].document.medium is Medium.ARTICLE:
                yield from _misread(record, series, observation, Measure.DELTA)


def _misread(
    record: Record, series: Series, observation: Observation, measure: Measure
) -> Iterator[Finding]:
    said = measured(observation, measure)
    truth = said[0] if said[0].document.medium is not Medium.ARTICLE else None
    alike: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        if statement.document.medium is not Medium.ARTICLE or _agrees(statement, truth):
            continue
        reason = misreading(series, observation.day, measure, statement)
        if reason:
            alike[reason].append(statement)
    for reason, misread in alike.items():
        subject = (record.source, series.category, observation.day, measure)
        yield _finding(*subject, (misread, truth, reason))


def _agrees(statement: Statement, truth: Statement | None) -> bool:
    """Whether the article's words allow the source's number. An exact round one may be rounded."""
    if truth is None:
        return False
    exact = statement.qualifier is Qualifier.EXACT
    qualifier = Qualifier.ABOUT if exact else statement.qualifier
    return overlap(interval(statement.value, qualifier), (truth.value, truth.value))


def _finding(
    source: str,
    category: str,
    day: date,
    measure: Measure,
    said: tuple[list[Statement], Statement | None, str],
) -> Finding:
    misread, truth, reason = said
    first = misread[0]
    publishers = ", ".join(dict.fromkeys(one.document.publisher for one in misread))
    return Finding(
        rule="misread-by-press",
        code=CODE,
        severity=SEVERITY,
        source=source,
        category=category,
        day=day,
        message=f"{publishers}: {reason}",
        measure=measure,
        evidence=(*misread, truth) if truth else tuple(misread),
        verdict=Verdict.MISREAD,
        suspect=Suspect(
            measure,
            day,
            first.document.publisher,
            first.value,
            truth.value if truth else None,
        ),
        grounds=(reason,),
    )
