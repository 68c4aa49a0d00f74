"""One notation for a record, in documentation, tests and rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack import notation
from tallytrack.document import Medium

numbers = st.none() | st.integers(0, 10**9)


def test_reads_a_day_a_total_and_a_delta():
    record = notation.read("""
        2024-03-01  6,600   +4
        2024-03-02  6,614  -12  <- a remark
        2024-03-03  -      +1   # another
    """)

    [tanks] = record.series
    assert (record.source, tanks.category) == ("general-staff", "tanks")
    assert [(o.day.day, o.total, o.delta) for o in tanks.observations] == [
        (1, 6600, 4),
        (2, 6614, -12),
        (3, None, 1),
    ]


def test_reads_a_category_a_publisher_and_a_medium():
    record = notation.read("2024-03-02 aircraft @newsweek/article 347 -")

    [statement] = record.of("aircraft").observations[0].totals
    assert statement.document.publisher == "newsweek"
    assert statement.document.medium is Medium.ARTICLE
    assert statement.document.published_on == date(2024, 3, 2)


@pytest.mark.parametrize(
    ("line", "medium"), [("2024-03-02 1", "text"), ("2024-03-02 @orc-losses 1", "table")]
)
def test_a_source_prints_texts_and_a_mirror_tables_unless_said_otherwise(line, medium):
    [statement] = notation.read(line).series[0].observations[0].totals

    assert statement.document.medium == medium


def test_the_source_speaks_before_others_and_its_text_before_its_picture():
    record = notation.read("""
        2024-03-02 @newsweek/article         1
        2024-03-02 @petroivaniuk             2
        2024-03-02 @cripo/reprint            3
        2024-03-02 @general-staff/picture    4
        2024-03-02                           5
    """)

    assert [s.value for s in record.series[0].observations[0].totals] == [5, 4, 3, 2, 1]


def test_knows_which_documents_print_deltas():
    record = notation.read("""
        2024-03-01  6,600   +4
        2024-03-02  6,614   -
    """)

    assert {document.published_on.day for document in record.prints_deltas} == {1}


def test_says_which_line_it_cannot_read():
    with pytest.raises(ValueError, match=r"^line 2: cannot read '2024-03-02 lots'$"):
        notation.read("2024-03-01 1\n2024-03-02 lots")


@given(st.dates(), numbers, numbers)
def test_reads_back_what_it_writes(day, total, delta):
    record = notation.read(notation.line(day, total, delta))

    found = [(o.day, o.total, o.delta) for series in record.series for o in series.observations]
    nothing = total is None and delta is None
    assert found == ([] if nothing else [(day, total, delta)])
