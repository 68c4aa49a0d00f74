"""The check itself: which rules run, on which days, and what it covered."""

from dataclasses import replace
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check import checking
from tallytrack.check.checking import KNOWN, Window
from tallytrack.check.rule import name
from tallytrack.check.rules import OPTIONAL, RULES, falling_total, unbalanced_delta
from tallytrack.errors import UsageError
from tallytrack.series import Quiet
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


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(UsageError) as refused:
        Window(date(2024, 3, 2), date(2024, 3, 1))

    assert str(refused.value) == (
        "--since 2024-03-02 is after --until 2024-03-01; give the earlier day as --since"
    )


@pytest.mark.parametrize(
    ("categories", "named"),
    [((), ["tanks", "uavs", ""]), (["uavs"], ["uavs", ""])],
    ids=["all", "one"],
)
def test_a_window_names_its_categories_and_what_concerns_them_all(categories, named):
    window = Window(categories=categories)

    assert [category for category in ("tanks", "uavs", "") if window.names(category)] == named


@pytest.mark.parametrize(
    ("since", "until", "latest"),
    [
        (None, None, 5),
        (None, 4, 4),
        (None, 3, 3),
        (None, 2, None),
        (None, 9, 5),
        (5, None, 5),
        (6, None, None),
        (1, 3, 3),
        (4, 4, 4),
    ],
)
def test_the_latest_day_of_a_stretch_that_a_window_holds(since, until, latest):
    window = Window(since and date(2024, 3, since), until and date(2024, 3, until))

    assert window.latest(date(2024, 3, 3), date(2024, 3, 5)) == (latest and date(2024, 3, latest))


def test_a_window_asks_about_what_is_of_its_days_and_of_its_categories():
    found = checking.find([notation.read(TABLE)], (unbalanced_delta,))
    window = Window(until=date(2024, 3, 2), categories=["tanks"])

    assert [(one.category, one.day.day) for one in found if window.asks_about(one)] == [
        ("tanks", 2)
    ]


def test_only_optional_rules_ask_of_every_day():
    assert not checking.asks_of_every_day(checking.selected())
    assert checking.asks_of_every_day(checking.selected([name(OPTIONAL[0])]))


def test_stale_waivers_are_asked_of_now_alone():
    rules = checking.selected(["T101", "stale-waiver"])

    assert checking.as_of(None, rules) == rules
    assert checking.as_of(date(2024, 3, 2), rules) == (unbalanced_delta,)


def test_a_finding_has_the_page_of_its_day():
    record = replace(notation.read(TABLE), pages={date(2024, 3, 2): "https://example.org/2"})

    found = checking.find([record], (unbalanced_delta,))

    assert [(finding.day.day, finding.url) for finding in found] == [
        (2, "https://example.org/2"),
        (3, None),
        (2, "https://example.org/2"),
    ]


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


def test_balances_are_covered_where_their_rule_runs():
    covered = checking.coverage([notation.read(TABLE)], Window(), (falling_total,))

    assert (covered.balances, covered.series) == (None, 2)


def test_covers_nothing_outside_of_every_series():
    covered = checking.coverage([notation.read(TABLE)], Window(since=date(2025, 1, 1)), RULES)

    assert (covered.balances, covered.last_delta_on, covered.last_total_on) == (0, None, None)


def quiet(*left_out):
    """The record of TABLE, and days left out of its excerpts."""
    return replace(notation.read(TABLE), quiet=left_out)


TANKS = Quiet("tanks", date(2024, 3, 4), date(2024, 3, 8), has_deltas=True)
AIRCRAFT = Quiet("aircraft", date(2024, 3, 5), date(2024, 3, 12), has_deltas=False)


@pytest.mark.parametrize(
    ("window", "balances", "last_delta_on", "last_total_on"),
    [
        pytest.param(Window(), 9, 8, 12, id="all, and the day after the last"),
        pytest.param(Window(until=date(2024, 3, 4)), 4, 4, 4, id="to the first"),
        pytest.param(Window(until=date(2024, 3, 3)), 3, 3, 3, id="to the day before"),
        pytest.param(Window(until=date(2024, 3, 2)), 2, 2, 2, id="before them"),
        pytest.param(Window(until=date(2024, 3, 7)), 7, 7, 7, id="to the last but one"),
        pytest.param(Window(since=date(2024, 3, 7)), 3, 8, 12, id="from the last but one"),
        pytest.param(Window(since=date(2024, 3, 9)), 1, None, 12, id="from the day after"),
        pytest.param(Window(since=date(2024, 3, 10)), 0, None, 12, id="after them"),
        pytest.param(Window(categories=["tanks"]), 8, 8, 8, id="one category"),
        pytest.param(Window(categories=["aircraft"]), 1, 2, 12, id="another"),
    ],
)
def test_covers_the_days_that_were_left_out(window, balances, last_delta_on, last_total_on):
    covered = checking.coverage([quiet(TANKS, AIRCRAFT)], window, RULES)

    assert covered.balances == balances
    assert covered.last_delta_on == (last_delta_on and date(2024, 3, last_delta_on))
    assert covered.last_total_on == date(2024, 3, last_total_on)


@pytest.mark.parametrize(
    ("ends", "balances"),
    [
        pytest.param({}, 10, id="between others, the day after them counts"),
        pytest.param({"begins": True}, 9, id="before the first there is no total"),
        pytest.param({"ends": True}, 9, id="there is no day after the last"),
        pytest.param({"begins": True, "ends": True}, 8, id="all there is"),
    ],
)
def test_covers_series_of_which_all_days_were_left_out(ends, balances):
    ships = Quiet("ships", date(2024, 3, 1), date(2024, 3, 9), has_deltas=True, **ends)

    covered = checking.coverage([quiet(ships)], Window(categories=["ships"]), RULES)

    assert (covered.balances, covered.series) == (balances, 1)
    assert checking.coverage([quiet(ships)], Window(), RULES).series == 3


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


def test_who_asks_for_no_verdicts_has_the_same_findings_without_them():
    record = notation.read("""
        2024-03-01  tanks  6,600   +4
        2024-03-02  tanks  6,614  +12
    """)

    [judged] = checking.find([record], checking.selected())
    [plain] = checking.find([record], checking.selected(), is_judged=False)

    assert judged.verdict is not None
    assert plain == replace(judged, verdict=None, alternatives=(), suspect=None, grounds=())
