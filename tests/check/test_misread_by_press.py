"""T110, misread-by-press: what an article makes of a report."""

from dataclasses import replace

import pytest

from tallytrack import notation
from tallytrack.check.rules import misread_by_press
from tallytrack.figure import Qualifier
from tallytrack.finding import Verdict

SOURCE = """
    2022-11-12  1,829  +12
    2022-11-13  1,837   +8
    2022-11-14  1,839   +2
"""


def found(line):
    return list(misread_by_press.find(notation.read(SOURCE + line)))


@pytest.mark.parametrize(
    ("line", "message", "implied"),
    [
        pytest.param(
            "2022-11-13 @newsweek/article - +1,837",
            "newsweek: 1,837 is the running total of 2022-11-13, given as the day's delta",
            8,
            id="the total as the day's loss",
        ),
        pytest.param(
            "2022-11-13 @newsweek/article 1,829 -",
            "newsweek: 1,829 is the total of 2022-11-12",
            1837,
            id="the day before",
        ),
        pytest.param(
            "2022-11-13 @newsweek/article 1,839 -",
            "newsweek: 1,839 is the total of 2022-11-14",
            1837,
            id="the day after",
        ),
        pytest.param(
            "2022-11-13 @newsweek/article 1,900 -",
            "newsweek: 1,900 is no rounding of 1,837",
            1837,
            id="rounded the wrong way",
        ),
    ],
)
def test_says_how_the_figure_came_about(line, message, implied):
    [finding] = found(line)

    assert finding.message == message
    assert finding.verdict is Verdict.MISREAD
    assert (finding.suspect.publisher, finding.suspect.implied) == ("newsweek", implied)


def test_articles_that_misread_alike_are_one_finding_with_the_evidence_of_all():
    [finding] = found(
        "2022-11-13 @newsweek/article - +1,837\n    2022-11-13 @forbes/article - +1,837"
    )

    publishers = finding.message.partition(":")[0].split(", ")
    assert sorted(publishers) == ["forbes", "newsweek"]
    assert finding.message.endswith(
        ": 1,837 is the running total of 2022-11-13, given as the day's delta"
    )
    assert [said.document.publisher for said in finding.evidence] == [*publishers, "general-staff"]
    assert [said.value for said in finding.evidence] == [1837, 1837, 8]
    assert (finding.suspect.publisher, finding.suspect.printed) == (publishers[0], 1837)


def test_articles_that_misread_differently_are_told_apart():
    lines = "2022-11-13 @newsweek/article 1,829 -\n    2022-11-13 @forbes/article 1,839 -"

    assert sorted(finding.message for finding in found(lines)) == [
        "forbes: 1,839 is the total of 2022-11-14",
        "newsweek: 1,829 is the total of 2022-11-12",
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("2022-11-13 @newsweek/article 1,837 +8", id="right"),
        pytest.param("2022-11-13 @newsweek/article 1,800 -", id="rounded"),
        pytest.param("2022-11-13 @newsweek/article 2,743 -", id="wrong in no known way"),
        pytest.param("2022-11-13 @petroivaniuk/table 1,829 -", id="a mirror, no article"),
    ],
)
def test_is_silent_where_nothing_was_misread(line):
    assert found(line) == []


def test_where_the_source_is_not_held_nothing_is_implied():
    table = """
        2022-11-12                    1,829  +12
        2022-11-13  @newsweek/article 1,829    -
    """

    [finding] = misread_by_press.find(notation.read(table))

    assert finding.message == "newsweek: 1,829 is the total of 2022-11-12"
    assert (finding.suspect.printed, finding.suspect.implied) == (1829, None)
    assert [said.document.publisher for said in finding.evidence] == ["newsweek"]


@pytest.mark.parametrize(
    ("qualifier", "messages"),
    [
        (Qualifier.OVER, []),
        (Qualifier.ABOUT, ["newsweek: about 1,700 is no rounding of 1,790"]),
        (Qualifier.EXACT, ["newsweek: 1,700 is no rounding of 1,790"]),
    ],
)
def test_an_article_is_held_to_its_own_words(qualifier, messages):
    record = notation.read("2022-11-13 1,790 +8\n2022-11-13 @newsweek/article 1,700 -")
    [series] = record.series
    [day] = series.observations
    own, article = day.totals
    said = day._replace(totals=(own, article._replace(qualifier=qualifier)))
    record = replace(record, series=(replace(series, observations=(said,)),))

    assert [finding.message for finding in misread_by_press.find(record)] == messages
