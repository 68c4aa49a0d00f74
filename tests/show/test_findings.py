"""Findings for people: headings, arithmetic, places, and a summary of what was covered."""

from dataclasses import replace
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check import checking, events
from tallytrack.check.checking import Coverage, Window
from tallytrack.check.rules import RULES, falling_total, missing_day, unbalanced_delta
from tallytrack.figure import Measure
from tallytrack.finding import Suspect, Verdict
from tallytrack.show import findings as shown
from tallytrack.show import styled

TABLE = """
    2024-03-01 tanks    6,600   +4
    2024-03-02 tanks    6,614  +12
    2024-03-01 aircraft   100   +1
    2024-03-02 aircraft   101   +9
"""


def text(lines):
    return "\n".join(styled.plain(line) for line in lines)


def broken(table=TABLE):
    return list(unbalanced_delta.find(notation.read(table)))


def test_an_event_has_a_heading_its_arithmetic_its_places_and_the_next_command():
    found = [replace(finding, url="https://a.example/2") for finding in broken()]

    assert text(shown.lines(events.grouped(found))).split("\n") == [
        "2024-03-02  general-staff  unbalanced-delta  T101 (error), 2 categories",
        "  aircraft: reported +9, but the totals go from 100 to 101 (+1)",
        "    at example:5:0, example:4:0",
        "  tanks: reported +12, but the totals go from 6,600 to 6,614 (+14)",
        "    at example:3:0, example:2:0",
        "  see https://a.example/2",
        "  next: tally explain 2024-03-02 aircraft",
        "",
    ]


def test_a_single_category_is_not_counted():
    heading, *_ = shown.lines(events.grouped(broken()[:1]))

    assert styled.plain(heading) == "2024-03-02  general-staff  unbalanced-delta  T101 (error)"


def test_a_finding_of_a_whole_day_leads_to_the_day():
    [finding] = broken()[:1]

    *_, following, _ = shown.lines(events.grouped([replace(finding, category="")]))

    assert styled.plain(following) == "  next: tally show --since 2024-03-02 --until 2024-03-02"


def test_a_verdict_comes_with_its_suspect_its_alternatives_and_its_grounds():
    suspect = Suspect(Measure.TOTAL, date(2024, 3, 2), "general-staff", 6614, 6612)
    finding = replace(
        broken()[0],
        verdict=Verdict.MISPRINTED_TOTAL,
        alternatives=(Verdict.RESTATEMENT,),
        suspect=suspect,
        grounds=("one keystroke apart",),
    )

    assert text(shown.one(finding)) == (
        "  tanks: reported +12, but the totals go from 6,600 to 6,614 (+14)\n"
        "    misprinted-total (or restatement): general-staff's total of 2024-03-02, 6,614,"
        " should be 6,612\n"
        "      - one keystroke apart"
    )


def test_a_suspected_delta_has_its_sign_and_may_have_no_implied_value():
    suspect = Suspect(Measure.DELTA, date(2024, 3, 2), "general-staff", 12, None)
    finding = replace(broken()[0], verdict=Verdict.MISPRINTED_DELTA, suspect=suspect)

    assert text(shown.one(finding)).endswith(
        "    misprinted-delta: general-staff's delta of 2024-03-02, +12"
    )


def test_a_waived_finding_says_why():
    finding = replace(broken()[0], waived="they said so")

    assert text(shown.one(finding)).endswith("\n    waived: they said so")


def test_control_characters_of_a_reason_are_written_out():
    finding = replace(broken()[0], waived="\x1b[2J")

    assert text(shown.one(finding)).endswith(r"waived: \x1b[2J")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            TABLE,
            (
                "2 of 2 balances do not close, on 1 day;"
                " last reported delta 2024-03-02, last total 2024-03-02"
            ),
        ),
        (
            "2024-03-01 1 +1\n2024-03-02 5 +1",
            (
                "1 of 1 balance does not close, on 1 day;"
                " last reported delta 2024-03-02, last total 2024-03-02"
            ),
        ),
        (
            "2024-03-01 1 +1\n2024-03-02 2 +1",
            "1 balance checked, all close; last reported delta 2024-03-02, last total 2024-03-02",
        ),
        ("2024-03-01 1 -", "no balance could be checked; last total 2024-03-01"),
    ],
)
def test_the_summary_says_how_much_was_checked_and_what_it_covers(table, said):
    record = notation.read(table)
    coverage = checking.coverage([record], Window(), RULES)

    assert text(shown.summary(broken(table), coverage)) == said


def test_the_summary_of_nothing():
    assert text(shown.summary([], Coverage(0, 0, None, None))) == "no balance could be checked"


def test_the_summary_says_what_is_waived():
    found = broken()
    found[0] = replace(found[0], waived="why")

    assert text(shown.summary(found, Coverage(13_020, 2, None, None))) == (
        "2 of 13,020 balances do not close, on 1 day, 1 waived"
    )


def test_the_summary_counts_the_other_rules():
    record = notation.read("2024-03-01 9 -\n2024-03-02 8 -\n2024-03-04 8 -")
    found = [*falling_total.find(record), *missing_day.find(record)]

    assert text(shown.summary(found, Coverage(0, 1, None, None))) == (
        "no balance could be checked\nalso: 1 falling-total, 1 missing-day"
    )
