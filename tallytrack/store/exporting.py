"""Giving everything out: each capture with its documents and figures, in a settled order.

What is told depends on the evidence alone, not on the order in which origins came or when.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from tallytrack.capture import Original
from tallytrack.store.codes import MEASURES, QUALIFIERS

_CAPTURES = """
    SELECT id, origin, sha256, format, given, text, withdrawn_because
    FROM capture ORDER BY origin, id
"""

_DOCUMENTS = """
    SELECT document.id, source.key, publisher.key, medium, published_on, title, document.url
    FROM document
    JOIN source ON source.id = document.source
    JOIN publisher ON publisher.id = document.publisher
    WHERE capture = ? ORDER BY document.id
"""

_FIGURES = """
    SELECT document, date(day * 86400, 'unixepoch'), category.key, measure, value, qualifier,
           days, line, "column", length
    FROM figure
    JOIN document ON document.id = figure.document
    JOIN series ON series.id = figure.series
    JOIN category ON category.id = series.category
    WHERE document.capture = ?
    ORDER BY document, day, category.key, measure, line, "column"
"""

_CATEGORIES = "SELECT key, label, unit FROM category ORDER BY key"
_SOURCES = "SELECT key, name, began_on, url FROM source ORDER BY key"
_PUBLISHERS = "SELECT key, name, url FROM publisher ORDER BY key"


@dataclass(frozen=True, slots=True)
class Held:
    """A capture as it is held.

    Args:
        origin: where it came from.
        number: the how-manieth it is of its origin, from 1.
        original: what else is kept of it.
        rows: its figures with their documents, and its documents without any.
    """

    origin: str
    number: int
    original: Original
    rows: Iterator[dict[str, Any]]


def captures(db: sqlite3.Connection) -> Iterator[Held]:
    """Every capture, those of one origin in the order in which they came."""
    known = db.execute(_CAPTURES).fetchall()
    for origin, group in groupby(known, itemgetter(1)):
        for number, (capture, _, sha256, form, given, text, because) in enumerate(group, 1):
            original = Original(sha256, form, given, text, because)
            yield Held(origin, number, original, _rows(db, capture))


def declared(db: sqlite3.Connection) -> dict[str, list[dict[str, str]]]:
    """The categories, sources and publishers, as they are declared in TOML."""
    found = {}
    for kind, query in (
        ("category", _CATEGORIES),
        ("source", _SOURCES),
        ("publisher", _PUBLISHERS),
    ):
        cursor = db.execute(query)
        names = [column[0] for column in cursor.description]
        found[kind] = [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in cursor
        ]
    return found


def _rows(db: sqlite3.Connection, capture: int) -> Iterator[dict[str, Any]]:
    """The rows of one capture, its documents numbered from 1."""
    names = ("source", "publisher", "medium", "published_on", "title", "url")
    documents = {
        number: {"document": place, **dict(zip(names, words, strict=True))}
        for place, (number, *words) in enumerate(db.execute(_DOCUMENTS, (capture,)), 1)
    }
    spoken = set()
    figures = db.execute(_FIGURES, (capture,))
    for number, day, category, measure, value, qualifier, days, line, column, length in figures:
        spoken.add(number)
        yield {
            **documents[number],
            "day": day,
            "category": category,
            MEASURES[measure].value: value,
            "qualifier": QUALIFIERS[qualifier].value,
            "days": days,
            "line": line,
            "column": column,
            "length": length,
        }
    for number, document in documents.items():
        if number not in spoken:
            yield document
