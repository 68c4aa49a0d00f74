"""The figures by day: one category in detail, or many side by side; and summed up."""

from datetime import date
from itertools import pairwise

import pytest

from tallytrack import notation
from tallytrack.check.rules import missing_day, unbalanced_delta
from tallytrack.show import figures, sheets, styled

TABLE = """
    2024-02-28  6,600   +4
    2024-02-29  6,614  +12
    2024-03-01  6,620   +6
    2024-03-04  6,640    -
    2024-03-05      -   +3
"""


def sheet(table=TABLE, every="day", **more):
    record = notation.read(table)
    found = [*unbalanced_delta.find(record), *missing_day.find(record)]
    return sheets.sheet(record.series[0], found, every, **more)


def text(lines):
    return [styled.plain(line) for line in lines]


def test_in_detail_every_day_has_its_figures_difference_and_findings_by_name():
    assert text(figures.detailed(sheet())) == [
        "tanks  general-staff",
        "       day  total  delta  difference",
        "2024-02-28  6,600     +4           -",
        "2024-02-29  6,614    +12         +14  ! unbalanced-delta",
        "2024-03-01  6,620     +6          +6",
        "2024-03-04  6,640      -           -  ? missing-day",
        "2024-03-05      -     +3           -",
    ]


def test_the_first_difference_uses_the_hidden_day_before():
    shown = sheet(holds=lambda day: day >= date(2024, 2, 29))

    assert [row.difference for row in shown.rows] == [14, 6, None, None]
    assert shown.rows[0].balance.previous_total == 6600


@pytest.mark.parametrize(
    ("every", "rows"),
    [
        (
            "week",
            [
                ("2024-03-01", 6620, 22, 20, ["unbalanced-delta"]),
                ("2024-03-05", 6640, 3, None, ["missing-day"]),
            ],
        ),
        (
            "month",
            [
                ("2024-02-29", 6614, 16, 14, ["unbalanced-delta"]),
                ("2024-03-05", 6640, 9, 6, ["missing-day"]),
            ],
        ),
    ],
)
def test_a_period_has_its_last_total_and_the_sums_of_its_days(every, rows):
    assert [
        (
            str(r.balance.day),
            r.balance.total,
            r.balance.delta,
            r.difference,
            [f.rule for f in r.findings],
        )
        for r in sheet(every=every).rows
    ] == rows


def test_what_was_not_printed_is_not_summed_as_zero():
    [row] = sheet("2024-03-05 5 -\n2024-03-06 6 -", "week").rows

    assert (row.balance.delta, row.difference) == (None, 1)


NAMES = ["personnel", "armoured_vehicles", "special_equipment", "artillery", "tanks"]


def many():
    rows = [f"2024-03-0{day} {name} {123 * day:,} +{day}" for day in (1, 2) for name in NAMES]
    record = notation.read("\n".join(rows))
    return [sheets.sheet(series, ()) for series in record.series]


def test_side_by_side_a_category_is_a_column_of_total_and_delta():
    assert text(figures.side_by_side([*map(sheet, [TABLE, TABLE])])) == [
        "day             tanks       tanks",
        "2024-02-28   6,600 +4    6,600 +4",
        "2024-02-29  6,614 +12!  6,614 +12!",
        "2024-03-01   6,620 +6    6,620 +6",
        "2024-03-04    6,640 -?    6,640 -?",
        "2024-03-05       - +3        - +3",
    ]


def test_a_day_that_a_category_lacks_is_a_hyphen():
    record = notation.read("2024-03-01 tanks 1 +1\n2024-03-02 aircraft 2 +1")

    assert text(figures.side_by_side([sheets.sheet(s, ()) for s in record.series])) == [
        "day         tanks   aircraft",
        "2024-03-01   1 +1          -",
        "2024-03-02      -       2 +1",
    ]


@pytest.mark.parametrize(("width", "blocks"), [(20, 5), (80, 2), (140, 1), (None, 1)])
def test_columns_that_do_not_fit_go_into_blocks_below(width, blocks):
    lines = text(figures.side_by_side(many(), width))

    headers = [line.split()[1:] for line in lines if line.startswith("day")]
    assert len(headers) == blocks
    assert [name for names in headers for name in names] == NAMES
    assert lines.count("") == blocks - 1
    assert width is None or max(map(len, lines)) <= max(width, 32)


def test_columns_stand_under_one_another():
    header, *rows = text(figures.side_by_side(many(), 140))

    ends = [header.index(name) + len(name) for name in NAMES]
    assert all(a < b for a, b in pairwise(ends))
    for row in rows:
        assert [row[end - 1].isdigit() for end in ends] == [True] * len(NAMES)


def test_objects_say_null_for_what_is_not_known_and_nothing_is_lost():
    first, second, *_, last = figures.objects([sheet()])

    assert set(first) == set(figures.COLUMNS)
    assert first | {"previous_day": None, "difference": None, "discrepancy": None} == first
    assert second["difference"] == 14
    assert second["discrepancy"] == -2
    assert (second["previous_day"], second["previous_total"]) == ("2024-02-28", 6600)
    assert second["findings"] == ["unbalanced-delta"]
    assert (last["total"], last["delta"]) == (None, 3)
