"""Runs of broken balances: how far each goes."""

from tallytrack import notation
from tallytrack.check.chain import runs


def days(table):
    """The days of each run of the first series."""
    record = notation.read(table)
    found = runs(record.series[0], record.prints_deltas)
    return [[link.day.day for link in run.links] for run in found]


def test_a_run_has_a_closed_balance_on_each_side():
    assert days("""
        2024-03-01  100  +9
        2024-03-02  101  +1
        2024-03-03  105  +3
        2024-03-04  106  +1
        2024-03-05  107  +1
    """) == [[2, 3, 4]]


def test_a_run_goes_on_over_one_closed_balance():
    assert days("""
        2024-03-01  100  +9
        2024-03-02  105  +4
        2024-03-03  106  +1
        2024-03-04  109  +2
    """) == [[2, 3, 4]]


def test_a_run_ends_where_two_balances_close():
    assert days("""
        2024-03-01  100  +9
        2024-03-02  105  +4
        2024-03-03  106  +1
        2024-03-04  107  +1
        2024-03-05  109  +3
    """) == [[2, 3], [4, 5]]


def test_a_delta_left_out_closes_the_balance_of_a_total_that_stands_still():
    """Before a run, within it, between two, and after the last."""
    assert days("""
        2024-03-01  ships   12   -
        2024-03-02  ships   12   -
        2024-03-03  ships   14  +1
        2024-03-04  ships   14   -
        2024-03-05  ships   15  +2
        2024-03-06  ships   15   -
        2024-03-07  ships   15   -
        2024-03-08  ships   17  +1
        2024-03-09  ships   17   -
        2024-03-01  tanks  100  +1
        2024-03-02  tanks  101  +1
        2024-03-03  tanks  102  +1
        2024-03-04  tanks  103  +1
        2024-03-05  tanks  104  +1
        2024-03-06  tanks  105  +1
        2024-03-07  tanks  106  +1
        2024-03-08  tanks  107  +1
        2024-03-09  tanks  108  +1
    """) == [[2, 3, 4, 5, 6], [7, 8, 9]]
