"""Of the news of an edition, the days whose year is typed wrongly."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from tallytrack.misdated import FAR, misdated
from tallytrack.store.codes import EPOCH
from tallytrack.store.staging import Staged


def news(
    rows: Iterable[Staged], new: Iterable[int], voices: Sequence[Hashable | None]
) -> Iterator[tuple[date, date]]:
    """The days whose year is typed wrongly, each with the day it means.

    Args:
        rows: the rows of one series, in the order of the edition.
        new: the rowids of those that are new or changed; what was said before is not told again.
        voices: who speaks in each document; None where its format has looked for such days itself.
    """
    if not (rowids := set(new)):
        return
    fresh: set[int] = set()
    runs: dict[Hashable, list[int]] = defaultdict(list)
    for rowid, number, day, *_ in rows:
        voice = voices[number]
        if voice is not None:
            run = runs[voice]
            if not run or run[-1] != day:
                run.append(day)
        if rowid in rowids:
            fresh.add(day)
    for run in runs.values():
        # Nearly always they follow one another, and there is nothing to look for.
        if all(abs(later - earlier) <= FAR for earlier, later in pairwise(run)):
            continue
        days = [date.fromordinal(day + EPOCH) for day in run]
        for index, meant in misdated(days).items():
            if run[index] in fresh:
                yield days[index], meant
