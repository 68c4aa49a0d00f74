"""Consecutive editions of a mirror: it grows a day at a time, and rewrites its past in silence.

The last edition is the shipped mirror's own table. Which cells were something else before, and
until when, is drawn from a seed, in the measure that the real mirror has shown: most of them
stand on a day that is new, and are mended soon; some lie far back; a few go and come again.
"""

import csv
import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tallytrack.ingest.formats import petroivaniuk

MIRROR = Path(__file__).parents[2] / "data" / "mirror_petroivaniuk.csv"
KEYS = {category: key for key, category in petroivaniuk.EQUIPMENT.items()}

# A category and the day it describes.
Cell = tuple[str, date]


@dataclass(frozen=True)
class Restated:
    """What a cell was before a later edition made it what it is; None: it was left out."""

    until: int
    value: int | None
    since: int = 0


@dataclass(frozen=True)
class History:
    """The editions, from the first to the last.

    Args:
        last: what the last one says.
        restated: what was something else before.
        editions: how many there are; each ends a day after the one before it.
    """

    last: dict[Cell, int]
    restated: dict[Cell, Restated]
    editions: int

    def day(self, number: int) -> date:
        """The last day of an edition, on which it was published."""
        newest = max(day for _, day in self.last)
        return newest - timedelta(self.editions - 1 - number)

    def table(self, number: int) -> dict[Cell, int]:
        """What an edition says."""
        newest = self.day(number)
        said = {cell: value for cell, value in self.last.items() if cell[1] <= newest}
        for cell, before in self.restated.items():
            if cell in said and before.since <= number < before.until:
                if before.value is None:
                    del said[cell]
                else:
                    said[cell] = before.value
        return said

    def text(self, number: int) -> bytes:
        """An edition in the mirror's JSON."""
        rows: dict[date, dict[str, object]] = {}
        for (category, day), value in sorted(self.table(number).items(), key=lambda one: one[0][1]):
            rows.setdefault(day, {"date": str(day), "day": 1})[KEYS[category]] = value
        return json.dumps(list(rows.values()), indent=4).encode()

    def revised(self) -> dict[Cell, list[int | None]]:
        """Each cell that was given more than one value, with its values in order."""
        values: dict[Cell, list[int | None]] = {}
        for number in range(self.editions):
            said = self.table(number)
            for cell in self.restated:
                known = values.setdefault(cell, [])
                value = said.get(cell)
                if (known and known[-1] != value) or (not known and value is not None):
                    known.append(value)
        return {cell: known for cell, known in values.items() if len(known) > 1}


def history(editions: int, restated: int, days: int | None = None, seed: int = 1) -> History:
    """A history that ends with the mirror's table, or with its last *days*.

    Args:
        editions: how many editions it has.
        restated: how many cells were something else before.
        days: how many days the last edition has; by default, all.
        seed: what is drawn from.
    """
    with MIRROR.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["category"] in KEYS]
    last = {(row["category"], date.fromisoformat(row["day"])): int(row["total"]) for row in rows}
    newest = max(day for _, day in last)
    if days is not None:
        last = {cell: n for cell, n in last.items() if cell[1] > newest - timedelta(days)}
    draw = random.Random(seed)  # examples, no secrets
    drawn = draw.sample(sorted(last), restated)
    began = newest - timedelta(editions - 1)
    made: dict[Cell, Restated] = {}
    for place, cell in enumerate(drawn):
        if place % 3:  # on a day that is new
            cell = cell[0], began + timedelta(draw.randrange(1, editions - 1))  # noqa: PLW2901
            if cell not in last:
                continue
        appears = max(0, (cell[1] - began).days)
        until = draw.randint(appears + 1, editions - 1)
        if place % 20 == 0 and until > appears + 1:
            made[cell] = Restated(until, None, appears + 1)
        else:
            value = abs(last[cell] + draw.choice([-100, -9, -1, 1, 9, 90]))
            made[cell] = Restated(until, value)
    return History(last, made, editions)
