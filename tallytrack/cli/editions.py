"""What a later edition of a table will do, said before it is done, and refused if it is much."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from tallytrack.cli import printing
from tallytrack.edition import Plan
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading


class Say(Enum):
    """Which plans are said: all of them, those that are refused, or none."""

    ALL = "all"
    REFUSED = "refused"
    NONE = "none"


def announcer(origin: str, found: Reading, limit: float | None, say: Say) -> Callable[[Plan], None]:
    """What tells a plan, and refuses it where it rewrites more than *limit* percent."""

    def announce(plan: Plan) -> None:
        told = f"{origin}: the edition of {plan.published_on}, after that of {plan.before}: {plan}"
        is_refused = limit is not None and plan.rewrites_more_than(limit)
        if say is Say.ALL:
            printing.echo([((told, ""),)])
        elif say is Say.REFUSED and is_refused:
            printing.complain(told)
        if is_refused and limit is not None:
            notes = [Fault(origin, 0, 0, note) for note in found.notes]
            raise InputError(*notes, Fault(origin, 0, 0, _refusal(plan, limit)))

    return announce


def rehearse(db: Path, origin: str, found: Reading, announce: Callable[[Plan], None]) -> None:
    """Tell what taking *found* in would do, where it is a later edition of what *db* has."""
    from tallytrack.store import editions, opening

    if opening.exists(db):
        with (
            opening.for_reading(db) as tally,
            editions.compared(tally, origin, found) as edition,
        ):
            if edition:
                announce(edition.plan)


def _refusal(plan: Plan, limit: float) -> str:
    return (
        f"rewrites {plan.rewritten / plan.held:.1%} of the past ({plan.rewritten:,} of"
        f" {plan.held:,} figures), more than {limit:g} %; if that is right, --accept-rewrite"
    )
