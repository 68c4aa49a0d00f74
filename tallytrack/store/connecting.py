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
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
