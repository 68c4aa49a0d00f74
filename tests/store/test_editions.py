"""Editions: only what is new, changed or withdrawn is stored, and nothing said is lost."""

import itertools
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallytrack.capture import Capture
from tallytrack.errors import InputError
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest.given import Given
from tallytrack.store import opening, reading
from tallytrack.store.writing import for_writing

FIRST = date(2024, 3, 1)
CATEGORIES = ["tanks", "ships"]

# What a mirror's table says: totals by day (counted from the first) and category.
tables = st.dictionaries(
    st.tuples(st.integers(0, 4), st.sampled_from(CATEGORIES)), st.integers(0, 3), min_size=1
)
histories = st.lists(tables, min_size=1, max_size=5)


@pytest.fixture(scope="session")
def new_tally(tmp_path_factory, empty_tally):
    """A path with a new, empty tally."""
    folder, numbers = tmp_path_factory.mktemp("editions"), itertools.count(1)
    return lambda: shutil.copy(empty_tally, folder / f"{next(numbers)}.db")


@pytest.fixture(scope="session")
def take(vocabulary):
    """Take an edition in; the receipt, and the plan that was announced."""

    def run(path, text, published=None, origin="a.csv", publisher="petroivaniuk"):
        known = Given(vocabulary, None, publisher, published)
        options = f"--published {published}" if published else ""
        capture, plans = Capture(origin, text.encode()), []
        with for_writing(path, vocabulary) as writer:
            receipt = writer.known(capture, options) or writer.add(
                capture, ingesting.read(capture, known), options, plans.append
            )
        return receipt, *plans

    return run


def csv(table, measure="total"):
    rows = [f"{FIRST + timedelta(day)},{what},{n}\n" for (day, what), n in sorted(table.items())]
    return f"day,category,{measure}\n{''.join(rows)}"


def day(number):
    """The day on which edition *number* is published."""
    return FIRST + timedelta(10 + number)


def said(path, as_of=None):
    """The totals and deltas in force on a day, by day and category."""
    with opening.for_reading(path) as db:
        return {
            ((one.day - FIRST).days, series.category): one.total if one.totals else one.delta
            for record in reading.records(db, as_of)
            for series in record.series
            for one in series.observations
        }


def contents(path):
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def viewed(path):
    query = "SELECT source, category, day, total, delta FROM observation"
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.execute(query).fetchall())


@settings(max_examples=30)
@given(histories, st.sampled_from(["total", "delta"]))
def test_every_edition_s_own_figures_come_back_as_of_its_day(new_tally, take, history, measure):
    path = new_tally()
    for number, table in enumerate(history):
        take(path, csv(table, measure), day(number))

    assert [said(path, day(number)) for number in range(len(history))] == history
    assert said(path) == history[-1]
    assert {(d, c): t if measure == "total" else x for _, c, d, t, x in viewed(path)} == {
        (str(FIRST + timedelta(n)), what): value for (n, what), value in history[-1].items()
    }


@settings(max_examples=30)
@given(histories)
def test_so_do_those_of_a_source_s_own_growing_table(new_tally, take, history):
    path = new_tally()
    grown = [{**table, (10 + number, "tanks"): number} for number, table in enumerate(history)]
    for table in grown:
        take(path, csv(table), publisher="general-staff")

    # On its last day an edition is out; what it says of earlier days was out by then too.
    assert [said(path, day(number)) for number in range(len(grown))] == grown


@settings(max_examples=30)
@given(histories, histories, st.data())
def test_the_order_between_origins_changes_no_answer(new_tally, take, ours, theirs, data):
    steps = [("a.csv", "petroivaniuk")] * len(ours) + [("b.csv", "orc-losses")] * len(theirs)
    tallies = []
    for order in (steps, data.draw(st.permutations(steps))):
        path, left = new_tally(), {"a.csv": enumerate(ours), "b.csv": enumerate(theirs)}
        for origin, publisher in order:
            number, table = next(left[origin])
            # The same bytes under two names would be one capture.
            text = csv(table) + "\n" * (origin == "b.csv")
            take(path, text, day(number), origin, publisher)
        tallies.append(path)

    assert viewed(tallies[0]) == viewed(tallies[1])
    assert [said(path, day(2)) for path in tallies[:1]] == [
        said(path, day(2)) for path in tallies[1:]
    ]


@settings(max_examples=30)
@given(tables)
def test_an_unchanged_edition_adds_nothing(new_tally, take, table):
    path = new_tally()
    take(path, csv(table), day(0))
    before = contents(path)

    receipt, plan = take(path, csv(table) + "\n", day(1))
    same_bytes, _ = take(path, csv(table), day(1))

    assert plan.is_empty
    assert (receipt.is_new, receipt.documents, receipt.figures) == (False, 1, len(table))
    assert not same_bytes.is_new
    assert contents(path) == before


