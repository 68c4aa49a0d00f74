"""Revisions: one figure, and every value that one publisher has given it, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from tallytrack.document import Document
from tallytrack.figure import Measure


class Said(NamedTuple):
    """A value as a document gives it.

    Args:
        document: who says it, and when.
        value: the number; None where the document no longer has the figure.
        line: where it stands in the document's capture; 0 where it stands nowhere.
        column: likewise.
    """

    document: Document
    value: int | None
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure that its publisher gave more than one value.

    Args:
        source: whose tally it is.
        category: what is counted, by key.
        day: the day described.
        measure: total or delta.
        said: each value, the oldest first; neighbours differ.
    """

    source: str
    category: str
    day: date
    measure: Measure
    said: tuple[Said, ...]

    @property
    def lag(self) -> int:
        """How many days after the day it describes the figure was last revised."""
        return (self.said[-1].document.published_on - self.day).days

    @property
    def steps(self) -> tuple[int, ...]:
        """How far each revision moved the figure; of a withdrawal there is no saying."""
        return tuple(
            later.value - earlier.value
            for earlier, later in pairwise(self.said)
            if later.value is not None and earlier.value is not None
        )

    @property
    def is_withdrawn(self) -> bool:
        """Whether the figure is now no longer given."""
        return self.said[-1].value is None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many figures were revised, how far and how late.

    Args:
        figures: how many figures were revised.
        days: how many days they describe.
        withdrawn: how many of them are no longer given.
        far: the median and the greatest step, without their signs; None where there is none.
        late: the median and the greatest lag, in days.
    """

    figures: int
    days: int
    withdrawn: int
    far: tuple[int, int] | None
    late: tuple[int, int]


def summary(revised: Sequence[Revised]) -> Summary:
    """The sum over *revised*, of which there is one at least."""
    from statistics import median_low  # noqa: PLC0415  # slow to import, and for this alone

    steps = [abs(step) for one in revised for step in one.steps]
    lags = [one.lag for one in revised]
    return Summary(
        len(revised),
        len({one.day for one in revised}),
        sum(one.is_withdrawn for one in revised),
        (median_low(steps), max(steps)) if steps else None,
        (median_low(lags), max(lags)),
    )
