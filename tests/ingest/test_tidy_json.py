"""Tidy JSON and JSON Lines: the same readings as CSV, with the place of every number."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.capture import Capture
from tallytrack.figure import Measure
from tallytrack.ingest import reading
from tallytrack.ingest.formats import tidy_json
from tallytrack.ingest.given import Given

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(str),
            "category": st.sampled_from(["tanks", "aircraft"]),
            "total": st.integers(0, 10**9),
            "delta": st.integers(-99, 99) | st.none(),
            "publisher": st.sampled_from(["cripo", "newsweek", None]),
            "title": words | st.none(),
        }
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: (row["day"], row["category"]),
)


def read(text, vocabulary):
    found = reading.read(Capture("a", text.encode("utf-8")), Given(vocabulary))
    return found.format, list(found.figures())


def as_csv(table):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]))
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


def without_places(printed):
    return [(document, figure._replace(line=0, column=0)) for document, figure in printed]


@given(rows)
def test_csv_json_and_json_lines_say_the_same(vocabulary, table):
    from_csv, expected = read(as_csv(table), vocabulary)
    from_json, listed = read(json.dumps(table), vocabulary)
    from_lines, lines = read("\n".join(map(json.dumps, table)), vocabulary)

    assert (from_csv, from_json, from_lines) == ("tidy-csv", "tidy-json", "tidy-json")
    assert without_places(listed) == without_places(expected)
    assert without_places(lines) == without_places(expected)


@given(rows, st.sampled_from([None, 0, 2]), st.booleans())
def test_the_place_of_each_number_always_holds_it(vocabulary, table, indent, ascii_only):
    text = json.dumps(table, indent=indent, ensure_ascii=ascii_only)
    lines = text.split("\n")

    for _, figure in read(text, vocabulary)[1]:
        at = figure.column - 1
        assert lines[figure.line - 1][at : at + len(figure.text)] == figure.text


def test_a_number_may_be_written_as_text(vocabulary):
    _, [(_, figure)] = read('{"day": "2024-03-02", "category": "tanks", "total": "6"}', vocabulary)

    assert (figure.measure, figure.value) == (Measure.TOTAL, 6)
    assert figure.column == 54


def test_a_key_left_out_is_an_empty_cell(vocabulary):
    text = """
        {"day": "2024-03-02", "category": "tanks", "total": 6}
        {"day": "2024-03-03", "category": "tanks", "delta": 1}
    """

    assert [f.measure for _, f in read(text, vocabulary)[1]] == [Measure.TOTAL, Measure.DELTA]


@pytest.mark.parametrize(
    ("text", "recognised"),
    [
        ('[{"day": 1}]', True),
        ("  [ ]", True),
        ('\n{ "day": 1}', True),
        ("[1, 2]", False),
        ("{}", False),
        ("day,category", False),
    ],
)
def test_is_recognised_by_how_it_begins(text, recognised):
    assert tidy_json.recognise(Capture("a", text.encode())) is recognised
