"""Patterns: which documents print which days of a series, and what of it is out of the ordinary.

In a large tally most series have one pattern, so it is looked into once and not for each.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress, pairwise, repeat
from operator import and_, gt, ne, sub

from tallytrack.document import Document, Medium
from tallytrack.store.codes import EPOCH

# A cell is a day, since 1970-01-01, and a measure, in one number: day * 2 + measure. Where what
# a document prints there is no plain number, the document is marked instead of named.
MARK = "x"

# A pattern that many series have comes again soon; others are not worth the memory. Of each
# span of days that is looked along there is one that most series have.
MOST_KNOWN = 64

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
        silent: the documents that print a total without a delta.
        chosen: where the values in force stand, if not all of them are.
    """

    is_whole: bool = False
    first: int | None = None
    last: int = 0
    step: int = 2
    stretches: tuple[Stretch, ...] = ()
    loud: tuple[Span, ...] = ()
    silent: frozenset[int] = frozenset()
    chosen: tuple[int, ...] | None = None


class Patterns:
    """The patterns of one source's series, each looked into once as long as it keeps coming.

    Attributes:
        speak_of_deltas: the documents that print a delta in any of them.
    """

    def __init__(self, documents: Mapping[int, tuple[int, Document]], began_on: date) -> None:
        """Take the *documents* that speak, by id, and the day their source began."""
        self._first = _cell(began_on)
        # The last that each can print; an article never only says what the source said.
        self._last = {
            number: -1 if document.medium is Medium.ARTICLE else _cell(document.published_on) + 1
            for number, (_, document) in documents.items()
        }
        self._known: dict[tuple[str, str], Pattern] = {}
        self.speak_of_deltas: set[int] = set()

    def of(self, documents: str, cells: str) -> Pattern:
        """The pattern of figures that stand in *cells*, and of the *documents* that print them.

        Both are parted by commas.
        """
        texts = documents, cells
        if (known := self._known.get(texts)) is None:
            if len(self._known) == MOST_KNOWN:
                del self._known[next(iter(self._known))]
            known = self._known[texts] = self._looked_into(*texts)
        return known

    def _looked_into(self, said_by: str, at: str) -> Pattern:
        if MARK in said_by:
            return Pattern(is_whole=True)
        # Twice as quick as splitting them and taking each number by itself.
        documents: list[int] = json.loads(f"[{said_by}]")
        cells: list[int] = json.loads(f"[{at}]")
        if self._last.keys() >= set(documents):
            return self._plain(cells, documents)
        chosen = tuple(at for at, document in enumerate(documents) if document in self._last)
        in_force = [cells[at] for at in chosen], [documents[at] for at in chosen]
        return replace(self._plain(*in_force), chosen=chosen) if chosen else Pattern()

    def _plain(self, cells: list[int], documents: list[int]) -> Pattern:
        """The pattern of figures that are in force."""
        steps = list(map(sub, cells[1:], cells))
        # One document speaks of each day and measure, in order, of what it can speak of.
        if min(steps, default=1) < 1 or cells[0] < self._first:
            return Pattern(is_whole=True)
        if any(map(gt, cells, map(self._last.__getitem__, documents))):
            return Pattern(is_whole=True)
        # Gathered here: a set for each pattern would be most of what a check holds.
        self.speak_of_deltas.update(compress(documents, map(and_, cells, repeat(1))))
        return _pattern(cells, documents, steps)


def _cell(day: date) -> int:
    """What stands for the total of *day*; one more stands for its delta."""
    return (day.toordinal() - EPOCH) * 2


def _pattern(cells: list[int], documents: list[int], steps: list[int]) -> Pattern:
    # From a total to its delta; or, where there are no deltas, to the next day's total.
    usual = 1 if steps.count(1) * 2 >= len(steps) else 2
    breaks = list(compress(range(1, len(cells)), map(ne, steps, repeat(usual))))
    days = _day(cells[0]), _day(cells[-1])
    loud = [(_day(cells[place - 1]), _day(cells[place])) for place in breaks]
    stretches: list[Stretch] = []
    silent = set[int]()
    for start, end in pairwise([0, *breaks, len(cells)]):
        first, last = cells[start], cells[end - 1]
        if usual > 1:
            if first & 1:
                loud.append((_day(first), _day(last)))
            else:
                silent.update(documents[start:end])
                stretches.append(Stretch(_day(first), start, end))
            continue
        # A delta without its total at the beginning, a total without its delta at the end.
        begin, stop = start + (first & 1), end - (1 - last & 1)
        loud += [(_day(cells[place]),) * 2 for place in {*range(start, begin), *range(stop, end)}]
        silent.update(documents[stop:end])
        if begin < stop:
            stretches.append(Stretch(_day(cells[begin]), begin, stop))
    return Pattern(
        first=days[0],
        last=days[1],
        step=3 - usual,
        stretches=tuple(stretches),
        loud=tuple(loud),
        silent=frozenset(silent),
    )


def _day(cell: int) -> int:
    return cell >> 1
