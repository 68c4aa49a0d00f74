"""A process killed at any point: the file is as before the command or as after it, never between.

The points are the system calls by which SQLite changes files, before each and halfway through
each write. How many are tried is set by TALLY_POINTS.
"""

import random

import processes
import pytest
import system_calls
from scenes import FILES, POINTS, UPGRADE, WAIVE, little_memory, state
from system_calls import When

from tallytrack.ingest import gathering
from tallytrack.store import opening, writer

pytestmark = pytest.mark.skipif(
    not system_calls.CAN_BE_WATCHED, reason="this SQLite does not let its system calls be replaced"
)

# An ingest is tried most thoroughly; the others go the same way.
SOME = max(8, POINTS // 4)
FEW = max(8, POINTS // 25)


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
    reached, after = killed(scene, words, SOME, also=the_backup_is_whole)

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


def test_an_ingest_of_a_file_too_large_to_be_held_does_so_too(scene, monkeypatch):
    scene = scene(["ingest", "known.csv"])
    before = state(scene.path)
    little_memory(monkeypatch)
    monkeypatch.setattr(gathering, "HELD", 10)

    reached, after = killed(scene, ["ingest", "table.csv"], FEW)

    assert reached == [before, after]


def test_an_ingest_of_several_files_leaves_the_first_of_them_each_whole(scene, monkeypatch):
    scene = scene()
    # As if each file took long; they go in together where they do not.
    monkeypatch.setattr(writer, "PATIENCE", 0)
    names = ["known.csv", "post.txt", "mirror.csv"]

    reached, new = killed(scene, ["ingest", *names], 2 * FEW)

    assert reached[-1] == new
    assert [captures(found) for found in reached] == [names[:many] for many in range(4)]


def test_what_was_withdrawn_comes_back_withdrawn_or_not_at_all(scene, monkeypatch):
    scene = scene()
    monkeypatch.setattr(writer, "PATIENCE", 0)
    for folder in (scene.folder, scene.kept):
        for command in (
            ["ingest", "known.csv", "--db", "other.db"],
            ["withdraw", "known.csv", "--reason", "r", "--db", "other.db"],
            ["export", "out", "--db", "other.db"],
        ):
            assert processes.run(*command, folder=folder).code == 0

    reached, _ = killed(scene, ["ingest", "out"], FEW)

    kept = [found for found in reached if captures(found)]
    assert kept
    assert all(
        "'INSTANT','r');" in line for found in kept for line in found if '"capture" V' in line
    )
