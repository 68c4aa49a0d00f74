"""What may not be written can be read; what is to be written where it may not says so."""

import ctypes
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import processes
import pytest
from commands import READING, WRITING, not_serving

UNWRITABLE = "cannot be written; check the rights of the file and its folder"
# Linux's version of the structures below, and root's rights to what it may not by mode.
CAPABILITIES = 0x20080522
OVERRIDE = 0b110


def like_anybody():
    """Have root bound by the modes of its files, as every other user is."""
    not_serving()
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        head = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)
        held = (ctypes.c_uint32 * 6)()
        libc.capget(head, held)
        for number in (0, 1):
            held[number] &= ~OVERRIDE
        libc.capset(head, held)


@pytest.fixture
def folder(tmp_path, sound):
    """A folder to work in, and in it one with the tally, which may not be written."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    locked = tmp_path / "locked"
    locked.mkdir()
    (tmp_path / "tally.db").rename(locked / "tally.db")
    yield tmp_path
    locked.chmod(0o755)


def lock(folder, *, file=0o444, into=0o555):
    for path in (folder / "locked").iterdir():
        path.chmod(file)
    (folder / "locked").chmod(into)


def run(folder, *words):
    """Run a command on the tally that is locked away, by somebody whom that concerns."""
    ended = processes.run(*words, "--db", "locked/tally.db", folder=folder, before=like_anybody)
    # `tally browse` takes any port.
    return replace(ended, out=re.sub(r":\d+/", ":PORT/", ended.out))


def seen(folder):
    return {
        path.name: (path.stat().st_mtime_ns, path.read_bytes())
        for path in (folder / "locked").iterdir()
    }


def written(folder):
    """What a command wrote beside its output."""
    files = [*folder.glob("out*"), *folder.glob("out/**/*")]
    return {path: path.read_bytes() for path in files if path.is_file()}


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_what_may_not_be_written_is_read_like_anything_else(words, folder):
    expected = run(folder, *words), written(folder)
    lock(folder)
    before = seen(folder)

    assert (run(folder, *words), written(folder)) == expected
    assert expected[0].code in {0, 1}
    assert seen(folder) == before


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
@pytest.mark.parametrize(
    ("file", "into"),
    [(0o444, 0o555), (0o444, 0o755), (0o644, 0o555)],
    ids=["both", "file", "folder"],
)
def test_what_may_not_be_written_is_said_to_be_so(words, file, into, folder):
    lock(folder, file=file, into=into)
    before = seen(folder)

    ended = run(folder, *words)

    assert (ended.code, ended.err) == (3, f"tally: locked/tally.db: {UNWRITABLE}\n")
    assert seen(folder) == before


@pytest.mark.parametrize("words", [["check"], ["ingest", "new.csv"]], ids=" ".join)
@pytest.mark.parametrize(("file", "into"), [(0o000, 0o755), (0o644, 0o000)], ids=["file", "folder"])
def test_what_may_not_be_read_is_said_to_be_so(words, file, into, folder):
    lock(folder, file=file, into=into)

    ended = run(folder, *words)

    said = "tally: locked/tally.db: cannot be read: Permission denied\n"
    assert (ended.code, ended.out, ended.err) == (3, "", said)


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_what_a_killed_writer_left_is_read_as_it_was_before_it(mode, folder):
    path = folder / "locked" / "tally.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA journal_mode = {mode}")
    expected = run(folder, "check")
    code = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1])\n"
        "db.execute('PRAGMA cache_size = 2')\n"
        "db.execute('UPDATE figure SET value = value + 1 WHERE series % 2')\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, path], check=False)
    path.with_name("tally.db-shm").unlink(missing_ok=True)
    assert len(list((folder / "locked").iterdir())) == 2
    lock(folder)
    before = seen(folder)

    assert run(folder, "check") == expected
    assert seen(folder) == before
    lock(folder, file=0o644, into=0o755)
    assert run(folder, "check") == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "locked"], "locked: holds other files; name a new folder, or an export's own"),
        (["export", "locked/out"], "locked/out: cannot be written: Permission denied"),
        (["report", "locked/out.html"], "locked/out.html: cannot be written: Permission denied"),
        (["plot", "-o", "locked/o.svg"], "locked/o.svg: cannot be written: Permission denied"),
        (["report", "locked"], "locked: cannot be written: Is a directory"),
        (["report", "/dev/full"], "/dev/full: cannot be written: No space left on device"),
    ],
)
def test_what_is_written_out_where_it_may_not_be_says_so(words, said, folder):
    pytest.importorskip("altair") if words[0] == "plot" else None
    lock(folder)
    before = seen(folder)

    ended = run(folder, *words)

    assert ended.code == (2 if "other files" in said else 3)
    assert (ended.out, ended.err) == ("", f"tally: {said}\n")
    assert seen(folder) == before


def test_a_file_that_is_replaced_keeps_its_mode_and_its_links(folder):
    (folder / "real.html").write_text("old")
    (folder / "real.html").chmod(0o600)
    (folder / "link.html").symlink_to("real.html")

    assert run(folder, "report", "link.html").code == 0

    assert (folder / "link.html").is_symlink()
    assert (folder / "real.html").read_text().startswith("<!doctype html>")
    assert (folder / "real.html").stat().st_mode & 0o777 == 0o600
