"""The edges of an official post: its title above the list, and other days' stories below it."""

from collections.abc import Sequence
from dataclasses import replace

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.claims import Account, Claim, Refusal
from tallytrack.ingest.grammar.stretches import ONE

ANOTHER = "another story, below the list"
_LIST = 8  # categories: a post lists more


def titled(made: Account) -> Account:
    """*made*, with what stands above the list's own heading, its title, on the heading's day."""
    if len(made.days) < 2 or not made.claims:  # noqa: PLR2004 - without a heading
        return made
    place, day = made.days[1]
    if made.claims[len(made.claims) // 2].start < place:
        return made
    titles = [
        claim.start < place
        and claim.days in {None, 1}
        and claim.day is not None
        and abs(claim.day - day) <= ONE
        for claim in made.claims
    ]
    claims = tuple(
        claim._replace(day=day) if above else claim
        for claim, above in zip(made.claims, titles, strict=True)
    )
    return replace(made, claims=claims)


def trimmed(made: Account) -> Account:
    """*made* without the claims below its list that the list does not have: another day's story.

    The list ends with its last total, and that category's delta. It may be printed twice, in
    two languages.
    """
    totals: dict[str, Claim] = {}
    repeated: list[Claim] = []
    for claim in made.claims:
        if claim.measure is Measure.TOTAL:
            first = totals.setdefault(claim.category, claim)
            repeated += [claim] * (claim.value == first.value)
    if len(totals) < _LIST:
        return made
    last = repeated[-1]
    behind = [claim for claim in made.claims if claim.start > last.start]
    listed = {_printed(claim) for claim in made.claims if claim.start <= last.start}
    listed |= {_printed(claim) for claim in behind[:1] if claim.category == last.category}
    beside = {c for c in behind if c.category in totals and _printed(c) not in listed}
    beside -= _increments(made.claims, last, behind)
    refusals = [*made.refusals, *(Refusal(c.start, c.end, ANOTHER) for c in beside)]
    claims = tuple(claim for claim in made.claims if claim not in beside)
    return replace(made, claims=claims, refusals=tuple(sorted(refusals)))


def _increments(claims: Sequence[Claim], last: Claim, behind: Sequence[Claim]) -> set[Claim]:
    """What a list without deltas rose by on its day, where that is a list of its own below it."""
    if any(c.measure is Measure.DELTA and c.start < last.start for c in claims):
        return set()
    daily = {c for c in behind if c.measure is Measure.DELTA and c.day == last.day and c.days == 1}
    return daily if len({c.category for c in daily}) >= _LIST else set()


def _printed(claim: Claim) -> tuple[object, ...]:
    return claim.category, claim.measure, claim.value, claim.day
