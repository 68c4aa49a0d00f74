"""Labels that do not cover one another: each on the lowest of some lanes where it has room."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

# The height of a lane, and the width of a character, in pixels.
LANE = 14
_CHARACTER = 5.4
_BETWEEN = 10


class Label(NamedTuple):
    """A text and what it is about; and, once placed, its lane.

    Args:
        at: where its mark stands, in pixels from the left.
        text: what it says.
        down: where its mark stands, in pixels from the top.
        lane: the lane, counted upwards from 0.
    """

    at: float
    text: str
    down: float = 0.0
    lane: int = 0


def placed(labels: Iterable[Label]) -> Iterator[Label]:
    """The labels in lanes, each beside its place.

    They are placed from right to left, so that a label's line down meets no text of a lower
    lane: texts reach to the right, where all those below have begun already.
    """
    begins: list[float] = []
    for label in sorted(labels, reverse=True):
        wide = len(label.text) * _CHARACTER
        ends = label.at + wide + _BETWEEN
        lane = next((n for n, begin in enumerate(begins) if ends <= begin), len(begins))
        begins[lane : lane + 1] = [label.at]
        yield label._replace(lane=lane)


def lanes(labels: Iterable[Label]) -> int:
    """How many lanes placed labels take."""
    return max((label.lane + 1 for label in labels), default=0)
