"""What addresses answered the last time: asked by that, they send only what is newer."""

import sqlite3

from tallytrack.capture import Fetched
from tallytrack.store.codes import now

# It holds as long as the tally has what was answered, read in the same way, and nothing later.
_BEFORE = """
    SELECT fetched.address, fetched.answered, fetched.etag, fetched.last_modified
    FROM fetched
    JOIN capture ON capture.id = fetched.capture
    WHERE fetched.address = ? AND capture.given = ? AND capture.withdrawn_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM capture AS later
        WHERE later.origin = capture.origin AND later.id > capture.id
          AND later.withdrawn_at IS NULL
      )
"""

# The capture with these bytes, wherever they came from; else the last edition of the origin,
# which says the same in other bytes.
_CAPTURE = """
    SELECT id FROM capture
    WHERE withdrawn_at IS NULL AND (sha256 = :sha256 OR origin = :origin)
    ORDER BY sha256 = :sha256 DESC, id DESC LIMIT 1
"""

_KNOWN = "SELECT capture FROM fetched WHERE address = ?"

_REMEMBER = """
    INSERT OR REPLACE INTO fetched (address, answered, etag, last_modified, capture, fetched_at)
    VALUES (?, ?, ?, ?, ?, ?)
"""


def before(db: sqlite3.Connection, address: str, options: str) -> Fetched | None:
    """What *address* said the last time, if it can be asked for what is newer than that.

    Args:
        db: a tally.
        address: what is to be asked.
        options: what the user says of what it has; said otherwise, it is to be read again.
    """
    row = db.execute(_BEFORE, (address, options)).fetchone()
    return Fetched(*row) if row else None


def remember(db: sqlite3.Connection, fetched: Fetched, sha256: str, origin: str) -> None:
    """Keep what an address said, with the capture that has these bytes, or says the same."""
    row = db.execute(_CAPTURE, {"sha256": sha256, "origin": origin}).fetchone()
    if row:
        _keep(db, fetched, row[0])


def remember_unchanged(db: sqlite3.Connection, fetched: Fetched) -> int:
    """Keep that an address has nothing newer; the id of the capture that has what it has."""
    [capture] = db.execute(_KNOWN, (fetched.asked,)).fetchone()
    _keep(db, fetched, capture)
    return int(capture)


def _keep(db: sqlite3.Connection, fetched: Fetched, capture: int) -> None:
    validators = fetched.etag, fetched.last_modified
    db.execute(_REMEMBER, (fetched.asked, fetched.answered, *validators, capture, now()))
