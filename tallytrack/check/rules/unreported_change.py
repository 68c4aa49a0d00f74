"""A total moved between two consecutive reports of the source, and no delta was printed for it.

What it checks
    Each day on which the source itself prints a total other than its total of the day
    before, and no document prints a delta, though the report prints deltas for other
    categories.

Why it matters
    A report that leaves out "+0" says by its silence that nothing changed. A total that
    moves all the same was restated, or its delta was forgotten.

Flagged
    2024-05-28  tanks            7,660  +12
    2024-05-28  cruise_missiles  2,221  -
    2024-05-29  tanks            7,672  +12
    2024-05-29  cruise_missiles  2,222  -    <- one more, and no word of it

Allowed
    2024-05-28  tanks            7,660  +12
    2024-05-28  cruise_missiles  2,221  -
    2024-05-29  tanks            7,672  +12
    2024-05-29  cruise_missiles  2,221  -

When to waive it
    The source says elsewhere what changed: name the place.
"""

from collections.abc import Iterator

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity
from tallytrack.series import Record, Statement

CODE = "T102"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each day whose own total moved without a delta, in a report that prints deltas."""
    for series in record.series:
        for yesterday, today in series.consecutive():
            if today.deltas:
                continue
            before, after = yesterday.totals[0], today.totals[0]
            if before.value == after.value or not (_speaks(before) and _speaks(after)):
                continue
            if after.document not in record.prints_deltas:
                continue
            difference = after.value - before.value
            yield Finding(
                rule="unreported-change",
                code=CODE,
                severity=SEVERITY,
                source=record.source,
                category=series.category,
                day=today.day,
                message=(
                    f"no delta printed, but the totals go from {before.value:,}"
                    f" to {after.value:,} ({difference:+,})"
                ),
                measure=Measure.DELTA,
                difference=difference,
                evidence=(after, before),
            )


def _speaks(statement: Statement) -> bool:
    """Whether the source itself made the statement, in print or picture."""
    return statement.document.is_own
