"""Tidy CSV: columns in any order, quoting, and the place of every number."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.capture import Capture
from tallytrack.errors import InputError
from tallytrack.figure import Measure
from tallytrack.ingest.formats import tidy_csv
from tallytrack.ingest.given import Given
from tallytrack.text import Lines

COLUMNS = ["day", "category", "total", "delta", "title", "note"]
# Titles with everything that quoting is for, and a quote where none is needed.
titles = st.text('ab",\n é', max_size=8)


def read(text, vocabulary, **said):
    reading = tidy_csv.read(Capture("a.csv", text.encode("utf-8")), Given(vocabulary, **said))
    return list(reading.figures())


def values(text, vocabulary):
    return [(str(f.day), f.category, f.measure, f.value) for _, f in read(text, vocabulary)]


def test_a_row_is_a_total_and_a_delta(vocabulary):
    found = values("day,category,total,delta\n2024-03-02,tanks,6614,12\n", vocabulary)

    assert found == [
        ("2024-03-02", "tanks", Measure.TOTAL, 6614),
        ("2024-03-02", "tanks", Measure.DELTA, 12),
    ]


def test_an_empty_cell_is_no_number(vocabulary):
    assert values("day,category,total,delta\n2024-03-02,tanks,,0\n", vocabulary) == [
        ("2024-03-02", "tanks", Measure.DELTA, 0)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "day,category,total\n2024-03-02,tanks,6614",
        "day,category,total\r\n2024-03-02,tanks,6614\r\n",
        "\ufeffday,category,total\n2024-03-02,tanks,6614\n",
        "\n\nday,category,total\n\n2024-03-02,tanks,6614\n\n",
        ' day , category,total \n2024-03-02,"tanks","6614"\n',
        "total,day,category\n6614,2024-03-02,tanks\n",
        "note,total,day,category\nseen,6614,2024-03-02,tanks\n",
    ],
)
def test_columns_line_ends_and_quotes_may_vary(text, vocabulary):
    assert values(text, vocabulary) == [("2024-03-02", "tanks", Measure.TOTAL, 6614)]


@given(st.permutations(COLUMNS), st.lists(titles, min_size=1, max_size=3), st.booleans())
def test_the_place_of_each_number_always_holds_it(vocabulary, order, texts, all_quoted):
    table = io.StringIO()
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    writer = csv.DictWriter(table, order, quoting=quoting, lineterminator="\n")
    writer.writeheader()
    for number, title in enumerate(texts, 1):
        row = {"total": 1000 + number, "delta": f"+{number}", "title": title, "note": title}
        writer.writerow({"day": f"2024-03-{number:02}", "category": "tanks", **row})
    text = table.getvalue()
    lines = text.split("\n")

    for _, figure in read(text, vocabulary):
        at = figure.column - 1
        assert lines[figure.line - 1][at : at + len(figure.text)] == figure.text


@given(titles)
def test_an_unquoted_quote_moves_no_number(vocabulary, title):
    title = title.translate(str.maketrans("", "", ",\n")).lstrip('"')

    [(document, figure)] = read(
        f"day,title,category,total\n2024-03-02,{title},tanks,6614\n", vocabulary
    )

    assert document.title == (title or None)
    assert figure.column == len(f"2024-03-02,{title},tanks,") + 1


def test_offsets_and_places_are_the_same_thing(vocabulary):
    text = 'day,title,category,total\n2024-03-02,"two\nlines",tanks,6614\n'
    [(_, figure)] = read(text, vocabulary)

    assert (figure.line, figure.column) == Lines(text).place(text.index("6614"))


def test_columns_that_are_not_read_are_named(vocabulary):
    reading = tidy_csv.read(
        Capture("a.csv", b"day,category,total,note,more\n2024-03-02,tanks,1,x,y\n"),
        Given(vocabulary),
    )

    assert reading.notes == ("not read: the column 'note', 'more'",)


def test_figures_before_a_fault_are_given_and_the_faults_come_last(vocabulary):
    text = "day,category,total\n2024-03-01,tanks,1\n2024-03-02,tanks,x\n2024-03-03,tanks,3\n"
    printed = iter(tidy_csv.read(Capture("a.csv", text.encode()), Given(vocabulary)).figures())

    assert [next(printed)[1].day for _ in range(2)] == [date(2024, 3, 1), date(2024, 3, 3)]
    with pytest.raises(InputError):
        next(printed)


@pytest.mark.parametrize(
    ("first", "recognised"),
    [
        ("day,category,total", True),
        ('"day","category","total"', True),
        ("total;day", True),
        ("date,day", False),
        ("Dear reader, the day was long", False),
        ('{"day": 1, "category": 2}', False),
        ("day,url", False),
    ],
)
def test_is_recognised_by_two_of_its_columns(first, recognised):
    assert tidy_csv.recognise(Capture("a.csv", f"{first}\n".encode())) is recognised
