"""Patterns: which documents print which days of a series, and what of it is out of the ordinary.

In a large tally most series have one pattern, so it is looked into once and not for each.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tallytrack.document import Document, Medium
from tallytrack.store.codes import EPOCH

# A place is a document, a day from the year 1 on, and a measure, in one number:
# ((document << DAY_BITS) + day) * 2 + measure. What is no plain number is marked instead.
DAY_BITS = 22
MARK = "x"

# From a day to a day, both included, since 1970-01-01.
Span = tuple[int, int]


@dataclass(frozen=True)
class Stretch:
    """Days that follow one another, each with a total, and either all or none with a delta.

    Args:
        first: the first day, since 1970-01-01.
        start: where its total stands among the values of the series.
        end: where the values of the last day end.
    """

    first: int
    start: int
    end: int


@dataclass(frozen=True)
class Pattern:
    """The days of a series and who prints them.

    Args:
        is_whole: whether such a series has to be read whole; of one, nothing else is told.
        first: the first day, since 1970-01-01; None where there is no figure.
        last: the last day.
        step: how many values a day has: 2 where each has a delta, 1 where none has.
        stretches: the days that are not out of the ordinary.
        loud: the days that are: those around gaps, those with a total or a delta alone.
        speak_of_deltas: the documents that print a delta.
        silent: the documents that print a total without a delta.
        chosen: where the values in force stand, if not all of them are.
    """

    is_whole: bool = False
    first: int | None = None
    last: int = 0
    step: int = 2
    stretches: tuple[Stretch, ...] = ()
    loud: tuple[Span, ...] = ()
    speak_of_deltas: frozenset[int] = frozenset()
    silent: frozenset[int] = frozenset()
    chosen: tuple[int, ...] | None = None


class Patterns:
    """The patterns of one source's series, each looked into once."""

    def __init__(self, documents: Mapping[int, tuple[int, Document]], began_on: date) -> None:
        """Take the *documents* that speak, by id, and the day their source began."""
        self._began_on = began_on.toordinal() - EPOCH
        # Until when each can speak; an article never only says what the source said.
        self._until = {
            number: -(10**9)
            if document.medium is Medium.ARTICLE
            else document.published_on.toordinal() - EPOCH
            for number, (_, document) in documents.items()
        }
        self._known: dict[str, Pattern] = {}

    def of(self, places: str) -> Pattern:
        """The pattern of *places*, parted by commas."""
        if (known := self._known.get(places)) is None:
            known = self._known[places] = self._looked_into(places)
        return known

    def _looked_into(self, places: str) -> Pattern:
        if MARK in places:
            return Pattern(is_whole=True)
        figures = [_figure(place) for place in json.loads(f"[{places}]")]
        chosen = [at for at, (document, *_) in enumerate(figures) if document in self._until]
        in_force = [figures[at] for at in chosen]
        if not in_force:
            return Pattern()
        if not self._is_plain(in_force):
            return Pattern(is_whole=True)
        found = _pattern(in_force)
        return found if len(chosen) == len(figures) else replace(found, chosen=tuple(chosen))

    def _is_plain(self, figures: Sequence["_Figure"]) -> bool:
        """Whether one document speaks of each day and measure, in order, and of its own past."""
        cells = [(day, measure) for _, day, measure in figures]
        return (
            all(one < other for one, other in pairwise(cells))
            and cells[0][0] >= self._began_on
            and all(day <= self._until[document] for document, day, _ in figures)
        )


# A document, a day and a measure.
_Figure = tuple[int, int, int]


def _figure(place: int) -> _Figure:
    rest, measure = divmod(place, 2)
    return rest >> DAY_BITS, (rest & ((1 << DAY_BITS) - 1)) - EPOCH, measure


def _pattern(figures: Sequence[_Figure]) -> Pattern:
    days: dict[int, list[int]] = {}
    for at, (_, day, _) in enumerate(figures):
        days.setdefault(day, []).append(at)
    deltas = [document for document, _, measure in figures if measure]
    step = 2 if 2 * len(deltas) >= len(days) else 1
    loud = [(one, other) for one, other in pairwise(days) if other - one > 1]
    stretches: list[Stretch] = []
    for day, places in days.items():
        start, end = places[0], places[-1] + 1
        if end - start != step or figures[start][2]:
            loud.append((day, day))
        elif stretches and (last := stretches[-1]).end == start and _follows(last, day, step):
            stretches[-1] = Stretch(last.first, last.start, end)
        else:
            stretches.append(Stretch(day, start, end))
    alone = [places[0] for places in days.values() if len(places) == 1]
    return Pattern(
        first=min(days),
        last=max(days),
        step=step,
        stretches=tuple(stretches),
        loud=tuple(loud),
        speak_of_deltas=frozenset(deltas),
        silent=_documents(figures, [at for at in alone if not figures[at][2]]),
    )


def _follows(stretch: Stretch, day: int, step: int) -> bool:
    """Whether *day* is the day after the last of *stretch*."""
    return day == stretch.first + (stretch.end - stretch.start) // step


def _documents(figures: Sequence[_Figure], places: Collection[int]) -> frozenset[int]:
    return frozenset(figures[at][0] for at in places)
