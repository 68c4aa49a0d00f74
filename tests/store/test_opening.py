"""Meeting the file: what cannot be used is one clear line, exit 3, and left untouched."""

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tallytrack.errors import StoreError
from tallytrack.store import connecting, opening, reading, refusing

TABLE = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,14\n"

PR_CAPBSET_DROP = 24

DAMAGED = "restore it, or ingest its documents anew"


def foreign(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE figure (value INTEGER)")


def foreign_without_tables(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 1")
        db.execute("CREATE TABLE a (b)")
        db.execute("DROP TABLE a")


def newer(path):
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


def without_version(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE alembic_version")


def overwritten(path):
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


def truncated(path):
    path.write_bytes(path.read_bytes()[:8192])


def cut_short(path):
    path.write_bytes(path.read_bytes()[:50])


def of_text(path):
    path.write_text("day,category,total\n")


def emptied(path):
    path.write_bytes(b"")


def new(make):
    """*make*, of a path where there is nothing yet."""

    def remade(path):
        path.unlink()
        make(path)

    return remade


FOREIGN = "a SQLite database, but no tally; name another with --db"
UNUSABLE = [
    pytest.param(new(foreign), FOREIGN, id="foreign"),
    pytest.param(new(foreign_without_tables), FOREIGN, id="foreign and without tables"),
    pytest.param(
        newer,
        f"made by a newer tallytrack (schema 9999, this one knows up to {opening.versions()[-1]});"
        " upgrade with `pip install --upgrade tallytrack`",
        id="newer",
    ),
    pytest.param(of_text, "not a SQLite database; name a tally with --db", id="text"),
    pytest.param(
        without_version, f"damaged (no such table: alembic_version); {DAMAGED}", id="versionless"
    ),
    pytest.param(
        overwritten, f"damaged (database disk image is malformed); {DAMAGED}", id="overwritten"
    ),
    pytest.param(
        truncated, f"damaged (database disk image is malformed); {DAMAGED}", id="truncated"
    ),
    pytest.param(
        cut_short, f"damaged (database disk image is malformed); {DAMAGED}", id="cut short"
    ),
    pytest.param(new(Path.mkdir), "not a regular file; expected a tally database", id="folder"),
    pytest.param(new(os.mkfifo), "not a regular file; expected a tally database", id="pipe"),
]


@pytest.fixture
def made(tmp_path, tally_of):
    """A tally of two figures, in the working directory of `tally`."""
    (tmp_path / "a.csv").write_text(TABLE)
    path = tmp_path / "tally.db"
    shutil.copy(tally_of(("a.csv", TABLE)), path)
    return path


def content(path):
    return path.read_bytes() if path.is_file() else sorted(path.parent.iterdir())


@pytest.mark.parametrize(
    "command",
    [["check"], ["ingest", "a.csv"], ["show"], ["withdraw", "a.csv", "--reason", "x"]],
    ids=lambda c: c[0],
)
@pytest.mark.parametrize(("spoil", "said"), UNUSABLE)
def test_a_file_that_cannot_be_used_is_named_in_one_line_and_left_untouched(
    spoil, said, command, made, tally
):
    spoil(made)
    before = content(made)

    ended = tally(*command)

    assert (ended.code, ended.out, ended.err) == (3, "", f"tally: tally.db: {said}\n")
    assert content(made) == before


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("none.db", "none.db: no tally here yet; `tally ingest` makes one"),
        ("nowhere/none.db", "nowhere/none.db: no tally here yet; `tally ingest` makes one"),
    ],
)
@pytest.mark.parametrize(
    "command", ["check", "show", "explain 2024-03-01 tanks", "withdraw a --reason x"]
)
def test_a_missing_tally_is_made_by_ingest_and_nothing_else(command, path, said, tally, tmp_path):
    ended = tally(*command.split(), "--db", path)

    assert (ended.code, ended.out, ended.err) == (3, "", f"tally: {said}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("made")
def test_no_tally_is_made_in_a_folder_that_there_is_not(tally):
    ended = tally("ingest", "a.csv", "--db", "nowhere/none.db")

    assert ended.code == 3
    assert ended.err == "tally: nowhere/none.db: no folder nowhere; make it first\n"


def test_an_empty_file_cannot_be_read_but_becomes_a_tally(made, tally):
    emptied(made)

    ended = tally("check")

    assert ended.code == 3
    assert ended.err == "tally: tally.db: an empty file; `tally ingest` makes a tally of it\n"
    assert tally("ingest", "a.csv").code == 0
    assert tally("check").code == 0


def test_a_tally_may_have_any_name(made, tally):
    name = "odd?name=#%20 & ünïcode.db"

    assert tally("ingest", "a.csv", "--db", name).code == 0
    assert tally("check", "--db", name).code == 0
    assert (made.parent / name).is_file()


def test_a_tally_in_use_is_said_to_be_so(made, tally, monkeypatch):
    monkeypatch.setattr(connecting, "PATIENCE", 0.05)
    with closing(sqlite3.connect(made)) as other:
        other.execute("BEGIN IMMEDIATE")
        (made.parent / "b.csv").write_text(TABLE.replace("6614", "6615"))

        ended = tally("ingest", "b.csv")

    assert ended.code == 3
    assert ended.err == "tally: tally.db: in use by another process; try again when it is done\n"


def test_reading_goes_on_while_another_process_is_about_to_write(made, tally):
    with closing(sqlite3.connect(made)) as other:
        other.execute("BEGIN IMMEDIATE")

        assert tally("check").code == 0


def test_what_is_opened_for_reading_cannot_be_changed(made):
    with opening.for_reading(made) as db, pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM figure")


def test_a_killed_writer_is_rolled_back_before_anyone_reads(shipped_tally, tmp_path):
    path = tmp_path / "tally.db"
    shutil.copy(shipped_tally, path)
    code = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1])\n"
        "db.execute('PRAGMA cache_size = 2')\n"
        "db.execute('UPDATE figure SET value = value + 1')\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, path], check=False)
    assert path.with_name("tally.db-journal").stat().st_size > 0
    assert path.read_bytes() != shipped_tally.read_bytes()

    with opening.for_reading(path) as db:
        [total] = db.execute("SELECT total(value) FROM figure").fetchone()

    with opening.for_reading(shipped_tally) as db:
        assert db.execute("SELECT total(value) FROM figure").fetchone() == (total,)


