"""`tally waive`: acknowledge a finding; list, remove and export what was acknowledged."""

import json
import tomllib

import pytest

from tallytrack import waiver
from tallytrack.check.rule import name
from tallytrack.check.rules import RULES
from tallytrack.check.waivers import BALANCES

TABLE = """day,category,total,delta
2023-05-27,tanks,3799,3
2023-05-28,tanks,3797,3
2023-05-29,tanks,3800,3
2023-05-27,uavs,3090,5
2023-05-28,uavs,3152,13
"""
TANKS = ["unbalanced-delta", "2023-05-28", "tanks"]
DAY = ["unbalanced-delta", "2023-05-28"]
BECAUSE = ["--reason", "announced"]


@pytest.fixture
def ingested(tally, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    tally("ingest", "a.csv")
    return tally


def checked(tally, *words):
    """The findings of `tally check`: rule, category, waived or the message of a stale waiver."""
    rules = ["--select", "unbalanced-delta", "--select", "stale-waiver"]
    ended = tally("check", "--json", "--show-waived", *rules, *words)
    return {
        (one["rule"], one["category"]): one["waived"] or one["message"]
        for one in json.loads(ended.out)
    }


def test_an_adjustment_that_closes_the_balance_settles_it(ingested):
    ended = ingested("waive", *TANKS, "--adjustment", "-5", *BECAUSE)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "waived: unbalanced-delta of tanks on 2023-05-28 (-5)\n"
    assert checked(ingested, "--category", "tanks") == {("unbalanced-delta", "tanks"): "announced"}
    assert ingested("check", "--category", "tanks", "--select", "unbalanced-delta").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(
            [*TANKS, "--adjustment", "-4"],
            "the waiver of unbalanced-delta for tanks does not close the balance:"
            " +3 reported and an adjustment of -4 do not make -2; it needs -5",
            id="does not match",
        ),
        pytest.param(
            ["falling-total", "2023-05-29", "tanks"],
            "the waiver of falling-total for tanks meets no finding; remove it",
            id="matches nothing",
        ),
        pytest.param(
            ["falling-total", "2023-05-28"],
            "the waiver of falling-total for every category is wider than it needs to be;"
            " limit it to tanks",
            id="wider than needed",
        ),
        pytest.param(
            [*DAY, "--adjustment", "-5"],
            "the waiver of unbalanced-delta for every category is wider than it needs to be;"
            " limit it to tanks",
            id="wider than its adjustment",
        ),
    ],
)
def test_a_waiver_that_does_not_fit_is_a_finding(ingested, words, said):
    assert ingested("waive", *words, *BECAUSE).code == 0

    ended = ingested("check", "--select", "stale-waiver", "--json")

    assert ended.code == 1
    assert [(one["code"], one["message"]) for one in json.loads(ended.out)] == [("T190", said)]
    assert "stale-waiver" not in ingested("check", "--ignore", "stale-waiver").out


def test_a_stale_waiver_is_shown_with_the_day_it_is_about(ingested):
    ingested("waive", "falling-total", "2023-05-29", *BECAUSE)

    assert ingested("check", "--select", "stale-waiver").out.splitlines() == [
        "2023-05-29  general-staff  stale-waiver  T190 (error)",
        "  the waiver of falling-total for every category meets no finding; remove it",
        "  next: tally show --since 2023-05-29 --until 2023-05-29",
        "",
        "1 finding; last reported delta 2023-05-29, last total 2023-05-29",
        "1 stale-waiver",
    ]


def test_a_day_is_waived_with_an_adjustment_for_each_category(ingested):
    ended = ingested(
        "waive", *DAY, "--adjustment", "tanks=-5", "--adjustment", "uavs=+49", *BECAUSE
    )

    assert ended.out.splitlines() == [
        "waived: unbalanced-delta of tanks on 2023-05-28 (-5)",
        "waived: unbalanced-delta of uavs on 2023-05-28 (+49)",
    ]
    assert checked(ingested) == {
        ("unbalanced-delta", "tanks"): "announced",
        ("unbalanced-delta", "uavs"): "announced",
    }
    assert ingested("check", "--select", "unbalanced-delta").out == (
        "2 of 3 balances do not close, on 1 day, 2 waived;"
        " last reported delta 2023-05-29, last total 2023-05-29\n"
    )


def test_the_list_has_each_waiver_with_its_reason_and_where_to_see_it(ingested):
    ingested("waive", *TANKS, "--adjustment", "-5", *BECAUSE, "--url", "https://a.example/1")
    ingested("waive", "falling-total", "28 May 2023", "--reason", "the same")

    assert ingested("waive", "--list").out.splitlines() == [
        "falling-total of every category on 2023-05-28  general-staff",
        "  the same",
        "unbalanced-delta of tanks on 2023-05-28 (-5)  general-staff",
        "  announced",
        "  see https://a.example/1",
    ]


def test_no_waivers_are_listed_and_exported_as_nothing(ingested):
    assert ingested("waive", "--list").out == ""
    assert waiver.from_toml(ingested("waive", "--export").out, "x.toml") == []


def test_what_is_removed_no_longer_holds(ingested):
    ingested("waive", *TANKS, "--adjustment", "-5", *BECAUSE)

    ended = ingested("waive", *TANKS, "--remove")

    assert (ended.code, ended.out) == (
        0,
        "no longer waived: unbalanced-delta of tanks on 2023-05-28\n",
    )
    assert ingested("waive", "--list").out == ""
    assert ingested("check", "--category", "tanks", "--select", "unbalanced-delta").code == 1


