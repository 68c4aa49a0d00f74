"""What addresses answered the last time, and when that may be built on."""

import sqlite3
from contextlib import closing

import pytest

from tallytrack.capture import Capture, Fetched, Unchanged
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest.given import Given
from tallytrack.store.writing import for_writing

AT = "https://example.org/a.csv"
SAID = Fetched(AT, "https://example.net/b.csv", '"one"', "Sat, 02 Mar 2024 08:00:00 GMT")
TABLE = b"day,category,total\n2024-03-02,tanks,6614\n"


@pytest.fixture
def writer(tmp_path, vocabulary):
    with for_writing(tmp_path / "tally.db", vocabulary) as writer:
        yield writer


@pytest.fixture
def take(writer, vocabulary):
    """Take a capture in, and keep what its address said."""

    def run(content=TABLE, origin=AT, fetched=SAID):
        capture = Capture(origin, content, fetched=fetched)
        if not writer.known(capture, ""):
            writer.add(capture, ingesting.read(capture, Given(vocabulary)))
        writer.remember(capture)

    return run


def test_an_address_that_was_never_asked_is_asked_for_all(writer):
    assert writer.asked_before(AT, "") is None


def test_what_it_said_is_kept_beside_what_it_had(writer, take):
    take()

    assert writer.asked_before(AT, "") == SAID


def test_a_file_says_nothing(writer, take):
    take(fetched=None)

    assert writer.asked_before(AT, "") is None


def test_the_last_answer_is_the_one_that_is_kept(writer, take):
    take()
    take(TABLE + b"\n", fetched=Fetched(AT, AT, '"two"', None))

    assert writer.asked_before(AT, "") == Fetched(AT, AT, '"two"', None)


def test_it_is_kept_under_the_address_where_the_capture_has_another_origin(writer, take):
    take(origin="mirror")

    assert writer.asked_before(AT, "") == SAID


def test_bytes_that_are_known_from_elsewhere_are_known(writer, take):
    take(origin="a.csv", fetched=None)
    take()

    assert writer.asked_before(AT, "") == SAID
    assert writer.unchanged(Unchanged(SAID)).origin == "a.csv"


def test_read_with_other_options_it_is_asked_for_all(writer, take):
    take()

    assert writer.asked_before(AT, "--source other") is None


def test_nothing_newer_is_what_the_tally_has_of_it(writer, take):
    take()

    receipt = writer.unchanged(Unchanged(SAID))

    assert (receipt.origin, receipt.documents, receipt.figures) == (AT, 1, 1)
    assert not receipt.is_new


def test_asking_leaves_no_lock(writer, take, tmp_path):
    take()
    writer.asked_before(AT, "")

    with closing(sqlite3.connect(tmp_path / "tally.db", timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM capture").fetchone() == (1,)
