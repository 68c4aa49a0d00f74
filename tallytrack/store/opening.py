"""Meeting the file: is it there, is it ours, is it whole, is it of a schema we know.

Each way in which a file cannot be used is one clear line (StoreError), and leaves it untouched.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from tallytrack import shipped
from tallytrack.errors import StoreError

# "TALY": what `file tally.db` and SQLite's own application_id know a tally by.
APPLICATION_ID = 0x54414C59
_MAGIC = b"SQLite format 3\0"
# How long a command waits for another that is writing, in seconds.
PATIENCE = 10.0


def versions() -> list[str]:
    """The schema versions that this tallytrack knows, oldest first."""
    scripts = (shipped.folder("migrations") / "versions").glob("[0-9]*.py")
    return sorted(path.name.partition("_")[0] for path in scripts)


@contextmanager
def for_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot change *path*; raises StoreError where it is no tally.

    It is opened for writing where that can be done, because a journal that a killed writer
    left behind must be rolled back before anyone can read; `query_only` then forbids changes.
    """
    must_exist(path)
    meet(path)
    with guarded(path), closing(connect(path, "rw" if _writable(path) else "ro")) as db:
        db.execute("PRAGMA query_only = ON")
        version = identify(db, path)
        if version is None:
            raise StoreError(f"{path}: an empty file; `tally ingest` makes a tally of it")
        if version != versions()[-1]:
            raise StoreError(
                f"{path}: of an older schema ({version}); any command that writes,"
                " such as `tally ingest`, brings it up to date"
            )
        yield db


def must_exist(path: Path) -> None:
    """Raise StoreError where there is no file: what only changes a tally does not make one."""
    if not path.exists():
        raise StoreError(f"{path}: no tally here yet; `tally ingest` makes one")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A plain connection to *path*, in SQLite's own mode `ro`, `rw` or `rwc`.

    Transactions are begun by hand (no isolation level), because Python would begin them late.
    """
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def meet(path: Path) -> None:
    """Raise StoreError unless *path* is missing, empty, or begins as a SQLite file does."""
    if not path.exists():
        if not path.parent.is_dir():
            raise StoreError(f"{path}: no folder {path.parent}; make it first")
        return
    if not path.is_file():
        raise StoreError(f"{path}: not a regular file; expected a tally database")
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from None
    if begins and begins != _MAGIC:
        raise StoreError(f"{path}: not a SQLite database; name a tally with --db")


def identify(db: sqlite3.Connection, path: Path) -> str | None:
    """The schema version of an open file; None if it is empty.

    Raises:
        StoreError: it is somebody else's database, or of a newer tallytrack.
    """
    [application] = db.execute("PRAGMA application_id").fetchone()
    [objects] = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not objects and not application:
        return None
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: a SQLite database, but no tally; name another with --db")
    row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    version = str(row[0]) if row else "none"
    if version not in versions():
        raise StoreError(
            f"{path}: made by a newer tallytrack (schema {version}, this one knows up to"
            f" {versions()[-1]}); upgrade with `pip install --upgrade tallytrack`"
        )
    return version


def examine(db: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where the pages of a file do not hold together.

    A file is looked through before it is written to: what is damaged is not to be added to.
    """
    [said] = db.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said.replace("\n", " "))


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Say in one line what SQLite could not do with *path*; raises StoreError.

    A broken constraint or a wrong statement is a bug of ours, and keeps its traceback.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise refusal(path, error) from error


def refusal(path: Path, error: BaseException) -> StoreError:
    """What an error of SQLite's means for the user of *path*."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return StoreError(f"{path}: in use by another process; try again when it is done")
    if "readonly" in said or "unable to open" in said:
        return StoreError(f"{path}: cannot be written; check the rights of the file and its folder")
    if "disk is full" in said or "disk I/O" in said:
        return StoreError(f"{path}: no room to write ({said}); the tally is as it was")
    return StoreError(f"{path}: damaged ({said}); restore it, or ingest its documents anew")


def _writable(path: Path) -> bool:
    """Whether SQLite could roll a journal back here: it needs the file and its folder."""
    try:
        with path.open("r+b"):
            pass
    except OSError:
        return False
    return os.access(path.parent, os.W_OK)
