"""What about, over and under allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.figure import Qualifier
from tallytrack.interval import interval, overlap, step

values = st.integers(0, 10**9) | st.builds(
    lambda n, zeros: n * 10**zeros, st.integers(0, 999), st.integers(0, 6)
)
qualifiers = st.sampled_from(Qualifier)


@given(values)
def test_the_step_is_the_place_of_the_last_digit_that_is_no_zero(value):
    digits = str(value)

    expected = 10 ** (len(digits) - len(digits.rstrip("0"))) if value else 1
    assert step(value) == expected


@pytest.mark.parametrize(
    ("value", "qualifier", "allowed"),
    [
        (2_400, Qualifier.EXACT, (2_400, 2_400)),
        (2_400, Qualifier.ABOUT, (2_350, 2_450)),
        (2_400, Qualifier.OVER, (2_400, 2_500)),
        (2_400, Qualifier.UNDER, (2_300, 2_400)),
        (2_435, Qualifier.ABOUT, (2_435, 2_435)),
        (0, Qualifier.ABOUT, (0, 0)),
        (61_000, Qualifier.ABOUT, (60_500, 61_500)),
    ],
)
def test_a_qualified_number_stands_for_an_interval(value, qualifier, allowed):
    assert interval(value, qualifier) == allowed


@given(values, qualifiers)
def test_the_printed_number_is_always_allowed(value, qualifier):
    least, greatest = interval(value, qualifier)

    assert least <= value <= greatest


@given(values, st.integers(1, 6))
def test_a_number_rounded_to_any_place_is_about_itself(value, zeros):
    unit = 10**zeros
    rounded = (value + unit // 2) // unit * unit

    if rounded:
        assert overlap(interval(rounded, Qualifier.ABOUT), (value, value))


@given(values, qualifiers, values, qualifiers)
def test_overlapping_is_mutual(one, says, other, also_says):
    first, second = interval(one, says), interval(other, also_says)

    assert overlap(first, second) == overlap(second, first)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 2), (2, 3), True),
        ((1, 2), (3, 4), False),
        ((1, 9), (3, 4), True),
        ((3, 4), (1, 9), True),
    ],
)
def test_intervals_overlap_where_one_number_lies_in_both(one, other, expected):
    assert overlap(one, other) is expected
