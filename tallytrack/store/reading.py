"""Giving records out: what each source says, by series and day, with every document that speaks.

Plain sqlite3 rows, read in the order in which they lie; no ORM is imported, so that a check
of the shipped record takes less time than such an import would.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter

from tallytrack.revision import Revised
from tallytrack.series import Observation, Record, Revision, Series, Statement
from tallytrack.store import revising
from tallytrack.store.codes import EPOCH, QUALIFIERS
from tallytrack.store.voices import NOW, Mark, Voices, limits, speaking
from tallytrack.waiver import Waiver

_SERIES = """
    SELECT series.id, source.key, category.key
    FROM series
    JOIN source ON source.id = series.source
    JOIN category ON category.id = series.category
    ORDER BY source.key, category.id
"""

_FIGURES = """
    SELECT day, measure, document, value, qualifier, days, line, "column", length
    FROM figure
    WHERE series = ?
    ORDER BY day, measure
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

_SPEAKING_OF_DELTAS = "SELECT DISTINCT document FROM figure WHERE measure = 1 AND days = 1"


def records(
    db: sqlite3.Connection, as_of: date | None = None, mark: Mark = NOW
) -> Iterator[Record]:
    """What each source says, one record a source, by key; its series in the usual order.

    Args:
        db: a tally open for reading.
        as_of: only what was published by this day.
        mark: only what was in the tally at this mark.
    """
    voices = speaking(db, limits(as_of, mark))
    of_deltas = {document for [document] in db.execute(_SPEAKING_OF_DELTAS)}
    own_pages: dict[str, dict[date, str]] = defaultdict(dict)
    for key, day, url in db.execute(_PAGES):
        own_pages[key][date.fromisoformat(day)] = url
    # What a later edition replaced stands in no series, and is told beside them.
    restated = list(_restated(revised(db, as_of, mark))) if voices.captured else []
    rows = db.execute(_SERIES).fetchall()
    for key, group in groupby(rows, itemgetter(1)):
        series = tuple(_series(db, voices, number, key, category) for number, _, category in group)
        spoken = {n: d for n, (_, d) in voices.documents.items() if d.source == key}
        prints_deltas = frozenset(spoken[number] for number in of_deltas & spoken.keys())
        with_figures = tuple(one for one in series if one.observations)
        replaced = tuple(one for source, one in restated if source == key)
        yield Record(key, with_figures, prints_deltas, own_pages[key], replaced)


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
    rows = db.execute("SELECT key, label, unit FROM category ORDER BY id")
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


def _series(
    db: sqlite3.Connection, voices: Voices, number: int, source: str, category: str
) -> Series:
    """One series. A check spends most of its time in this loop, so it is written plainly."""
    observations: list[Observation] = []
    totals: list[Statement] = []
    deltas: list[Statement] = []
    longer: list[Statement] = []
    current, last_total, last_delta, is_ordered = None, 0, 0, True
    documents, new = voices.documents, tuple.__new__
    for day, measure, document, value, qualifier, days, line, column, length in db.execute(
        _FIGURES, (number,)
    ):
        # A figure without a value withdraws one of an earlier capture, and says nothing itself.
        if document not in documents or (value is None and not voices.captured):
            continue
        if day != current:
            if current is not None:
                if is_ordered and not voices.captured:
                    # Nearly every day: what `_close` would do, without the call.
                    said = date.fromordinal(current + EPOCH), tuple(totals), tuple(deltas), ()
                    observations.append(new(Observation, said))
                else:
                    _close(observations, voices, current, (totals, deltas, longer), is_ordered)
                    longer = []
                totals, deltas = [], []
            current, last_total, last_delta, is_ordered = day, 0, 0, True
        standing, printed_by = documents[document]
        # The same as Statement(...), in half the time.
        statement = new(
            Statement, (printed_by, value, QUALIFIERS[qualifier], days, line, column, length)
        )
        if measure == 0:
            is_ordered &= last_total < standing
            last_total = standing
            totals.append(statement)
        elif days == 1:
            is_ordered &= last_delta < standing
            last_delta = standing
            deltas.append(statement)
        else:
            is_ordered = False
            longer.append(statement)
    if current is not None:
        _close(observations, voices, current, (totals, deltas, longer), is_ordered)
    return Series(source, category, tuple(observations))


def _close(
    observations: list[Observation],
    voices: Voices,
    day: int,
    said: tuple[list[Statement], list[Statement], list[Statement]],
    is_ordered: bool,  # noqa: FBT001  # by place, in the loop that a check spends its time in
) -> None:
    """Add what is in force of what was said of a day; nothing, if all of it was withdrawn.

    Of one publication captured several times the latest capture counts; among documents their
    standing decides, and within one an exact figure comes before a rounded one, then the
    first printed. The view `preferred` says the same in SQL.
    """
    totals, deltas, longer = said
    if voices.captured:
        totals, deltas, longer = (voices.in_force(statements) for statements in said)
        if not (totals or deltas or longer):
            return
    if not is_ordered:
        for statements in (totals, deltas, longer):
            statements.sort(key=voices.order)
    observations.append(
        Observation(date.fromordinal(day + EPOCH), tuple(totals), tuple(deltas), tuple(longer))
    )
