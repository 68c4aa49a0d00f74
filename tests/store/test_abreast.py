"""Several connections look through a tally at once, and see the same of it."""

import os
import sqlite3
import threading
from contextlib import closing

import pytest

from tallytrack.store import abreast, opening

TABLE = ("a.csv", "day,category,total,delta\n2024-03-01,tanks,6600,+4\n2024-03-02,tanks,6614,+14\n")

# How long the tests wait for another thread before they fail, in seconds.
AT_MOST = 30


@pytest.fixture(autouse=True)
def three_processors(monkeypatch):
    monkeypatch.setattr(abreast, "_processors", lambda: 3)


@pytest.fixture
def path(tally_of):
    return tally_of(TABLE)


@pytest.fixture
def db(path):
    with opening.for_reading(path) as db:
        yield db


def shares(db, items):
    """What each connection is given."""
    return abreast.each(db, lambda _, share: list(share), items)


def test_items_are_shared_out_one_by_one_among_as_many_as_there_are_processors(db):
    assert shares(db, range(8)) == [[0, 3, 6], [1, 4, 7], [2, 5]]


def test_nobody_is_asked_to_do_nothing(db):
    assert shares(db, range(2)) == [[0], [1]]
    assert shares(db, []) == [[]]


def test_there_are_never_more_than_help(db, monkeypatch):
    monkeypatch.setattr(abreast, "_processors", lambda: 64)
    assert len(shares(db, range(99))) == abreast.MOST


def test_each_works_in_a_thread_of_its_own_with_a_connection_of_its_own(db):
    together = threading.Barrier(3, timeout=AT_MOST)

    def work(own, _):
        together.wait()
        return id(own), threading.get_ident(), own.execute("SELECT count(*) FROM figure").fetchone()

    connections, threads, found = zip(*abreast.each(db, work, range(3)), strict=True)
    assert connections[0] == id(db)
    assert len(set(connections)) == len(set(threads)) == 3
    assert set(found) == {(4,)}


def test_none_can_write(db):
    def work(own, _):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            own.execute("DELETE FROM figure")

    abreast.each(db, work, range(3))


def test_one_alone_reads_where_another_waits_to_write(path, db):
    with closing(sqlite3.connect(path, timeout=0)) as writer:
        writer.execute("UPDATE source SET name = 'another'")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            writer.commit()
        assert shares(db, range(8)) == [list(range(8))]


def test_one_alone_reads_what_has_a_write_ahead_log(path):
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
    with opening.for_reading(path) as db:
        assert shares(db, range(8)) == [list(range(8))]


@pytest.mark.parametrize("begin", ["BEGIN", "PRAGMA query_only = ON"])
def test_one_alone_reads_what_others_may_not_see_or_may_change_meanwhile(path, begin):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(begin)
        assert shares(db, range(8)) == [list(range(8))]


def test_one_alone_reads_what_has_a_name_that_is_no_text(path):
    named = path.rename(os.fsdecode(os.fsencode(path) + b"\xff"))
    with opening.for_reading(named) as db:
        assert shares(db, range(8)) == [list(range(8))]


def test_one_alone_reads_what_is_no_file():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("PRAGMA query_only = ON")
        db.execute("BEGIN")
        assert shares(db, range(8)) == [list(range(8))]


def test_what_fails_in_a_thread_is_raised(db):
    def work(own, share):
        if own is not db:
            raise sqlite3.DatabaseError(f"malformed at {next(share)}")

    with pytest.raises(sqlite3.DatabaseError, match=r"malformed at [12]"):
        abreast.each(db, work, range(3))


@pytest.mark.parametrize("fails", [0, 1])
def test_what_fails_ends_the_work_of_the_others(db, fails):
    together, looked_at = threading.Barrier(3, timeout=AT_MOST), []
    failed = threading.Event()

    def work(_, share):
        for item in share:
            if item < 3:
                together.wait()
            if item == fails:
                failed.set()
                raise KeyboardInterrupt
            failed.wait(AT_MOST)
            looked_at.append(item)

    with pytest.raises(KeyboardInterrupt):
        abreast.each(db, work, range(300_000))
    assert len(looked_at) < 300_000 // 3


def test_what_no_thread_can_be_had_for_is_done_here(db, monkeypatch):
    def start(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    assert shares(db, range(8)) == [[0, 3, 6], [1, 4, 7], [2, 5]]
