"""A process killed at any point: the file is as before the command or as after it, never between.

The points are the system calls by which SQLite changes files, before each and halfway through
each write. How many are tried is set by TALLY_POINTS.
"""

import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass

import processes
import pytest
import system_calls
from system_calls import When

from tallytrack.store import connecting, opening, writing

pytestmark = pytest.mark.skipif(
    not system_calls.CAN_BE_WATCHED, reason="this SQLite does not let its system calls be replaced"
)

POINTS = int(os.environ.get("TALLY_POINTS", "200"))
FEW = max(8, POINTS // 25)

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

    folder: object
    kept: object

    def again(self):
        """Put everything back as it was."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    @property
    def path(self):
        return self.folder / "tally.db"


@pytest.fixture
def scene(tmp_path, empty_tally, tally):
    """Make the scene that *commands* lead to."""

    def make(*commands, files=FILES, new=False):
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        if not new:
            shutil.copy(empty_tally, tmp_path / "tally.db")
        for command in commands:
            assert tally(*command).code in {0, 1}
        kept = tmp_path.with_name(f"{tmp_path.name}-kept")
        shutil.copytree(tmp_path, kept)
        return Scene(tmp_path, kept)

    return make


def killed(scene, words, many, *, also=lambda: None):
    """Run *words* to its end, then kill it at *many* points; the states, in the order reached.

    Each state was looked at in a whole file; the command was then run again, to its end.
    """
    calls = system_calls.shared_count()
    counting = system_calls.counting(calls)
    assert processes.run(*words, folder=scene.folder, before=counting).code in {0, 1}
    after = state(scene.path)
    also()
    last = (calls.value, When.AFTER)
    every = [(at, when) for at in range(1, last[0] + 1) for when in (When.BEFORE, When.HALFWAY)]
    points = random.Random(5).sample(every, min(many - 1, len(every)))
    reached = []
    for at, when in [*sorted(points), last]:
        scene.again()
        killing = system_calls.killing(at, when)
        assert processes.run(*words, folder=scene.folder, before=killing).code == -9
        found = state(scene.path)
        if found not in reached:
            reached.append(found)
        also()
        again = processes.run(*words, folder=scene.folder)
        if found == after and words[0] != "ingest":
            # What is done cannot be done again, or is done a second time.
            assert again.code in {0, 1, 2}, (at, when, again.err)
        else:
            assert again.code in {0, 1}, (at, when, again.err)
            assert state(scene.path) == after, (at, when)
    return reached, after


def test_an_ingest_leaves_the_old_state_or_the_new_one(scene, monkeypatch):
    scene = scene(["ingest", "known.csv"])
    before = state(scene.path)
    little_memory(monkeypatch)

    reached, after = killed(scene, ["ingest", "table.csv"], POINTS)

    assert reached == [before, after]


# What a migration may do: another table, filled from those there are; a view made anew.
UPGRADE = """op.execute("CREATE TABLE remark (series INTEGER, day INTEGER, words TEXT) STRICT")
    op.execute("INSERT INTO remark SELECT series, day, hex(zeroblob(100)) FROM figure")
    op.execute("DROP VIEW discrepancy")
    op.execute("CREATE VIEW discrepancy AS SELECT * FROM balance WHERE discrepancy <> 0")"""


def test_a_migration_leaves_the_old_state_or_the_new_one_and_a_whole_backup(
    scene, monkeypatch, next_schema
):
    scene = scene(["ingest", "known.csv", "table.csv"])
    before, older = state(scene.path), opening.versions()[-1]
    backup = scene.path.with_name(f"tally.db.schema-{older}")
    next_schema(UPGRADE)
    little_memory(monkeypatch)

    def the_backup_is_whole():
        assert not backup.exists() or state(backup) == before
        assert backup.exists() or state(scene.path) == before

    words = ["ingest", "known.csv"]
    reached, after = killed(scene, words, POINTS, also=the_backup_is_whole)

    assert reached == [before, after]
    assert sorted(path.name for path in scene.folder.glob("tally.db*")) == [
        "tally.db",
        "tally.db.schema-" + older,
    ]


@pytest.mark.parametrize(
    ("before", "command"),
    [
        pytest.param([], ["ingest", "post.txt"], id="ingest of a text"),
        pytest.param([["ingest", "known.csv"]], ["ingest", "edition"], id="ingest of an edition"),
        pytest.param(
            [["ingest", "known.csv"]], ["withdraw", "known.csv", "--reason", "r"], id="withdraw"
        ),
        pytest.param([["ingest", "known.csv"]], WAIVE, id="waive"),
        pytest.param(
            [["ingest", "known.csv"], WAIVE], [*WAIVE[:4], "--remove"], id="waive --remove"
        ),
        pytest.param([["ingest", "known.csv"]], ["check", "--record"], id="check --record"),
    ],
)
def test_every_other_command_that_writes_does_so_too(scene, before, command, monkeypatch):
    scene = scene(*before)
    old = state(scene.path)
    little_memory(monkeypatch)
    if command[-1] == "edition":
        edition = FILES["known.csv"] + "2024-03-03,tanks,6616,2\n"
        for folder in (scene.folder, scene.kept):
            (folder / "known.csv").write_text(edition)
        command = ["ingest", "known.csv"]

    reached, new = killed(scene, command, FEW)

    assert reached == [old, new]


def captures(found):
    """The captures that a state has, by origin."""
    rows = [line for line in found or () if line.startswith('INSERT INTO "capture"')]
    return [row.split("'")[1] for row in rows]


def test_the_first_ingest_leaves_all_of_a_file_or_nothing(scene, monkeypatch):
    scene = scene(new=True)
    little_memory(monkeypatch)

    reached, new = killed(scene, ["ingest", "table.csv"], FEW)

    # A tally without captures comes first: its schema, then the words it knows.
    assert reached[-1] == new
    assert {tuple(captures(found)) for found in reached[:-1]} == {()}


def test_an_ingest_of_several_files_leaves_the_first_of_them_each_whole(scene, monkeypatch):
    scene = scene()
    # As if each file took long; they go in together where they do not.
    monkeypatch.setattr(writing, "PATIENCE", 0)
    names = ["known.csv", "post.txt", "mirror.csv"]

    reached, new = killed(scene, ["ingest", *names], 2 * FEW)

    assert reached[-1] == new
    assert [captures(found) for found in reached] == [names[:many] for many in range(4)]


def test_what_was_withdrawn_comes_back_withdrawn_or_not_at_all(scene, monkeypatch, tally):
    scene = scene()
    monkeypatch.setattr(writing, "PATIENCE", 0)
    for folder in (scene.folder, scene.kept):
        for command in (
            ["ingest", "known.csv", "--db", folder / "other.db"],
            ["withdraw", "known.csv", "--reason", "r", "--db", folder / "other.db"],
            ["export", folder / "out", "--db", folder / "other.db"],
        ):
            assert tally(*command).code == 0

    reached, _ = killed(scene, ["ingest", "out"], FEW)

    kept = [found for found in reached if captures(found)]
    assert kept
    assert all(
        "'INSTANT','r');" in line for found in kept for line in found if '"capture" V' in line
    )
