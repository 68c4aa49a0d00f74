"""`tally show`: the figures by day."""

import csv
import io
import json

import pytest

TABLE = """day,category,total,delta
2022-09-30,tanks,2338,12
2022-10-01,tanks,2354,16
2022-10-02,tanks,2377,20
2022-10-03,tanks,2380,3
2022-10-01,aircraft,264,0
2022-10-02,aircraft,265,1
"""


@pytest.fixture
def ingested(tally, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    tally("ingest", "a.csv")
    return tally


def test_one_category_is_shown_in_detail_with_its_marks_and_their_meaning(ingested):
    assert ingested("show", "--category", "tanks").out.splitlines()[:7] == [
        "tanks  general-staff",
        "       day  total  delta  difference",
        "2022-09-30  2,338    +12           -",
        "2022-10-01  2,354    +16         +16",
        "2022-10-02  2,377    +20         +23  ! unbalanced-delta",
        "2022-10-03  2,380     +3          +3",
        "",
    ]


def test_several_categories_are_shown_side_by_side(ingested):
    lines = ingested("show", "--since", "2022-10-01").out.splitlines()

    assert lines[:5] == [
        "general-staff",
        "day             tanks   aircraft",
        "2022-10-01  2,354 +16     264 +0",
        "2022-10-02  2,377 +20!    265 +1",
        "2022-10-03   2,380 +3          -",
    ]


@pytest.mark.parametrize("since", ["2022-10-01", "2022-10", "1 Oct 2022", "October 1, 2022"])
def test_a_day_may_be_written_in_several_ways(ingested, since):
    rows = json.loads(ingested("show", "--category", "tanks", "--since", since, "--json").out)

    assert [row["day"] for row in rows] == ["2022-10-01", "2022-10-02", "2022-10-03"]


def test_the_first_difference_uses_the_hidden_day_before(ingested):
    words = ["--category", "tanks", "--since", "2022-10-01", "--until", "2022-10-01"]

    [row] = json.loads(ingested("show", "--json", *words).out)

    assert (row["previous_day"], row["previous_total"]) == ("2022-09-30", 2338)
    assert (row["difference"], row["discrepancy"]) == (16, 0)


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("01/02/2022", "'01/02/2022' may mean 2022-02-01 or 2022-01-02; write it as YYYY-MM-DD"),
        ("Oct 2022", "'Oct 2022' is not a day; expected 2022-10-01, 2022-10 or 1 Oct 2022"),
        ("2022-02-30", "'2022-02-30' is no day of the calendar; expected 2022-10-01"),
    ],
)
def test_a_day_that_is_not_certain_is_refused(ingested, option, text, said):
    ended = ingested("show", option, text)

    assert (ended.code, ended.out) == (2, "")
    assert f"Error: Invalid value for '{option}': {said}" in " ".join(ended.err.split())


def test_weeks_and_months_are_summed(ingested):
    by_month = json.loads(ingested("show", "--category", "tanks", "--every", "month", "--json").out)

    assert [(row["day"], row["total"], row["delta"], row["difference"]) for row in by_month] == [
        ("2022-09-30", 2338, 12, None),
        ("2022-10-03", 2380, 39, 42),
    ]


@pytest.mark.parametrize(("until", "delta"), [("2022-10-02", 36), ("2022-10-01", 16)])
def test_a_month_that_is_cut_is_summed_as_far_as_it_is_asked_about(ingested, until, delta):
    words = ["--category", "tanks", "--every", "month", "--since", "2022-10-01"]

    [row] = json.loads(ingested("show", *words, "--until", until, "--json").out)

    assert (row["day"], row["delta"]) == (until, delta)


def test_an_unknown_period_is_refused(ingested):
    ended = ingested("show", "--every", "year")

    assert ended.code == 2
    assert "'year' is not day, week or month" in ended.err


def test_csv_and_json_have_the_same_rows(ingested):
    objects = json.loads(ingested("show", "--json").out)
    rows = list(csv.DictReader(io.StringIO(ingested("show", "--csv").out)))

    assert list(objects[0]) == list(rows[0])
    assert [
        {key: "" if value is None else str(value) for key, value in one.items()}
        for one in ({**o, "findings": "; ".join(o["findings"])} for o in objects)
    ] == rows


def test_a_day_with_findings_names_them(ingested):
    rows = json.loads(ingested("show", "--category", "tanks", "--json").out)

    assert [row["findings"] for row in rows] == [[], [], ["unbalanced-delta"], []]


def test_where_there_are_no_figures_that_is_said(ingested):
    ended = ingested("show", "--since", "2030-01-01")

    assert (ended.code, ended.out, ended.err) == (0, "", "no figures on these days\n")
    assert ingested("show", "--since", "2030-01-01", "--json").out == "[]\n"
