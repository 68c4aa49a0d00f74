"""A large tally without its quiet days: of each series the excerpts that a check has to see."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tallytrack.figure import Measure
from tallytrack.series import Quiet, Series, Wanted
from tallytrack.store import abreast, observed, quiet
from tallytrack.store.codes import EPOCH
from tallytrack.store.pattern import Patterns, Span
from tallytrack.store.quiet import Sketch
from tallytrack.store.voices import Voices

# A page repeats the one before where at least so many of its totals stand still.
_STILL = 2

_OF_DELTAS = "SELECT DISTINCT document FROM figure WHERE series = ? AND measure = 1 AND days = 1"

# A merger is one balance over several categories, each of which is needed whole.
_MERGED = """
    SELECT series.id FROM series
    JOIN category ON category.id = series.category
    WHERE merged_into IS NOT NULL
       OR category.key IN (SELECT merged_into FROM category)
"""

_BEGAN_ON = "SELECT coalesce(began_on, '0001-01-01') FROM source WHERE key = ?"


def read(
    db: sqlite3.Connection,
    voices: Voices,
    numbered: Sequence[tuple[int, str, str]],
    wanted: Wanted | None = None,
) -> tuple[tuple[Series, ...], set[int], tuple[Quiet, ...]]:
    """The excerpts of the series of one source, the documents that print deltas, and the rest.

    What is *wanted* besides stands in one excerpt of its series.
    """
    [began_on] = db.execute(_BEGAN_ON, (numbered[0][1],)).fetchone()
    sketches, of_deltas = _sketches(db, voices, date.fromisoformat(began_on), numbered)
    for one, sketch in zip(numbered, sketches, strict=True):
        if sketch.is_whole:
            of_deltas |= {document for [document] in db.execute(_OF_DELTAS, one[:1])}
    for one, sketch in zip(numbered, sketches, strict=True):
        # Where a document prints deltas, but not here, its silence says that nothing changed.
        sketch.is_whole |= any(documents & of_deltas for documents in sketch.silent)
        if wanted and wanted.names(one[2]):
            sketch.loud.append(_numbered(wanted))
    held = {
        one[0]: observed.series(db, voices, one)
        for one, sketch in zip(numbered, sketches, strict=True)
        if sketch.is_whole
    }
    pages = [(day - 1, day) for day in _repeated(sketches, held.values())]
    series: list[Series] = []
    passed: list[Quiet] = []
    for one, sketch in zip(numbered, sketches, strict=True):
        if sketch.is_whole:
            series.append(held[one[0]])
            continue
        sketch.loud += pages
        spans = sketch.spans()
        series += (observed.series(db, voices, one, span) for span in spans)
        passed += _passed(one[2], sketch, spans)
    return tuple(one for one in series if one.observations), of_deltas, tuple(passed)


def _sketches(
    db: sqlite3.Connection,
    voices: Voices,
    began_on: date,
    numbered: Sequence[tuple[int, str, str]],
) -> tuple[list[Sketch], set[int]]:
    """What can be told of each series, and the documents that print deltas in those not whole."""
    merged = {number for [number] in db.execute(_MERGED)}
    told = {number: Sketch(is_whole=number in merged) for number, *_ in numbered}
    of_deltas: set[int] = set()
    ends = quiet.ends(db)

    def tell(db: sqlite3.Connection, numbers: Iterable[int]) -> tuple[dict[int, Sketch], set[int]]:
        patterns = Patterns(voices.documents, began_on)
        sketches = {n: quiet.sketched(db, n, ends[n], patterns) for n in numbers}
        return sketches, patterns.speak_of_deltas

    numbers = [number for number in told if number in ends and number not in merged]
    for sketches, speak in abreast.each(db, tell, numbers):
        told |= sketches
        of_deltas |= speak
    return [told[number] for number, *_ in numbered], of_deltas


def _repeated(sketches: Iterable[Sketch], whole: Iterable[Series]) -> Iterator[int]:
    """The days of which every page has to be seen, because one may repeat the page before."""
    still = Counter(day for sketch in sketches for day in sketch.still)
    for series in whole:
        still.update(
            observation.day.toordinal() - EPOCH
            for observation, measure in series.contested
            if measure is Measure.TOTAL
        )
        still.update(
            today.day.toordinal() - EPOCH
            for before, today in series.consecutive()
            if today.delta and today.total == before.total
        )
    yield from (day for day, count in still.items() if count >= _STILL)


def _numbered(wanted: Wanted) -> Span:
    return wanted.since.toordinal() - EPOCH, wanted.until.toordinal() - EPOCH


def _passed(category: str, sketch: Sketch, spans: Sequence[Span]) -> Iterator[Quiet]:
    for first, last in sketch.passed(spans):
        days = date.fromordinal(first + EPOCH), date.fromordinal(last + EPOCH)
        begins, ends = first == sketch.first, last == sketch.last
        yield Quiet(category, *days, sketch.has_deltas(first), begins, ends)
