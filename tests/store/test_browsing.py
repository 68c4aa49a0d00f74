"""What Datasette is told: every table and column described by the schema's own remarks."""

import pytest

from tallytrack.store import browsing, dictionary, opening, queries


@pytest.fixture
def told(empty_tally):
    with opening.for_reading(empty_tally) as db:
        return browsing.metadata(db, "tally")["databases"]["tally"]


def test_every_table_and_column_is_described(empty_tally):
    with opening.for_reading(empty_tally) as db:
        for table in dictionary.tables(db):
            columns = {
                row[0] for row in db.execute("SELECT name FROM pragma_table_info(?)", (table.name,))
            }

            assert table.remark
            assert columns == set(table.columns), table.name


def test_no_table_is_left_out(empty_tally, told):
    with opening.for_reading(empty_tally) as db:
        names = {
            name
            for [name] in db.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
                " AND name NOT LIKE 'sqlite_%'"
            )
        }

    assert names <= set(told["tables"])


def test_remarks_are_the_schemas_own(told):
    assert told["tables"]["figure"]["columns"]["qualifier"] == "0 exact, 1 about, 2 over, 3 under"
    assert told["tables"]["document"]["description"] == "one publication inside a capture"


@pytest.mark.parametrize("query", [*queries.QUERIES, *queries.FINDINGS], ids=lambda q: q.name)
def test_every_question_has_an_answer(select, shipped_tally, query):
    assert select(shipped_tally, query.sql)


def test_the_findings_are_those_of_the_check(select, shipped_tally):
    [unbalanced] = [q for q in queries.FINDINGS if q.name == "unbalanced-delta"]

    assert len(select(shipped_tally, unbalanced.sql)) == 100 - 9


def test_a_view_has_the_remarks_of_what_it_is_made_of(told):
    columns = told["tables"]["discrepancy"]["columns"]

    assert columns["category"] == "what is counted"
    assert columns["day"] == "the day it describes"
    assert columns["discrepancy"] == "the reported delta less the computed difference"
