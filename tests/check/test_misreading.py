"""How a newspaper's figure came about, told by the number itself."""

from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check.misreading import misreading
from tallytrack.document import Document, Medium
from tallytrack.figure import Measure, Qualifier
from tallytrack.series import Statement

DAY = date(2022, 11, 13)
SOURCE = """
    2022-11-09  1,801   +3
    2022-11-10  1,805   +4
    2022-11-11  1,817  +12
    2022-11-12  1,829  +12
    2022-11-13  1,837   +8
    2022-11-14  1,839   +2
"""
ARTICLE = Document("general-staff", "newsweek", Medium.ARTICLE, DAY, "article")


def told(value, measure=Measure.TOTAL, qualifier=Qualifier.EXACT, table=SOURCE):
    [series] = notation.read(table).series
    return misreading(series, DAY, measure, Statement(ARTICLE, value, qualifier))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(1837, None, id="the very total"),
        pytest.param(1836, None, id="one off, and not round"),
        pytest.param(1805, "1,805 is the total of 2022-11-10", id="three days before"),
        pytest.param(1801, None, id="four days before"),
        pytest.param(1900, "1,900 is no rounding of 1,837", id="rounded the wrong way"),
        pytest.param(2000, "2,000 is no rounding of 1,837", id="far too round"),
    ],
)
def test_a_total_is_another_days_or_rounded_too_far(value, said):
    assert told(value) == said


@pytest.mark.parametrize(("total", "said"), [(1701, True), (1700, False), (1650, False)])
def test_two_units_away_is_no_rounding_but_another_number(total, said):
    assert bool(told(1900, table=f"2022-11-13  {total}  -")) is said


def test_what_is_qualified_is_not_another_days_total():
    assert told(1829, qualifier=Qualifier.OVER) is None


def test_the_qualifier_is_repeated():
    assert told(1900, qualifier=Qualifier.ABOUT) == "about 1,900 is no rounding of 1,837"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(
            1837, "1,837 is the running total of 2022-11-13, given as the day's delta", id="total"
        ),
        pytest.param(1829, None, id="the total of another day"),
        pytest.param(20, "20 is no rounding of 8", id="rounded the wrong way"),
    ],
)
def test_a_delta_is_the_running_total_or_rounded_too_far(value, said):
    assert told(value, Measure.DELTA) == said


@pytest.mark.parametrize("measure", Measure)
def test_nothing_is_told_where_the_source_printed_nothing(measure):
    missing = {Measure.TOTAL: "2022-11-13  -  +8", Measure.DELTA: "2022-11-13  1,837  -"}[measure]

    assert told(20, measure, table=missing) is None


def test_an_article_that_tells_of_two_days_is_not_held_against_itself():
    table = """
        2022-11-12  @newsweek/article/2022-11-13  1,839  -
        2022-11-13                                1,837  +8
        2022-11-14                                1,839  +2
    """
    [series] = notation.read(table).series
    [own] = series.by_day[date(2022, 11, 12)].totals

    said = misreading(series, DAY, Measure.TOTAL, Statement(own.document, 1839))

    assert said == "1,839 is the total of 2022-11-14"
