"""Terminal transcripts for README: what the commands print, so that it is never out of date.

Used by cog, inside README.md; tests/test_readme.py sees that what it would write is there.
"""

import contextlib
import io
import os
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

from tallytrack import cli
from tallytrack.capture import Capture, Fetched
from tallytrack.check.checking import KNOWN
from tallytrack.check.rule import name
from tallytrack.fetch.fetching import Request

# Help is laid out for a terminal of this width.
WIDTH = "80"
# What addresses have, in a README that is written without a net.
_ANSWERS: dict[str, bytes] = {}


@cache
def _folder() -> Path:
    """A folder with the shipped record ingested, made once."""
    folder = Path(tempfile.mkdtemp(prefix="tally-readme-"))
    with _inside(folder):
        _run("ingest")
    return folder


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    with contextlib.chdir(folder), mock.patch.dict(os.environ, {"COLUMNS": WIDTH}):
        os.environ.pop("TALLY_DB", None)
        yield


def _run(*words: str) -> str:
    """What `tally` prints, run in this process as on the command line."""
    out = io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["tally", *words]),
        # Cog is the program here; the help is to say `tally` all the same.
        mock.patch.object(sys.modules["__main__"], "__package__", None),
        mock.patch("tallytrack.fetch.fetching.fetch", _answer),
        contextlib.redirect_stdout(out),
        contextlib.suppress(SystemExit),
    ):
        cli.main()
    return out.getvalue()


def shell(command: str, first: int | None = None, last: int = 0) -> str:
    """A command and what it prints, its middle left out if *first* lines are asked for."""
    words = shlex.split(command)
    with _inside(Path(tempfile.mkdtemp()) if words[1:] == ["ingest"] else _folder()):
        lines = _run(*words[1:]).rstrip("\n").split("\n")
    if first is not None and len(lines) > first + last:
        lines = [*lines[:first], "...", *(lines[-last:] if last else [])]
    return "\n".join(["```console", f"$ {command}", *lines, "```"])


def file(name: str, text: str) -> None:
    """A file that the commands below can read."""
    (_folder() / name).write_text(text, "utf-8")


def address(name: str, text: str) -> None:
    """An address that the commands below can ask."""
    _ANSWERS[name] = text.encode()


def _answer(asked: Request) -> Capture:
    fetched = Fetched(asked.address, asked.address)
    return Capture(asked.address, _ANSWERS[asked.address], fetched=fetched)


def script(path: str) -> str:
    """What a script of this project prints."""
    command = [sys.executable, path]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip()


def rules() -> str:
    """The table of rules, from their own docstrings."""
    rows = [
        f"| {rule.CODE} | `{name(rule)}` | {rule.SEVERITY} | {_first_line(rule.__doc__)} |"
        for rule in KNOWN
    ]
    return "\n".join(["| code | rule | severity | finds |", "|---|---|---|---|", *rows])


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0]


def run_sql(statement: str, database: str = "tally.db") -> str:
    """A statement for plain sqlite3 that answers nothing, and is run."""
    with contextlib.chdir(_folder()), contextlib.closing(sqlite3.connect(database)) as db:
        db.execute(statement)
        db.commit()
    return "\n".join(["```console", f'$ sqlite3 {database} "{statement}"', "```"])


def sql(query: str, database: str = "tally.db") -> str:
    """A query for plain sqlite3, and its answer as sqlite3 lays it out with -box."""
    with contextlib.closing(sqlite3.connect(_folder() / database)) as db:
        cursor = db.execute(query)
        header = [column[0] for column in cursor.description]
        rows = [["" if v is None else str(v) for v in row] for row in cursor.fetchall()]
    widths = [max(len(r[i]) for r in [header, *rows]) for i in range(len(header))]

    def ruled(left: str, middle: str, right: str) -> str:
        return left + middle.join("─" * (width + 2) for width in widths) + right

    def line(cells: list[str], *, centred: bool = False) -> str:
        laid = [c.center(w) if centred else c.ljust(w) for c, w in zip(cells, widths, strict=True)]
        return f"│ {' │ '.join(laid)} │"

    answer = [
        ruled("┌", "┬", "┐"),
        line(header, centred=True),
        ruled("├", "┼", "┤"),
        *(line(row) for row in rows),
        ruled("└", "┴", "┘"),
    ]
    return "\n".join(["```console", f'$ sqlite3 -box {database} "{query}"', *answer, "```"])
