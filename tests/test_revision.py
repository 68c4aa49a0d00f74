"""The revision noun: how far, how late, and the sum over many."""

from datetime import date

from tallytrack.document import Document, Medium
from tallytrack.figure import Measure
from tallytrack.revision import Revised, Said, Summary, summary

DAY = date(2025, 9, 23)


def revised(*said, day=DAY):
    return Revised(
        "general-staff",
        "tanks",
        day,
        Measure.TOTAL,
        tuple(
            Said(Document("general-staff", "petroivaniuk", Medium.TABLE, published_on), value)
            for published_on, value in said
        ),
    )


TWICE = revised((DAY, 11199), (date(2025, 9, 25), 1119), (date(2025, 10, 3), 11199))
GONE = revised((DAY, 5), (date(2025, 9, 24), None), day=date(2025, 9, 22))


def test_the_lag_counts_from_the_day_described():
    assert (TWICE.lag, GONE.lag) == (10, 2)


def test_a_withdrawal_is_no_step():
    assert TWICE.steps == (-10080, 10080)
    assert GONE.steps == ()
    assert GONE.is_withdrawn
    assert not TWICE.is_withdrawn


def test_the_sum_says_how_many_how_far_and_how_late():
    assert summary([TWICE, GONE]) == Summary(2, 2, 1, (10080, 10080), (2, 10))
    assert summary([GONE]).far is None
