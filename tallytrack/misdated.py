"""Days whose year is typed wrongly: the first of January dated to the year before, or after."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

# Neighbouring rows lie this many days apart at most, where only the year tells them apart.
_NEAR = 7
# Rows that follow each other lie further apart than this only if a year is typed wrongly.
FAR = 300


def misdated(days: Sequence[date]) -> dict[int, date]:
    """For each row that stands among days of another year, by its index, the day it means.

    *days* are those of a list's rows, one a row and in its order, which may fall or rise.

    >>> misdated([date(2024, 12, 30), date(2024, 12, 31), date(2024, 1, 1), date(2025, 1, 2)])
    {2: datetime.date(2025, 1, 1)}
    """
    steps = [(later - earlier).days for earlier, later in pairwise(days)]
    near = [step for step in steps if abs(step) <= FAR]
    if sum(step < 0 for step in near) * 2 > len(near):
        last = len(days) - 1
        return {last - index: meant for index, meant in misdated(days[::-1]).items()}
    found: dict[int, date] = {}
    for index in range(1, len(days)):
        before = found.get(index - 1, days[index - 1])
        if abs(days[index] - before).days > FAR and (meant := _near(days[index], before)):
            found[index] = meant
    return found


def _near(day: date, before: date) -> date | None:
    """The day of another year that *day* may mean, shortly after *before*."""
    for years in (1, -1):
        try:
            meant = day.replace(year=day.year + years)
        except ValueError:
            continue
        if 0 < (meant - before).days <= _NEAR:
            return meant
    return None
