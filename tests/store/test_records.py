"""Giving records out: what each source says, by series and day, with every document."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.document import Document, Medium
from tallytrack.figure import Qualifier
from tallytrack.ingest.cells import GREATEST
from tallytrack.series import Statement
from tallytrack.store import opening, reading

HEAD = "day,category,total,delta,publisher,medium,published_on,qualifier,days,url\n"


@pytest.fixture
def tanks(tally_of, records_of):
    """The one series of a table, by the number of its day."""

    def read(*rows, **others):
        texts = [("a.csv", HEAD + "\n".join(rows)), *others.items()]
        [record] = records_of(tally_of(*texts))
        return {o.day.day: o for o in record.of("tanks").observations}

    return read


def values(statements):
    return [statement.value for statement in statements]


def test_a_statement_is_a_figure_with_its_document_and_place(tanks):
    [total] = tanks("2024-03-01,tanks,6600,,newsweek,article,2024-03-02,over,,https://a.example/")[
        1
    ].totals

    document = Document(
        "general-staff",
        "newsweek",
        Medium.ARTICLE,
        date(2024, 3, 2),
        "a.csv",
        url="https://a.example/",
    )
    assert total == Statement(document, 6600, Qualifier.OVER, None, 2, 18, 4)


def test_documents_speak_in_order_of_precedence(tanks):
    day = tanks(
        "2024-03-01,tanks,1,,newsweek,article,2024-03-02,,,",
        "2024-03-01,tanks,2,,orc-losses,table,2024-03-02,,,",
        "2024-03-01,tanks,3,,petroivaniuk,table,2024-03-02,,,",
        "2024-03-01,tanks,4,,cripo,reprint,2024-03-02,,,",
        "2024-03-01,tanks,5,,general-staff,picture,,,,",
        "2024-03-01,tanks,6,,general-staff,text,,,,",
    )[1]

    assert values(day.totals) == [6, 5, 4, 3, 2, 1]


def test_of_equals_the_later_published_speaks_first(tanks):
    day = tanks(
        "2024-03-01,tanks,1,,cripo,reprint,2024-03-02,,,",
        "2024-03-01,tanks,2,,cripo,reprint,2024-03-04,,,",
        "2024-03-01,tanks,3,,cripo,reprint,2024-03-03,,,",
    )[1]

    assert values(day.totals) == [2, 3, 1]


def test_within_a_document_the_exact_figure_comes_first_then_the_first_printed(tanks):
    day = tanks(
        "2024-03-01,tanks,6000,,newsweek,article,2024-03-02,about,,",
        "2024-03-01,tanks,6001,,newsweek,article,2024-03-02,over,,",
        "2024-03-01,tanks,6014,,newsweek,article,2024-03-02,,,",
    )[1]

    assert values(day.totals) == [6014, 6000, 6001]


def test_deltas_over_several_days_stand_apart(tanks):
    day = tanks(
        "2024-03-07,tanks,,70,newsweek,article,2024-03-08,,7,",
        "2024-03-07,tanks,,9,newsweek,article,2024-03-08,,,",
    )[7]

    assert (values(day.deltas), values(day.longer)) == ([9], [70])


def test_series_come_in_the_usual_order_and_sources_by_key(tally_of, records_of):
    rows = ["2024-03-01,aircraft,1,zulu", "2024-03-01,tanks,1,zulu", "2024-03-01,tanks,1,alpha"]
    path = tally_of(("a.csv", "\n".join(["day,category,total,source", *rows])))

    assert [(r.source, [s.category for s in r.series]) for r in records_of(path)] == [
        ("alpha", ["tanks"]),
        ("zulu", ["tanks", "aircraft"]),
    ]


def test_a_record_knows_which_documents_print_deltas(tally_of, records_of):
    path = tally_of(
        ("a.csv", f"{HEAD}2024-03-01,tanks,1,1,,,,,,\n2024-03-02,tanks,2,,,,,,,\n"),
    )

    [record] = records_of(path)
    assert {document.published_on.day for document in record.prints_deltas} == {1}


def test_a_record_knows_the_sources_own_pages(tally_of, records_of):
    path = tally_of(
        ("a.csv", f"{HEAD}2024-03-01,tanks,1,1,,,,,,\n"),
        ("pages.csv", "day,url\n2024-03-01,https://a.example/1\n"),
    )

    [record] = records_of(path)
    assert record.pages == {date(2024, 3, 1): "https://a.example/1"}
    with opening.for_reading(path) as db:
        assert reading.pages(db, date(2024, 3, 1)) == {"general-staff": "https://a.example/1"}
        assert reading.pages(db, date(2024, 3, 2)) == {}


def test_captures_in_force_are_known_by_origin(tally_of):
    path = tally_of(("a.csv", f"{HEAD}2024-03-01,tanks,1,1,,,,,,\n"))

    with opening.for_reading(path) as db:
        [(origin, (digest, text))] = reading.captures(db).items()
    assert (origin, len(digest), text) == ("a.csv", 64, None)


@given(
    st.lists(
        st.tuples(
            st.dates(date(1000, 1, 1), date(9000, 12, 31)),
            st.integers(0, GREATEST),
            st.none() | st.integers(-GREATEST, GREATEST),
        ),
        min_size=1,
        max_size=10,
        unique_by=lambda row: row[0],
    )
)
def test_what_was_written_is_read_back_day_by_day(tally_of, records_of, rows):
    text = "".join(
        f"{day},tanks,{total},{'' if delta is None else delta}\n" for day, total, delta in rows
    )

    [record] = records_of(tally_of(("a.csv", f"day,category,total,delta\n{text}")))

    [series] = record.series
    assert [(o.day, o.total, o.delta) for o in series.observations] == sorted(rows)


def test_reading_imports_no_orm(process, shipped_tally):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tallytrack.store import opening, reading\n"
        f"with opening.for_reading(Path({str(shipped_tally)!r})) as db: list(reading.records(db))\n"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'alembic') if name in sys.modules])\n"
    )

    assert process("-c", code).out == "[]\n"
