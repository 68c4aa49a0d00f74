"""Waivers applied: an equation that closes, or a finding of its own."""

import re
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check import waivers
from tallytrack.check.rules import (
    broken_merger,
    disagreeing_documents,
    unbalanced_delta,
    unreported_change,
)
from tallytrack.finding import Finding, Severity
from tallytrack.waiver import Waiver

DAY = date(2023, 5, 28)
TANKS = """
    2023-05-27  3,799  +3
    2023-05-28  3,797  +3
"""


def waive(adjustment=None, category="tanks", rule="unbalanced-delta", day=DAY):
    return Waiver(rule, "general-staff", day, category, adjustment, "announced")


def apply(table, *given, rule=unbalanced_delta):
    return waivers.apply(list(rule.find(notation.read(table))), given)


def test_an_adjustment_that_closes_the_balance_settles_it():
    [finding] = apply(TANKS, waive(-5))

    assert finding.waived == "announced"
    assert waivers.needed(finding) == -5


def test_a_finding_without_a_waiver_stays_as_it_is():
    [finding] = apply(TANKS)

    assert finding.waived is None


@pytest.mark.parametrize(
    ("waiver", "message"),
    [
        pytest.param(
            waive(-4),
            "the waiver of unbalanced-delta for tanks does not close the balance: +3 reported"
            " and an adjustment of -4 do not make -2; it needs -5",
            id="another adjustment",
        ),
        pytest.param(
            waive(5),
            "the waiver of unbalanced-delta for tanks does not close the balance: +3 reported"
            " and an adjustment of +5 do not make -2; it needs -5",
            id="the wrong sign",
        ),
        pytest.param(
            waive(),
            "the waiver of unbalanced-delta for tanks does not close the balance: +3 reported"
            " and no adjustment do not make -2; it needs -5",
            id="no adjustment",
        ),
        pytest.param(
            waive(-5, "uavs"),
            "the waiver of unbalanced-delta for uavs meets no finding; remove it",
            id="another category",
        ),
        pytest.param(
            waive(-5, day=date(2023, 5, 27)),
            "the waiver of unbalanced-delta for tanks meets no finding; remove it",
            id="another day",
        ),
    ],
)
def test_a_waiver_that_does_not_match_is_a_finding(waiver, message):
    finding, stale = apply(TANKS, waiver)

    assert finding.waived is None
    assert (stale.rule, stale.code, stale.message) == ("stale-waiver", "T190", message)


def test_a_waiver_wider_than_it_needs_to_be_settles_and_is_a_finding():
    finding, stale = apply(TANKS, waive(-5, category=None))

    assert finding.waived == "announced"
    assert stale.message == (
        "the waiver of unbalanced-delta for every category is wider than it needs to be;"
        " limit it to tanks"
    )


def test_a_day_is_settled_for_all_categories_that_need_the_same_adjustment():
    table = """
        2023-05-27  helicopters  296  +0
        2023-05-28  helicopters  298  +0
        2023-05-27  mlrs         572  +2
        2023-05-28  mlrs         574  +0
    """

    assert [finding.waived for finding in apply(table, waive(2, category=None))] == [
        "announced",
        "announced",
    ]


UNLIKE = """
    2023-05-27  helicopters  296  +0
    2023-05-28  helicopters  298  +0
    2023-05-27  mlrs         572  +2
    2023-05-28  mlrs         574  +0
    2023-05-27  uavs         3,090  +5
    2023-05-28  uavs         3,152  +13
"""


def test_a_day_settled_in_part_is_to_be_limited_to_what_it_settles():
    *findings, stale = apply(UNLIKE, waive(2, category=None))

    assert {finding.category: finding.waived for finding in findings} == {
        "helicopters": "announced",
        "mlrs": "announced",
        "uavs": None,
    }
    assert stale.message == (
        "the waiver of unbalanced-delta for every category is wider than it needs to be;"
        " limit it to helicopters and mlrs: give --adjustment CATEGORY=N for each"
    )


