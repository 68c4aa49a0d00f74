"""A scale for numbers that people read: round steps, the same in every kind of picture."""

import math
from collections.abc import Iterable
from typing import NamedTuple

_ROUND = (1, 2, 2.5, 5, 10)


class Scale(NamedTuple):
    """Where an axis begins and ends, and how far its ticks are apart."""

    low: int
    high: int
    step: int

    @property
    def ticks(self) -> list[int]:
        """The numbers that are written on the axis."""
        count = round((self.high - self.low) / self.step)
        return [self.low + number * self.step for number in range(count + 1)]

    def share(self, value: float) -> float:
        """How far up the axis *value* lies: 0 at its beginning, 1 at its end."""
        return (value - self.low) / (self.high - self.low)


def scale(values: Iterable[float], ticks: int, *, from_zero: bool) -> Scale:
    """A scale that holds *values* with about so many *ticks*; of whole numbers, whole ticks.

    >>> scale([3, 107], 5, from_zero=True).ticks
    [0, 25, 50, 75, 100, 125]
    """
    numbers = list(values) or [0]
    low, high = min(numbers), max(numbers)
    if from_zero:
        low, high = min(low, 0), max(high, 0)
    step = _step((high - low) / ticks)
    begin = math.floor(low / step) * step
    return Scale(begin, max(math.ceil(high / step) * step, begin + step), step)


def _step(rough: float) -> int:
    """The smallest round step that is at least *rough*, and at least 1."""
    if rough <= 1:
        return 1
    power: float = 10 ** math.floor(math.log10(rough))
    # Half a tank was never lost: ticks are whole numbers.
    return math.ceil(next(factor * power for factor in _ROUND if factor * power >= rough))