def test_several_are_removed_together_or_not_at_all(ingested):
    ingested("waive", *TANKS, "--adjustment", "-5", *BECAUSE)

    ended = ingested(
        "waive", *DAY, "--adjustment", "tanks=-5", "--adjustment", "uavs=+49", "--remove"
    )

    assert ended.code == 2
    assert ended.err == (
        "tally: not waived: unbalanced-delta of uavs on 2023-05-28 (+49);"
        " nothing was removed; see --list\n"
    )
    assert "of tanks on" in ingested("waive", "--list").out


def test_what_is_exported_can_be_read_again(ingested):
    ingested("waive", *DAY, "--adjustment", "tanks=-5", "--adjustment", "uavs=49", *BECAUSE)
    ingested("waive", "missing-day", "2023-05-30", "--reason", 'none "at all" \\ that day')

    exported = ingested("waive", "--export").out
    again = waiver.from_toml(exported, "exported.toml")

    assert tomllib.loads(exported)["waiver"][0]["adjustments"] == {"tanks": -5, "uavs": 49}
    assert [(one.rule, one.category, one.adjustment, one.reason) for one in again] == [
        ("unbalanced-delta", "tanks", -5, "announced"),
        ("unbalanced-delta", "uavs", 49, "announced"),
        ("missing-day", None, None, 'none "at all" \\ that day'),
    ]
    assert waiver.to_toml(again) == exported


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_every_kind_of_rule_can_be_waived_by_name_and_by_code(ingested, rule):
    adjustment = ["--adjustment", "-5"] if name(rule) in BALANCES else []

    ended = ingested("waive", rule.CODE, "2023-05-28", "tanks", *adjustment, *BECAUSE)

    said = " (-5)" if adjustment else ""
    assert ended.out == f"waived: {name(rule)} of tanks on 2023-05-28{said}\n"
    assert ingested("waive", name(rule), "2023-05-28", "tanks", "--remove").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "name the rule and the day: tally waive RULE DAY [CATEGORY] --reason ..."),
        (TANKS[:1], "name the rule and the day: tally waive RULE DAY [CATEGORY] --reason ..."),
        (TANKS, "say why: --reason ..."),
        ([*TANKS, "--reason", " "], "say why: --reason ..."),
        (["x", *TANKS[1:], *BECAUSE], "no rule 'x'; expected one of unbalanced-delta,"),
        ([*DAY, "unicorns", *BECAUSE], "no category 'unicorns'; expected one of personnel,"),
        (["T101", "05/06/2023", *BECAUSE], "'05/06/2023' may mean 2023-06-05 or 2023-05-06;"),
        (
            ["stale-waiver", *TANKS[1:], *BECAUSE],
            "stale-waiver is about waivers themselves: correct or remove the waiver",
        ),
        (
            [*TANKS, "--adjustment", "five", *BECAUSE],
            "'five' is not an adjustment; expected -5 or tanks=-5",
        ),
        (
            [*DAY, "--adjustment", "unicorns=1", *BECAUSE],
            "no category 'unicorns'; expected one of personnel,",
        ),
        (
            [*TANKS, "--adjustment", "1", "--adjustment", "2", *BECAUSE],
            "two adjustments for one category; write --adjustment CATEGORY=N for each",
        ),
        (
            [*TANKS, "--adjustment", "uavs=+49", *BECAUSE],
            "--adjustment is for uavs, but the waiver for tanks; name the category once",
        ),
        (
            [*TANKS, "--adjustment", "-5", "--source", "nobody", *BECAUSE],
            "no source 'nobody' in the tally; nothing was waived",
        ),
        (
            [*TANKS, "--remove"],
            "not waived: unbalanced-delta of tanks on 2023-05-28; nothing was removed; see --list",
        ),
        (["--list", "--export"], "--list and --export exclude each other; give one of them"),
        (
            [*TANKS, "--remove", "--list"],
            "--list and --remove exclude each other; give one of them",
        ),
    ],
)
def test_wrong_usage_is_said_and_waives_nothing(ingested, words, said):
    ended = ingested("waive", *words)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tally: {said}")
    assert ended.err.count("\n") == 1
    assert ingested("waive", "--list").out == ""


@pytest.mark.parametrize("rule", sorted(BALANCES))
@pytest.mark.parametrize("category", [["tanks"], []])
def test_a_balance_is_not_waived_without_the_number_that_makes_it_close(ingested, rule, category):
    ended = ingested("waive", rule, "2023-05-28", *category, *BECAUSE)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"tally: {rule} is about a balance; give the number that makes it close:"
        " --adjustment N, or CATEGORY=N for each\n"
    )
    assert ingested("waive", "--list").out == ""


@pytest.mark.parametrize("adjustment", ["-5", "tanks=-5"])
def test_an_adjustment_is_refused_where_there_is_no_balance(ingested, adjustment):
    ended = ingested("waive", "falling-total", "2023-05-28", "--adjustment", adjustment, *BECAUSE)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "tally: falling-total has no balance to close; leave out --adjustment\n"
    assert ingested("waive", "--list").out == ""


@pytest.mark.parametrize(
    "words", [["--list"], ["--export"], [*TANKS, "--adjustment", "-5", *BECAUSE]]
)
def test_without_a_tally_there_is_nothing_to_waive_and_none_is_made(tally, tmp_path, words):
    ended = tally("waive", *words)

    assert (ended.code, ended.out) == (3, "")
    assert list(tmp_path.iterdir()) == []
