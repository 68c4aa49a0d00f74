"""The reported delta is not the difference of consecutive totals.

What it checks
    Each day's delta against that day's total less the total of the day before: the
    *balance edit* of statistical data editing. Of several documents the preferred one
    speaks. Days whose day before has no total are left to unbalanced-gap.

Why it matters
    A report prints one piece of arithmetic twice. Where the two copies disagree, at least
    one of three printed numbers is wrong, or something was restated in silence.

Flagged
    2024-03-01  6,600   +4
    2024-03-02  6,614  +12  <- the totals rose by 14

Allowed
    2024-03-01  6,600   +4
    2024-03-02  6,614  +14

When to waive it
    The source announced that it corrects an earlier total: name the notice that says so,
    and give the adjustment that makes the equation close.
"""

from collections.abc import Iterator

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity
from tallytrack.series import Record

CODE = "T101"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each day whose reported delta is not the difference of its total and the day before's."""
    for series in record.series:
        for yesterday, today in series.consecutive():
            if not today.deltas:
                continue
            before, after, delta = yesterday.totals[0], today.totals[0], today.deltas[0]
            difference = after.value - before.value
            if delta.value != difference:
                yield Finding(
                    rule="unbalanced-delta",
                    code=CODE,
                    severity=SEVERITY,
                    source=record.source,
                    category=series.category,
                    day=today.day,
                    message=(
                        f"reported {delta.value:+,}, but the totals go from {before.value:,}"
                        f" to {after.value:,} ({difference:+,})"
                    ),
                    measure=Measure.DELTA,
                    reported=delta.value,
                    difference=difference,
                    evidence=(delta, after, before),
                )
