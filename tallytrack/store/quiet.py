"""Where a series is quiet: the days that a check of a large tally can pass over.

Most days are alike: one document prints a total and a delta, both exact, the delta is the
difference, and so it was the day before. No rule has anything to say of such a day, and a
verdict looks but a few days around a finding. A series of which this can be told by looking
along its columns is read as observations only around the days that are not quiet; one in which
anything else occurs (a second document, a rounded number, an article) is read whole.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import ne, sub

from tallytrack.store.pattern import MARK, Pattern, Patterns, Span, Stretch

# So many days around one that is not quiet are read with it. A broken balance is judged with
# those on both sides of it, and the one before begins with the total of two days before.
CONTEXT = 2

# So many days of a series are looked along at once. Series alike in them share their pattern,
# so that what is missing somewhere does not make all of a long series one of its own.
CHUNK = 2048

# Each column as one text, which is three times quicker than row by row. All have the order in
# which SQLite comes across the figures: that of their key, or the pattern is none. A figure
# without a value makes the last the shorter.
_COLUMNS = f"""
    SELECT group_concat(CASE WHEN qualifier OR days > 1 THEN '{MARK}' ELSE document END),
           group_concat(day * 2 + measure),
           group_concat(value)
    FROM figure
    WHERE series = ? AND day BETWEEN ? AND ?
"""  # noqa: S608  # a constant of our own

# Each by itself is looked up; both in one would be looked for.
_ENDS = """
    SELECT id, (SELECT min(day) FROM figure WHERE series = id),
               (SELECT max(day) FROM figure WHERE series = id)
    FROM series
"""


@dataclass
class Sketch:
    """What is known of a series before it is read; of one that has to be read whole, no more.

    Args:
        is_whole: whether it has to be read whole.
        first: the first day on which it has figures in force, since 1970-01-01; None if none.
        last: the last.
        loud: the days that have to be read.
        still: the days on which the total stands still against its delta.
        silent: the documents that print a total without a delta, as the patterns have them.
        steps: how many values a day has, from which day on; it changes on loud days only.
    """

    is_whole: bool = False
    first: int | None = None
    last: int = 0
    loud: list[Span] = field(default_factory=list)
    still: list[int] = field(default_factory=list)
    silent: list[frozenset[int]] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)

    def take(self, pattern: Pattern, values: Sequence[int]) -> None:
        """Note what *pattern* and the *values* in it have to say of the next days."""
        if pattern.is_whole or pattern.first is None:
            self.is_whole |= pattern.is_whole
            return
        if self.first is None:
            self.first = pattern.first
        elif self.last != pattern.first or self.steps[-1][1] != pattern.step:
            self.loud.append((self.last, pattern.first))
        self.last = pattern.last
        self.steps.append((pattern.first, pattern.step))
        self.loud += pattern.loud
        if pattern.silent:
            self.silent.append(pattern.silent)
        for stretch in pattern.stretches:
            _look_along(self, pattern.step, stretch, values)

    def has_deltas(self, day: int) -> bool:
        """Whether a quiet *day* has a delta."""
        return self.steps[bisect_right(self.steps, (day, _BOTH)) - 1][1] == _BOTH

    def spans(self) -> list[Span]:
        """The days to read, with those around them; in order, and apart."""
        first, last = self.first, self.last
        if first is None:
            return []
        spans = merged((one - CONTEXT, other + CONTEXT) for one, other in self.loud)
        # What is loud elsewhere may lie before the series begins, or after it ends.
        within = (span for span in spans if span[0] <= last and span[1] >= first)
        return [(max(one, first), min(other, last)) for one, other in within]

    def passed(self, spans: Iterable[Span]) -> Iterator[Span]:
        """The days before, between and after *spans*, which are in order and apart."""
        if self.first is None:
            return
        following = self.first
        for first, last in spans:
            if following < first:
                yield following, first - 1
            following = last + 1
        if following <= self.last:
            yield following, self.last


# The step where a day has a total and a delta.
_BOTH = 2


def ends(db: sqlite3.Connection) -> dict[int, Span]:
    """The first and the last day of every series that has figures, by its id."""
    return {series: (first, last) for series, first, last in db.execute(_ENDS) if first is not None}


def sketched(db: sqlite3.Connection, series: int, days: Span, patterns: Patterns) -> Sketch:
    """What can be told of *series*, by its id, by looking along its columns; of all its *days*."""
    sketch = Sketch()
    first, last = days
    for start in range(first // CHUNK * CHUNK, last + 1, CHUNK):
        # The day on which the next begins is in both, for it is balanced with the day before.
        span = series, start, start + CHUNK
        documents, cells, values = db.execute(_COLUMNS, span).fetchone()
        if cells is None:
            continue
        if values is None or values.count(",") < cells.count(","):
            return Sketch(is_whole=True)
        pattern = patterns.of(documents, cells)
        sketch.take(pattern, _values(pattern, values) if pattern.stretches else ())
        if sketch.is_whole:
            return sketch
    return sketch


def _values(pattern: Pattern, texts: str) -> Sequence[int]:
    """The values that *pattern* tells of, in its order."""
    # Twice as quick as splitting it and taking each number by itself.
    values: list[int] = json.loads(f"[{texts}]")
    return values if pattern.chosen is None else [values[at] for at in pattern.chosen]


def _look_along(sketch: Sketch, step: int, stretch: Stretch, values: Sequence[int]) -> None:
    """Note the days of *stretch* on which the sum does not close, or the total falls."""
    totals = values[stretch.start : stretch.end : step]
    differences = list(map(sub, totals[1:], totals))
    places: list[int] = []
    if step == _BOTH:
        deltas = values[stretch.start + 1 : stretch.end : 2][1:]
        if differences != deltas:
            places += compress(range(len(deltas)), map(ne, differences, deltas))
            still = (place for place in places if not differences[place])
            sketch.still += [stretch.first + 1 + place for place in still]
    if min(differences, default=0) < 0:
        places += [place for place, difference in enumerate(differences) if difference < 0]
    days = (stretch.first + 1 + place for place in places)
    sketch.loud += [(day, day) for day in days]


def merged(spans: Iterable[Span]) -> list[Span]:
    """*spans* in order, those that touch made one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found
