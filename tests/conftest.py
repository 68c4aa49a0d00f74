"""What the tests share: a tally in a folder of its own, the command line, the shipped record."""

import gc
import io
import itertools
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

import tallytrack
from tallytrack import cli, shipped
from tallytrack.capture import Capture
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest.given import Given
from tallytrack.store import opening, reading
from tallytrack.store.writing import for_writing
from tallytrack.vocabulary import shipped_vocabulary

# Where the package under test stands; what runs in another process must use the same one.
CHECKOUT = Path(tallytrack.__file__).parents[1]

# A busy machine is no fault of an example, and each of many examples makes a database.
# Of one commit the same examples everywhere, so that CI says nothing that a second run denies;
# `--hypothesis-profile=search` looks for new ones.
settings.register_profile("tally", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1_000)
settings.load_profile("tally")


def pytest_collection_finish():
    """Leave what is here to stay out of the search for cycles, as `tally` itself does."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Ended:
    """What became of a command."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def vocabulary():
    return shipped_vocabulary()


@pytest.fixture(scope="session")
def empty_tally(tmp_path_factory, vocabulary):
    """An up-to-date tally without any capture; to be copied, not changed."""
    path = tmp_path_factory.mktemp("empty") / "tally.db"
    with for_writing(path, vocabulary):
        pass
    return path


@pytest.fixture(scope="session")
def tally_of(tmp_path_factory, empty_tally, vocabulary):
    """Make a new tally of *texts*, pairs of an origin and its content, ingested in that order.

    Quick enough for a property test: `tally_of(("a.csv", "day,category,total..."), ...)`.
    """
    folder = tmp_path_factory.mktemp("tallies")
    numbers = itertools.count(1)

    def make(*texts, given=None):
        path = folder / f"{next(numbers)}.db"
        shutil.copy(empty_tally, path)
        with for_writing(path, vocabulary) as writer:
            for origin, text in texts:
                capture = Capture(origin, text.encode("utf-8"))
                writer.add(capture, ingesting.read(capture, given or Given(vocabulary)))
        return path

    return make


@pytest.fixture(scope="session")
def records_of():
    """The records that a tally holds, as `tally check` reads them."""

    def read(path):
        with opening.for_reading(path) as db:
            return list(reading.records(db))

    return read


@pytest.fixture(scope="session")
def select():
    """The rows that a query finds in a tally."""

    def run(path, query, *values):
        with opening.for_reading(path) as db:
            return db.execute(query, values).fetchall()

    return run


@pytest.fixture(scope="session")
def shipped_tally(tmp_path_factory, environment):
    """The shipped record, ingested once with `tally ingest`; to be read, not changed."""
    folder = tmp_path_factory.mktemp("shipped")
    command = [sys.executable, "-m", "tallytrack", "ingest"]
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return folder / "tally.db"


@pytest.fixture
def tally(tmp_path, monkeypatch, capsys):
    """Run `tally` in this process, as on the command line, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TALLY_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["tally", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsys.readouterr()
        gc.disable()
        try:
            with pytest.raises(SystemExit) as ended:
                cli.main()
        finally:
            gc.enable()
        return Ended(ended.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture
def next_schema(tmp_path_factory, monkeypatch):
    """Write the script of a schema that is one newer than the newest."""
    folder = tmp_path_factory.mktemp("schema") / "migrations"
    shutil.copytree(shipped.folder("migrations"), folder)
    real, newest = shipped.folder, opening.versions()[-1]
    number = f"{int(newest) + 1:04}"

    def write(upgrade):
        (folder / "versions" / f"{number}_next.py").write_text(
            f"from alembic import op\nrevision = {number!r}\ndown_revision = {newest!r}\n"
            f"def upgrade():\n    {upgrade}\n"
        )
        monkeypatch.setattr(
            shipped, "folder", lambda name: folder if name == "migrations" else real(name)
        )
        return number

    return write


@pytest.fixture(scope="session")
def environment():
    """The environment of another process that is to run this very package."""
    kept = {name: value for name, value in os.environ.items() if name != "TALLY_DB"}
    return {**kept, "PYTHONPATH": str(CHECKOUT)}


@pytest.fixture
def process(tmp_path, environment):
    """Run Python with *words* in a process of its own, in a new folder."""

    def run(*words, stdin=b"", cwd=tmp_path, env=environment, **more):
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            input=stdin,
            cwd=cwd,
            env=env,
            capture_output=True,
            check=False,
            **more,
        )
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run
