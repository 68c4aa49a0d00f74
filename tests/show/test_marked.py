"""A text with what was read of it marked in place, and what was not."""

from datetime import date

import pytest

from tallytrack.figure import Figure, Measure, Qualifier, Unread
from tallytrack.show import marked, styled

DAY = date(2023, 11, 25)
TEXT = "Losses.\nlost 5,502 (+10) tanks\n\nfour ships\nthe end"


def figure(value, line, column, text, measure=Measure.TOTAL, **more):
    days = 1 if measure is Measure.DELTA else None
    return Figure(DAY, "tanks", measure, value, **{"days": days, **more}, line=line,
                  column=column, text=text)  # fmt: skip


TOTAL = figure(5502, 2, 6, "5,502")
DELTA = figure(10, 2, 13, "+10", Measure.DELTA)


def lines(*figures, text=TEXT, unread=()):
    return [styled.plain(line) for line in marked.lines(text, figures, unread)]


def test_each_figure_stands_in_brackets_with_what_it_was_read_as():
    assert lines(TOTAL, DELTA) == [
        "       …",
        "     2 | lost [5,502: tanks total 2023-11-25] ([+10: tanks delta 2023-11-25]) tanks",
    ]


def test_the_order_of_the_figures_changes_nothing():
    assert lines(DELTA, TOTAL) == lines(TOTAL, DELTA)


def test_lines_without_figures_are_left_out_and_that_is_shown():
    first = figure(1, 1, 1, "Losses.")
    last = figure(4, 4, 1, "four")

    assert lines(first, last) == [
        "     1 | [Losses.: tanks total 1 2023-11-25]",
        "       …",
        "     4 | [four: tanks total 4 2023-11-25] ships",
    ]


@pytest.mark.parametrize(
    ("read", "meaning"),
    [
        (figure(5502, 1, 1, "5,502"), "tanks total 2023-11-25"),
        (figure(5502, 1, 1, "5 502"), "tanks total 5,502 2023-11-25"),
        (figure(5500, 1, 1, "5,500", qualifier=Qualifier.OVER), "tanks total over 2023-11-25"),
        (figure(12, 1, 1, "dozen", Measure.DELTA), "tanks delta 12 2023-11-25"),
        (figure(25, 1, 1, "25", Measure.DELTA, days=2), "tanks delta over 2 days 2023-11-25"),
    ],
)
def test_the_meaning_says_what_the_number_itself_does_not(read, meaning):
    assert lines(read, text=read.text) == [f"     1 | [{read.text}: {meaning}]"]


def test_what_was_not_taken_follows_with_its_place_and_reason():
    assert lines(unread=[Unread(4, 1, "four", "no word of a loss")]) == [
        "     4:1 unread 'four': no word of a loss"
    ]


def test_control_characters_of_a_text_are_written_out():
    [line] = lines(figure(5, 1, 5, "5"), text="\x1b[2m5\r")

    assert line == r"     1 | \x1b[2m[5: tanks total 2023-11-25]"


def test_a_number_that_is_read_as_two_figures_is_marked_once_with_both():
    assert lines(figure(5, 1, 1, "5"), figure(5, 1, 1, "5", Measure.DELTA), text="5 tanks") == [
        "     1 | [5: tanks total 2023-11-25, tanks delta 2023-11-25] tanks"
    ]
