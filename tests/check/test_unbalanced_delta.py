"""T101, unbalanced-delta: the delta against the difference of consecutive totals."""

from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check.rules import unbalanced_delta
from tallytrack.figure import Measure


def find(table):
    return list(unbalanced_delta.find(notation.read(table)))


def test_names_the_day_the_arithmetic_and_the_three_figures():
    [finding] = find("""
        2024-03-01  6,600   +4
        2024-03-02  6,614  +12
    """)

    assert (finding.category, finding.day) == ("tanks", date(2024, 3, 2))
    assert finding.message == "reported +12, but the totals go from 6,600 to 6,614 (+14)"
    assert (finding.reported, finding.difference, finding.discrepancy) == (12, 14, -2)
    assert finding.measure is Measure.DELTA
    assert [statement.value for statement in finding.evidence] == [12, 6614, 6600]


@pytest.mark.parametrize(
    ("day_before", "day", "message"),
    [
        ("3,799 +3", "3,797 +3", "reported +3, but the totals go from 3,799 to 3,797 (-2)"),
        ("10 +1", "10 +1", "reported +1, but the totals go from 10 to 10 (+0)"),
        ("10 +1", "9 -2", "reported -2, but the totals go from 10 to 9 (-1)"),
        ("10 +1", "11 +0", "reported +0, but the totals go from 10 to 11 (+1)"),
    ],
)
def test_says_the_arithmetic_in_words_and_numbers(day_before, day, message):
    [finding] = find(f"2024-03-01 {day_before}\n2024-03-02 {day}")

    assert finding.message == message


def test_a_misprinted_total_breaks_two_balances():
    found = find("""
        2024-03-01  100  +1
        2024-03-02  120  +1   <- 101
        2024-03-03  102  +1
    """)

    assert [(finding.day.day, finding.discrepancy) for finding in found] == [(2, -19), (3, 19)]


def test_the_preferred_documents_speak():
    found = find("""
        2024-03-01                        100  +1
        2024-03-01 @petroivaniuk           90  -
        2024-03-02                        101  +1
        2024-03-02 @general-staff/picture 111  +9
    """)

    assert found == []


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("2024-03-01 6,600 +4", id="first day"),
        pytest.param("2024-03-01 6,600 +4\n2024-03-02 6,600 -", id="no loss and no delta printed"),
        pytest.param("2024-03-01 6,600 +4\n2024-03-02 6,614 -", id="no delta printed"),
        pytest.param("2024-03-01 6,600 +4\n2024-03-02 6,590 -10", id="correction that balances"),
        pytest.param("2024-03-01 6,600 +4\n2024-03-04 6,640 +9", id="gap of two days"),
        pytest.param("2024-03-01 - +4\n2024-03-02 6,640 +9", id="no total the day before"),
        pytest.param("2024-03-01 6,600 +4\n2024-03-02 - +9", id="no total"),
        pytest.param("2024-02-29 1 +1\n2024-03-01 2 +1", id="over the end of a month"),
        pytest.param("2024-03-01 tanks 5 +1\n2024-03-02 aircraft 9 +1", id="another category"),
    ],
)
def test_is_silent_where_nothing_is_contradicted(table):
    assert find(table) == []


def test_a_day_without_a_delta_does_not_end_the_search():
    found = find("""
        2024-03-01  100  +1
        2024-03-02  101   -
        2024-03-03  103  +1
    """)

    assert [finding.day.day for finding in found] == [3]
