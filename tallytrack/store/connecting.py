"""A plain connection to a file."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

# How long a command waits for another that is writing, or reading, in seconds.
PATIENCE = 30.0


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A plain connection to *path*, in SQLite's own mode `ro`, `rw` or `rwc`.

    Transactions are begun by hand (no isolation level), because Python would begin them late.
    """
    return sqlite3.connect(_address(path, mode), uri=True, timeout=PATIENCE, isolation_level=None)


def beside(path: Path) -> sqlite3.Connection:
    """A connection for another thread, that reads *path* while this one does; it waits for nobody.

    Raises:
        sqlite3.OperationalError: somebody is about to write.
    """
    db = sqlite3.connect(
        _address(path, "ro"), uri=True, timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        look(db)
    except BaseException:
        db.close()
        raise
    return db


def look(db: sqlite3.Connection) -> None:
    """Begin to read: from here on, the file stays as it is for this connection."""
    db.execute("BEGIN")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
