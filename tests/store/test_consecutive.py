"""Consecutive editions of the mirror: each comes back, each revision is found, little is stored.

`tests/benchmarks/bench_editions.py` does the same with two hundred whole ones.
"""

import shutil

import consecutive
import pytest

from tallytrack.capture import Capture
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest.given import Given
from tallytrack.store import opening, reading
from tallytrack.store.writing import for_writing


@pytest.fixture(scope="module")
def history():
    return consecutive.history(editions=25, restated=40, days=60)


@pytest.fixture(scope="module")
def path(tmp_path_factory, empty_tally, vocabulary, history):
    """A tally of all of them, ingested one after another."""
    path = shutil.copy(empty_tally, tmp_path_factory.mktemp("consecutive") / "tally.db")
    for number in range(history.editions):
        with for_writing(path, vocabulary) as writer:
            capture = Capture("equipment.json", history.text(number))
            found = ingesting.read(capture, Given(vocabulary))
            writer.add(capture, found, "", lambda _: None)
    return path


def test_the_history_is_one_worth_the_name(history):
    revised = history.revised()

    assert len(revised) > 25
    assert any(None in values for values in revised.values())


def test_each_edition_comes_back_as_of_its_day(path, history):
    with opening.for_reading(path) as db:
        for number in range(history.editions):
            said = {
                (series.category, one.day): one.total
                for record in reading.records(db, history.day(number))
                for series in record.series
                for one in series.observations
            }

            assert said == history.table(number)


def test_the_revisions_found_are_those_of_the_history(path, history):
    with opening.for_reading(path) as db:
        found = {
            (one.category, one.day): [said.value for said in one.said]
            for one in reading.revised(db)
        }

    assert found == history.revised()


def test_an_edition_is_stored_as_its_news_alone(path, history, select):
    [(figures,)] = select(path, "SELECT count(*) FROM figure")
    news = sum(len(values) - 1 for values in history.revised().values())

    assert figures == len(history.last) + news
