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


def test_the_greatest_number_is_taken_and_the_next_is_not():
    assert cells.total(str(GREATEST)) == GREATEST
    assert cells.delta(str(-GREATEST)) == -GREATEST
    with pytest.raises(Refused, match=f"expected a whole number up to {GREATEST}$"):
        cells.total(str(GREATEST + 1))


def test_what_is_long_is_quoted_by_its_first_forty_characters():
    assert cells.clipped("x" * 40) == repr("x" * 40)
    assert cells.clipped("x" * 41) == repr("x" * 40 + "…")


def test_digits_of_other_scripts_are_no_number_that_is_too_large():
    with pytest.raises(Refused, match="expected a whole number, for example 3799; leave"):
        cells.total("٣" * 20)


@pytest.mark.parametrize(
    ("token", "key"),
    [
        ("Côte d'Ivoire", "côte_d_ivoire"),
        (" Cash in hand ", "cash_in_hand"),
        ("--a--b--", "a_b"),
        ("9", "9"),
        ("x_y", "x_y"),
    ],
)
def test_a_category_that_is_named_has_a_key_of_small_letters_and_digits(token, key):
    assert cells.new_key(token) == key
    assert cells.name(token) == token


@pytest.mark.parametrize("token", ["", " ", "--", "_", "!"])
def test_a_category_has_a_letter_or_a_digit(token):
    for take in (cells.new_key, cells.name):
        with pytest.raises(Refused) as refused:
            take(token)

        assert str(refused.value) == (
            f"{token!r} is no category; expected a name with a letter or a digit"
        )


def test_a_row_of_other_length_is_quoted_with_what_to_do():
    assert cells.other_number(["a"], 2) == (
        "'a' has 1 cell, the header 2; leave a cell empty where nothing was printed"
    )
    assert cells.other_number(["a", "b", "c"], 2, ";") == (
        "'a;b;c' has 3 cells, the header 2; put a cell that holds ';' in quotes"
    )


@pytest.mark.parametrize("day", ["1000-01-01", "9000-12-31"])
def test_a_day_is_of_a_year_that_is_reported_of(day):
    assert str(cells.day(day)) == day
    for beyond in (f"0999{day[4:]}", f"9001{day[4:]}"):
        with pytest.raises(Refused, match="is of no year that is reported of; expected a year"):
            cells.day(beyond)
