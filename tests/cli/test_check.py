"""`tally check`: findings, formats and exit codes."""

import csv
import io
import json

import pytest

TABLE = """day,category,total,delta
2024-03-01,tanks,6600,4
2024-03-02,tanks,6614,12
2024-03-03,tanks,6620,6
2024-03-01,aircraft,347,1
2024-03-02,aircraft,346,1
"""
BALANCED = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,14\n"


@pytest.fixture
def ingested(tally, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    tally("ingest", "a.csv")
    return tally


@pytest.fixture
def balanced(tally, tmp_path):
    (tmp_path / "a.csv").write_text(BALANCED)
    tally("ingest", "a.csv")
    return tally


FORMATS = [[], ["--json"], ["--csv"]]
every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: "".join(form) or "text")


@every_format
def test_exit_code_1_means_findings(ingested, form):
    assert ingested("check", *form).code == 1


@every_format
def test_exit_code_0_means_none(balanced, form):
    assert balanced("check", *form).code == 0


@every_format
@pytest.mark.parametrize("words", [["--select", "nope"], ["--category", "nope"], ["--since", "x"]])
def test_exit_code_2_means_wrong_usage(ingested, form, words):
    ended = ingested("check", *words, *form)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()


@every_format
def test_exit_code_3_means_no_tally(tally, form):
    assert tally("check", *form).code == 3


def test_two_formats_exclude_each_other(ingested):
    ended = ingested("check", "--json", "--csv")

    assert ended.code == 2
    assert ended.err == "tally: --json and --csv exclude each other; give one of them\n"


def test_the_worst_come_first_grouped_by_day_then_the_summary(ingested):
    lines = ingested("check", "--select", "unbalanced-delta", "--select", "falling-total").out

    heads = [line for line in lines.splitlines() if line.startswith("2024")]
    assert [head.partition("(")[0] for head in heads] == [
        "2024-03-02  general-staff  unbalanced-delta  T101 ",
        "2024-03-02  general-staff  falling-total  T103 ",
    ]
    assert "  tanks: reported +12, but the totals go from 6,600 to 6,614 (+14)\n" in lines
    assert "    at a.csv:3:23, a.csv:3:18, a.csv:2:18\n" in lines
    assert lines.splitlines()[-2:] == [
        (
            "2 of 3 balances do not close, on 1 day;"
            " last reported delta 2024-03-03, last total 2024-03-03"
        ),
        "also: 1 falling-total",
    ]


def test_what_closes_is_said_to_close(balanced):
    assert balanced("check").out == (
        "1 balance checked, all close; last reported delta 2024-03-02, last total 2024-03-02\n"
    )
    assert balanced("check", "--json").out == "[]\n"


def test_json_and_csv_have_the_same_findings_as_the_text(ingested):
    objects = json.loads(ingested("check", "--json").out)
    rows = list(csv.DictReader(io.StringIO(ingested("check", "--csv").out)))
    text = ingested("check").out

    assert [(o["rule"], o["category"], o["day"]) for o in objects] == [
        (row["rule"], row["category"], row["day"]) for row in rows
    ]
    assert [o["message"] for o in objects if o["message"] not in text] == []
    assert [str(o["discrepancy"]) for o in objects if o["rule"] == "unbalanced-delta"] == [
        row["discrepancy"] for row in rows if row["rule"] == "unbalanced-delta"
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--category", "aircraft"], {("aircraft", "2024-03-02")}),
        (["--category", "planes"], {("aircraft", "2024-03-02")}),
        (["--since", "2024-03-03"], set()),
        (["--until", "1 Mar 2024"], set()),
        (["--since", "2024-03-02", "--until", "2024-03-02", "--category", "tank"],
         {("tanks", "2024-03-02")}),
    ],
)  # fmt: skip
def test_is_asked_about_some_days_and_categories(ingested, words, found):
    ended = ingested("check", "--select", "unbalanced-delta", "--json", *words)

    assert {(o["category"], o["day"]) for o in json.loads(ended.out)} == found
    assert ended.code == bool(found)


def test_rules_are_selected_and_ignored_by_name_and_code(ingested):
    def rules(*words):
        return {one["rule"] for one in json.loads(ingested("check", "--json", *words).out)}

    assert rules("--select", "T103") == {"falling-total"}
    assert "falling-total" not in rules("--ignore", "falling-total")
    assert rules("--select", "T101", "--select", "T103", "--ignore", "T101") == {"falling-total"}


def test_the_database_may_be_named_by_the_environment(ingested, tmp_path, monkeypatch):
    (tmp_path / "tally.db").rename(tmp_path / "other.db")
    monkeypatch.setenv("TALLY_DB", str(tmp_path / "other.db"))

    assert ingested("check").code == 1
    assert ingested("check", "--db", "tally.db").code == 3


def test_checking_changes_nothing(ingested, tmp_path):
    before = (tmp_path / "tally.db").read_bytes()
    ingested("check")

    assert (tmp_path / "tally.db").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "tally.db"}
