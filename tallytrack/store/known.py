"""Captures that are in a tally already: the same bytes, whatever they are called now."""

import re
import sqlite3
from dataclasses import dataclass

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError

_SAME = """
SELECT id, origin, given, text IS NOT NULL FROM capture
WHERE sha256 = ? AND withdrawn_at IS NULL
ORDER BY id LIMIT 1
"""
_AS_WITHDRAWN = """
SELECT id FROM capture
WHERE sha256 = ? AND origin = ? AND given = ? AND withdrawn_because = ?
ORDER BY id LIMIT 1
"""
_DOCUMENTS = "SELECT count(*) FROM document WHERE capture = ?"
_FIGURES = """
SELECT count(*) FROM figure WHERE document IN (SELECT id FROM document WHERE capture = ?)
"""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a capture.

    Args:
        origin: where it came from.
        documents: how many documents it has.
        figures: how many figures it has.
        is_new: whether it went in now; otherwise it was known already.
    """

    origin: str
    documents: int
    figures: int
    is_new: bool


def receipt(db: sqlite3.Connection, capture: Capture, options: str) -> Receipt | None:
    """What is known of the same bytes, if they were taken in before.

    Raises:
        InputError: they were read with other options than *options*.
    """
    original = capture.original
    if original and original.withdrawn_because is not None:
        # An export has it as withdrawn; so it may be here as well.
        about = (capture.sha256, capture.origin, original.given, original.withdrawn_because)
        row = db.execute(_AS_WITHDRAWN, about).fetchone()
        return counted(db, row[0]) if row else None
    row = db.execute(_SAME, (capture.sha256,)).fetchone()
    if row is None:
        return None
    number, origin, given, is_text = row
    if not is_text and _is_edition((origin, given), (capture.origin, options)):
        return None
    if given != options:
        before = f"with {given}" if given else "without options"
        message = (
            f"already in the tally as {origin}, read {before};"
            f" to read it otherwise, first `tally withdraw {origin} --reason ...`"
        )
        raise InputError(Fault(capture.origin, 0, 0, message))
    return counted(db, number)


def counted(db: sqlite3.Connection, capture: int) -> Receipt:
    """What the tally has of the capture with this id."""
    [origin] = db.execute("SELECT origin FROM capture WHERE id = ?", (capture,)).fetchone()
    [documents] = db.execute(_DOCUMENTS, (capture,)).fetchone()
    [figures] = db.execute(_FIGURES, (capture,)).fetchone()
    return Receipt(origin, documents, figures, is_new=False)


def _is_edition(before: tuple[str, str], now: tuple[str, str]) -> bool:
    """Whether the same bytes come again as another day's edition of the same table.

    Both are an origin with the options it is read with.
    """
    undated = [(origin, re.sub(r" ?--published \S+", "", said)) for origin, said in (before, now)]
    return undated[0] == undated[1] and before[1] != now[1]
