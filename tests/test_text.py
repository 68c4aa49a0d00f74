"""From an offset to the line and column that a person would count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.text import Lines

texts = st.text("a\n\r 1", max_size=30)


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (4, (1, 5)), (5, (2, 1)), (6, (3, 1)), (7, (3, 2))]
)
def test_counts_lines_and_columns_from_one(offset, place):
    assert Lines("tank\n\nab").place(offset) == place


@given(texts, st.data())
def test_the_place_of_an_offset_is_where_an_editor_would_go(text, data):
    offset = data.draw(st.integers(0, len(text)))

    line, column = Lines(text).place(offset)

    assert len("\n".join(text.split("\n")[: line - 1])) + (line > 1) + column - 1 == offset


@given(texts)
def test_gives_each_line_without_its_end(text):
    lines = Lines(f"{text}\n")

    expected = [line.removesuffix("\r") for line in text.split("\n")]
    assert [lines.line(number) for number, _ in enumerate(expected, 1)] == expected
