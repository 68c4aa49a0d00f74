"""Findings for people: events under their headings, each with its arithmetic and its places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from tallytrack.figure import Measure
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
    def balances(self) -> int | None:
        """How many balances could be checked; None where they were not."""

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
    # What holds of every category is said once.
    shared = Shared(findings) if count > 1 else Shared(())
    yield (
        (str(first.day), "bold"),
        (f"  {first.source}  ", ""),
        (first.rule, _STYLES[first.severity]),
        (f"  {first.code} ({first.severity}){many}", "dim"),
        *(((f"  {shared.verdict}", "magenta"),) if shared.verdict else ()),
    )
    if shared.waived:
        yield ((f"  waived: {shared.waived}", "green"),)
    for ground in shared.grounds:
        yield ((f"  - {ground}", ""),)
    for finding in findings:
        yield from one(finding, shared)
        if places := [place for s in finding.evidence if (place := where(s))]:
            yield ((f"    at {', '.join(dict.fromkeys(places))}", "dim"),)
    if first.url:
        yield ((f"  see {first.url}", "dim"),)
    if first.category:
        yield ((f"  next: tally explain {first.day} {first.category}", "dim"),)
    else:
        yield ((f"  next: tally show --since {first.day} --until {first.day}", "dim"),)


class Shared:
    """What all of some findings have in common: the verdict, the grounds, the waiver."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        verdicts = {finding.verdict for finding in findings}
        self.verdict = verdicts.pop() if len(verdicts) == 1 else None
        waived = {finding.waived for finding in findings}
        self.waived = waived.pop() if len(waived) == 1 else None
        self.grounds = tuple(
            ground
            for ground in (findings[0].grounds if findings else ())
            if all(ground in finding.grounds for finding in findings)
        )


def one(finding: Finding, shared: Shared | None = None) -> Iterator[Line]:
    """A single finding: its arithmetic and, where it was judged, the verdict.

    Args:
        finding: the finding.
        shared: what its event has said already, which is not said again.
    """
    shared = shared or Shared(())
    subject = ((finding.category, "cyan"), (": ", "")) if finding.category else ()
    yield (("  ", ""), *subject, (finding.message, ""))
    if finding.waived is not None and not shared.waived:
        yield ((f"    waived: {finding.waived}", "green"),)
    accused = accusation(finding)
    if finding.verdict is not None and (accused or not shared.verdict):
        also = f" (or {', '.join(finding.alternatives)})" if finding.alternatives else ""
        yield ((f"    {finding.verdict}{also}", "magenta"), (accused, ""))
    for ground in finding.grounds:
        if ground not in shared.grounds:
            yield ((f"      - {ground}", ""),)


def accusation(finding: Finding) -> str:
    """Which figure is likely wrong and what it should be; empty where there is no suspect."""
    suspect = finding.suspect
    if suspect is None:
        return ""
    sign = "," if suspect.measure is Measure.TOTAL else "+,"
    said = f": {suspect.publisher}'s {suspect.measure} of {suspect.day}, {suspect.printed:{sign}}"
    return said if suspect.implied is None else f"{said}, should be {suspect.implied:{sign}}"


def where(statement: Statement) -> str:
    """FILE:LINE:COL of a statement, without what it does not have."""
    place = [statement.document.origin]
    if statement.line:
        place += [str(statement.line), str(statement.column)]
    return ":".join(place)


def github(findings: Iterable[Finding]) -> Iterator[str]:
    """The findings as GitHub's workflow commands, which annotate the line they are about.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    for finding in findings:
        level = "error" if finding.severity is Severity.ERROR else "warning"
        place = finding.evidence[0] if finding.evidence else None
        properties = {"title": f"{finding.code} {finding.rule}"}
        if place is not None:
            properties["file"] = place.document.origin
            if place.line:
                properties |= {"line": str(place.line), "col": str(place.column)}
        said = ",".join(f"{key}={_escaped(text, ':,')}" for key, text in properties.items())
        subject = f"{finding.category} on {finding.day}: {finding.message}".lstrip()
        verdict = f" ({finding.verdict})" if finding.verdict else ""
        yield f"::{level} {said}::{_escaped(subject + verdict)}"


def _escaped(text: str, also: str = "") -> str:
    """*text* as a workflow command takes it."""
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def news(findings: Sequence[Finding]) -> Iterator[Line]:
    """How many findings are new since the last recorded check."""
    said = _many(len(findings), "finding") if findings else "nothing"
    yield ((f"{said} new since the last recorded check", "bold"),)


def summary(findings: Sequence[Finding], coverage: Covered) -> Iterator[Line]:
    """What was found, waived or not, and what the check covers, in a line or two."""
    last = ", ".join(
        f"last {what} {day}"
        for what, day in (
            ("reported delta", coverage.last_delta_on),
            ("total", coverage.last_total_on),
        )
        if day
    )
    said = _balances(findings, coverage)
    yield ((f"{said}; {last}" if last else said, "bold"),)
    rest = Counter(finding.rule for finding in findings if finding.rule != "unbalanced-delta")
    if rest:
        label = "" if coverage.balances is None else "also: "
        counts = ", ".join(f"{count:,} {rule}" for rule, count in rest.items())
        yield ((f"{label}{counts}", ""),)


def _balances(findings: Sequence[Finding], coverage: Covered) -> str:
    """How many balances close, if they were checked at all."""
    if coverage.balances is None:
        return _many(len(findings), "finding")
    if not coverage.balances:
        return "no balance could be checked"
    broken = [finding for finding in findings if finding.rule == "unbalanced-delta"]
    if not broken:
        return f"{_many(coverage.balances, 'balance')} checked, all close"
    days = len({(finding.source, finding.day) for finding in broken})
    waived = sum(finding.waived is not None for finding in broken)
    apart = f", {waived:,} waived" if waived else ""
    verb = "does" if len(broken) == 1 else "do"
    return (
        f"{len(broken):,} of {_many(coverage.balances, 'balance')} {verb} not close,"
        f" on {_many(days, 'day')}{apart}"
    )


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
