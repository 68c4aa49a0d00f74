"""T112, outlying-delta: robust against the very values it looks for."""

import records
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.check import checking
from tallytrack.check.rules import OPTIONAL, outlying_delta


def days(deltas):
    totals, printed = records.consistent(1000, deltas)
    found = outlying_delta.find(records.record({"tanks": (totals, printed)}))
    return [(finding.day - records.FIRST).days for finding in found]


def test_says_what_was_usual():
    totals, printed = records.consistent(1000, [4, 6, 3, 5, 8, 4, 7, 5, 3, 6, 107])

    [finding] = outlying_delta.find(records.record({"tanks": (totals, printed)}))

    assert finding.message == (
        "reported +107, where the last 10 deltas had a median of +5 and lay between +3 and +8"
    )


def test_one_surge_does_not_hide_a_greater_one():
    assert days([5] * 30 + [60] + [5] * 10 + [200]) == [31, 42]


def test_a_burst_that_recurs_is_a_habit():
    assert days([1, 1, 1, 40, 1, 1, 30, 1, 1, 1, 35, 1, 1, 45]) == []


def test_days_of_zero_say_nothing_of_how_large_a_delta_is():
    assert days([0] * 50 + [3] * 10 + [0] * 50 + [4]) == []


@given(st.lists(st.integers(5, 9), min_size=1, max_size=80))
def test_what_keeps_within_its_range_is_never_flagged(deltas):
    assert days(deltas) == []


def test_runs_only_when_it_is_selected():
    assert outlying_delta in OPTIONAL
    assert outlying_delta not in checking.selected()
    assert checking.selected(["outlying-delta"]) == (outlying_delta,)
