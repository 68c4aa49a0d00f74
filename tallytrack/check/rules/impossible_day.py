"""A figure describes a day that its document cannot speak of.

What it checks
    Each figure's day against the day its document was published, which it cannot come
    after, and against the day its source began to count.

Why it matters
    A misread date puts right numbers on a wrong day, where they break the balances of two
    days at once and are hard to find.

Flagged
    2022-02-01  @general-staff/text/2022-03-01    150  -  <- before the source began
    2024-03-04  @general-staff/text/2024-03-02  6,640  -  <- two days before it came

Allowed
    2022-02-25  @general-staff/text/2022-03-01     80  -
    2024-03-02  @general-staff/text/2024-03-02  6,614  -

When to waive it
    The document announces its own figure for a later day: quote it.
"""

from collections.abc import Iterator
from datetime import date

from tallytrack.finding import Finding, Severity
from tallytrack.series import Record, Statement
from tallytrack.vocabulary import shipped_vocabulary

CODE = "T111"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each category and day that some document cannot speak of."""
    source = shipped_vocabulary().sources.get(record.source)
    began_on = source.began_on if source and source.began_on else date.min
    for series in record.series:
        # Every figure of the record passes through here, so it is written plainly.
        for day, totals, deltas, longer in series.observations:
            is_too_early = day < began_on
            for statement in totals + deltas + longer:
                if is_too_early or statement.document.published_on < day:
                    yield _finding(record.source, series.category, day, statement, began_on)
                    break


def _finding(
    source: str, category: str, day: date, statement: Statement, began_on: date
) -> Finding:
    document = statement.document
    if day < began_on:
        said = f"{day} is before the source began, on {began_on}"
    else:
        who = f"{document.publisher}'s {document.medium}"
        said = f"{who} of {document.published_on} gives a figure of {day}"
    return Finding(
        rule="impossible-day",
        code=CODE,
        severity=SEVERITY,
        source=source,
        category=category,
        day=day,
        message=said,
        evidence=(statement,),
    )
