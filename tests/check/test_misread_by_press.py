"""T110, misread-by-press: what an article makes of a report."""

import pytest

from tallytrack import notation
from tallytrack.check.rules import misread_by_press
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
