"""What speaks for each way to explain a broken balance: grounds that a person can check.

Every change to the record has a weight, and each ground for it makes it lighter. The weights
are, loosely, the negative logarithms of how often such a thing happens (in a record of 13,000
balances some hundred are broken: misprinted totals, misprinted deltas and silent restatements
in like numbers), so that adding them up compares explanations. Only their order matters to the
verdicts, and it is this: leaving one balance unexplained is lighter than any change without a
ground, and heavier than one with a good ground; a total that closes two balances is lighter
than two of anything that close one each, unless those have grounds of their own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from tallytrack.check import coincidence
from tallytrack.check.chain import Link
from tallytrack.check.keystroke import in_last_digit, slip
from tallytrack.series import Observation, Statement

UNEXPLAINED = 10
CHANGE = 13
CHANGED_TOTAL = 12  # two opposite discrepancies on end hardly come about otherwise
HALF_TESTED = 3  # for a total that stands in one balance only

ANOTHER_TOTAL = 6
ANOTHER_DELTA = 8
KEYSTROKE = 5
LAST_DIGIT = 4  # a keystroke that any small restatement would look like
STALE_PAGE = 9
SWAPPED_DAYS = 8
TOGETHER = 9
NEARLY_TOGETHER = 2  # one category fewer than would be no coincidence

# So few are named.
A_FEW = 2


# A run is solved twice, and its verdict told from the same pairs: each is compared once.
_slip = cache(slip)


class Ground(NamedTuple):
    """One reason for an explanation, in words, and how much lighter it makes it."""

    text: str
    worth: int


@dataclass(frozen=True, slots=True)
class Days:
    """What is known of whole days, across all categories of a source.

    Args:
        source: the source.
        broken: for each day, the categories that broke on it for want of a better cause.
        stale: days on which every own total repeats the day before, against its deltas.
        repeated: those of them on which every delta repeats the day before as well.
        several: so many categories that break on one day are no coincidence.
    """

    source: str
    broken: dict[date, tuple[str, ...]] = field(default_factory=dict)
    stale: frozenset[date] = frozenset()
    repeated: frozenset[date] = frozenset()
    several: int = coincidence.LEAST


def broken_together(broken: Iterable[tuple[date, str]]) -> dict[date, tuple[str, ...]]:
    """The categories broken on each day, in a fixed order."""
    together: defaultdict[date, list[str]] = defaultdict(list)
    for day, category in sorted(broken):
        together[day].append(category)
    return {day: tuple(categories) for day, categories in together.items()}


def against_total(observation: Observation, implied: int, days: Days) -> tuple[Ground, ...]:
    """What says that the total of *observation* should have been *implied*."""
    printed = observation.totals[0]
    return (
        *_printed_elsewhere(observation.totals, implied, "", ANOTHER_TOTAL),
        *_keystroke(printed.value, implied, ""),
        *(
            (Ground(f"every total of {observation.day} repeats the day before", STALE_PAGE),)
            if observation.day in days.stale
            else ()
        ),
    )


def against_delta(link: Link, implied: int, days: Days) -> tuple[Ground, ...]:
    """What says that the delta of *link* should have been *implied*."""
    if link.delta is None:
        return ()
    return (
        *_printed_elsewhere(link.today.deltas, implied, "+", ANOTHER_DELTA),
        *_keystroke(link.delta.value, implied, "+"),
        *(
            (Ground(f"every delta of {link.day} repeats the day before", STALE_PAGE),)
            if link.day in days.repeated
            else ()
        ),
    )


def for_restatement(day: date, days: Days) -> tuple[Ground, ...]:
    """What says that the totals were restated on *day*."""
    broken = days.broken.get(day, ())
    if len(broken) < days.several - 1:
        return ()
    if len(broken) == A_FEW:
        said = f"{' and '.join(broken)} both break on {day}"
    else:
        said = f"{len(broken)} categories of {days.source} break on {day}"
    return (Ground(said, TOGETHER if len(broken) >= days.several else NEARLY_TOGETHER),)


def weight(grounds: Iterable[Ground], change: int = CHANGE) -> int:
    """The weight of a change that has these grounds."""
    return max(1, change - sum(ground.worth for ground in grounds))


def _printed_elsewhere(
    statements: tuple[Statement, ...], implied: int, sign: str, worth: int
) -> tuple[Ground, ...]:
    """The other documents that print the implied value; several count as one."""
    if len(statements) == 1:
        return ()
    own = statements[0].document
    # A mirror that is held twice, as shipped and as fetched, is one witness.
    who = dict.fromkeys(
        f"{s.document.publisher}'s {s.document.medium}"
        for s in statements[1:]
        if s.value == implied and s.document != own
    )
    if not who:
        return ()
    verb = "have" if len(who) > 1 else "has"
    return (Ground(f"{' and '.join(who)} {verb} {implied:{sign},}", worth),)


def _keystroke(printed: int, implied: int, sign: str) -> tuple[Ground, ...]:
    found = _slip(printed, implied)
    if found is None:
        return ()
    worth = LAST_DIGIT if in_last_digit(printed, implied) else KEYSTROKE
    return (
        Ground(f"one keystroke: {printed:{sign},} for {implied:{sign},} ({found.value})", worth),
    )
