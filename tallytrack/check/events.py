"""Events: findings that one happening caused, put together and ranked, the worst first.

The broken balances of one day and source are one event, be they one or nine categories.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tallytrack.finding import Finding, Severity

# A finding with a computed contradiction is worse than one without; then size decides.
_WORST = {Severity.ERROR: 0, Severity.QUERY: 1}


@dataclass(frozen=True, slots=True)
class Event:
    """The findings of one rule, day and source. The largest is first."""

    rule: str
    source: str
    day: date
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding]) -> list[Event]:
    """The events that *findings* make up: certain before suspicious, then rules in their order,
    many categories before few, large discrepancies before small, the earliest first.
    """
    groups: dict[tuple[str, str, date], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule, finding.source, finding.day].append(finding)
    events = [
        Event(rule, source, day, tuple(sorted(group, key=_rank)))
        for (rule, source, day), group in groups.items()
    ]
    return sorted(events, key=_event_rank)


def _event_rank(event: Event) -> tuple[object, ...]:
    first = event.findings[0]
    largest = max(size(finding) for finding in event.findings)
    return (
        _WORST[first.severity],
        first.waived is not None,
        first.code,
        -len(event.findings),
        -largest,
        event.day,
        event.source,
    )


def _rank(finding: Finding) -> tuple[object, ...]:
    return -size(finding), finding.category, finding.measure or ""


def size(finding: Finding) -> int:
    """How far apart the numbers are: the discrepancy, or the spread of what was printed."""
    if finding.discrepancy is not None:
        return abs(finding.discrepancy)
    if finding.difference is not None:
        return abs(finding.difference)
    values = [statement.value for statement in finding.evidence]
    return max(values) - min(values) if values else 0
