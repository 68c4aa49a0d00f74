"""Every total of a report repeats the day before, while its deltas are not zero.

What it checks
    The totals that the source itself prints for a day, all together, against those it
    printed for the day before: at least two of them with a delta that is not zero. A report
    whose deltas repeat as well is left to repeated-report.

Why it matters
    Someone brought the deltas up to date and not the totals. Each category breaks two
    balances, and all of them for this one reason.

Flagged
    2024-03-01  tanks  6,600   +4
    2024-03-01  uavs   7,800  +20
    2024-03-02  tanks  6,600  +14  <- the totals are those of the day before
    2024-03-02  uavs   7,800  +33

Allowed
    2024-03-01  tanks  6,600   +4
    2024-03-01  uavs   7,800  +20
    2024-03-02  tanks  6,600   +0
    2024-03-02  uavs   7,833  +33

When to waive it
    The source brought the report up to date later that day: name the later one.
"""

from collections.abc import Iterator

from tallytrack.check import pages
from tallytrack.finding import Finding, Severity
from tallytrack.series import Record

CODE = "T107"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each day on which the source's totals stand still against its own deltas."""
    for page in pages.repeated(record):
        if page.publisher == record.source and not page.repeats_deltas:
            yield page.finding("stale-report", CODE, SEVERITY, record.source)
