"""The usual order of categories: as they are shipped, then those of one's own, by key.

It is not the order in which they became known to the tally, of which no answer may depend.
"""

from collections.abc import Iterable
from functools import cache

from tallytrack.vocabulary import shipped_vocabulary


def place(category: str) -> tuple[int, str]:
    """What categories are sorted by, by their keys."""
    known = _shipped()
    return known.get(category, len(known)), category


def ordered(series: Iterable[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Series, each with its id, source and category, by source and in the usual order."""
    return sorted(series, key=lambda one: (one[1], place(one[2])))


@cache
def _shipped() -> dict[str, int]:
    return {key: number for number, key in enumerate(shipped_vocabulary().categories)}
