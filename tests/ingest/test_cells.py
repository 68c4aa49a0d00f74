"""The cells of a table, taken exactly or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.document import Medium
from tallytrack.ingest import cells
from tallytrack.ingest.cells import GREATEST, Refused

# Of other years nobody reports.
DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31))


@given(DAYS)
def test_takes_every_day_written_as_iso(day):
    assert cells.day(str(day)) == day


@given(st.integers(0, GREATEST))
def test_takes_every_total_that_sqlite_can_hold(number):
    assert cells.total(str(number)) == number


@given(st.integers(-GREATEST, GREATEST))
def test_takes_a_delta_with_and_without_its_sign(number):
    assert cells.delta(str(number)) == number
    assert cells.delta(f"{number:+}") == number


@pytest.mark.parametrize("take", [cells.day, cells.total, cells.delta, cells.days])
@given(token=st.text(max_size=12))
def test_takes_nothing_but_ascii_digits_and_signs(take, token):
    try:
        take(token)
    except Refused:
        return

    assert set(token) <= set("0123456789+-")


# What Python's own int() and date.fromisoformat() would have let through.
@pytest.mark.parametrize("token", ["1_000", " 1", "1 ", "٣", "+5", "-0x1", "1e3", "", "1.0"])
def test_a_total_is_digits_alone(token):
    with pytest.raises(Refused):
        cells.total(token)


@pytest.mark.parametrize(
    "token", ["20240229", "2024-W09-4", "2023-02-29", "2024-2-9", "0000-01-01"]
)
def test_a_day_is_of_the_calendar_and_in_full(token):
    with pytest.raises(Refused):
        cells.day(token)


def test_takes_days_from_one_to_9999():
    assert [cells.days(token) for token in ("1", "7", "9999")] == [1, 7, 9999]
    for token in ("0", "-1", "10000", "07"):
        with pytest.raises(Refused):
            cells.days(token)


@pytest.mark.parametrize("token", ["general-staff", "a", "x1", "mil.gov", "a_b-c"])
def test_takes_a_key(token):
    assert cells.key(token) == token


@pytest.mark.parametrize("token", ["", "General", "a b", "-a", "a--b", "é", "a\n"])
def test_refuses_what_could_not_be_typed_as_a_key(token):
    with pytest.raises(Refused, match="is not a key; expected small letters, digits and hyphens"):
        cells.key(token)


def test_takes_a_word_of_a_list():
    assert cells.word("table", Medium) is Medium.TABLE


@given(st.lists(DAYS.map(str) | st.just("") | st.just("2024-02-30")))
def test_the_last_day_passes_over_what_is_none(tokens):
    days = [date.fromisoformat(token) for token in tokens if token not in {"", "2024-02-30"}]

    assert cells.last_day(tokens) == max(days, default=None)


def test_a_long_cell_is_quoted_by_its_beginning():
    with pytest.raises(Refused) as refused:
        cells.total("1" * 5_000)

    assert str(refused.value).startswith(f"'{'1' * 40}…' is not a total")
    assert len(str(refused.value)) < 200
