"""The floors that the back-test must keep; `python tests/check/backtest.py` prints its table."""

import backtest
import pytest
from injected import KINDS, slips

# The least share, in per cent, that must be (found, located, repaired). A restatement of one
# category is located when nothing is blamed for it: no evidence tells it from a misprint.
FLOORS = {
    "a keystroke in a total": (100, 99, 99),
    "a keystroke in a delta": (100, 90, 90),
    "two days exchanged": (100, 99, 99),
    "a stale page": (100, 99, 99),
    "a restatement of 1 category": (100, 90, 90),
    "a restatement of 3 categories": (100, 99, 99),
    "a restatement of 6 categories": (100, 99, 99),
}


@pytest.fixture(scope="module")
def scores():
    return backtest.measure()


def test_every_kind_of_error_has_a_floor():
    assert list(FLOORS) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_errors_are_found_located_and_repaired(kind, scores):
    score = scores[kind]
    shares = [100 * part / score.injected for part in (score.found, score.located, score.repaired)]

    assert score.injected >= 100
    assert all(share >= floor for share, floor in zip(shares, FLOORS[kind], strict=True)), shares


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_flagged_that_was_not_touched(kind, scores):
    assert scores[kind].elsewhere == 0


def test_there_are_many_consistent_stretches():
    assert sum(1 for _ in backtest.stretches()) > 40


def test_a_slip_drops_doubles_swaps_or_changes_a_digit():
    assert {2, 112, 21, 13} <= set(slips(12))
    assert 12 not in set(slips(12))
