"""How many breaks on one day are no coincidence."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack import notation
from tallytrack.check import localise
from tallytrack.check.checking import find, selected
from tallytrack.check.coincidence import LEAST, several
from tallytrack.finding import Verdict
from tallytrack.series import Quiet, Record

YEAR = 365


@pytest.mark.parametrize(
    ("breaks", "days", "categories", "expected"),
    [
        ([], 1200, 15, 3),
        ([1], 1, 1, 3),
        ([1] * 60, 1200, 15, 3),
        ([1] * 64, 64, 15, 7),
        ([3] * 2, 3, 3, 3),
        ([1] * 600, 1200, 1000, 7),
        ([9] * 1200, 1200, 1000, 23),
        ([3000] * 400, 400, 9000, 3193),
    ],
)
def test_is_more_than_chance_would_put_there(breaks, days, categories, expected):
    assert several(breaks, days, categories) == expected


def test_days_on_which_everything_broke_do_not_raise_it():
    ordinary = [1] * 60

    assert several([*ordinary, *[900] * 5], 1200, 900) == several([*ordinary, *[1] * 5], 1200, 900)


@given(st.lists(st.integers(1, 2000), max_size=365), st.integers(1, 3000))
def test_there_is_always_one(breaks, categories):
    found = several(breaks, 365, categories)

    assert LEAST <= found < 2 * max([*breaks, categories]) + 100


def test_a_record_is_as_long_as_from_its_first_day_to_its_last(monkeypatch):
    asked = []
    monkeypatch.setattr(localise, "several", lambda *of: asked.append(of) or LEAST)
    record = notation.read("""
        2024-03-01  tanks  6,600   +4
        2024-03-02  tanks  6,604   +5
        2024-03-02  uavs   7,800  +20
        2024-03-05  uavs   7,900  +20
    """)

    localise.localise(record)
    localise.localise(Record("general-staff", ()))
    # What was left out of its excerpts belongs to it.
    earlier = Quiet("tanks", date(2024, 2, 1), date(2024, 2, 29), has_deltas=True, begins=True)
    alone = Quiet("ships", date(2024, 2, 28), date(2024, 3, 9), has_deltas=True, begins=True)
    localise.localise(replace(record, quiet=(earlier,)))
    localise.localise(replace(record, quiet=(alone,)))

    assert asked == [([1], 5, 2), ([], 0, 0), ([1], 34, 2), ([1], 11, 3)]


def test_a_few_slips_on_one_day_of_a_wide_tally_are_no_restatement():
    # Of 39 categories each breaks once, three on a day, on thirteen days.
    lines = []
    for category in range(39):
        total, name = 1000, "abcdefghij"[category % 10] * (category // 10 + 1)
        for day in range(1, 29):
            reported = 10 + 4 * (day == category % 13 + 2)
            total += 10
            lines.append(f"2024-05-{day:02}  {name}  {total:,}  {reported:+}")

    found = find([notation.read("\n".join(lines))], selected(["unbalanced-delta"]))

    assert len(found) == 39
    assert {finding.verdict for finding in found} == {Verdict.MISPRINTED_DELTA}
