"""Series: figures by day, their neighbours, gaps and arithmetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack import notation
from tallytrack.figure import Measure
from tallytrack.series import Balance, Observation, Series, measured


def series(table):
    """The only series of a table in the notation."""
    [only] = notation.read(table).series
    return only


SOME = """
    2024-03-01  6,600   +4
    2024-03-02  6,614  +12
    2024-03-03  -       +5
    2024-03-04  6,620   -
    2024-03-07  6,630   +2
"""


def test_a_balance_has_the_difference_and_the_discrepancy():
    balances = [(b.day.day, b.difference, b.discrepancy) for b in series(SOME).balances()]

    assert balances == [
        (1, None, None),
        (2, 14, -2),
        (3, None, None),
        (4, None, None),
        (7, None, None),
    ]


def test_a_balance_names_its_day_before_where_that_has_a_total():
    before = [b.previous_day and b.previous_day.day for b in series(SOME).balances()]

    assert before == [None, 1, 2, None, None]


@pytest.mark.parametrize(
    ("total", "delta", "previous", "difference", "discrepancy"),
    [
        (6614, 12, 6600, 14, -2),
        (6614, None, 6600, 14, None),
        (None, 12, 6600, None, None),
        (6614, 12, None, None, None),
        (0, 0, 0, 0, 0),
    ],
)
def test_what_is_missing_is_not_zero(total, delta, previous, difference, discrepancy):
    balance = Balance(date(2024, 3, 2), total, delta, date(2024, 3, 1), previous)

    assert balance.difference == difference
    assert balance.discrepancy == discrepancy


def test_consecutive_totals_stand_a_day_apart():
    pairs = [(a.day.day, b.day.day) for a, b in series(SOME).consecutive()]

    assert pairs == [(1, 2)]


def test_gaps_stand_between_totals_with_days_missing():
    pairs = [(a.day.day, b.day.day) for a, b in series(SOME).gaps()]

    assert pairs == [(2, 4), (4, 7)]


@given(st.sets(st.integers(1, 31), min_size=1))
def test_every_total_but_the_first_ends_a_pair_or_a_gap(days):
    known = series("\n".join(f"2024-03-{day:02}  1  -" for day in sorted(days)))

    ends = [after.day.day for pairs in (known.consecutive(), known.gaps()) for _, after in pairs]
    assert sorted(ends) == sorted(days)[1:]


def test_observations_are_found_by_day():
    assert series(SOME).by_day[date(2024, 3, 2)].total == 6614
    assert date(2024, 3, 5) not in series(SOME).by_day


def test_an_observation_speaks_with_its_preferred_figure():
    [day] = series("2024-03-01 @petroivaniuk 2 -\n2024-03-01 1 +1").observations

    assert (day.total, day.delta) == (1, 1)
    assert [s.value for s in measured(day, Measure.TOTAL)] == [1, 2]
    assert [s.value for s in measured(day, Measure.DELTA)] == [1]


def test_an_observation_without_figures_says_nothing():
    nothing = Observation(date(2024, 3, 1))

    assert (nothing.total, nothing.delta) == (None, None)


def test_a_record_finds_its_series_by_category():
    record = notation.read("2024-03-01 tanks 1\n2024-03-01 aircraft 2")

    assert record.of("aircraft") is record.series[1]
    assert record.of("ships") is None


def test_an_empty_series_has_no_arithmetic():
    empty = Series("general-staff", "tanks", ())

    assert [*empty.balances(), *empty.consecutive(), *empty.gaps()] == []
