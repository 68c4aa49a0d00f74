"""Errors put into real figures: the kinds that records of this sort are known to have.

Each kind takes a consistent stretch and changes it as a person would by mistake, or the source
on purpose. What it did is said in an Injection, so that the verdict can be held against it.
"""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

Printed = dict[str, tuple[list[int | None], list[int | None]]]

TOTAL, DELTA = "total", "delta"


class Injection(NamedTuple):
    """What was changed.

    Args:
        printed: the stretch with the error in it.
        changed: for each figure that is now wrong (category, measure, place), its true value.
        restated: for each balance (category, place) that no longer closes though every figure
            is as the source meant it, the adjustment that closes it.
        verdict: the word for it.
    """

    printed: Printed
    changed: dict[tuple[str, str, int], int]
    restated: dict[tuple[str, int], int]
    verdict: str


def slips(number: int) -> Iterator[int]:
    """Every number that one slip of the finger makes of *number*."""
    digits = str(number)
    for place, digit in enumerate(digits):
        rest = digits[:place] + digits[place + 1 :]
        for typed in (
            rest,  # dropped
            digits[:place] + digit + digits[place:],  # doubled
            digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :],  # swapped
            *(digits[:place] + other + digits[place + 1 :] for other in "0123456789"),
        ):
            if typed and int(typed) != number and not typed.startswith("0"):
                yield int(typed)


def keystroke_in_a_total(stretch: Printed, rng: random.Random) -> Injection | None:
    """One total of two digits or more, one slip off, not on the first or the last day."""
    category = rng.choice(sorted(stretch))
    totals = stretch[category][0]
    place = rng.randrange(1, len(totals) - 1)
    true = totals[place]
    if true is None or true < 10:
        return None
    wrong = rng.choice(list(slips(true)))
    printed = _copy(stretch)
    printed[category][0][place] = wrong
    return Injection(printed, {(category, TOTAL, place): true}, {}, "misprinted-total")


def keystroke_in_a_delta(stretch: Printed, rng: random.Random) -> Injection | None:
    """One delta of two digits or more, one slip off."""
    category = rng.choice(sorted(stretch))
    deltas = stretch[category][1]
    place = rng.randrange(1, len(deltas) - 1)
    true = deltas[place]
    if true is None or true < 10:
        return None
    printed = _copy(stretch)
    printed[category][1][place] = rng.choice(list(slips(true)))
    return Injection(printed, {(category, DELTA, place): true}, {}, "misprinted-delta")


def swapped_day(stretch: Printed, rng: random.Random) -> Injection | None:
    """The totals of two neighbouring days of one category have changed places."""
    category = rng.choice(sorted(stretch))
    totals = stretch[category][0]
    place = rng.randrange(1, len(totals) - 2)
    one, other = totals[place], totals[place + 1]
    if one is None or other is None or one == other:
        return None
    printed = _copy(stretch)
    printed[category][0][place : place + 2] = [other, one]
    changed = {(category, TOTAL, place): one, (category, TOTAL, place + 1): other}
    return Injection(printed, changed, {}, "misprinted-total")


def stale_page(stretch: Printed, rng: random.Random) -> Injection | None:
    """Every total of a day is that of the day before; the deltas are the day's own."""
    place = rng.randrange(1, len(next(iter(stretch.values()))[0]) - 1)
    printed = _copy(stretch)
    changed = {}
    for category, (totals, _) in printed.items():
        true = totals[place]
        if true is not None and true != totals[place - 1]:
            changed[category, TOTAL, place] = true
            totals[place] = totals[place - 1]
    return Injection(printed, changed, {}, "stale-report") if len(changed) > 1 else None


def restatement(categories: int) -> Callable[[Printed, random.Random], Injection | None]:
    """Some categories go over to another level on one day and stay there."""

    def restate(stretch: Printed, rng: random.Random) -> Injection | None:
        chosen = rng.sample(sorted(stretch), categories)
        place = rng.randrange(1, len(stretch[chosen[0]][0]) - 1)
        printed = _copy(stretch)
        restated = {}
        for category in chosen:
            shift = rng.choice([-1, 1]) * rng.randint(1, 99)
            totals = printed[category][0]
            totals[place:] = [total + shift for total in totals[place:]]
            restated[category, place] = shift
        verdict = "restatement" if categories > 2 else "unexplained"
        return Injection(printed, {}, restated, verdict)

    return restate


KINDS: dict[str, Callable[[Printed, random.Random], Injection | None]] = {
    "a keystroke in a total": keystroke_in_a_total,
    "a keystroke in a delta": keystroke_in_a_delta,
    "two days exchanged": swapped_day,
    "a stale page": stale_page,
    "a restatement of 1 category": restatement(1),
    "a restatement of 3 categories": restatement(3),
    "a restatement of 6 categories": restatement(6),
}


def _copy(stretch: Printed) -> Printed:
    return {
        category: (list(totals), list(deltas)) for category, (totals, deltas) in stretch.items()
    }