def without_roots_rights():
    """What makes root a user like any other: it loses CAP_DAC_OVERRIDE (1) and its like (2)."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.fixture
def bystander(made, process):
    """Run `tally` where the files and their folder may be read but not written."""
    folder = made.parent
    (folder / "b.csv").write_text(TABLE.replace("6614", "6615"))
    made.chmod(0o444)
    folder.chmod(0o555)
    hindered = {"preexec_fn": without_roots_rights} if os.geteuid() == 0 else {}
    if process("-c", "open('tally.db', 'r+b')", **hindered).code == 0:
        pytest.skip("root cannot be kept from writing here")
    yield lambda *words: process("-m", "tallytrack", *words, **hindered)
    folder.chmod(0o755)


def test_what_may_not_be_written_can_still_be_read(bystander):
    ended = bystander("check")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("1 balance checked, all close")


@pytest.mark.parametrize("db", ["tally.db", "new.db"])
def test_what_may_not_be_written_is_said_to_be_so(bystander, db):
    ended = bystander("ingest", "b.csv", "--db", db)

    said = f"tally: {db}: cannot be written; check the rights of the file and its folder\n"
    assert (ended.code, ended.err) == (3, said)


def test_a_bug_of_ours_keeps_its_traceback(made):
    with pytest.raises(sqlite3.ProgrammingError), opening.for_reading(made) as db:
        db.execute("SELECT ?")
    with pytest.raises(StoreError), refusing.guarded(made):
        raise sqlite3.DatabaseError("malformed")


def test_a_tally_is_read_the_same_twice(made):
    with opening.for_reading(made) as db:
        once, again = reading.records(db), reading.records(db)
        assert list(map(vars, once)) == list(map(vars, again))
