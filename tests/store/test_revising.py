"""Revisions given out: every value of a figure, by the publisher that gave it."""

import shutil
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallytrack.capture import Capture
from tallytrack.figure import Measure
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest.given import Given
from tallytrack.store import opening, reading
from tallytrack.store.writing import for_writing

HEAD = "day,category,total\n"
DAY = "2024-03-01,tanks"


@pytest.fixture
def path(empty_tally, tmp_path):
    return shutil.copy(empty_tally, tmp_path / "tally.db")


@pytest.fixture
def take(path, vocabulary):
    """Take an edition in; *number* is that of its day in March 2024."""

    def run(text, number, origin="a.csv", publisher="petroivaniuk"):
        published = date(2024, 3, 1) + timedelta(number - 1)
        capture = Capture(origin, text.encode())
        found = ingesting.read(capture, Given(vocabulary, None, publisher, published))
        with for_writing(path, vocabulary) as writer:
            writer.add(capture, found, f"--published {published}", lambda _: None)

    return run


def revised(path, as_of=None):
    with opening.for_reading(path) as db:
        return [
            (one.category, str(one.day), one.measure, one.lag, [said.value for said in one.said])
            for one in reading.revised(db, as_of)
        ]


def test_a_figure_is_told_with_every_value_and_how_late_the_last_came(path, take):
    for number, value in [(2, 5), (3, 5), (5, 6), (9, 5)]:
        take(f"{HEAD}{DAY},{value}\n2024-03-02,tanks,7\n", number)

    assert revised(path) == [("tanks", "2024-03-01", Measure.TOTAL, 8, [5, 6, 5])]
    assert revised(path, date(2024, 3, 6)) == [("tanks", "2024-03-01", Measure.TOTAL, 4, [5, 6])]
    assert revised(path, date(2024, 3, 4)) == []


def test_what_is_withdrawn_and_comes_back_is_revised_twice(path, take):
    for number, rows in [(2, f"{DAY},5\n"), (3, ""), (4, f"{DAY},5\n")]:
        take(f"{HEAD}{rows}2024-03-02,tanks,{number}\n", number)

    [first, _] = revised(path)
    assert first[-1] == [5, None, 5]


def test_two_publishers_that_differ_revise_nothing(path, take):
    take(f"{HEAD}{DAY},5\n", 2, "a.csv", "petroivaniuk")
    take(f"{HEAD}{DAY},6\n", 3, "b.csv", "orc-losses")

    assert revised(path) == []


def test_two_origins_of_one_publisher_and_day_differ_and_neither_is_later(path, take):
    take(f"{HEAD}{DAY},5\n", 2, "a.csv")
    take(f"{HEAD}{DAY},6\n", 2, "b.csv")

    assert revised(path) == []


def test_a_rounded_number_beside_an_exact_one_is_no_revision(path, take):
    rounded = f"day,category,total,qualifier\n{DAY},5,about\n{DAY},4,exact\n"
    take(rounded, 2)

    assert revised(path) == []


@settings(max_examples=25)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_the_values_are_those_of_the_editions_without_repeats(
    tmp_path_factory, empty_tally, vocabulary, values
):
    path = shutil.copy(empty_tally, tmp_path_factory.mktemp("r") / "tally.db")
    with for_writing(path, vocabulary) as writer:
        for number, value in enumerate(values):
            capture = Capture("a.csv", f"{HEAD}{DAY},{value}\n".encode())
            day = date(2024, 3, 2) + timedelta(number)
            found = ingesting.read(capture, Given(vocabulary, None, "petroivaniuk", day))
            writer.add(capture, found, "", lambda _: None)

    kept = [value for n, value in enumerate(values) if n == 0 or values[n - 1] != value]
    assert [one[-1] for one in revised(path)] == ([kept] if len(kept) > 1 else [])


def test_a_check_is_told_what_was_said_first_and_what_is_said_now(path, take):
    for number, value in [(2, 5), (3, 6), (4, 7)]:
        take(f"{HEAD}{DAY},{value}\n", number)

    with opening.for_reading(path) as db:
        [record] = reading.records(db)

    [revision] = record.revisions
    assert (revision.earlier.value, revision.later.value) == (5, 7)
    assert str(revision.later.document.published_on) == "2024-03-04"
