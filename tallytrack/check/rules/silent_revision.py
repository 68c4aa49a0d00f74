"""A later document of the same publisher and medium gives another value for the same day.

What it checks
    Each day's totals, and its deltas over one day, among the documents of one publisher and
    medium: a text or a table published later must repeat what an earlier one said. Between
    the editions of one table, the record's revisions are looked at likewise.

Why it matters
    The number was changed after publication and nobody said so. Whoever copied the earlier
    one is now wrong, and whoever computed with it, too.

Flagged
    2024-03-02  tanks  @general-staff/text/2024-03-02  6,614  +14
    2024-03-02  tanks  @general-staff/text/2024-03-05  6,641   -   <- three days later

Allowed
    2024-03-02  tanks  @general-staff/text/2024-03-02  6,614  +14
    2024-03-02  tanks  @general-staff/text/2024-03-05  6,614   -
    2024-03-02  tanks  @petroivaniuk/table/2024-03-05  6,641   -   # another publisher

When to waive it
    The publisher explains the change somewhere: name the place.
"""

from collections.abc import Iterator
from itertools import pairwise

from tallytrack.figure import Measure, Qualifier
from tallytrack.finding import Finding, Severity, Suspect, Verdict
from tallytrack.series import Record, Revision, Statement, measured

CODE = "T109"
SEVERITY = Severity.QUERY


def find(record: Record) -> Iterator[Finding]:
    """Each figure that a later document of its publisher and medium replaced by another."""
    for revision in record.revisions:
        yield _finding(record.source, revision)
    for series in record.series:
        for observation, measure in series.contested:
            for earlier, later in _revisions(measured(observation, measure)):
                revision = Revision(series.category, observation.day, measure, earlier, later)
                yield _finding(record.source, revision)


def _revisions(said: tuple[Statement, ...]) -> Iterator[tuple[Statement, Statement]]:
    """Each statement that another document of its voice replaced, and the one that did.

    The documents of one publisher and medium stand side by side, the later first.
    """
    for later, earlier in pairwise(said):
        if later.value != earlier.value and _replaces(later, earlier):
            yield earlier, later


def _replaces(later: Statement, earlier: Statement) -> bool:
    """Whether one voice said both, first the one and then, in another document, the other."""
    new, old = later.document, earlier.document
    return (
        (new.publisher, new.medium) == (old.publisher, old.medium)
        and new.published_on > old.published_on
        and later.qualifier is earlier.qualifier is Qualifier.EXACT
    )


def _finding(source: str, revision: Revision) -> Finding:
    earlier, later = revision.earlier, revision.later
    sign = "+," if revision.measure is Measure.DELTA else ","
    who = f"{earlier.document.publisher}'s {earlier.document.medium}"
    suspect = Suspect(
        revision.measure,
        revision.day,
        earlier.document.publisher,
        earlier.value,
        later.value,
    )
    return Finding(
        rule="silent-revision",
        code=CODE,
        severity=SEVERITY,
        source=source,
        category=revision.category,
        day=revision.day,
        message=(
            f"{who} gave the {revision.measure} {earlier.value:{sign}} on"
            f" {earlier.document.published_on}, and gives {later.value:{sign}} on"
            f" {later.document.published_on}"
        ),
        measure=revision.measure,
        evidence=(later, earlier),
        verdict=Verdict.RESTATEMENT,
        suspect=suspect,
        grounds=("the same publisher and medium, at a later time",),
    )
