"""Lines made of styled pieces; control characters in a text never reach a terminal raw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.show import styled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("bell\x07", r"bell\x07"),
        ("over\rwritten", r"over\rwritten"),
        ("\x9b31m", r"\x9b31m"),
        ("\u202eright to left", r"\u202eright to left"),
        ("танків ‒ 6 614 (+14)", "танків ‒ 6 614 (+14)"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_a_control_character_is_written_out(text, shown):
    assert styled.clean(text) == shown


@given(st.text())
def test_nothing_that_moves_the_cursor_or_turns_the_text_is_left(text):
    left = {ord(character) for character in styled.clean(text)}

    assert left & {*range(9), *range(11, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F)} == set()


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert styled.clean(styled.clean(text)) == styled.clean(text)


def test_a_plain_line_is_its_words_without_spaces_at_its_end():
    assert styled.plain([("day", "bold"), ("  \x1b[0m", "red"), ("  ", "")]) == r"day  \x1b[0m"


def test_a_rich_line_has_its_styles_and_takes_no_markup_from_the_text():
    text = styled.rich([[("[bold]day", "red"), ("\x1b", "")], [("next", "")]])

    assert text.plain == "[bold]day\\x1b\nnext"
    assert [(span.start, span.end, span.style) for span in text.spans if span.style] == [
        (0, 9, "red")
    ]
