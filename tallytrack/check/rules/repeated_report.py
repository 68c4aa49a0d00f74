"""A report is identical to the one of the day before, though something changed.

What it checks
    Everything that one publisher prints for a day against what it printed for the day
    before: the source's own report with its totals and deltas, a mirror's or a newspaper's
    totals while at least two of the source's moved on.

Why it matters
    The same page was published, or captured, twice, and its day has no figures of its own.

Flagged
    2024-11-02  tanks               9,170   +8
    2024-11-02  tanks  @orc-losses  9,170   -
    2024-11-02  uavs               18,117  +29
    2024-11-02  uavs   @orc-losses 18,117   -
    2024-11-03  tanks               9,182  +12
    2024-11-03  tanks  @orc-losses  9,170   -   <- the mirror has the day before
    2024-11-03  uavs               18,187  +70
    2024-11-03  uavs   @orc-losses 18,117   -

Allowed
    2024-11-02  tanks               9,170   +8
    2024-11-02  tanks  @orc-losses  9,170   -
    2024-11-02  uavs               18,117  +29
    2024-11-02  uavs   @orc-losses 18,117   -
    2024-11-03  tanks               9,182  +12
    2024-11-03  tanks  @orc-losses  9,170   -   # one figure was forgotten, not the page
    2024-11-03  uavs               18,187  +70
    2024-11-03  uavs   @orc-losses 18,187   -

When to waive it
    The publisher says that it did not update on that day: name the place.
"""

from collections.abc import Iterator

from tallytrack.check import pages
from tallytrack.finding import Finding, Severity
from tallytrack.series import Record

CODE = "T108"
SEVERITY = Severity.QUERY


def find(record: Record) -> Iterator[Finding]:
    """Each day and publisher whose page is that of the day before."""
    for page in pages.repeated(record):
        if page.repeats_deltas:
            yield page.finding("repeated-report", CODE, SEVERITY, record.source)
