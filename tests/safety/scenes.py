"""A tally in a folder, as it is before a command and after it."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tallytrack.store import connecting

# How many points are tried, or places damaged; more of them take longer.
POINTS = int(os.environ.get("TALLY_POINTS", "200"))

HEAD = "day,category,total,delta,publisher,medium,published_on\n"
DAYS = [f"2023-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 29)]


def table(first, publisher="general-staff", published="2023-06-01"):
    """A table of two categories that takes up some pages of the file."""
    rows = enumerate((day, what) for day in DAYS for what in ("tanks", "ships"))
    return HEAD + "".join(
        f"{day},{what},{first + number},2,{publisher},table,{published}\n"
        for number, (day, what) in rows
    )


FILES = {
    "known.csv": "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n",
    "table.csv": table(1000),
    "mirror.csv": table(1001, "petroivaniuk"),
    "post.txt": "The total combat losses of the enemy from 24.02.22 to 02.03.24 were:\n"
    "tanks ‒ 6614 (+14),\nAPV ‒ 900 (+0),\n",
}
WAIVE = ("waive", "unbalanced-delta", "2024-03-02", "tanks", "--adjustment", "2", "--reason", "r")


# What a migration may do: another table, filled from those there are; a view made anew.
UPGRADE = """op.execute("CREATE TABLE remark (series INTEGER, day INTEGER, words TEXT) STRICT")
    op.execute("INSERT INTO remark SELECT series, day, hex(zeroblob(100)) FROM figure")
    op.execute("DROP VIEW discrepancy")
    op.execute("CREATE VIEW discrepancy AS SELECT * FROM balance WHERE discrepancy <> 0")"""


def little_memory(monkeypatch):
    """Have SQLite keep next to nothing in memory, so that it writes before it commits."""
    connect = connecting.connect

    def connected(path, mode):
        db = connect(path, mode)
        db.execute("PRAGMA cache_size = 2")
        return db

    monkeypatch.setattr(connecting, "connect", connected)


def state(path):
    """What the file says, but for the instants; None where there is nothing in it."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        lines = [re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "INSTANT", line) for line in db.iterdump()]
    return lines if len(lines) > 2 else None


@dataclass
class Scene:
    """A folder with a tally, as it is before a command."""

    folder: Path
    kept: Path

    def again(self):
        """Put everything back as it was."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    @property
    def path(self):
        return self.folder / "tally.db"
