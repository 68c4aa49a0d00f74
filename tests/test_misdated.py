"""Days whose year is typed wrongly, told by the days around them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.misdated import misdated

days_in_a_row = st.builds(
    lambda first, count: [first + timedelta(n) for n in range(count)],
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(2, 400),
)


@given(days_in_a_row, st.booleans())
def test_days_in_their_order_are_dated_well(days, falling):
    assert misdated(days[::-1] if falling else days) == {}


@pytest.mark.parametrize("years", [1, -1])
@given(data=st.data())
def test_days_of_another_year_mean_those_they_stand_among(data, years):
    start = date(2024, 12, 20)
    days = [start + timedelta(n) for n in range(40)]
    wrong = data.draw(st.integers(1, 35))
    until = data.draw(st.integers(wrong + 1, min(wrong + 7, 36)))
    typed = [
        day.replace(year=day.year - years) if wrong <= index < until else day
        for index, day in enumerate(days)
    ]

    assert misdated(typed) == dict(list(enumerate(days))[wrong:until])


def test_the_newest_may_stand_first():
    days = [date(2024, 1, 2), date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 30)]

    assert misdated(days) == {0: date(2025, 1, 2), 1: date(2025, 1, 1)}


def test_a_long_gap_is_no_slip():
    assert misdated([date(2022, 1, 1), date(2023, 6, 1), date(2023, 6, 2)]) == {}
