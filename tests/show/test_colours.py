"""Colours: readable on light and on dark, and no verdict without its look."""

import pytest

from tallytrack.finding import Verdict
from tallytrack.show import colours


def luminance(colour):
    """The relative luminance of WCAG 2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("word", colours.TERMINAL)
@pytest.mark.parametrize("background", ["#ffffff", "#000000"])
def test_a_terminal_may_be_light_or_dark(word, background):
    assert contrast(colours.TERMINAL[word][1], background) >= 3.5


@pytest.mark.parametrize("verdict", [*Verdict, colours.WAIVED_NAME])
def test_every_verdict_can_be_read_on_white(verdict):
    assert contrast(colours.LOOKS[verdict][0], "#ffffff") >= 4.5


def test_verdicts_differ_in_shape_too():
    shapes = [shape for _, shape in colours.LOOKS.values()]

    assert len(set(shapes)) == len(shapes)
