"""One slip of the finger between two numbers, and what is none."""

import subprocess
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tallytrack.check.keystroke import Slip, in_last_digit, slip


@pytest.mark.parametrize(
    ("printed", "implied", "found"),
    [
        pytest.param(3870, 3780, Slip.SWAPPED, id="two neighbours swapped"),
        pytest.param(1009, 10009, Slip.DROPPED, id="a digit dropped"),
        pytest.param(107, 10, Slip.ADDED, id="a digit too many"),
        pytest.param(55417, 55147, Slip.SWAPPED, id="swapped in the middle"),
        pytest.param(311550, 312550, Slip.CHANGED, id="one digit for another"),
        pytest.param(-14, -41, Slip.SWAPPED, id="both negative"),
        pytest.param(14188, 14134, None, id="two digits changed"),
        pytest.param(123, 321, None, id="swapped, but no neighbours"),
        pytest.param(1, 0, None, id="one digit each proves nothing"),
        pytest.param(2, 82, None, id="one of them has one digit"),
        pytest.param(14, -13, None, id="opposite signs"),
        pytest.param(1234, 12, None, id="two digits more"),
        pytest.param(661, 661, None, id="the same number"),
    ],
)
def test_tells_one_keystroke_from_none_and_from_two(printed, implied, found):
    assert slip(printed, implied) is found


@given(st.integers(10, 10**7), st.data())
def test_every_single_changed_digit_is_one_keystroke(number, data):
    digits = str(number)
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from("123456789"))
    assume(other != digits[place])

    assert slip(int(digits[:place] + other + digits[place + 1 :]), number) is Slip.CHANGED


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_one_keystroke_leads_back_as_well(one, other):
    assert (slip(one, other) is None) == (slip(other, one) is None)


def test_a_small_change_shows_in_the_last_digit_alone():
    assert in_last_digit(36, 38)
    assert not in_last_digit(41, 31)
    assert not in_last_digit(107, 10)
    assert in_last_digit(98, 95)


def test_the_library_is_imported_when_two_numbers_are_compared_and_not_before():
    code = (
        "import sys; from tallytrack.check import judge, keystroke; before = 'rapidfuzz' in"
        " sys.modules; keystroke.slip(3870, 3780); print(before, 'rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True"]
