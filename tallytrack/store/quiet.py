"""Where a series is quiet: the days that a check of a large tally can pass over.

Most days are alike: one document prints a total and a delta, both exact, the delta is the
difference, and so it was the day before. No rule has anything to say of such a day, and a
verdict looks but a few days around a finding. A series of which this can be told by looking
along its columns is read as observations only around the days that are not quiet; one in which
anything else occurs (a second document, a rounded number, an article) is read whole.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import ne, sub

from tallytrack.store.codes import EPOCH
from tallytrack.store.pattern import DAY_BITS, MARK, Pattern, Patterns, Span, Stretch

# So many days around one that is not quiet are read with it: a run of broken balances goes on
# over one that closes, and is judged with its neighbours.
CONTEXT = 4

# Each column as one text, which is three times quicker than row by row. Both have the order in
# which SQLite comes across the figures: that of their key, or the pattern is none.
_COLUMNS = f"""
    SELECT group_concat(iif(qualifier OR value IS NULL OR days > 1, '{MARK}',
                            ((document << {DAY_BITS}) + day + {EPOCH}) * 2 + measure)),
           group_concat(coalesce(value, '{MARK}'))
    FROM figure
    WHERE series = ?
"""  # noqa: S608  # constants of our own


@dataclass
class Sketch:
    """What is known of a series before it is read.

    Args:
        pattern: who prints which days.
        is_whole: whether it has to be read whole.
        loud: the days that have to be read, where it is not.
        still: the days on which the total stands still against its delta.
    """

    pattern: Pattern
    is_whole: bool = False
    loud: list[Span] = field(default_factory=list)
    still: list[int] = field(default_factory=list)

    def spans(self) -> list[Span]:
        """The days to read, with those around them; in order, and apart."""
        first, last = self.pattern.first, self.pattern.last
        if first is None:
            return []
        loud = [(one - CONTEXT, other + CONTEXT) for one, other in self.loud]
        # What is quiet lies between two days that are read.
        spans = merged([*loud, (first, first), (last, last)])
        return [(max(one, first), min(other, last)) for one, other in spans]


def sketched(db: sqlite3.Connection, series: int, patterns: Patterns) -> Sketch:
    """What can be told of *series*, by its id, by looking along its columns."""
    places, texts = db.execute(_COLUMNS, (series,)).fetchone()
    pattern = patterns.of(places) if places else Pattern()
    sketch = Sketch(pattern, pattern.is_whole, list(pattern.loud))
    if pattern.stretches:
        # Twice as quick as splitting it and taking each number by itself.
        values = json.loads(f"[{texts}]")
        if pattern.chosen is not None:
            values = [values[at] for at in pattern.chosen]
        for stretch in pattern.stretches:
            _look_along(sketch, stretch, values)
    return sketch


def _look_along(sketch: Sketch, stretch: Stretch, values: Sequence[int]) -> None:
    """Note the days of *stretch* on which the sum does not close, or the total falls."""
    totals = values[stretch.start : stretch.end : sketch.pattern.step]
    differences = list(map(sub, totals[1:], totals))
    places: list[int] = []
    if sketch.pattern.step == 2:  # noqa: PLR2004  # a total and a delta
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


def between(spans: Sequence[Span]) -> Iterator[Span]:
    """The days between *spans*, which are in order and apart."""
    for (_, before), (after, _) in pairwise(spans):
        yield before + 1, after - 1
