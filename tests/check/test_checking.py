"""The check itself: which rules run, on which days, and what it covered."""

from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check import checking
from tallytrack.check.checking import KNOWN, Window
from tallytrack.check.rule import name
from tallytrack.check.rules import OPTIONAL, RULES, falling_total, unbalanced_delta
from tallytrack.errors import UsageError
from tallytrack.waiver import Waiver

TABLE = """
    2024-03-01 tanks    6,600   +4
    2024-03-02 tanks    6,614  +12
    2024-03-03 tanks    6,600   +1
    2024-03-01 aircraft   100   +1
    2024-03-02 aircraft   101   +2
    2024-03-04 aircraft   101    -
"""


def test_runs_all_rules_but_the_optional_ones():
    assert checking.selected() == tuple(rule for rule in KNOWN if rule not in OPTIONAL)


@pytest.mark.parametrize("wanted", ["unbalanced-delta", "T101", "t101", "Unbalanced-Delta"])
def test_a_rule_is_known_by_its_name_and_its_code(wanted):
    assert checking.selected([wanted]) == (unbalanced_delta,)
    assert unbalanced_delta not in checking.selected([], [wanted])


def test_rules_run_in_their_own_order():
    assert checking.selected(["T103", "T101", "T103"]) == (unbalanced_delta, falling_total)


def test_what_is_selected_and_ignored_is_ignored():
    assert checking.selected(["T101", "T103"], ["T101"]) == (falling_total,)


@pytest.mark.parametrize("rule", OPTIONAL, ids=name)
def test_an_optional_rule_runs_when_it_is_selected(rule):
    assert checking.selected([name(rule)]) == (rule,)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("unbalanced", "no rule 'unbalanced'; did you mean 'unbalanced-gap'?"),
        ("falling-totals", "no rule 'falling-totals'; did you mean 'falling-total'?"),
        ("x", f"no rule 'x'; expected one of {', '.join(map(name, KNOWN))}"),
    ],
)
def test_a_rule_that_there_is_not_is_refused_with_its_like(wanted, message):
    for arguments in ([wanted], []), ([], [wanted]):
        with pytest.raises(UsageError) as refused:
            checking.selected(*arguments)

        assert str(refused.value) == message


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [(None, None, [1, 2, 3]), (2, None, [2, 3]), (None, 2, [1, 2]), (2, 2, [2])],
)
def test_a_window_holds_both_its_ends(since, until, held):
    window = Window(since and date(2024, 3, since), until and date(2024, 3, until))

    assert [number for number in (1, 2, 3) if window.holds(date(2024, 3, number))] == held


def test_finds_every_breach_of_every_rule():
    found = checking.find([notation.read(TABLE)], (unbalanced_delta, falling_total))

    assert [(f.rule, f.category, f.day.day) for f in found] == [
        ("unbalanced-delta", "tanks", 2),
        ("unbalanced-delta", "tanks", 3),
        ("unbalanced-delta", "aircraft", 2),
        ("falling-total", "tanks", 3),
    ]


def test_covers_the_balances_that_could_be_checked():
    covered = checking.coverage([notation.read(TABLE)], Window(), RULES)

    assert (covered.balances, covered.series) == (3, 2)
    assert (covered.last_delta_on, covered.last_total_on) == (date(2024, 3, 3), date(2024, 3, 4))


def test_covers_only_what_is_asked_about():
    window = Window(until=date(2024, 3, 2), categories=["tanks"])

    covered = checking.coverage([notation.read(TABLE)], window, RULES)

    assert (covered.balances, covered.series) == (1, 1)
    assert covered.last_total_on == date(2024, 3, 2)


def test_covers_nothing_where_there_is_nothing():
    covered = checking.coverage([], Window(), RULES)

    assert (covered.balances, covered.last_delta_on, covered.last_total_on) == (0, None, None)


WAIVERS = [
    Waiver("unbalanced-delta", "general-staff", date(2024, 3, 2), "tanks", 2, "said"),
    Waiver("outlying-delta", "general-staff", date(2024, 3, 2), "tanks", None, "a surge"),
]
STALE = "the waiver of outlying-delta for tanks meets no finding; remove it"


def test_a_stale_waiver_is_found_whichever_rules_are_asked_about():
    found = checking.find([notation.read(TABLE)], checking.selected(["stale-waiver"]), WAIVERS)

    assert [(finding.rule, finding.message) for finding in found] == [("stale-waiver", STALE)]


def test_a_waiver_settles_its_finding_also_where_stale_ones_are_not_asked_about():
    found = checking.find([notation.read(TABLE)], (unbalanced_delta,), WAIVERS)

    assert [(finding.category, finding.day.day, finding.waived) for finding in found] == [
        ("tanks", 2, "said"),
        ("tanks", 3, None),
        ("aircraft", 2, None),
    ]


def test_what_is_run_for_a_waiver_alone_is_not_shown():
    found = checking.find([notation.read(TABLE)], checking.selected([], ["T101"]), WAIVERS)

    assert {finding.rule for finding in found} == {"falling-total", "missing-day", "stale-waiver"}
