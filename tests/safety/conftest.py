"""What the tests of safety share."""

import shutil
import sqlite3
from contextlib import closing

import processes
import pytest
from scenes import FILES, HEAD, Scene

NEW = HEAD + "2024-03-01,tanks,6600,,petroivaniuk,table,2024-03-05\n"


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
