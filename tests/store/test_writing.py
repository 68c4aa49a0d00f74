"""Taking captures in: whole or not at all, once, and with a way back."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import InputError, StoreError, UsageError
from tallytrack.figure import Figure, Measure, Reading
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest.given import Given
from tallytrack.store import intake
from tallytrack.store.seeding import driver
from tallytrack.store.writing import for_writing

HEAD = "day,category,total,delta\n"
TABLE = f"{HEAD}2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,14\n"


@pytest.fixture
def path(empty_tally, tmp_path):
    return shutil.copy(empty_tally, tmp_path / "tally.db")


@pytest.fixture
def writer(path, vocabulary):
    """A tally open for writing."""
    with for_writing(path, vocabulary) as opened:
        yield opened


@pytest.fixture
def add(writer, vocabulary):
    """Take a text in, as `tally ingest` does."""

    def run(text, origin="a.csv", options=""):
        capture = Capture(origin, text.encode())
        known = writer.known(capture, options)
        read = None if known else ingesting.read(capture, Given(vocabulary))
        receipt = known or writer.add(capture, read, options)
        # As on leaving, so that a test can look at the file while the tally is still open.
        writer.commit()
        return receipt

    return run


def contents(path):
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def totals(path):
    query = "SELECT day, total FROM observation WHERE total IS NOT NULL ORDER BY day"
    with closing(sqlite3.connect(path)) as db:
        return {int(day[-2:]): total for day, total in db.execute(query)}


def test_says_what_went_in(add):
    receipt = add(TABLE)

    assert (receipt.origin, receipt.documents, receipt.figures) == ("a.csv", 2, 4)
    assert receipt.is_new


def test_the_same_bytes_twice_change_nothing_whatever_they_are_called(add, path):
    add(TABLE)
    before = contents(path)

    again = add(TABLE, "b.csv")

    assert (again.origin, again.documents, again.figures) == ("a.csv", 2, 4)
    assert not again.is_new
    assert contents(path) == before


@pytest.mark.parametrize("slab", [1, 3, 250_000])
def test_a_faulty_table_leaves_nothing_behind_however_far_it_was_read(add, path, monkeypatch, slab):
    monkeypatch.setattr(intake, "SLAB", slab)
    before = contents(path)
    rows = "".join(f"2024-03-{day:02},tanks,{day},new-source,new-paper\n" for day in range(1, 9))
    text = f"day,category,total,source,publisher\n{rows}2024-03-09,tanks,x,new-source,new-paper\n"

    with pytest.raises(InputError, match=r"^a\.csv:10:18: 'x' is not a total"):
        add(text)

    assert contents(path) == before
    assert add(TABLE).is_new


@pytest.mark.parametrize("slab", [1, 3, 250_000])
def test_a_table_is_stored_alike_in_slabs_of_any_size(add, path, monkeypatch, slab):
    monkeypatch.setattr(intake, "SLAB", slab)
    add("day,category,total\n" + "".join(f"2024-03-{d:02},tanks,{d}\n" for d in range(9, 0, -1)))

    assert totals(path) == {day: day for day in range(1, 10)}


def test_other_options_for_the_same_bytes_are_refused_and_the_way_back_is_named(add):
    add(TABLE)

    with pytest.raises(InputError) as refused:
        add(TABLE, "b.csv", "--publisher cripo")

    assert str(refused.value) == (
        "b.csv: already in the tally as a.csv, read without options; to read it otherwise,"
        " first `tally withdraw a.csv --reason ...`"
    )


def test_the_options_of_before_are_named(add):
    add(TABLE, options="--publisher cripo")

    with pytest.raises(InputError, match=r"read with --publisher cripo; to read it otherwise"):
        add(TABLE)


def test_what_is_withdrawn_is_out_of_all_answers_and_stays_on_record(add, writer, path):
    add(TABLE)

    assert writer.withdraw("a.csv", "a look-alike") == 1

    assert totals(path) == {}
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM printed").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM figure").fetchone() == (4,)
        assert db.execute("SELECT withdrawn_because FROM capture").fetchall() == [("a look-alike",)]


def test_what_is_withdrawn_can_be_read_again_with_other_options(add, writer, path):
    add(TABLE)
    writer.withdraw("a.csv", "read it otherwise")

    assert add(TABLE, options="--publisher cripo").is_new
    assert totals(path) == {1: 6600, 2: 6614}


@pytest.mark.parametrize("origin", ["b.csv", "", "A.CSV"])
def test_what_is_not_in_the_tally_cannot_be_withdrawn(add, writer, origin):
    add(TABLE)

    with pytest.raises(UsageError) as refused:
        writer.withdraw(origin, "why not")

    assert str(refused.value) == f"{origin}: no capture of that origin is in the tally"


def test_a_later_capture_of_the_same_origin_replaces_its_figures(add, path, writer):
    add(f"{HEAD}2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,14\n")
    add(f"{HEAD}2024-03-02,tanks,6615,15\n2024-03-03,tanks,6620,5\n")

    assert totals(path) == {1: 6600, 2: 6615, 3: 6620}

    assert writer.withdraw("a.csv", "both") == 2
    assert totals(path) == {}


def test_a_later_capture_replaces_even_what_says_it_was_published_later(add, path, records_of):
    head = "day,category,total,publisher,medium,published_on\n"
    add(f"{head}2024-03-01,tanks,1,cripo,reprint,2024-03-05\n")
    add(f"{head}2024-03-01,tanks,2,cripo,reprint,2024-03-02\n")

    assert totals(path) == {1: 2}
    [record] = records_of(path)
    assert [s.value for s in record.series[0].observations[0].totals] == [2]


def test_a_figure_without_a_value_withdraws_what_an_earlier_edition_said(
    add, writer, path, records_of
):
    add("day,category,total\n2024-03-01,tanks,1\n2024-03-02,tanks,2\n2024-03-03,tanks,3\n")
    add("day,category,total,publisher\n2024-03-03,tanks,9,orc-losses\n", "mirror.csv")
    document = Document("general-staff", "general-staff", Medium.TABLE, date(2024, 3, 1), "a.csv")
    gone = [Figure(date(2024, 3, day), "tanks", Measure.TOTAL, None) for day in (1, 3)]

    printed = [(document, figure) for figure in gone]
    writer.add(Capture("a.csv", b"later"), Reading("tidy-csv", printed))
    writer.commit()

    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT day, total FROM observation ORDER BY day").fetchall()
    assert rows == [("2024-03-02", 2), ("2024-03-03", 9)]
    [record] = records_of(path)
    assert [(str(o.day), o.total) for o in record.series[0].observations] == rows


def test_a_table_of_a_new_source_brings_its_words_with_it(add, path):
    add("day,category,total,source,publisher\n2024-03-01,tanks,1,other-staff,other-paper\n")

    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT source, publisher, medium, category FROM printed").fetchall()
    assert found == [("other-staff", "other-paper", "table", "tanks")]


def test_the_wide_views_have_a_column_for_each_category_in_the_usual_order(add, path, vocabulary):
    add(TABLE)

    with closing(sqlite3.connect(path)) as db:
        for view, expected in (("totals", [6600, 6614]), ("deltas", [4, 14])):
            cursor = db.execute(f"SELECT * FROM {view} ORDER BY day")
            names = [column[0] for column in cursor.description]
            assert names == ["source", "day", *vocabulary.categories]
            assert [row[names.index("tanks")] for row in cursor] == expected


def test_a_category_that_is_added_gets_its_column(path, vocabulary):
    words = vocabulary.categories | {
        "it's": vocabulary.categories["tanks"].__class__("it's", "It's", "one"),
        'a"b:c': vocabulary.categories["tanks"].__class__('a"b:c', "A", "one"),
    }
    larger = vocabulary.__class__(words, vocabulary.sources, vocabulary.publishers, ())

    with for_writing(path, larger):
        pass

    with closing(sqlite3.connect(path)) as db:
        names = [column[0] for column in db.execute("SELECT * FROM totals").description]
    assert names[-2:] == ['a"b:c', "it's"]


SPEAKERS = [
    ("general-staff", "text"),
    ("general-staff", "picture"),
    ("cripo", "reprint"),
    ("petroivaniuk", "table"),
    ("newsweek", "article"),
    ("a-new-mirror", "table"),
    ("another-mirror", "table"),
]
tables = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(SPEAKERS), st.integers(0, 9), st.integers(1, 9)),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[:2],
).map(
    lambda rows: (
        "day,category,total,publisher,medium,published_on\n"
        + "".join(
            f"2024-03-0{day},tanks,{total},{publisher},{medium},2024-03-0{published}\n"
            for day, (publisher, medium), total, published in rows
        )
    )
)


@given(st.lists(tables, min_size=2, max_size=4, unique=True), st.randoms(use_true_random=False))
def test_the_order_in_which_origins_are_ingested_changes_no_answer(
    tally_of, records_of, texts, random
):
    named = [(f"{number}.csv", text) for number, text in enumerate(texts)]
    shuffled = random.sample(named, len(named))

    one, other = tally_of(*named), tally_of(*shuffled)

    assert totals(one) == totals(other)
    assert list(map(vars, records_of(one))) == list(map(vars, records_of(other)))


def test_nor_where_one_source_prints_what_another_says(tally_of):
    head = "day,category,total,source,publisher\n"
    own = ("own.csv", f"{head}2024-03-01,tanks,1,alpha,alpha\n")
    copied = (
        "copied.csv",
        f"{head}2024-03-01,tanks,2,beta,alpha\n2024-03-01,tanks,3,beta,orc-losses\n",
    )

    def answers(*texts):
        with closing(sqlite3.connect(tally_of(*texts))) as db:
            return db.execute("SELECT * FROM observation ORDER BY source").fetchall()

    assert answers(own, copied) == answers(copied, own)


def test_a_refusal_of_the_database_in_the_middle_of_a_change_is_one_clear_line(path, vocabulary):
    def change():
        with for_writing(path, vocabulary) as writer:
            writer.waive([])
            # As if the file's rights had been taken away since it was opened.
            driver(writer._session).execute("PRAGMA query_only = ON")  # noqa: SLF001
            writer.mark()

    with pytest.raises(StoreError, match="cannot be written; check the rights"):
        change()


def test_a_file_whose_pages_are_damaged_is_not_added_to(path, vocabulary):
    with Path(path).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)
    before = Path(path).read_bytes()

    with pytest.raises(StoreError, match="damaged"), for_writing(path, vocabulary):
        pass

    assert Path(path).read_bytes() == before