def test_only_what_is_new_changed_or_withdrawn_is_stored(new_tally, take):
    path = new_tally()
    take(path, csv({(0, "tanks"): 5, (1, "tanks"): 6, (1, "ships"): 1, (2, "ships"): 1}), day(0))

    receipt, plan = take(
        path, csv({(0, "tanks"): 5, (1, "tanks"): 7, (2, "ships"): 1, (3, "ships"): 2}), day(1)
    )

    assert (receipt.documents, receipt.figures, receipt.is_new) == (1, 3, True)
    assert (plan.held, plan.published_on, plan.before) == (4, day(1), day(0))
    assert str(plan) == (
        "1 new, 1 changed, 1 withdrawn; changed: 2024-03-02 tanks 6 -> 7;"
        " withdrawn: 2024-03-02 ships 1"
    )
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute(
            "SELECT day, category, value FROM printed WHERE published_on = ? ORDER BY day, value",
            (str(day(1)),),
        ).fetchall()
    assert rows == [
        ("2024-03-02", "ships", None),
        ("2024-03-02", "tanks", 7),
        ("2024-03-04", "ships", 2),
    ]


def test_an_older_latecomer_is_refused_with_the_reason(new_tally, take):
    path = new_tally()
    take(path, csv({(0, "tanks"): 5}), day(1))
    before = contents(path)

    with pytest.raises(InputError) as refused:
        take(path, csv({(0, "tanks"): 4}), day(0))

    assert str(refused.value) == (
        "a.csv: an edition of 2024-03-11, but that of 2024-03-12 is in the tally already;"
        " editions go in oldest first: give --published if this one is newer, or first"
        " `tally withdraw a.csv --reason ...`"
    )
    assert contents(path) == before


def test_the_same_bytes_come_back_when_a_rewrite_is_taken_back(new_tally, take):
    path = new_tally()
    for number, value in enumerate([5, 6, 5]):
        take(path, csv({(0, "tanks"): value}), day(number))

    assert [said(path, day(number)) for number in range(3)] == [
        {(0, "tanks"): value} for value in (5, 6, 5)
    ]


def test_a_refusal_leaves_the_tally_as_it_was(new_tally, vocabulary):
    path = new_tally()

    def refuse(_):
        raise InputError

    with for_writing(path, vocabulary) as writer:
        for text in (csv({(0, "tanks"): 5}), csv({(0, "tanks"): 6})):
            capture = Capture("a.csv", text.encode())
            before = contents(path)
            try:
                writer.add(capture, ingesting.read(capture, Given(vocabulary)), "", refuse)
            except InputError:
                assert contents(path) == before

    assert said(path) == {(0, "tanks"): 5}


def test_deltas_over_several_days_are_withdrawn_beside_those_of_one(new_tally, take):
    path = new_tally()
    head = "day,category,delta,days\n"
    both = f"{head}2024-03-01,tanks,5,1\n2024-03-01,tanks,30,7\n"
    take(path, both, day(0))

    _, plan = take(path, f"{head}2024-03-02,tanks,1,1\n", day(1))

    assert (plan.new, plan.withdrawn) == (1, 2)
    assert said(path) == {(1, "tanks"): 1}


def test_a_bulletin_is_no_edition(new_tally, take):
    path = new_tally()
    for number in (1, 2):
        text = f'{{"data": {{"date": "2024-03-0{number}", "stats": {{"tanks": {number}}}}}}}'
        assert len(take(path, text, publisher=None)) == 1

    assert said(path) == {(0, "tanks"): 1, (1, "tanks"): 2}


def test_pages_that_are_known_are_not_stored_again(new_tally, take):
    path = new_tally()
    page = '{"date": "2024-03-0%d", "sourceUri": "https://mod.gov.ua/%d", "tanks": 5}'
    take(path, f"[{page % (1, 1)}]", publisher=None)
    take(path, f"[{page % (1, 1)}, {page % (2, 2)}]", publisher=None)

    with closing(sqlite3.connect(path)) as db:
        urls = db.execute("SELECT url FROM document WHERE url IS NOT NULL").fetchall()
    assert sorted(urls) == [("https://mod.gov.ua/1",), ("https://mod.gov.ua/2",)]


def typed(days, first=date(2024, 12, 28)):
    """A tidy table of so many days, each with a total and a delta of two categories."""
    lines = []
    for number in range(days):
        day = first + timedelta(number)
        printed = day.replace(year=2024) if day == date(2025, 1, 2) else day
        lines += [f"{printed},{what},{100 + number},1\n" for what in CATEGORIES]
    return lines


@pytest.mark.parametrize("falling", [False, True])
def test_a_year_that_is_typed_wrongly_shows_up_as_that(new_tally, take, falling):
    path, head = new_tally(), "day,category,total,delta\n"
    order = slice(None, None, -1 if falling else 1)
    take(path, head + "".join(typed(4)[order]))

    _, plan = take(path, head + "".join(typed(8)[order]))
    _, later = take(path, head + "".join(typed(9)[order]))

    assert str(plan) == (
        "16 new, 0 changed, 0 withdrawn;"
        " the year of 2024-01-02 is typed wrongly: it stands among the days around 2025-01-02"
    )
    assert later.misdated == ()


def test_a_table_of_whole_years_is_dated_well(new_tally, take):
    days = [date(2024, 1, 1) + timedelta(number) for number in range(366)]
    lines = [[f"{day},{what},{number}\n" for number, day in enumerate(days)] for what in CATEGORIES]
    path, head = new_tally(), "day,category,total\n"
    take(path, head + "".join(itertools.chain(*(rows[:300] for rows in lines))))

    _, plan = take(path, head + "".join(itertools.chain(*lines)))

    assert (plan.new, plan.misdated) == (132, ())
