"""A plot: bars by period, gaps as gaps, flags on their bars, numbers before and after."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check import checking
from tallytrack.figure import Measure
from tallytrack.series import Revision
from tallytrack.show import plotted, plotting

FORTNIGHT = """
    2024-03-04  6,601   +1
    2024-03-05  6,603   +2
    2024-03-06  6,606   +3
    2024-03-07  6,610   +4
    2024-03-08  6,615   +5
    2024-03-09  6,621   +6
    2024-03-10  6,628   +7
    2024-03-13  6,640   +8
"""
# The delta of the second day has a digit too many.
MISPRINT = """
    2024-03-01  6,600  +10
    2024-03-02  6,612  +12
    2024-03-03  6,625 +133
    2024-03-04  6,640  +15
    2024-03-05  6,651  +11
"""


def plot(table, view=None, revisions=()):
    record = notation.read(table)
    found = checking.find([record], checking.selected())
    return plotting.plot(record.series[0], found, view or plotted.View(), revisions)


def test_a_bar_a_day_and_an_empty_one_where_nothing_was_printed():
    drawn = plot(FORTNIGHT)

    assert [bar.value for bar in drawn.bars] == [1, 2, 3, 4, 5, 6, 7, None, None, 8]


def test_a_week_begins_on_monday_and_says_how_much_of_it_is_known():
    whole, part = plot(FORTNIGHT, plotted.View(every="week")).bars

    assert (whole.begins, whole.value, whole.is_whole) == (date(2024, 3, 4), 28, True)
    assert (part.value, part.known, part.days, part.is_whole) == (8, 1, 7, False)


def test_the_mean_is_over_whole_neighbours_alone():
    means = [bar.mean for bar in plot(FORTNIGHT).bars]

    assert means == [None] * 6 + [4.0, None, None, None]


def test_of_totals_a_bar_has_the_last():
    view = plotted.View(Measure.TOTAL, "month")

    assert [bar.value for bar in plot(FORTNIGHT, view).bars] == [6640]


def test_a_month_ends_on_its_last_day():
    [march] = plot(FORTNIGHT, plotted.View(every="month")).bars

    assert (march.begins, march.ends) == (date(2024, 3, 1), date(2024, 3, 31))


def test_a_finding_is_marked_with_its_verdict():
    [flag] = plot(MISPRINT).flags

    assert (flag.day, flag.name, flag.bar.value) == (date(2024, 3, 3), "misprinted-delta", 133)
    assert "reported +133" in flag.said


def test_a_suspect_is_shown_as_printed_and_as_implied():
    [change] = plot(MISPRINT).changes

    assert (change.before, change.after, change.why) == (133, 13, "implied")


def test_and_so_in_the_sum_of_its_week():
    changes = plot(MISPRINT, plotted.View(every="month")).changes

    assert [(one.before, one.after) for one in changes] == [(181, 61)]


def test_a_revised_figure_is_shown_before_and_after():
    record = notation.read(FORTNIGHT)
    later = record.series[0].by_day[date(2024, 3, 6)].deltas[0]
    day = date(2024, 3, 6)
    revision = Revision("tanks", day, Measure.DELTA, later._replace(value=33), later)

    [change] = plot(FORTNIGHT, revisions=[revision]).changes

    assert (change.day, change.before, change.after, change.why) == (day, 33, 3, "revised")


def test_a_mirrors_error_is_not_marked_but_counted():
    drawn = plot(FORTNIGHT.rstrip() + "\n    2024-03-05 tanks @orc-losses/table 6,693 -\n")

    assert [flag.name for flag in drawn.flags] == ["gap"]
    assert drawn.not_marked == 1


def test_nothing_to_draw_is_no_plot():
    assert plot("2024-03-01 10 -") is None


@pytest.mark.parametrize("every", ["day", "week", "month"])
def test_every_day_is_in_one_bar(every):
    bars = plot(FORTNIGHT, plotted.View(every=every)).bars

    assert all(a.ends.toordinal() + 1 == b.begins.toordinal() for a, b in itertools.pairwise(bars))
    assert sum(bar.value or 0 for bar in bars) == 36


def test_documents_are_named_with_their_places():
    bar = plot(FORTNIGHT, plotted.View(every="week")).bars[0]

    assert bar.documents == ("general-staff text, example:2:0, :3:0, :4:0, :5:0 and 3 more",)


def test_a_plot_can_be_limited_to_some_days():
    view = replace(plotted.View(), holds=lambda day: day <= date(2024, 3, 5))

    assert [bar.value for bar in plot(FORTNIGHT, view).bars] == [1, 2]
