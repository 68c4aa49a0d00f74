"""A waiver settles no finding, does not close its balance, or is wider than it needs to be.

What it checks
    Each waiver against the findings that it is about. One of a broken balance settles it only
    while its adjustment makes the equation close,
    total(day) = total(day before) + delta(day) + adjustment.

Why it matters
    A waiver must not go on covering something else once a figure is read anew. So this
    is about waivers, not figures, and is asked of the whole tally as it is now.

Flagged
    2023-05-27  3,799  +3
    2023-05-28  3,797  +3  <- waived with -4, but 3,799 + 3 - 4 is 3,798

Allowed
    2023-05-27  3,799  +3
    2023-05-28  3,797  +3  # waived with -5: 3,799 + 3 - 5 is 3,797

When to waive it
    Never: correct the waiver with another `tally waive`, or take it back with --remove.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from tallytrack.finding import Finding, Severity
from tallytrack.series import Record
from tallytrack.waiver import Waiver

NAME = "stale-waiver"
CODE = "T190"
SEVERITY = Severity.ERROR

# The rules whose findings are equations that do not come out.
BALANCES = frozenset({"unbalanced-delta", "unreported-change", "unbalanced-gap"})


def find(_: Record) -> Iterator[Finding]:
    """Nothing: a record has no waivers. What is wrong with those, `apply` says."""
    yield from ()


def apply(findings: Sequence[Finding], waivers: Iterable[Waiver]) -> list[Finding]:
    """*findings*, those that a waiver settles marked with its reason; then stale waivers.

    *findings* should be all that the rules found: one left out makes its waiver look stale.
    """
    at: defaultdict[tuple[str, str, date], list[int]] = defaultdict(list)
    for place, finding in enumerate(findings):
        at[finding.rule, finding.source, finding.day].append(place)
    settled = list(findings)
    stale: list[Finding] = []
    ordered = sorted(waivers, key=lambda one: (one.day, one.rule, one.source, one.category or ""))
    for waiver in ordered:
        meant = [
            place
            for place in at[waiver.rule, waiver.source, waiver.day]
            if waiver.category in (None, findings[place].category)
        ]
        for place in meant:
            if _settles(waiver, findings[place]):
                settled[place] = replace(findings[place], waived=waiver.reason)
        stale += _complaints(waiver, [findings[place] for place in meant])
    return settled + stale


def needed(finding: Finding) -> int | None:
    """The adjustment that closes the balance of *finding*; None where it is no balance.

    Where no delta was printed the report said, by its silence, that nothing changed.
    """
    if finding.rule not in BALANCES or finding.difference is None:
        return None
    return finding.difference - (finding.reported or 0)


def _settles(waiver: Waiver, finding: Finding) -> bool:
    return finding.rule not in BALANCES or waiver.adjustment == needed(finding)


def _complaints(waiver: Waiver, meant: list[Finding]) -> Iterator[Finding]:
    """What is wrong with a waiver, given the findings that it may be about."""
    settled = [finding for finding in meant if _settles(waiver, finding)]
    if not meant:
        yield _stale(waiver, "meets no finding; remove it")
    elif not settled:
        yield _stale(waiver, _open(waiver, meant[0]))
    elif limit := _limit(waiver, meant, settled):
        yield _stale(waiver, f"is wider than it needs to be; limit it to {limit}")
    elif waiver.adjustment is not None and waiver.rule not in BALANCES:
        yield _stale(waiver, "has an adjustment, but no balance to close; leave it out")


def _limit(waiver: Waiver, meant: list[Finding], settled: list[Finding]) -> str:
    """What the waiver of a whole day should be limited to; empty where it is not too wide."""
    categories = sorted({finding.category for finding in settled})
    if waiver.category is not None:
        return ""
    if len(categories) == 1:
        return categories[0]
    if settled == meant:
        return ""
    named = f"{', '.join(categories[:-1])} and {categories[-1]}"
    return f"{named}: give --adjustment CATEGORY=N for each"


def _open(waiver: Waiver, finding: Finding) -> str:
    """That the balance stays open, and for the waiver of a whole day, which one and what to do."""
    arithmetic = _arithmetic(waiver, finding)
    if waiver.category is not None:
        return f"does not close the balance: {arithmetic}"
    return (
        f"does not close the balance of {finding.category}: {arithmetic};"
        " give --adjustment CATEGORY=N for each"
    )


def _arithmetic(waiver: Waiver, finding: Finding) -> str:
    """The equation that does not come out, and the adjustment that it needs."""
    reported = f"{finding.reported:+,}" if finding.reported is not None else "nothing"
    said = (
        "no adjustment" if waiver.adjustment is None else f"an adjustment of {waiver.adjustment:+,}"
    )
    return (
        f"{reported} reported and {said} do not make {finding.difference:+,};"
        f" it needs {needed(finding):+,}"
    )


def _stale(waiver: Waiver, complaint: str) -> Finding:
    subject = waiver.category or "every category"
    return Finding(
        rule=NAME,
        code=CODE,
        severity=SEVERITY,
        source=waiver.source,
        category=waiver.category or "",
        day=waiver.day,
        message=f"the waiver of {waiver.rule} for {subject} {complaint}",
    )
