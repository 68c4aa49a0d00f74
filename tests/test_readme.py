"""README: its transcripts, help, rules and queries are what the program prints today."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tallytrack.store import opening, reading

README = Path(__file__).parents[1] / "README.md"
COMMANDS = (
    "ingest",
    "check",
    "show",
    "plot",
    "report",
    "explain",
    "export",
    "rule",
    "withdraw",
    "browse",
)


def test_what_cog_would_write_is_what_stands_there():
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", str(README)],
        cwd=README.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_calls_the_program_by_its_name():
    text = README.read_text("utf-8")

    assert "Usage: tally ingest" in text
    assert "cogapp.tally" not in text


def test_shows_five_queries():
    shown = re.findall(r'^\$ sqlite3 -box tally\.db "', README.read_text("utf-8"), re.MULTILINE)

    assert len(shown) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown(command):
    assert f"tally {command}" in README.read_text("utf-8")


def test_gives_the_two_commands_for_a_fresh_machine():
    text = README.read_text("utf-8")

    assert re.search(r"<!-- the main job -->\n```sh\npython3 -m venv .+tally check\n```", text)
    assert re.search(r"<!-- the tests -->\n```sh\npython3 -m venv .+pytest.*\n```", text)


def test_the_recipe_for_as_of_answers_as_the_program_does(shipped_tally, tmp_path):
    day = "2023-05-28"
    copy, forget = re.findall(
        r'^\$ sqlite3 (?:tally|then)\.db "((?:VACUUM|DELETE)[^"]+)"',
        README.read_text("utf-8"),
        re.MULTILINE,
    )
    then = tmp_path / "then.db"
    with closing(sqlite3.connect(shipped_tally)) as db:
        db.execute(copy.replace("then.db", str(then)))
    with closing(sqlite3.connect(then)) as db:
        db.execute(forget)
        found = set(db.execute("SELECT category, day, total, delta FROM observation"))
    with opening.for_reading(shipped_tally) as db:
        [record] = reading.records(db, date.fromisoformat(day))

    assert day in forget
    assert found == {
        (series.category, str(one.day), one.total, one.delta)
        for series in record.series
        for one in series.observations
        if one.totals or one.deltas
    }
