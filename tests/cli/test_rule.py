"""`tally rule`: what a rule means, and which rules there are."""

import pytest

from tallytrack.check.checking import KNOWN
from tallytrack.check.rule import name


def test_lists_every_rule_in_a_line(tally):
    lines = tally("rule").out.splitlines()

    assert [line.split()[:3] for line in lines] == [
        [rule.CODE, name(rule), rule.SEVERITY] for rule in KNOWN
    ]


@pytest.mark.parametrize("wanted", ["unbalanced-delta", "T101", "t101"])
def test_explains_a_rule_by_its_name_or_code(tally, wanted):
    ended = tally("rule", wanted)

    assert ended.code == 0
    assert ended.out.startswith(
        "unbalanced-delta  T101 (error)\n\n"
        "The reported delta is not the difference of consecutive totals.\n"
    )
    assert "2024-03-02  6,614  +12  <- the totals rose by 14\n" in ended.out


def test_a_rule_that_there_is_not_is_wrong_usage(tally):
    ended = tally("rule", "falling-totals")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "tally: no rule 'falling-totals'; did you mean 'falling-total'?\n"
