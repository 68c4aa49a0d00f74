"""What the tests of safety share."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import processes
import pytest
from scenes import FILES, HEAD, Scene

NEW = HEAD + "2024-03-01,tanks,6600,,petroivaniuk,table,2024-03-05\n"


# Where a file system in memory is at hand, the many flushes of these tests cost nothing.
MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path():
    """A folder in memory, if there can be one."""
    where = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=where, ignore_cleanup_errors=True) as base:
        yield Path(base)


@pytest.fixture
def scene(tmp_path, empty_tally):
    """Make the scene that *commands* lead to."""
    folder, kept = tmp_path / "folder", tmp_path / "kept"

    def make(*commands, new=False):
        folder.mkdir()
        for name, text in FILES.items():
            (folder / name).write_text(text, "utf-8")
        if not new:
            shutil.copy(empty_tally, folder / "tally.db")
        for command in commands:
            assert processes.run(*command, folder=folder).code in {0, 1}
        shutil.copytree(folder, kept)
        return Scene(folder, kept)

    return make


@pytest.fixture(scope="session")
def sound(tmp_path_factory, empty_tally):
    """A folder with a tally that has something of everything, free pages too; to be copied."""
    folder = tmp_path_factory.mktemp("sound")
    files = {
        **FILES,
        "new.csv": NEW,
        "undated.txt": "Russia has lost 6,614 tanks since the war began.\n",
        "edition.csv": FILES["mirror.csv"] + NEW.removeprefix(HEAD),
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    path = folder / "tally.db"
    shutil.copy(empty_tally, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE junk (a)")
        db.execute("INSERT INTO junk SELECT zeroblob(30000)")
        db.execute("DROP TABLE junk")
    for words in (
        ["ingest", "known.csv", "table.csv", "mirror.csv", "post.txt"],
        ["withdraw", "table.csv", "--reason", "r"],
        ["ingest", "edition.csv", "--origin", "mirror.csv"],
        ["waive", "unbalanced-delta", "2024-03-02", "tanks", "--adjustment", "2", "--reason", "r"],
        ["check", "--record"],
    ):
        assert processes.run(*words, folder=folder).code in {0, 1}
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA freelist_count").fetchone() > (3,)
    return folder


@pytest.fixture
def folder(tmp_path, sound):
    """A folder with a tally, to be changed."""
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    return tmp_path
