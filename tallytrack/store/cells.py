"""What a later edition says of a series, against what the tally has of it, cell by cell.

A *cell* is what one voice says of a series on one day, of one measure.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tallytrack.edition import MOST_TOLD, Change
from tallytrack.figure import Figure
from tallytrack.store.codes import EPOCH, MEASURES
from tallytrack.store.staging import Staged

# Who says it, and how.
Voice = tuple[str, str]
# What a voice says of one day: the day, the measure, whether its period is longer than a day.
Cell = tuple[int, int, bool, Voice]
# One number: its value, qualifier and days.
Said = tuple[int | None, int, int | None]
# A figure that the origin has: its document, day, measure, value, qualifier and days.
Row = tuple[int, int, int, int | None, int, int | None]


class Held(NamedTuple):
    """A document that the origin has in the tally: who says it, and in which capture."""

    voice: Voice
    capture: int


@dataclass
class Difference:
    """What is found while the series are compared."""

    held: int = 0
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    told: list[Change] = field(default_factory=list)
    misdated: set[tuple[date, date]] = field(default_factory=set)
    rowids: "array[int]" = field(default_factory=lambda: array("q"))
    gone: list[tuple[str, Voice, Figure]] = field(default_factory=list)

    def tell(self, change: Change) -> None:
        """Remember a change, as long as it is among the first of its like."""
        if sum(bool(one.after) == bool(change.after) for one in self.told) < MOST_TOLD:
            self.told.append(change)


def differing(
    found: Difference, held: list[Row], staged: list[Staged]
) -> tuple[list[Row], list[Staged]]:
    """Both sides of a series without the cells that say the same; those are counted.

    Nearly all do, and are seen to at once. It takes one voice on both sides and one figure for
    each day and measure; otherwise both are left as they are.
    """
    cells = {row[1:3] for row in held}, {row[2:4] for row in staged}
    if len(cells[0]) < len(held) or len(cells[1]) < len(staged):
        return held, staged
    other = {row[1:] for row in held} ^ {row[2:] for row in staged}
    touched = {said[:2] for said in other}
    differing = [row for row in held if row[1:3] in touched]
    found.held += len(held) - len(differing)
    return differing, [row for row in staged if row[2:4] in touched]


def in_force(rows: Iterable[Row], documents: Mapping[int, Held]) -> dict[Cell, frozenset[Said]]:
    """What the origin says of a series: for each cell what its latest capture printed."""
    latest: dict[Cell, tuple[int, list[Said]]] = {}
    for document, day, measure, value, qualifier, days in rows:
        held = documents[document]
        cell = day, measure, (days or 1) > 1, held.voice
        known = latest.get(cell)
        if known is None or held.capture > known[0]:
            latest[cell] = held.capture, [(value, qualifier, days)]
        elif held.capture == known[0]:
            known[1].append((value, qualifier, days))
    return {
        cell: frozenset(said)
        for cell, (_, said) in latest.items()
        if any(value is not None for value, *_ in said)
    }


def arrived(rows: Iterable[Staged], voices: Sequence[Voice]) -> dict[Cell, list[tuple[int, Said]]]:
    """What a capture says of a series: for each cell its numbers, each with its rowid."""
    found: dict[Cell, list[tuple[int, Said]]] = defaultdict(list)
    for rowid, document, day, measure, value, qualifier, days in rows:
        cell = day, measure, (days or 1) > 1, voices[document]
        found[cell].append((rowid, (value, qualifier, days)))
    return found


def compare(
    found: Difference,
    key: tuple[str, str],
    held: Mapping[Cell, frozenset[Said]],
    printed: Mapping[Cell, list[tuple[int, Said]]],
) -> None:
    """Add what one series has that is new, changed or withdrawn."""
    found.held += len(held)
    source, category = key
    for cell, numbers in printed.items():
        before = held.get(cell, frozenset())
        after = frozenset(said for _, said in numbers)
        if before == after:
            continue
        found.rowids.extend(rowid for rowid, _ in numbers)
        if before:
            found.changed += 1
            found.tell(_change(category, cell, before, after))
        else:
            found.new += 1
    for cell in held.keys() - printed.keys():
        found.withdrawn += 1
        found.tell(_change(category, cell, held[cell], frozenset()))
        day, measure, is_longer, voice = cell
        days = max(days or 1 for _, _, days in held[cell]) if measure else None
        # It stands nowhere; the column keeps a longer delta apart from the day's own.
        figure = Figure(
            date.fromordinal(day + EPOCH),
            category,
            MEASURES[measure],
            None,
            days=days,
            column=int(is_longer),
        )
        found.gone.append((source, voice, figure))


def _change(category: str, cell: Cell, before: Iterable[Said], after: Iterable[Said]) -> Change:
    return Change(
        date.fromordinal(cell[0] + EPOCH),
        category,
        MEASURES[cell[1]],
        tuple(sorted({value for value, *_ in before if value is not None})),
        tuple(sorted({value for value, *_ in after if value is not None})),
    )
