"""T112, outlying-delta: robust against the very values it looks for."""

import pytest
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


@pytest.mark.parametrize(
    ("usual", "median"),
    [
        pytest.param(range(1, 11), "+5.5 and lay between +1 and +10", id="even"),
        pytest.param(range(1, 12), "+6 and lay between +1 and +11", id="odd"),
    ],
)
def test_the_median_is_the_middle_value_or_between_the_two(usual, median):
    totals, printed = records.consistent(1000, [*usual, 107])

    [finding] = outlying_delta.find(records.record({"tanks": (totals, printed)}))

    assert finding.message == (
        f"reported +107, where the last {len(usual)} deltas had a median of {median}"
    )


def test_what_was_usual_is_told_by_the_last_sixty():
    totals, printed = records.consistent(1000, [5] * 70 + [500])

    [finding] = outlying_delta.find(records.record({"tanks": (totals, printed)}))

    assert finding.message == (
        "reported +500, where the last 60 deltas had a median of +5 and lay between +5 and +5"
    )


@pytest.mark.parametrize(
    ("deltas", "found"),
    [
        pytest.param([100] * 10 + [180], [], id="eight times the root of what is usual"),
        pytest.param([100] * 10 + [181], [11], id="further"),
        pytest.param([1] * 10 + [9], [], id="eight times one"),
        pytest.param([1] * 10 + [10], [11], id="further than that"),
        pytest.param([100] * 9 + [200, 300], [], id="twice as far as the furthest"),
        pytest.param([100] * 9 + [200, 301], [11], id="further than the furthest"),
    ],
)
def test_how_far_is_far(deltas, found):
    assert days(deltas) == found