def test_all_categories_that_a_day_settles_are_named():
    table = f"""{UNLIKE}
        2023-05-27  ships  18  +0
        2023-05-28  ships  20  +0
    """

    *_, stale = apply(table, waive(2, category=None))

    assert stale.message.partition("limit it to ")[2] == (
        "helicopters, mlrs and ships: give --adjustment CATEGORY=N for each"
    )


@pytest.mark.parametrize(
    ("adjustment", "said"), [(7, "an adjustment of +7"), (None, "no adjustment")]
)
def test_a_day_not_settled_at_all_says_whose_balance_it_shows(adjustment, said):
    *_, stale = apply(TANKS, waive(adjustment, category=None))

    assert stale.message == (
        "the waiver of unbalanced-delta for every category does not close the balance of tanks:"
        f" +3 reported and {said} do not make -2; it needs -5;"
        " give --adjustment CATEGORY=N for each"
    )


def test_a_total_that_moved_without_a_word_needs_an_adjustment_too():
    table = """
        2024-05-28  uavs             10,467  +42
        2024-05-28  cruise_missiles   2,221  -
        2024-05-29  uavs             10,500  +33
        2024-05-29  cruise_missiles   2,222  -
    """
    day = date(2024, 5, 29)
    waiver = waive(1, "cruise_missiles", "unreported-change", day)

    [finding] = apply(table, waiver, rule=unreported_change)

    assert finding.waived == "announced"


def test_what_was_not_reported_is_said_to_be_nothing():
    table = """
        2024-05-28  uavs             10,467  +42
        2024-05-28  cruise_missiles   2,221  -
        2024-05-29  uavs             10,500  +33
        2024-05-29  cruise_missiles   2,222  -
    """
    waiver = waive(2, "cruise_missiles", "unreported-change", date(2024, 5, 29))

    _, stale = apply(table, waiver, rule=unreported_change)

    assert stale.message == (
        "the waiver of unreported-change for cruise_missiles does not close the balance: nothing"
        " reported and an adjustment of +2 do not make +1; it needs +1"
    )


def test_what_is_no_balance_needs_no_adjustment():
    table = """
        2022-04-30  vehicles             1,701   +6
        2022-04-30  fuel_tanks              76   +0
        2022-05-01  vehicles_fuel_tanks  1,796  +20
    """

    [finding] = apply(table, rule=broken_merger)

    assert waivers.needed(finding) is None


@pytest.mark.parametrize("category", ["uavs", None])
def test_a_stale_waiver_is_a_finding_of_its_own_source_and_day(category):
    [stale] = waivers.apply([], [waive(category=category)])

    subject = category or "every category"
    assert stale == Finding(
        rule="stale-waiver",
        code="T190",
        severity=Severity.ERROR,
        source="general-staff",
        category=category or "",
        day=DAY,
        message=f"the waiver of unbalanced-delta for {subject} meets no finding; remove it",
    )


def test_what_is_no_balance_is_settled_without_an_adjustment():
    table = """
        2024-03-02                6,614  +14
        2024-03-02  @petroivaniuk 6,641  -
    """
    rule = "disagreeing-documents"
    day = date(2024, 3, 2)

    [settled] = apply(table, waive(None, "tanks", rule, day), rule=disagreeing_documents)
    _, stale = apply(table, waive(2, "tanks", rule, day), rule=disagreeing_documents)

    assert settled.waived == "announced"
    assert stale.message == (
        "the waiver of disagreeing-documents for tanks has an adjustment, but no balance to"
        " close; leave it out"
    )


def test_the_order_of_waivers_changes_nothing():
    given = [waive(-4), waive(-5, "uavs"), waive(7, rule="falling-total")]

    assert apply(TANKS, *given) == apply(TANKS, *reversed(given))


@pytest.mark.parametrize(("heading", "stale"), [("Flagged", ["stale-waiver"]), ("Allowed", [])])
def test_the_example_it_gives_of_itself_is_true(heading, stale):
    table = re.search(rf"^{heading}\n((?: {{4}}.+\n)+)", waivers.__doc__, re.MULTILINE)[1]
    adjustment = int(re.search(r"waived with ([+-]\d+)", table)[1])

    _, *complaints = apply(table, waive(adjustment))

    assert [one.rule for one in complaints] == stale
