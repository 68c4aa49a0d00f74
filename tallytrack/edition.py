"""Editions: what a later capture of the same origin says otherwise than those before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tallytrack.figure import Measure

# So many changes are told one by one; the rest are counted.
MOST_TOLD = 6

_SIGNS = {Measure.TOTAL: ",", Measure.DELTA: "+,"}


class Change(NamedTuple):
    """One figure that an edition changes or withdraws.

    Args:
        day: the day described.
        category: what is counted, by key.
        measure: total or delta.
        before: the values that the editions before it print; mostly one.
        after: the values that it prints; none where it withdraws the figure.
    """

    day: date
    category: str
    measure: Measure
    before: tuple[int, ...]
    after: tuple[int, ...]

    def __str__(self) -> str:
        """`2025-09-23 tanks 11,199 -> 1,119`."""
        what = self.category if self.measure is Measure.TOTAL else f"{self.category} delta"
        arrow = f" -> {self._values(self.after)}" if self.after else ""
        return f"{self.day} {what} {self._values(self.before)}{arrow}"

    def _values(self, values: tuple[int, ...]) -> str:
        return " and ".join(f"{value:{_SIGNS[self.measure]}}" for value in values)


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking an edition in will do.

    Args:
        published_on: the day of the edition.
        before: the day of the edition before it.
        held: how many figures of the origin are in force.
        new: how many figures it has that they had not.
        changed: how many it gives another value.
        withdrawn: how many it no longer has.
        told: the first of the changed and withdrawn figures, as many as are told one by one.
        misdated: of its news, the days whose year is typed wrongly, each with the day it means.
    """

    published_on: date
    before: date
    held: int
    new: int
    changed: int
    withdrawn: int
    told: tuple[Change, ...] = ()
    misdated: tuple[tuple[date, date], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the edition says nothing that is not said already."""
        return not (self.new or self.rewritten)

    @property
    def rewritten(self) -> int:
        """How many figures of the past it rewrites."""
        return self.changed + self.withdrawn

    def rewrites_more_than(self, percent: float) -> bool:
        """Whether it rewrites more than this share of the past."""
        return self.rewritten * 100 > percent * self.held

    def __str__(self) -> str:
        """`24 new, 3 changed, 0 withdrawn; changed: 2025-09-23 tanks 11,199 -> 1,119 ...`."""
        said = [f"{self.new:,} new, {self.changed:,} changed, {self.withdrawn:,} withdrawn"]
        for word, told, count in (
            ("changed", [change for change in self.told if change.after], self.changed),
            ("withdrawn", [change for change in self.told if not change.after], self.withdrawn),
        ):
            more = f" and {count - len(told):,} more" if count > len(told) else ""
            if told:
                said.append(f"{word}: {', '.join(map(str, told))}{more}")
        for printed, meant in self.misdated[:MOST_TOLD]:
            among = f"it stands among the days around {meant}"
            said.append(f"the year of {printed} is typed wrongly: {among}")
        return "; ".join(said)


def together(plans: Sequence[Plan]) -> Plan:
    """What taking in several tables of one publisher will do, as one."""
    told = sorted(change for plan in plans for change in plan.told)
    changed = [change for change in told if change.after][:MOST_TOLD]
    withdrawn = [change for change in told if not change.after][:MOST_TOLD]
    return Plan(
        max(plan.published_on for plan in plans),
        max(plan.before for plan in plans),
        sum(plan.held for plan in plans),
        sum(plan.new for plan in plans),
        sum(plan.changed for plan in plans),
        sum(plan.withdrawn for plan in plans),
        (*changed, *withdrawn),
        tuple(sorted({one for plan in plans for one in plan.misdated})),
    )
