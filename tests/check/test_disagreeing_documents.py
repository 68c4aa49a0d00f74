"""T106, disagreeing-documents: two documents give values that cannot both hold."""

from dataclasses import replace

import pytest

from tallytrack import notation
from tallytrack.check.rules import disagreeing_documents
from tallytrack.figure import Measure, Qualifier


def find(table):
    return list(disagreeing_documents.find(notation.read(table)))


def test_names_who_prints_what_the_preferred_first():
    [finding] = find("""
        2024-03-02 @orc-losses           6,613  -
        2024-03-02 @petroivaniuk         6,641  -
        2024-03-02                       6,614  +14
    """)

    assert finding.message == (
        "the totals differ: general-staff's text prints 6,614,"
        " orc-losses's table prints 6,613, petroivaniuk's table prints 6,641"
    )
    assert finding.measure is Measure.TOTAL
    assert [statement.value for statement in finding.evidence] == [6614, 6613, 6641]


def test_those_that_agree_are_no_part_of_the_finding():
    [finding] = find("2024-03-02 5 -\n2024-03-02 @orc-losses 5 -\n2024-03-02 @petroivaniuk 6 -")

    assert [statement.value for statement in finding.evidence] == [5, 6]


def test_totals_and_deltas_are_findings_of_their_own():
    found = find("2024-03-02 5 +1\n2024-03-02 @general-staff/picture 6 +2")

    assert [finding.message for finding in found] == [
        "the totals differ: general-staff's text prints 5, general-staff's picture prints 6",
        "the deltas differ: general-staff's text prints +1, general-staff's picture prints +2",
    ]


def test_of_the_tables_of_one_publisher_the_latest_counts():
    same = find("""
        2024-03-02 6,614 +14
        2024-03-02 @petroivaniuk/table/2024-03-05 6,614 -
        2024-03-02 @petroivaniuk/table/2024-03-04 6,641 -
    """)
    [finding] = find("""
        2024-03-02 6,614 +14
        2024-03-02 @petroivaniuk/table/2024-03-05 6,641 -
        2024-03-02 @petroivaniuk/table/2024-03-04 6,641 -
    """)

    assert same == []
    assert [str(one.document.published_on) for one in finding.evidence] == [
        "2024-03-02",
        "2024-03-05",
    ]


def test_tables_of_one_publisher_and_day_disagree_like_anybody():
    record = notation.read("2024-03-02 @orc-losses 5 -\n2024-03-02 @orc-losses 6 -")
    [series] = record.series
    [day] = series.observations
    one, other = day.totals
    other = other._replace(document=replace(other.document, origin="elsewhere"))
    series = replace(series, observations=(day._replace(totals=(one, other)),))

    assert len(list(disagreeing_documents.find(replace(record, series=(series,))))) == 1


def qualified(value, qualifier, other="2,435"):
    """Findings where a reprint qualifies *value* and the source prints *other*."""
    record = notation.read(f"2024-03-02 {other} -\n2024-03-02 @cripo/reprint {value} -")
    [series] = record.series
    [day] = series.observations
    own, reprinted = day.totals
    day = day._replace(totals=(own, reprinted._replace(qualifier=qualifier)))
    series = replace(series, observations=(day,))
    return list(disagreeing_documents.find(replace(record, series=(series,))))


@pytest.mark.parametrize(
    ("value", "qualifier", "agrees"),
    [
        ("2,400", Qualifier.EXACT, False),
        ("2,400", Qualifier.OVER, True),
        ("2,400", Qualifier.ABOUT, True),
        ("2,400", Qualifier.UNDER, False),
        ("2,500", Qualifier.UNDER, True),
        ("2,500", Qualifier.OVER, False),
        ("2,300", Qualifier.ABOUT, False),
        ("2,300", Qualifier.OVER, False),
        ("2,434", Qualifier.ABOUT, False),
    ],
)
def test_between_publishers_a_qualifier_is_an_interval(value, qualifier, agrees):
    assert (qualified(value, qualifier) == []) is agrees


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("2024-03-02 5 -\n2024-03-02 @orc-losses 5 -", id="the same"),
        pytest.param("2024-03-02 2,435 -\n2024-03-02 @newsweek/article 2,400 -", id="press rounds"),
        pytest.param("2024-03-02 5 -\n2024-03-03 @orc-losses 6 -", id="another day"),
        pytest.param("2024-03-02 5 -\n2024-03-02 @orc-losses - +6", id="another measure"),
        pytest.param("2024-03-02 tanks 5 -\n2024-03-02 aircraft @cripo 6 -", id="another category"),
        pytest.param("2024-03-02 5 -\n2024-03-02 6 -", id="one document, twice"),
    ],
)
def test_is_silent_where_both_can_hold(table):
    assert find(table) == []


def test_the_tables_of_others_count_as_well():
    [finding] = find("""
        2024-03-02 6,614 +14
        2024-03-02 @petroivaniuk/table/2024-03-05 6,641 -
        2024-03-02 @petroivaniuk/table/2024-03-04 6,641 -
        2024-03-02 @orc-losses/table/2024-03-03   6,613 -
    """)

    assert [one.value for one in finding.evidence] == [6614, 6641, 6613]
