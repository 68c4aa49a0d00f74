"""Days without any figure stand between days that have them.

What it checks
    Each series between its first and its last day: every day should have a figure, of any
    publisher. A run of missing days is one finding, at the day that ends it.

Why it matters
    A running tally has a figure for every day. A day without one was not published, not
    captured, or dated to another day; nothing can be checked on it.

Flagged
    2024-03-01  6,600   +4
    2024-03-04  6,640  +40  <- after two days without a word

Allowed
    2024-03-01  6,600   +4
    2024-03-02  6,614  +14

When to waive it
    The source did not publish on that day: say how that is known.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from tallytrack.finding import Finding, Severity
from tallytrack.series import Record

CODE = "T105"
SEVERITY = Severity.QUERY


def find(record: Record) -> Iterator[Finding]:
    """Each run of days without figures, dated to the first day that has figures again."""
    for series in record.series:
        for before, after in pairwise(series.observations):
            missing = after.day.toordinal() - before.day.toordinal() - 1
            if missing:
                first, last = before.day + timedelta(days=1), after.day - timedelta(days=1)
                said = f"{first}" if missing == 1 else f"{first} to {last}"
                yield Finding(
                    rule="missing-day",
                    code=CODE,
                    severity=SEVERITY,
                    source=record.source,
                    category=series.category,
                    day=after.day,
                    message=f"no figure for {said} ({missing} {'day' if missing == 1 else 'days'})",
                    evidence=tuple((after.totals or after.deltas or after.longer)[:1]),
                )
