"""Giving revisions out: the figures to which one publisher has given more than one value.

The documents of one publisher and medium speak in the order of their day of release, those
of one origin in the order of their capture; where two origins of one day differ, neither is
the later, and the first keeps the word.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter

from tallytrack.document import Document
from tallytrack.revision import Revised, Said
from tallytrack.store import usual
from tallytrack.store.codes import EPOCH, MEASURES
from tallytrack.store.voices import document as document_of

_DOCUMENTS = """
    SELECT document.id, document.capture, source.key, publisher.key, document.medium,
           document.published_on, capture.origin, document.title, document.url
    FROM document
    JOIN capture ON capture.id = document.capture
    JOIN source ON source.id = document.source
    JOIN publisher ON publisher.id = document.publisher
    WHERE (capture.withdrawn_at IS NULL OR capture.withdrawn_at > :recorded_at)
      AND document.published_on <= :as_of
      AND capture.id <= :last_capture
"""

_SERIES = """
    SELECT series.id, source.key, category.key
    FROM series
    JOIN source ON source.id = series.source
    JOIN category ON category.id = series.category
"""

# Within a document an exact figure comes before a rounded one, then the first printed.
_FIGURES = """
    SELECT day, measure, document, value, line, "column"
    FROM figure
    WHERE series = ? AND coalesce(days, 1) = 1
    ORDER BY day, measure, document, qualifier <> 0, line, "column"
"""

# A document with the capture it stands in.
_Captured = tuple[int, Document]


def revised(db: sqlite3.Connection, limits: Mapping[str, object]) -> Iterator[Revised]:
    """The revised figures, by source, category and day.

    Args:
        db: a tally open for reading.
        limits: `as_of`, `recorded_at` and `last_capture`: what is looked at.
    """
    documents = {
        number: (capture, document_of(*words))
        for number, capture, *words in db.execute(_DOCUMENTS, limits)
    }
    for series, source, category in usual.ordered(db.execute(_SERIES)):
        rows = db.execute(_FIGURES, (series,))
        for (day, measure), group in groupby(rows, itemgetter(0, 1)):
            figures = [row for row in group if row[2] in documents]
            # Most figures have one value; nothing is made of those.
            if len({row[3] for row in figures}) > 1:
                for said in _by_voice(figures, documents):
                    when = date.fromordinal(day + EPOCH)
                    yield Revised(source, category, when, MEASURES[measure], said)


def _by_voice(
    figures: Iterable[tuple[int, int, int, int | None, int, int]],
    documents: Mapping[int, _Captured],
) -> Iterator[tuple[Said, ...]]:
    """The values of each publisher and medium that has given several, in order."""
    voices = defaultdict[tuple[str, str], dict[tuple[date, str, int], Said]](dict)
    for *_, number, value, line, column in figures:
        capture, document = documents[number]
        moment = document.published_on, document.origin, capture
        voice = voices[document.publisher, document.medium]
        voice.setdefault(moment, Said(document, value, line, column))
    for voice in voices.values():
        said: list[Said] = []
        for _, one in sorted(voice.items()):
            if not said or _revises(said[-1], one):
                said.append(one)
        if len(said) > 1:
            yield tuple(said)


def _revises(earlier: Said, later: Said) -> bool:
    """Whether the later document gives another value, and is later."""
    old, new = earlier.document, later.document
    is_later = new.published_on > old.published_on or new.origin == old.origin
    return later.value != earlier.value and is_later
