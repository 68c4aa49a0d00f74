"""A full disk: one clear line, exit 3, and the tally and every other file as they were."""

import contextlib
import random
import resource
import shutil
import subprocess

import processes
import pytest
import system_calls
from scenes import UPGRADE, WAIVE, little_memory, state

from tallytrack.store import opening, writer

KNOWN = [["ingest", "known.csv"]]
FULL = "database or disk is full"

WRITING = [
    pytest.param([], ["ingest", "table.csv"], id="ingest"),
    pytest.param(KNOWN, ["withdraw", "known.csv", "--reason", "r"], id="withdraw"),
    pytest.param(KNOWN, WAIVE, id="waive"),
    pytest.param([*KNOWN, WAIVE], [*WAIVE[:4], "--remove"], id="waive --remove"),
    pytest.param(KNOWN, ["check", "--record"], id="check --record"),
    pytest.param(KNOWN, ["ingest", "known.csv"], id="migrate"),
]
OUTPUT = [
    pytest.param(["export", "out"], "out/captures/table-csv-bf5b449e-0001.csv", id="export"),
    pytest.param(["plot", "-o", "out.svg"], "out.svg", id="plot"),
    pytest.param(["report", "out.html"], "out.html", id="report"),
]


def refused(said, left="the tally is as it was"):
    return f"tally: tally.db: no room to write ({said}); {left}\n"


@pytest.mark.skipif(not system_calls.CAN_BE_WATCHED, reason="this SQLite cannot be watched")
@pytest.mark.parametrize(("before", "words"), WRITING)
def test_wherever_the_disk_is_found_full_the_tally_is_as_it_was(
    scene, before, words, request, next_schema, monkeypatch
):
    scene = scene(*before)
    old = state(scene.path)
    if "migrate" in request.node.name:
        next_schema(UPGRADE)
    little_memory(monkeypatch)
    calls = system_calls.shared_count()
    whole = processes.run(*words, folder=scene.folder, before=system_calls.counting(calls))
    new, backup = state(scene.path), scene.folder / f"tally.db.schema-{opening.versions()[-2:][0]}"
    points = range(1, calls.value + 1)

    outcomes = set()
    for point in sorted(random.Random(3).sample(points, min(10, calls.value))):
        scene.again()
        ended = processes.run(*words, folder=scene.folder, before=system_calls.filling(point))
        if ended.code == whole.code:
            assert state(scene.path) == new, point
        else:
            assert (ended.code, ended.err) == (3, refused(FULL)), point
            assert state(scene.path) == old, point
            assert not backup.exists() or state(backup) == old
        assert not list(scene.folder.glob("*.part"))
        outcomes.add(ended.code)
        assert processes.run(*words, folder=scene.folder).code in {0, 1, 2}
    assert 3 in outcomes


def test_no_file_of_a_tally_is_made_where_there_is_no_room_for_it(scene):
    scene = scene(new=True)

    ended = processes.run("ingest", "known.csv", folder=scene.folder, before=limit(20_000))

    assert (ended.code, ended.out, ended.err) == (3, "", refused("disk I/O error"))
    assert state(scene.path) is None
    assert processes.run("ingest", "known.csv", folder=scene.folder).code == 0


def limit(size):
    """What keeps the files of a process below *size* bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [1_024, 10_000, 77_777, 100_000])
def test_a_file_that_may_not_grow_stays_as_it_was(scene, size):
    scene = scene()
    before = state(scene.path)

    ended = processes.run("ingest", "table.csv", folder=scene.folder, before=limit(size))

    assert (ended.code, ended.err) == (3, refused("disk I/O error"))
    assert state(scene.path) == before


def test_of_several_captures_it_says_how_many_went_in(scene, monkeypatch):
    scene = scene()
    monkeypatch.setattr(writer, "PATIENCE", 0)
    size = scene.path.stat().st_size
    names = ["known.csv", "post.txt", "table.csv", "mirror.csv"]

    ended = processes.run("ingest", *names, folder=scene.folder, before=limit(size))

    assert ended.code == 3
    assert ended.err == refused("disk I/O error", "only the first 2 captures went in")
    assert len([line for line in state(scene.path) if 'INTO "capture"' in line]) == 2


@pytest.mark.parametrize("size", [1_500])
@pytest.mark.parametrize(("words", "file"), OUTPUT)
def test_what_is_written_out_is_whole_or_as_it_was(scene, words, file, size):
    pytest.importorskip("altair") if words[0] == "plot" else None
    scene = scene(["ingest", "known.csv"], ["ingest", "table.csv"])
    tally = scene.path.read_bytes()

    ended = processes.run(*words, folder=scene.folder, before=limit(size))

    said = f"tally: {file}: cannot be written: File too large\n"
    assert (ended.code, ended.out, ended.err) == (3, "", said)
    assert not (scene.folder / file).exists()
    assert not list(scene.folder.rglob("*.part"))

    assert processes.run(*words, folder=scene.folder).code == 0
    there = {path: path.read_bytes() for path in scene.folder.rglob("*") if path.is_file()}
    assert processes.run(*words, folder=scene.folder, before=limit(size)).code == 3
    assert {path: path.read_bytes() for path in scene.folder.rglob("*") if path.is_file()} == there
    assert scene.path.read_bytes() == tally


@pytest.fixture
def small_disk(tmp_path):
    """A file system of one megabyte."""
    folder = tmp_path.with_name(f"{tmp_path.name}-disk")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize(
    ("before", "words"), [*WRITING, *(pytest.param(KNOWN, *p.values[:1], id=p.id) for p in OUTPUT)]
)
def test_a_disk_that_is_really_full(scene, before, words, request, next_schema, small_disk):
    pytest.importorskip("altair") if words[0] == "plot" else None
    scene = scene(*before)
    if "migrate" in request.node.name:
        next_schema(UPGRADE)
    for path in scene.folder.iterdir():
        shutil.copy(path, small_disk)
    old = state(small_disk / "tally.db")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))

    ended = processes.run(*words, folder=small_disk)

    assert ended.code == 3
    assert ended.err.startswith("tally: ")
    assert ended.err.count("\n") == 1
    filler.unlink()
    assert state(small_disk / "tally.db") == old
    assert processes.run(*words, folder=small_disk).code in {0, 1}
