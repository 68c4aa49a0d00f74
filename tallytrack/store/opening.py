"""Meeting the file: is it there, is it ours, is it whole, is it of a schema we know.

Each way in which a file cannot be used is one clear line (StoreError), and leaves it untouched.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tallytrack import shipped
from tallytrack.errors import StoreError
from tallytrack.store import connecting
from tallytrack.store.refusing import damaged, guarded

# "TALY": what `file tally.db` and SQLite's own application_id know a tally by.
APPLICATION_ID = 0x54414C59
_MAGIC = b"SQLite format 3\0"
# What SQLite says where a journal is to be rolled back that may not be.
_NOT_ALLOWED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_VERSION = re.compile(r"\d{4}", re.ASCII)


def versions() -> list[str]:
    """The schema versions that this tallytrack knows, oldest first."""
    scripts = (shipped.folder("migrations") / "versions").glob("[0-9]*.py")
    return sorted(path.name.partition("_")[0] for path in scripts)


@contextmanager
def for_reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot change *path*; raises StoreError where it is no tally.

    All that is read is of one moment, whatever others write meanwhile.
    """
    must_exist(path)
    meet(path)
    with guarded(path), _readable(path) as db:
        version = identify(db, path)
        if version is None:
            raise StoreError(f"{path}: an empty file; `tally ingest` makes a tally of it")
        if version != versions()[-1]:
            raise StoreError(
                f"{path}: of an older schema ({version}); any command that writes,"
                " such as `tally ingest`, brings it up to date"
            )
        yield db


@contextmanager
def _readable(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to *path* as it is now.

    It is opened for writing where that can be done, because a journal that a killed writer
    left behind must be rolled back before anyone can read; `query_only` then forbids changes.
    Where it cannot be done, that is done with a copy.
    """
    with closing(connecting.connect(path, "rw" if _writable(path) else "ro")) as db:
        db.execute("PRAGMA query_only = ON")
        try:
            connecting.look(db)
        except sqlite3.OperationalError as error:
            beside = _left_beside(path)
            # Of a file in use, which says so, a copy would be of something in between.
            if not beside or error.sqlite_errorcode & 0xFF not in _NOT_ALLOWED:
                raise
        else:
            yield db
            return
    import tempfile  # noqa: PLC0415  # slow to import, seldom needed

    with tempfile.TemporaryDirectory() as folder:
        for one in (path, *beside):
            shutil.copyfile(one, Path(folder, one.name))
        with closing(connecting.connect(Path(folder, path.name), "rw")) as db:
            db.execute("PRAGMA query_only = ON")
            connecting.look(db)
            yield db


def _left_beside(path: Path) -> list[Path]:
    """What a killed writer left beside *path*."""
    beside = (path.with_name(f"{path.name}{ending}") for ending in ("-journal", "-wal"))
    return [one for one in beside if one.is_file()]


def must_exist(path: Path) -> None:
    """Raise StoreError where there is no file: what only changes a tally does not make one."""
    if not exists(path):
        raise StoreError(f"{path}: no tally here yet; `tally ingest` makes one")


def exists(path: Path) -> bool:
    """Whether there is anything at *path*; raises StoreError where that cannot be told."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from None
    return True


def meet(path: Path) -> None:
    """Raise StoreError unless *path* is missing, empty, or begins as a SQLite file does."""
    if not exists(path):
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

    Whoever asks has begun a transaction, for others may be making the file meanwhile.

    Raises:
        StoreError: it is somebody else's database, cut off, or of a newer tallytrack.
    """
    [application] = db.execute("PRAGMA application_id").fetchone()
    [objects] = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not objects and not application:
        return None
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: a SQLite database, but no tally; name another with --db")
    # SQLite takes the rest of a page that is cut for zeros.
    [page_size] = db.execute("PRAGMA page_size").fetchone()
    if path.stat().st_size % page_size:
        raise damaged(path, "cut off in the middle of a page")
    known = versions()
    rows = db.execute("SELECT version_num FROM alembic_version").fetchall()
    version = str(rows[0][0]) if len(rows) == 1 else ""
    if version in known:
        return version
    if _VERSION.fullmatch(version) and version > known[-1]:
        raise StoreError(
            f"{path}: made by a newer tallytrack (schema {version}, this one knows up to"
            f" {known[-1]}); upgrade with `pip install --upgrade tallytrack`"
        )
    raise damaged(path, "it does not say of which schema it is")


def examine(db: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError where the pages of a file do not hold together.

    A file is looked through before it is written to: what is damaged is not to be added to.
    """
    [said] = db.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise damaged(path, said)


def _writable(path: Path) -> bool:
    """Whether SQLite could roll a journal back here: it needs the file and its folder."""
    try:
        with path.open("r+b"):
            pass
    except OSError:
        return False
    return os.access(path.parent, os.W_OK)
