"""Giving records out: what each source says, by series and day, with every document that speaks.

Plain sqlite3 rows, read in the order in which they lie; no ORM is imported, so that a check
of the shipped record takes less time than such an import would.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from tallytrack.document import Document, Medium
from tallytrack.series import Observation, Record, Series, Statement
from tallytrack.store.codes import EPOCH, QUALIFIERS

_DOCUMENTS = """
    SELECT speaking.document, speaking.edition, speaking.capture, speaking.standing,
           source.key, publisher.key, document.medium, document.published_on,
           capture.origin, document.title, document.url
    FROM speaking
    JOIN document ON document.id = speaking.document
    JOIN capture ON capture.id = speaking.capture
    JOIN source ON source.id = speaking.source
    JOIN publisher ON publisher.id = document.publisher
"""

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

_SPEAKING_OF_DELTAS = "SELECT DISTINCT document FROM figure WHERE measure = 1 AND days = 1"


class _Voice(NamedTuple):
    """A document that speaks: its standing among all, and where it was captured several times."""

    standing: int
    document: Document
    edition: int
    capture: int
    is_recaptured: bool


# A figure on its way into a series, in the order in which figures compete: standing, whether it
# is rounded, line, column. These four never tie, so what follows them is never compared.
_Candidate = tuple[int, bool, int, int, Statement, _Voice]


def records(
    db: sqlite3.Connection,
    source: str | None = None,
    categories: Collection[str] | None = None,
) -> Iterator[Record]:
    """What each source says, one record a source, by key; its series in the usual order.

    Args:
        db: a tally open for reading.
        source: only this source.
        categories: only these categories.
    """
    voices = _voices(db)
    speaking = {document for [document] in db.execute(_SPEAKING_OF_DELTAS)}
    rows = db.execute(_SERIES).fetchall()
    for key, group in groupby(rows, itemgetter(1)):
        if source and key != source:
            continue
        series = tuple(
            _series(db, voices, number, key, category)
            for number, _, category in group
            if not categories or category in categories
        )
        prints_deltas = frozenset(
            voice.document
            for number, voice in voices.items()
            if number in speaking and voice.document.source == key
        )
        yield Record(key, tuple(one for one in series if one.observations), prints_deltas)


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


def _voices(db: sqlite3.Connection) -> Mapping[int, _Voice]:
    """The documents that speak, by their id."""
    rows = db.execute(_DOCUMENTS).fetchall()
    captures: dict[int, set[int]] = defaultdict(set)
    for _, edition, capture, *_ in rows:
        captures[edition].add(capture)
    return {
        number: _Voice(standing, _document(*words), edition, capture, len(captures[edition]) > 1)
        for number, edition, capture, standing, *words in rows
    }


def _document(  # noqa: PLR0913, PLR0917  # the columns of a row, in order
    source: str,
    publisher: str,
    medium: str,
    published_on: str,
    origin: str,
    title: str | None,
    url: str | None,
) -> Document:
    day = date.fromisoformat(published_on)
    return Document(source, publisher, Medium(medium), day, origin, title, url)


def _series(
    db: sqlite3.Connection, voices: Mapping[int, _Voice], number: int, source: str, category: str
) -> Series:
    """One series. This is the loop that a check spends its time in, so it is written plainly."""
    observations: list[Observation] = []
    # By measure; longer deltas third.
    said: tuple[list[_Candidate], ...] = ([], [], [])
    current = None
    for day, measure, document, value, qualifier, days, line, column, length in db.execute(
        _FIGURES, (number,)
    ):
        if (voice := voices.get(document)) is None:
            continue
        if day != current:
            if current is not None:
                _close(observations, current, said)
            current = day
        # Without a value it withdraws what an earlier edition said; `_in_force` drops it.
        statement = Statement(
            voice.document, value, QUALIFIERS[qualifier], days, line, column, length
        )
        said[measure if days is None or days == 1 else 2].append(
            (voice.standing, qualifier != 0, line, column, statement, voice)
        )
    if current is not None:
        _close(observations, current, said)
    return Series(source, category, tuple(observations))


def _close(observations: list[Observation], day: int, said: tuple[list[_Candidate], ...]) -> None:
    """Make an observation of what was said of a day, and begin the next."""
    observation = Observation(date.fromordinal(day + EPOCH), *map(_in_force, said))
    if observation.totals or observation.deltas or observation.longer:
        observations.append(observation)
    for candidates in said:
        candidates.clear()


def _in_force(candidates: list[_Candidate]) -> tuple[Statement, ...]:
    """The statements in force, in order of precedence.

    Of one publication captured several times the latest capture counts; among documents their
    standing decides, and within one an exact figure comes before a rounded one, then the
    first printed. The view `preferred` says the same in SQL.
    """
    if len(candidates) == 1:
        [candidate] = candidates
        return () if candidate[4].value is None else (candidate[4],)
    if any(candidate[5].is_recaptured for candidate in candidates):
        latest: dict[int, int] = {}
        for *_, voice in candidates:
            latest[voice.edition] = max(voice.capture, latest.get(voice.edition, 0))
        candidates = [c for c in candidates if c[5].capture == latest[c[5].edition]]
    candidates.sort()
    return tuple([c[4] for c in candidates if c[4].value is not None])
