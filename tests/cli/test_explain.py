"""`tally explain`: the evidence for one day and category."""

import pytest

TABLE = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"


@pytest.fixture
def ingested(tally, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    tally("ingest", "a.csv")
    return tally


def test_shows_the_line_with_a_caret_the_arithmetic_and_the_finding(ingested):
    ended = ingested("explain", "2024-03-02", "tanks")

    assert ended.code == 0
    assert ended.out.splitlines()[:12] == [
        "tanks on 2024-03-02  general-staff",
        "",
        "a.csv:3:18  general-staff's table, published 2024-03-02",
        "     3 | 2024-03-02,tanks,6614,12",
        "       |                  ^^^^ total 6,614",
        "     3 | 2024-03-02,tanks,6614,12",
        "       |                       ^^ delta +12",
        "",
        "2024-03-01  6,600; no total on the day before",
        "2024-03-02  6,600 + 12 = 6,612, but 6,614 is printed (+14)",
        "",
        "  tanks: reported +12, but the totals go from 6,600 to 6,614 (+14)",
    ]


def test_a_file_that_has_changed_is_not_quoted(ingested, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE.replace("6614", "9999"))

    lines = ingested("explain", "2024-03-02", "tanks").out.splitlines()

    assert "9999" not in "".join(lines)
    assert "  total 6,614" in lines


def test_a_later_edition_with_fewer_rows_is_no_trouble(ingested, tmp_path):
    (tmp_path / "a.csv").write_text("day,category,total,delta\n2024-03-01,tanks,6600,4\n")
    ingested("ingest", "a.csv")

    assert "  total 6,614" in ingested("explain", "2024-03-02", "tanks").out.splitlines()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["2024-03-09", "tanks"],
            "no figure of tanks on 2024-03-09; `tally show --category tanks` has days",
        ),
        (
            ["01/02/2024", "tanks"],
            "'01/02/2024' may mean 2024-02-01 or 2024-01-02; write it as YYYY-MM-DD",
        ),
    ],
)
def test_what_cannot_be_explained_is_wrong_usage(ingested, words, said):
    ended = ingested("explain", *words)

    assert (ended.code, ended.out, ended.err) == (2, "", f"tally: {said}\n")


def test_an_unknown_category_is_refused_with_the_known_ones(ingested):
    ended = ingested("explain", "2024-03-02", "unicorns")

    assert ended.code == 2
    assert ended.err.startswith("tally: no category 'unicorns'; expected one of personnel, tanks,")
