"""A tally of many series, made by a seeded generator that keeps the truth about it."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SERIES = 1_000
FIRST = date(2015, 1, 1)
# One balance in a thousand is broken, and one day in five thousand is missing.
BROKEN = 0.001
MISSING = 0.0002


@dataclass(frozen=True)
class Truth:
    """What is true of a tally that was made.

    Args:
        observations: how many rows it has.
        balances: how many of them have a delta and a total on the day before.
        broken: how many of those do not close.
    """

    observations: int
    balances: int
    broken: int


def write(path: Path, observations: int, seed: int = 7) -> Truth:
    """Write about so many *observations* to *path*, day by day, and tell what is true of them."""
    chance = random.Random(seed)
    totals = [chance.randrange(100_000) for _ in range(SERIES)]
    names = [f"county_{number:04}" for number in range(SERIES)]
    there = [False] * SERIES
    rows = balances = broken = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("day,category,total,delta\n")
        for place in range(observations // SERIES):
            day = FIRST + timedelta(days=place)
            for series, name in enumerate(names):
                delta = chance.randrange(200)
                totals[series] += delta
                # The ends of a series are never missing, so that its length is its own.
                if chance.random() < MISSING and place:
                    there[series] = False
                    continue
                is_broken = chance.random() < BROKEN and there[series]
                balances += there[series]
                broken += is_broken
                there[series] = True
                reported = delta + chance.choice((-1, 1, 10, 100)) * is_broken
                rows += 1
                file.write(f"{day},{name},{totals[series]},{reported:+}\n")
    return Truth(rows, balances, broken)
