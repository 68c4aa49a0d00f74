"""What SQLite could not do, said in one line: StoreError, with what the user can do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tallytrack.errors import StoreError, TallyError
from tallytrack.store import connecting

# An extended code of SQLite's has the plain one in its last eight bits.
_PLAIN = 0xFF
_READING = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}
# So much of what SQLite says is passed on; it may quote a whole table.
_LONGEST = 100
AS_IT_WAS = "the tally is as it was"


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Say in one line what SQLite could not do with *path*; raises StoreError.

    What cannot be made sense of is damage where the file does not hold together. Where it
    does, it is a bug of ours, and keeps its traceback.
    """
    try:
        yield
    except (TallyError, OSError):
        raise
    except Exception as error:
        if refused := refusal(path, error):
            raise refused from error
        raise


def refusal(path: Path, error: Exception, left: str = AS_IT_WAS) -> StoreError | None:
    """What *error* means for the user of *path*; None where it is a bug of ours.

    Args:
        path: the tally.
        error: what was raised, by SQLite or on account of what it gave.
        left: what became of the tally, where there was no room to write.
    """
    said = _first_said(error)
    if said is not None and (message := _meaning(said, left)):
        return StoreError(f"{path}: {message}")
    if said is not None and not isinstance(said, _BUGS):
        return damaged(path, str(said))
    found = _damage(path)
    return damaged(path, found) if found else None


def damaged(path: Path, found: str) -> StoreError:
    """What to say of a file in which something is wrong."""
    found = " ".join(found.replace("*** in database main ***", "").split())
    if len(found) > _LONGEST:
        found = f"{found[:_LONGEST]}…"
    return StoreError(f"{path}: damaged ({found}); restore it, or ingest its documents anew")


# A broken constraint, a wrong statement or a wrong call.
_BUGS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError)


def _first_said(error: BaseException) -> sqlite3.Error | None:
    """What SQLite said first: what is done about an error can fail on account of it."""
    found = None
    at: BaseException | None = error
    while at is not None:
        original = getattr(at, "orig", None)
        for one in (at, original):
            if isinstance(one, sqlite3.Error):
                found = one
        at = at.__cause__ or at.__context__
    return found


def _meaning(said: sqlite3.Error, left: str) -> str | None:
    """What SQLite's code means for the user; None where it tells of the file's content."""
    code = getattr(said, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    match code & _PLAIN:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "in use by another process; try again when it is done"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return "cannot be written; check the rights of the file and its folder"
        case sqlite3.SQLITE_IOERR if code in _READING:
            return f"cannot be read ({said})"
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return f"no room to write ({said}); {left}"
    return None


def _damage(path: Path) -> str | None:
    """What does not hold together in the file, in a word of SQLite's; None where all does."""
    try:
        # A connection that can only read passes over what a CHECK forbids.
        with closing(connecting.connect(path, "rw")) as db:
            db.execute("PRAGMA query_only = ON")
            [said] = db.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    except UnicodeDecodeError:
        # Python could not even read what SQLite says of a table whose words are damaged.
        said = "text that is not UTF-8"
    return None if said == "ok" else str(said)
