"""`tally show --revisions`: each revised figure, and the sum over them."""

import json
from datetime import date, timedelta

import pytest

ROWS = [f"{date(2025, 8, 1) + timedelta(n)},tanks,{11000 + n}\n" for n in range(30)]
TABLE = "day,category,total\n" + "".join(ROWS)
SUM = (
    "3 figures revised, on 3 days, 1 of them withdrawn; by 1 in the median, 9,900 at most;"
    " 23 days after their day in the median, 30 days at most"
)


@pytest.fixture
def revised(tally, tmp_path):
    """A tally in which two editions changed three figures, one of them by leaving it out."""
    editions = [
        TABLE,
        TABLE.replace("11009", "1109"),
        TABLE.replace("11009", "1109").replace("11011", "11010").replace(ROWS[3], ""),
    ]
    for number, text in enumerate(editions):
        (tmp_path / "m.csv").write_text(text, "utf-8")
        day = f"2025-09-0{number + 1}"
        options = ("--publisher", "petroivaniuk", "--published", day, "--rewrite-limit", "10")
        assert tally("ingest", "m.csv", *options).code == 0
    return tally


def test_each_is_shown_with_its_values_days_and_lag_and_they_are_summed_up(revised):
    ended = revised("show", "--revisions")

    assert ended.code == 0
    assert ended.out.splitlines() == [
        f"{line}  petroivaniuk's table, {lag} late"
        for line, lag in [
            ("2025-08-04  tanks  11,003 (2025-09-01) -> withdrawn (2025-09-03)", "30 days"),
            ("2025-08-10  tanks  11,009 (2025-09-01) -> 1,109 (2025-09-02)", "23 days"),
            ("2025-08-12  tanks  11,011 (2025-09-01) -> 11,010 (2025-09-03)", "22 days"),
        ]
    ] + ["", SUM]


def test_a_window_a_category_and_a_day_of_knowledge_narrow_them(revised):
    def count(*options):
        return len(json.loads(revised("show", "--revisions", "--json", *options).out))

    assert count() == 3
    assert count("--as-of", "2025-09-02") == 1
    assert count("--since", "2025-08-10", "--until", "2025-08-11") == 1
    assert count("--category", "tanks") == 3
    assert count("--category", "ships") == 0


def test_programs_are_told_the_same(revised):
    [_, one, _] = json.loads(revised("show", "--revisions", "--json").out)
    rows = revised("show", "--revisions", "--csv").out.splitlines()

    assert one == {
        "source": "general-staff",
        "category": "tanks",
        "day": "2025-08-10",
        "measure": "total",
        "publisher": "petroivaniuk",
        "medium": "table",
        "lag": 23,
        "values": [
            {
                "value": value,
                "published_on": day,
                "origin": "m.csv",
                "line": 11,
                "column": 18,
            }
            for value, day in [(11009, "2025-09-01"), (1109, "2025-09-02")]
        ],
    }
    assert rows[0] == (
        "source,category,day,measure,publisher,medium,"
        "earlier,earlier_on,later,later_on,lag,origin,line"
    )
    assert rows[2] == (
        "general-staff,tanks,2025-08-10,total,petroivaniuk,table,"
        "11009,2025-09-01,1109,2025-09-02,23,m.csv,11"
    )


def test_where_nothing_was_revised_that_is_said(tally, tmp_path):
    (tmp_path / "m.csv").write_text(TABLE, "utf-8")
    tally("ingest", "m.csv")

    ended = tally("show", "--revisions")

    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "no figure was given another value later\n"


@pytest.mark.parametrize("other", [["--corrected"], ["--every", "week"]])
def test_what_is_not_of_revisions_excludes_them(revised, other):
    ended = revised("show", "--revisions", *other)

    assert ended.code == 2
    assert ended.err == (
        f"tally: --revisions and {other[0]} exclude each other; give one of them\n"
    )
