"""A running total is lower than on the day before.

What it checks
    Each total against the total of the day before, the preferred document of each day.

Why it matters
    A running total counts what has happened and cannot unhappen. A fall is a misprint, or
    the source took something back.

Flagged
    2024-10-02  aircraft  369  -
    2024-10-03  aircraft  368  -  <- one less

Allowed
    2024-10-02  aircraft  369  -
    2024-10-03  aircraft  369  -
    2024-10-04  aircraft  370  +1

When to waive it
    The source announced that it corrects its total: name the notice that says so.
"""

from collections.abc import Iterator

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity
from tallytrack.series import Record

CODE = "T103"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each day whose total is lower than the total of the day before."""
    for series in record.series:
        for yesterday, today in series.consecutive():
            before, after = yesterday.totals[0], today.totals[0]
            if after.value < before.value:
                difference = after.value - before.value
                yield Finding(
                    rule="falling-total",
                    code=CODE,
                    severity=SEVERITY,
                    source=record.source,
                    category=series.category,
                    day=today.day,
                    message=(
                        f"the total falls from {before.value:,} to {after.value:,}"
                        f" ({difference:+,})"
                    ),
                    measure=Measure.TOTAL,
                    difference=difference,
                    evidence=(after, before),
                )
