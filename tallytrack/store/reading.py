"""Giving records out: what each source says, by series and day, with every document that speaks.

Plain sqlite3 rows, read in the order in which they lie; no ORM is imported, so that a check
of the shipped record takes less time than such an import would.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter

from tallytrack.revision import Revised
from tallytrack.series import Quiet, Record, Revision, Series, Statement, Wanted
from tallytrack.store import observed, revising, usual
from tallytrack.store.codes import EPOCH, now
from tallytrack.store.voices import NOW, Mark, Voices, limits, speaking
from tallytrack.waiver import Waiver

_SERIES = """
    SELECT series.id, source.key, category.key
    FROM series
    JOIN source ON source.id = series.source
    JOIN category ON category.id = series.category
"""

_PAGES = """
    SELECT source.key, document.published_on, document.url
    FROM document
    JOIN source ON source.id = document.source
    JOIN publisher ON publisher.id = document.publisher AND publisher.key = source.key
    JOIN capture ON capture.id = document.capture
    WHERE document.url IS NOT NULL AND capture.withdrawn_at IS NULL
    ORDER BY document.url DESC
"""

# A tally up to this size is read whole, which is then quicker; in bytes of its file.
SMALL = 4 * 2**20

# The series of a source with their days, the documents that print deltas, and what is left out.
_Read = tuple[tuple[Series, ...], set[int], tuple[Quiet, ...]]

_SPEAKING_OF_DELTAS = "SELECT DISTINCT document FROM figure WHERE measure = 1 AND days = 1"


def records(
    db: sqlite3.Connection,
    as_of: date | None = None,
    mark: Mark = NOW,
    *,
    in_excerpts: bool = False,
    wanted: Wanted | None = None,
) -> Iterator[Record]:
    """What each source says, one record a source, by key; its series in the usual order.

    Args:
        db: a tally open for reading.
        as_of: only what was published by this day.
        mark: only what was in the tally at this mark.
        in_excerpts: without the days of which no rule has anything to say, as `quiet` tells;
            the records of a large tally are too much to hold.
        wanted: days that are wanted all the same, each of them.
    """
    voices = speaking(db, limits(as_of, mark))
    own_pages: dict[str, dict[date, str]] = defaultdict(dict)
    for key, day, url in db.execute(_PAGES):
        own_pages[key][date.fromisoformat(day)] = url
    # What a later edition replaced stands in no series, and is told beside them.
    restated = list(_restated(revised(db, as_of, mark))) if voices.captured else []
    read = _excerpts(wanted) if in_excerpts else _whole
    rows = usual.ordered(db.execute(_SERIES))
    for key, group in groupby(rows, itemgetter(1)):
        spoken = {n: d for n, (_, d) in voices.documents.items() if d.source == key}
        series, of_deltas, quiet = read(db, voices, [(n, key, c) for n, _, c in group])
        prints_deltas = frozenset(spoken[number] for number in of_deltas & spoken.keys())
        replaced = tuple(one for source, one in restated if source == key)
        yield Record(key, series, prints_deltas, own_pages[key], replaced, quiet)


def is_large(db: sqlite3.Connection) -> bool:
    """Whether a check does better to read the tally in excerpts."""
    [pages] = db.execute("PRAGMA page_count").fetchone()
    [size] = db.execute("PRAGMA page_size").fetchone()
    return bool(pages * size > SMALL)


def revised(
    db: sqlite3.Connection, as_of: date | None = None, mark: Mark = NOW
) -> Iterator[Revised]:
    """The figures to which one publisher has given more than one value; as `records`."""
    return revising.revised(db, limits(as_of, mark))


def waivers(db: sqlite3.Connection, mark: Mark = NOW) -> list[Waiver]:
    """The waivers, as far as they were recorded at *mark*, by day, rule and category."""
    rows = db.execute(
        "SELECT rule, source, day, category, adjustment, reason, url FROM waiver"
        " WHERE id <= ? AND (removed_at IS NULL OR removed_at > ?)"
        " ORDER BY day, rule, source, category",
        (mark.waiver, mark.recorded_at),
    )
    return [
        Waiver(rule, source, date.fromisoformat(day), category, adjustment, reason, url)
        for rule, source, day, category, adjustment, reason, url in rows
    ]


def last_mark(db: sqlite3.Connection) -> Mark | None:
    """The mark of the last recorded check; None where none was recorded."""
    row = db.execute(
        "SELECT recorded_at, capture, waiver FROM mark ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Mark(*row) if row else None


def reached(db: sqlite3.Connection) -> Mark:
    """How far the evidence goes that *db* reads."""
    [capture] = db.execute("SELECT coalesce(max(id), 0) FROM capture").fetchone()
    [waiver] = db.execute("SELECT coalesce(max(id), 0) FROM waiver").fetchone()
    return Mark(now(), capture, waiver)


def days_with(db: sqlite3.Connection, source: str, totals: Mapping[str, int]) -> list[date]:
    """The days on which documents print all of *totals*, by category; to date a text by them."""
    found: set[int] | None = None
    for category, value in totals.items():
        rows = db.execute(
            "SELECT figure.day FROM figure"
            " JOIN series ON series.id = figure.series"
            " JOIN source ON source.id = series.source"
            " JOIN category ON category.id = series.category"
            " JOIN document ON document.id = figure.document"
            " JOIN capture ON capture.id = document.capture"
            " WHERE source.key = ? AND category.key = ? AND measure = 0 AND value = ?"
            " AND withdrawn_at IS NULL",
            (source, category, value),
        )
        days = {day for [day] in rows}
        found = days if found is None else found & days
    return [date.fromordinal(day + EPOCH) for day in sorted(found or ())]


def categories(db: sqlite3.Connection) -> list[dict[str, str]]:
    """The categories of the tally, those that its users declared among them, as entries."""
    rows = db.execute("SELECT key, label, unit FROM category ORDER BY key")
    return [{"key": key, "label": label, "unit": unit} for key, label, unit in rows]


def captures(db: sqlite3.Connection) -> Mapping[str, tuple[str, str | None]]:
    """For each origin in force its latest capture: the digest, and the text where it is prose."""
    rows = db.execute(
        "SELECT origin, sha256, text FROM capture WHERE withdrawn_at IS NULL ORDER BY id"
    )
    return {origin: (sha256, text) for origin, sha256, text in rows}


def pages(db: sqlite3.Connection, day: date) -> Mapping[str, str]:
    """For each publisher, by key, the address of what it published on *day*, where known."""
    rows = db.execute(
        "SELECT publisher.key, document.url FROM document"
        " JOIN publisher ON publisher.id = document.publisher"
        " JOIN capture ON capture.id = document.capture"
        " WHERE published_on = ? AND document.url IS NOT NULL AND withdrawn_at IS NULL"
        " ORDER BY document.url DESC",
        (str(day),),
    )
    return dict(rows.fetchall())


def _restated(revisions: Iterable[Revised]) -> Iterator[tuple[str, Revision]]:
    """What the first edition of an origin said and the last says, with the source."""
    for one in revisions:
        first, last = one.said[0], one.said[-1]
        is_edition = first.document.origin == last.document.origin
        if first.value is None or last.value is None or first.value == last.value:
            continue
        if is_edition:
            earlier = Statement(first.document, first.value, line=first.line, column=first.column)
            later = Statement(last.document, last.value, line=last.line, column=last.column)
            yield one.source, Revision(one.category, one.day, one.measure, earlier, later)


def _excerpts(
    wanted: Wanted | None,
) -> Callable[[sqlite3.Connection, Voices, Sequence[tuple[int, str, str]]], _Read]:
    from tallytrack.store import excerpts  # noqa: PLC0415  # most tallies are small

    return partial(excerpts.read, wanted=wanted)


def _whole(
    db: sqlite3.Connection, voices: Voices, numbered: Sequence[tuple[int, str, str]]
) -> _Read:
    """All days of every series, and the documents that print deltas."""
    of_deltas = {document for [document] in db.execute(_SPEAKING_OF_DELTAS)}
    read = (observed.series(db, voices, one) for one in numbered)
    return tuple(one for one in read if one.observations), of_deltas, ()


def speakers(db: sqlite3.Connection) -> set[str]:
    """The keys of the sources and publishers that are in a tally."""
    return {key for [key] in db.execute("SELECT key FROM source UNION SELECT key FROM publisher")}
