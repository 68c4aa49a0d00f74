"""`tally show --corrected` and `--every`: implied values, and weeks and months."""

import csv
import io
import json

import pytest

TABLE = """day,category,total,delta
2024-03-01,tanks,6600,4
2024-03-02,tanks,6641,14
2024-03-03,tanks,6620,6
2024-03-04,tanks,6625,5
2024-03-01,aircraft,340,1
2024-03-02,aircraft,352,21
2024-03-03,aircraft,354,2
"""
DAYS = """day,category,total,delta
2024-02-28,tanks,6580,10
2024-02-29,tanks,6590,10
2024-03-01,tanks,6600,10
2024-03-02,tanks,6612,12
2024-03-03,tanks,6625,12
2024-03-04,tanks,6630,5
2024-03-05,tanks,6640,
2024-04-01,tanks,6700,3
"""


@pytest.fixture
def suspicious(tally, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    tally("ingest", "a.csv")
    return tally


@pytest.fixture
def ingested(tally, tmp_path):
    (tmp_path / "a.csv").write_text(DAYS)
    tally("ingest", "a.csv")
    return tally


def rows(tally, *words):
    return json.loads(tally("show", "--json", *words).out)


def test_a_misprinted_total_is_shown_as_it_must_have_been_and_marked(suspicious):
    words = ["--corrected", "--category", "tanks", "--until", "2024-03-03"]

    assert suspicious("show", *words).out.splitlines() == [
        "tanks  general-staff",
        "       day  total  delta  difference",
        "2024-03-01  6,600     +4           -",
        "2024-03-02  6,614    +14         +14  * unbalanced-delta  * total implied, 6,641 printed",
        "2024-03-03  6,620     +6          +6  ! unbalanced-delta, falling-total",
        "",
        "! a finding   * implied value   (`tally explain DAY CATEGORY`)",
    ]


def test_a_misprinted_delta_is_shown_as_it_must_have_been(suspicious):
    line = suspicious("show", "--corrected", "--category", "aircraft").out.splitlines()[3]

    assert line.split("  * ")[0] == "2024-03-02    352    +12         +12"
    assert line.endswith("  * delta implied, +21 printed")


def test_without_being_asked_nothing_is_corrected(suspicious):
    assert {row["printed_total"] for row in rows(suspicious)} == {None}
    assert [row["total"] for row in rows(suspicious, "--category", "tanks")][1] == 6641


def test_json_and_csv_have_what_was_printed_beside_what_is_implied(suspicious):
    words = ["--corrected", "--since", "2024-03-02", "--until", "2024-03-02"]
    read = list(csv.DictReader(io.StringIO(suspicious("show", "--csv", *words).out)))

    wanted = ("total", "delta", "printed_total", "printed_delta", "discrepancy")
    assert {row["category"]: [row[key] for key in wanted] for row in rows(suspicious, *words)} == {
        "tanks": [6614, 14, 6641, None, 0],
        "aircraft": [352, 12, None, 21, 0],
    }
    assert {row["category"]: [row[key] for key in wanted] for row in read} == {
        "tanks": ["6614", "14", "6641", "", "0"],
        "aircraft": ["352", "12", "", "21", "0"],
    }


def test_a_waived_finding_accuses_nobody(suspicious):
    waived = ["T101", "2024-03-02", "aircraft", "--adjustment", "-9", "--reason", "why"]
    suspicious("waive", *waived)

    [row] = rows(suspicious, "--corrected", "--category", "aircraft", "--since", "2024-03-02",
                 "--until", "2024-03-02")  # fmt: skip

    assert (row["delta"], row["printed_delta"]) == (21, None)


def test_a_week_shows_its_last_total_and_the_sums_of_its_deltas_and_differences(ingested):
    lines = ingested("show", "--category", "tanks", "--every", "week").out.splitlines()

    assert lines[2:4] == [
        "2024-03-03  6,625    +54         +45  ! unbalanced-delta",
        "2024-03-05  6,640     +5         +15",
    ]


@pytest.mark.parametrize(
    ("every", "words", "expected"),
    [
        (
            "month",
            [],
            [
                ("2024-02-29", 6590, 20, None, 10, 0),
                ("2024-03-05", 6640, 39, 6590, 50, -1),
                ("2024-04-01", 6700, 3, None, None, None),
            ],
        ),
        (
            "month",
            ["--since", "2024-03-03"],
            [
                ("2024-03-05", 6640, 17, 6612, 28, -1),
                ("2024-04-01", 6700, 3, None, None, None),
            ],
        ),
        (
            "month",
            ["--until", "2024-03-02"],
            [("2024-02-29", 6590, 20, None, 10, 0), ("2024-03-02", 6612, 22, 6590, 22, 0)],
        ),
        (
            "week",
            ["--since", "2024-03-02", "--until", "2024-03-04"],
            [("2024-03-03", 6625, 24, 6600, 25, -1), ("2024-03-04", 6630, 5, 6625, 5, 0)],
        ),
    ],
)
def test_a_period_cut_short_has_the_sums_of_the_days_asked_for(ingested, every, words, expected):
    keys = ("day", "total", "delta", "previous_total", "difference", "discrepancy")

    found = rows(ingested, "--every", every, *words)

    assert [tuple(row[key] for key in keys) for row in found] == expected


def test_a_period_names_all_its_findings(ingested):
    march = rows(ingested, "--every", "month", "--since", "2024-03-01", "--until", "2024-03-04")

    assert [row["findings"] for row in march] == [["unbalanced-delta"]]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        pytest.param(["--until", "2024-03-02"], 6641, id="the last total is implied"),
        pytest.param([], None, id="a later total stands for the week"),
    ],
)
def test_a_period_tells_the_printed_total_where_its_own_is_implied(suspicious, words, printed):
    week, *_ = rows(suspicious, "--corrected", "--category", "tanks", "--every", "week", *words)

    assert (week["printed_total"], week["discrepancy"]) == (printed, 0)


def test_a_period_tells_the_sum_of_the_deltas_as_printed(suspicious):
    [week] = rows(suspicious, "--corrected", "--category", "aircraft", "--every", "week")

    assert (week["delta"], week["printed_delta"], week["discrepancy"]) == (15, 24, 0)
