"""Days as people write them: taken when they can mean one thing, refused otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.dates import parse_day
from tallytrack.errors import UsageError

EXPECTED = "expected 2022-10-01, 2022-10 or 1 Oct 2022"


@pytest.mark.parametrize(
    "text",
    [
        "2022-10-01",
        " 2022-10-01 ",
        "2022-10",
        "1 Oct 2022",
        "01 Oct 2022",
        "1 Oct. 2022",
        "1 October 2022",
        "1 october, 2022",
        "1st Oct 2022",
        "Oct 1, 2022",
        "October 1 2022",
    ],
)
def test_takes_a_day_that_means_one_thing(text):
    assert parse_day(text) == date(2022, 10, 1)


@given(st.dates(date(1000, 1, 1), date(9000, 12, 31)))
def test_takes_every_day_as_it_is_printed(day):
    assert parse_day(str(day)) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("01/02/2022", "'01/02/2022' may mean 2022-02-01 or 2022-01-02; write it as YYYY-MM-DD"),
        ("1.2.2022", "'1.2.2022' may mean 2022-02-01 or 2022-01-02; write it as YYYY-MM-DD"),
        ("13/02/2022", "'13/02/2022' may mean 2022-02-13; write it as YYYY-MM-DD"),
        ("02/02/2022", "'02/02/2022' may mean 2022-02-02; write it as YYYY-MM-DD"),
        ("99/99/2022", "'99/99/2022' may mean no day of the calendar; write it as YYYY-MM-DD"),
    ],
)
def test_refuses_a_day_whose_order_is_not_certain_and_gives_its_readings(text, message):
    with pytest.raises(UsageError) as refused:
        parse_day(text)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    "text",
    ["2022-02-30", "2022-13-01", "2022-13", "0000-01-01", "30 Feb 2022", "0 Oct 2022"],
)
def test_refuses_what_the_calendar_does_not_have(text):
    with pytest.raises(UsageError) as refused:
        parse_day(text)

    assert str(refused.value) == f"{text!r} is no day of the calendar; {EXPECTED}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2022",
        "10",
        "Oct 2022",
        "1 Oct",
        "1 Oct 22",
        "1 Foo 2022",
        "20221001",
        "2022-W40-6",
        "2022-274",
        "2022-10-1",
        "2022/10/01",
        "2022-10-01T00:00",
        "٢٠٢٢-10-01",
        "-2022-10-01",
    ],
)
def test_fills_nothing_in_and_guesses_nothing(text):
    with pytest.raises(UsageError) as refused:
        parse_day(text)

    assert str(refused.value) == f"{text!r} is not a day; {EXPECTED}"
