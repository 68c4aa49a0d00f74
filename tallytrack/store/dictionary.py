"""The schema read as a data dictionary: the remarks that stand beside its tables and columns."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

_TABLE = re.compile(r"CREATE TABLE (\w+) \(\s*--\s*(.+)")
# A column begins a line with its name; its remark may stand on a line below.
_COLUMN = re.compile(r'^\s+"?([a-z_]\w*)"?\s+(?:TEXT|INTEGER)\b')
_REMARK = re.compile(r"--\s*(.+?)\s*$")


@dataclass(frozen=True)
class Described:
    """A table and what its remarks say.

    Args:
        name: the table.
        remark: what it holds.
        columns: each column and what it says.
    """

    name: str
    remark: str
    columns: dict[str, str] = field(default_factory=dict)


def tables(db: sqlite3.Connection) -> Iterator[Described]:
    """Each table of *db* that says what it is."""
    rows = db.execute("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    for [statement] in rows:
        first, *lines = statement.split("\n")
        if head := _TABLE.match(first.strip()):
            yield Described(head[1], head[2].strip(), dict(_columns(lines)))


def _columns(lines: list[str]) -> Iterator[tuple[str, str]]:
    column = None
    for line in lines:
        if found := _COLUMN.match(line):
            column = found[1]
        remark = _REMARK.search(line)
        if column and remark:
            yield column, remark[1]
            column = None


def views(db: sqlite3.Connection) -> list[str]:
    """The views of *db*, by name."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")
    return [name for [name] in rows]
