"""A plot in a terminal: within its width, with its marks below their bars, without colours."""

import pytest

from tallytrack import notation
from tallytrack.check import checking
from tallytrack.figure import Measure
from tallytrack.show import plotted, plotting, terminal
from tallytrack.show.styled import plain

TABLE = """
    2024-03-01  6,600  +10
    2024-03-02  6,612  +12
    2024-03-03  6,625 +133
    2024-03-04  6,640  +15
    2024-03-05  6,651  +11
"""


@pytest.fixture
def drawn(vocabulary):
    def draw(width, measure=Measure.DELTA):
        record = notation.read(TABLE)
        found = checking.find([record], checking.selected())
        plot = plotting.plot(record.series[0], found, plotted.View(measure))
        return [plain(line) for line in terminal.lines(plot, vocabulary, width)]

    return draw


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("measure", Measure)
def test_is_no_wider_than_the_terminal(drawn, width, measure):
    lines = drawn(width, measure)

    assert max(len(line) for line in lines if "Source" not in line) <= width
    assert max(map(len, lines)) >= width - 1


def test_bars_stand_on_zero(drawn):
    assert any(line.lstrip().startswith("0┤▀") for line in drawn(80))


def test_a_mark_stands_below_its_bar(drawn):
    lines = drawn(80)
    [marks] = [line for line in lines if set(line.strip()) == {"!"}]
    highest = next(line for line in lines if "█" in line)

    assert highest.index("█") <= marks.index("!") <= highest.rindex("█")


def test_findings_are_named_with_their_verdicts(drawn):
    assert "! 2024-03-03 misprinted delta" in drawn(80)


def test_there_is_no_colour_in_the_text_itself(drawn):
    assert "\x1b" not in "".join(drawn(80))
