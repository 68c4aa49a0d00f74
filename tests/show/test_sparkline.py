"""Sparklines: zero-based, gaps left empty, one axis of days, never wider than the terminal."""

from dataclasses import replace
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity
from tallytrack.show import sheets, sparkline
from tallytrack.show.styled import plain


def sheet(table, category="tanks", findings=()):
    [series] = notation.read(table).series
    return sheets.sheet(replace(series, category=category), findings)


WEEK = """
    2024-03-01  6,600   +8
    2024-03-02  6,604   +4
    2024-03-03  6,604   +0
    2024-03-05  6,606   +1
"""


def test_the_highest_is_a_whole_block_and_zero_is_none():
    assert sparkline.text([8, 4, 0, None, 1]) == "█▄_ ▁"


def test_what_is_below_zero_hangs():
    assert sparkline.text([8, -4]) == "█▔"


def test_nothing_but_zeroes_is_drawn_as_such():
    assert sparkline.text([0, 0]) == "__"


def test_a_missing_day_is_a_gap():
    shown = sheet(WEEK)

    parts = sparkline.bins(shown, date(2024, 3, 1), date(2024, 3, 5), 40)

    assert [part.value for part in parts] == [8, 4, 0, None, 1]


def test_a_delta_left_out_counts_as_none_where_the_total_did_not_move():
    shown = sheet("2024-03-01 10 +1\n2024-03-02 10 -\n2024-03-03 12 -")

    assert [sheets.number(row.balance, row.difference, Measure.DELTA) for row in shown.rows] == [
        1,
        0,
        None,
    ]


def test_all_lines_have_one_axis_of_days():
    early = sheet("2024-03-01 10 +1\n2024-03-02 12 +2")
    late = sheet("2024-03-03 10 +1\n2024-03-04 12 +2", "mlrs")

    _, first, second = (plain(line) for line in sparkline.lines([early, late], 80))

    assert first.split("max")[0].rstrip() == "tanks ▄█"
    assert second.split("max")[0].rstrip() == "mlrs    ▄█"


def test_a_day_with_a_finding_has_its_colour():
    finding = Finding(
        rule="unbalanced-delta",
        code="T101",
        severity=Severity.ERROR,
        source="general-staff",
        category="tanks",
        day=date(2024, 3, 2),
        message="",
    )

    _, line = sparkline.lines([sheet(WEEK, findings=[finding])], 80)

    assert [style for _, style in line[1:6]] == ["cyan", "bold red", *["cyan"] * 3]


@pytest.mark.parametrize("width", [80, 140])
def test_never_wider_than_the_terminal(width):
    table = "\n".join(f"{date.fromordinal(738000 + i)} {9000 + i} +1" for i in range(400))

    lines = [plain(line) for line in sparkline.lines([sheet(table), sheet(WEEK)], width)]

    assert max(map(len, lines)) <= width


def test_too_narrow_a_terminal_gets_none():
    assert list(sparkline.lines([sheet(WEEK)], 20)) == []


def test_totals_are_drawn_where_there_are_no_deltas():
    _, line = sparkline.lines([sheet("2024-03-01 5 -\n2024-03-02 10 -")], 80)

    assert plain(line).split() == ["tanks", "▄█", "total", "10"]
