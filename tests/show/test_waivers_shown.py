"""Waivers for people: what is waived, by how much, and why."""

from datetime import date

import pytest

from tallytrack.show import styled, waivers
from tallytrack.waiver import Waiver

DAY = date(2023, 5, 28)


@pytest.mark.parametrize(
    ("category", "adjustment", "said"),
    [
        ("tanks", -5, "unbalanced-delta of tanks on 2023-05-28 (-5)"),
        ("uavs", 1049, "unbalanced-delta of uavs on 2023-05-28 (+1,049)"),
        ("uavs", 0, "unbalanced-delta of uavs on 2023-05-28 (+0)"),
        (None, None, "unbalanced-delta of every category on 2023-05-28"),
    ],
)
def test_a_waiver_is_named_by_rule_category_day_and_adjustment(category, adjustment, said):
    waiver = Waiver("unbalanced-delta", "general-staff", DAY, category, adjustment, "why")

    assert waivers.subject(waiver) == said


def test_the_reason_and_the_address_stand_below():
    waiver = Waiver("missing-day", "general-staff", DAY, "tanks", None, "why", "https://a.example")

    assert [styled.plain(line) for line in waivers.listed([waiver])] == [
        "missing-day of tanks on 2023-05-28  general-staff",
        "  why",
        "  see https://a.example",
    ]


def test_control_characters_of_a_reason_are_written_out():
    waiver = Waiver("missing-day", "general-staff", DAY, "tanks", None, "\x1b[2J")

    assert [styled.plain(line) for line in waivers.listed([waiver])][1] == r"  \x1b[2J"


def test_without_waivers_nothing_is_listed():
    assert list(waivers.listed([])) == []
