"""Looking through a large tally abreast: with several connections, each in a thread of its own.

SQLite lets go of the interpreter while it works, so that two threads look through the series of
a large tally in little more than half the time of one.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from tallytrack.store import connecting

T = TypeVar("T")
R = TypeVar("R")

# With more of them, each waits for the Python of the others.
MOST = 4

# A reader of such a file keeps writers from committing, so that whoever begins to read while it
# reads sees the same; in a file with a write-ahead log that is not so.
_ROLLED_BACK = {"delete", "truncate", "persist"}


def each(
    db: sqlite3.Connection, work: Callable[[sqlite3.Connection, Iterator[T]], R], items: Sequence[T]
) -> list[R]:
    """What *work* returns for each share of *items*: every n-th of them, from the first on.

    Args:
        db: a connection that reads; all see the moment of the tally that it sees.
        work: is given a connection that it has to itself, and a share, which ends early where
            other work failed. Where the tally is being written to, or has a write-ahead log,
            there is one share, and *db* has it.
        items: what to share out.

    Raises:
        BaseException: what *work* raised first.
    """
    connections = [db, *_others(db, min(MOST, _processors(), len(items)) - 1)]
    found: dict[int, R] = {}
    failed: list[BaseException] = []

    def do(at: int) -> None:
        share = iter(items[at :: len(connections)])
        try:
            found[at] = work(connections[at], takewhile(lambda _: not failed, share))
        except BaseException as error:  # noqa: BLE001  # raised below, once nobody works any more
            failed.append(error)

    threads = [threading.Thread(target=do, args=[at]) for at in range(1, len(connections))]
    started = [thread for thread in threads if _starts(thread)]
    do(0)
    for at, thread in enumerate(threads, 1):
        if thread in started:
            thread.join()
        else:
            do(at)
    for one in connections[1:]:
        one.close()
    if failed:
        raise failed[0]
    return [found[at] for at in range(len(connections))]


def _starts(thread: threading.Thread) -> bool:
    """Start *thread*; whether there was room for it among all that the machine lets run."""
    try:
        thread.start()
    except RuntimeError:
        return False
    return True


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _others(db: sqlite3.Connection, wanted: int) -> list[sqlite3.Connection]:
    """So many connections that see what *db* sees; fewer where that cannot be had."""
    [only_reads] = db.execute("PRAGMA query_only").fetchone()
    [journal] = db.execute("PRAGMA journal_mode").fetchone()
    others: list[sqlite3.Connection] = []
    if not (only_reads and db.in_transaction and journal in _ROLLED_BACK):
        return others
    # One that waits to write lets nobody else begin to read, and itself waits for us. A name that
    # is no UTF-8 is not told.
    with suppress(sqlite3.OperationalError):
        _, _, path = db.execute("PRAGMA database_list").fetchone()
        while path and len(others) < wanted:
            others.append(connecting.beside(Path(path)))
    return others
