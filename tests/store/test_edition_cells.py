"""What says the same is passed over at once, and that changes no answer."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.store import cells
from tallytrack.store.cells import Difference, Held

VOICE = ("petroivaniuk", "table")
# Documents 1 to 3 are of three captures, one after another.
DOCUMENTS = {number: Held(VOICE, number) for number in (1, 2, 3)}

VALUES = st.integers(0, 2)
# Day, measure, value, qualifier, days.
said = st.one_of(
    st.tuples(st.integers(0, 3), st.just(0), VALUES, st.integers(0, 1), st.none()),
    st.tuples(st.integers(0, 3), st.just(1), VALUES, st.just(0), st.sampled_from([1, 7])),
)
withdrawn = st.tuples(st.integers(0, 3), st.just(0), st.none(), st.just(0), st.none())
held = st.lists(st.builds(lambda at, row: (at, *row), st.integers(1, 3), said | withdrawn))
arrived = st.lists(said, unique=True)


def compared(rows, staged, *, at_once):
    """What is found, with and without passing over what says the same."""
    found = Difference()
    if at_once:
        rows, staged = cells.differing(found, rows, staged)
    before = cells.in_force(rows, DOCUMENTS)
    cells.compare(found, ("s", "tanks"), before, cells.arrived(staged, [VOICE]))
    found.told.sort()
    found.gone.sort(key=repr)
    found.rowids = array("q", sorted(found.rowids))
    return found


@given(held.map(lambda rows: sorted(set(rows), key=repr)), arrived)
def test_the_same_is_found(rows, said_now):
    staged = [(number, 0, *row) for number, row in enumerate(said_now, 1)]

    assert compared(rows, staged, at_once=True) == compared(rows, staged, at_once=False)


@pytest.mark.parametrize(
    ("rows", "staged"),
    [
        pytest.param([(1, 0, 0, 5, 0, None)], [(1, 0, 0, 0, 5, 0, None)], id="all the same"),
        pytest.param(
            [(1, 0, 0, 5, 0, None), (1, 1, 0, 6, 0, None)],
            [(1, 0, 0, 0, 5, 0, None), (2, 0, 1, 0, 6, 0, None)],
            id="two days",
        ),
    ],
)
def test_what_says_the_same_is_left_out_and_counted(rows, staged):
    found = Difference()

    assert cells.differing(found, rows, staged) == ([], [])
    assert found.held == len(rows)


def test_what_was_said_twice_is_compared_in_full():
    rows = [(1, 0, 0, 5, 0, None), (2, 0, 0, 6, 0, None)]
    staged = [(1, 0, 0, 0, 5, 0, None)]

    assert cells.differing(Difference(), rows, staged) == (rows, staged)
