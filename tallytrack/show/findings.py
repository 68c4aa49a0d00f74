"""Findings for people: events under their headings, each with its arithmetic and its places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from tallytrack.finding import Finding, Severity
from tallytrack.series import Statement
from tallytrack.show.styled import Line

_STYLES = {Severity.ERROR: "bold red", Severity.QUERY: "yellow"}


class Event(Protocol):
    """A group of findings with one cause, as the check makes it."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, the largest first."""


class Covered(Protocol):
    """What the check covered, as it tells it."""

    @property
    def balances(self) -> int:
        """How many balances could be checked."""

    @property
    def last_delta_on(self) -> object:
        """The day of the last reported delta."""

    @property
    def last_total_on(self) -> object:
        """The day of the last total."""


def lines(events: Iterable[Event]) -> Iterator[Line]:
    """Each event: a heading, then for each category the arithmetic and where it stands."""
    for event in events:
        yield from _event(event.findings)
        yield ()


def _event(findings: Sequence[Finding]) -> Iterator[Line]:
    first = findings[0]
    count = len({finding.category for finding in findings})
    many = f", {count} categories" if count > 1 else ""
    yield (
        (str(first.day), "bold"),
        (f"  {first.source}  ", ""),
        (first.rule, _STYLES[first.severity]),
        (f"  {first.code} ({first.severity}){many}", "dim"),
    )
    for finding in findings:
        yield from one(finding)
        if places := [place for s in finding.evidence if (place := where(s))]:
            yield ((f"    at {', '.join(dict.fromkeys(places))}", "dim"),)
    if url := next((s.document.url for f in findings for s in f.evidence if s.document.url), ""):
        yield ((f"  see {url}", "dim"),)
    yield ((f"  next: tally explain {first.day} {first.category}", "dim"),)


def one(finding: Finding) -> Iterator[Line]:
    """A single finding: its arithmetic and, where it was judged, the verdict."""
    yield (("  ", ""), (finding.category, "cyan"), (f": {finding.message}", ""))
    yield from _judgement(finding)


def _judgement(finding: Finding) -> Iterator[Line]:
    """The verdict, the suspect and the grounds, where the finding was judged."""
    if finding.waived is not None:
        yield ((f"    waived: {finding.waived}", "green"),)
    if finding.verdict is not None:
        also = f" (or {', '.join(finding.alternatives)})" if finding.alternatives else ""
        yield ((f"    {finding.verdict}{also}", "magenta"), (_accusation(finding), ""))
        for ground in finding.grounds:
            yield ((f"      - {ground}", ""),)


def _accusation(finding: Finding) -> str:
    suspect = finding.suspect
    if suspect is None:
        return ""
    said = f": {suspect.publisher}'s {suspect.measure} of {suspect.day}, {suspect.printed:,}"
    return said if suspect.implied is None else f"{said}, should be {suspect.implied:,}"


def where(statement: Statement) -> str:
    """FILE:LINE:COL of a statement, without what it does not have."""
    place = [statement.document.origin]
    if statement.line:
        place += [str(statement.line), str(statement.column)]
    return ":".join(place)


def summary(findings: Sequence[Finding], coverage: Covered) -> Iterator[Line]:
    """What was found and what it covers, in a line or two."""
    broken = [finding for finding in findings if finding.rule == "unbalanced-delta"]
    days = len({(finding.source, finding.day) for finding in broken})
    waived = sum(finding.waived is not None for finding in broken)
    apart = f" ({waived} waived)" if waived else ""
    if broken:
        verb = "does" if len(broken) == 1 else "do"
        said = (
            f"{len(broken):,} of {_many(coverage.balances, 'balance')} {verb} not close{apart},"
            f" on {_many(days, 'day')}"
        )
    elif coverage.balances:
        said = f"{_many(coverage.balances, 'balance')} checked, all close"
    else:
        said = "no balance could be checked"
    last = [
        f"last {what} {day}"
        for what, day in (
            ("reported delta", coverage.last_delta_on),
            ("total", coverage.last_total_on),
        )
        if day
    ]
    yield (("; ".join([said, ", ".join(last)]) if last else said, "bold"),)
    rest = Counter(finding.rule for finding in findings if finding.rule != "unbalanced-delta")
    if rest:
        yield ((f"also: {', '.join(f'{count:,} {rule}' for rule, count in rest.items())}", ""),)


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
