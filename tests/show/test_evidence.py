"""The evidence for a day: each document's own line with a caret, and the arithmetic around it."""

from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check.rules import unbalanced_delta
from tallytrack.show import evidence, styled

ARITHMETIC = """
    2024-03-01  6,600   +4
    2024-03-02  6,614  +12
    2024-03-03  6,620   +6
    2024-03-04  6,615   -5
    2024-03-05  6,616    -
    2024-03-06      -   +1
    2024-03-08  6,620   +1
"""


def arithmetic(day):
    """The equations that are shown for a day of March."""
    [series] = notation.read(ARITHMETIC).series
    shown = evidence.lines(series, date(2024, 3, day), [], {}, {})
    return [line for line in map(styled.plain, shown) if line.startswith("2024")]


@pytest.mark.parametrize(
    ("day", "equation"),
    [
        (1, "6,600; no total on the day before"),
        (2, "6,600 + 12 = 6,612, but 6,614 is printed (+14)"),
        (3, "6,614 + 6 = 6,620, as printed"),
        (4, "6,620 - 5 = 6,615, as printed"),
        (5, "6,615 -> 6,616 (+1); no delta printed"),
        (6, "no total printed"),
        (8, "6,620; no total on the day before"),
    ],
)
def test_a_day_is_shown_as_an_equation(day, equation):
    assert f"2024-03-0{day}  {equation}" in arithmetic(day)


def test_the_days_before_and_after_are_shown_too():
    assert [line[:10] for line in arithmetic(3)] == ["2024-03-02", "2024-03-03", "2024-03-04"]


@pytest.fixture
def explained(tally_of, records_of):
    """What is shown of tanks on 2024-03-02, as printed in the one capture `a.csv`."""

    def run(text, now=None, pages=None):
        [record] = records_of(tally_of(("a.csv", text)))
        series = record.of("tanks")
        day = date(2024, 3, 2)
        assert {said.document.origin for said in evidence.statements(series, day)} == {"a.csv"}
        numbered = dict(enumerate((now or text).splitlines(), 1))
        at_hand = {} if now == "" else {"a.csv": numbered}
        found = unbalanced_delta.find(record)
        return list(map(styled.plain, evidence.lines(series, day, found, at_hand, pages or {})))

    return run


TABLE = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,+12\n"


def test_a_caret_stands_under_each_number(explained):
    assert explained(TABLE) == [
        "tanks on 2024-03-02  general-staff",
        "",
        "a.csv:3:18  general-staff's table, published 2024-03-02",
        "     3 | 2024-03-02,tanks,6614,+12",
        "       |                  ^^^^ total 6,614",
        "     3 | 2024-03-02,tanks,6614,+12",
        "       |                       ^^^ delta +12",
        "",
        "2024-03-01  6,600; no total on the day before",
        "2024-03-02  6,600 + 12 = 6,612, but 6,614 is printed (+14)",
        "",
        "  tanks: reported +12, but the totals go from 6,600 to 6,614 (+14)",
    ]


def test_without_the_text_the_numbers_are_shown_alone(explained):
    assert explained(TABLE, now="")[2:5] == [
        "a.csv:3:18  general-staff's table, published 2024-03-02",
        "  total 6,614",
        "  delta +12",
    ]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param("day,category,total,delta\n", id="fewer lines"),
        pytest.param(TABLE.replace("2024-03-02,tanks,6614,+12", "2024-03-02"), id="shorter line"),
        pytest.param(TABLE.replace("6614,+12", "7000,+99"), id="other numbers"),
    ],
)
def test_no_caret_points_where_the_number_no_longer_stands(explained, now):
    lines = explained(TABLE, now)

    assert [line for line in lines if "^" in line] == []
    assert "  total 6,614" in lines


def test_a_long_line_is_cut_around_the_number(explained):
    note = "x" * 200
    lines = explained(f"note,day,category,total,after\n{note},2024-03-02,tanks,6614,{note}\n")

    cut, caret = lines[3:5]
    assert cut.startswith("     2 | …x")
    assert cut.endswith("x…")
    assert len(cut) < 140
    assert cut[caret.index("^") :].startswith("6614")


def test_a_tab_moves_the_caret_as_it_moves_the_text(explained):
    lines = explained("note,day,category,total\n\ta,2024-03-02,tanks,6614\n")

    assert lines[4] == "       | \t" + " " * len("a,2024-03-02,tanks,") + "^^^^ total 6,614"


def test_control_characters_of_a_text_are_written_out(explained):
    lines = explained("note,day,category,total\n\x1b[2J,2024-03-02,tanks,6614\n")

    assert lines[3] == r"     2 | \x1b[2J,2024-03-02,tanks,6614"


def test_each_document_is_shown_the_preferred_first_with_its_page(explained):
    text = (
        "day,category,total,publisher,qualifier,url\n"
        "2024-03-02,tanks,6614,petroivaniuk,,\n"
        "2024-03-02,tanks,6600,newsweek,about,https://news.example/\n"
    )
    lines = explained(text, pages={"petroivaniuk": "https://mirror.example/"})

    assert [line for line in lines if "published" in line or "see" in line] == [
        "a.csv:2:18  petroivaniuk's table, published 2024-03-02",
        "  see https://mirror.example/",
        "a.csv:3:18  newsweek's table, published 2024-03-02",
        "  see https://news.example/",
    ]
    assert "       |                  ^^^^ total about 6,600" in lines


def test_a_delta_over_several_days_says_so(explained):
    lines = explained("day,category,delta,days\n2024-03-02,tanks,70,7\n")

    assert "       |                  ^^ delta over 7 days +70" in lines
