"""Charts as Vega-Lite specifications: plain dictionaries, which need no library to be made.

https://vega.github.io/vega-lite/docs/
"""

from collections.abc import Iterator, Sequence

from tallytrack.figure import Measure
from tallytrack.show import captions, colours
from tallytrack.show.frame import Frame, Spec, instant
from tallytrack.show.labels import LANE, lanes
from tallytrack.show.layers import layers
from tallytrack.show.plotted import Plot
from tallytrack.show.scale import scale
from tallytrack.vocabulary import Vocabulary

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDE, HIGH = 760, 300
PANEL_WIDE, PANEL_HIGH = 228, 90
COLUMNS = 3
# More labels than these would hide what they are about; the largest findings are labelled.
MOST_LABELS = 14
# The width of a character of the caption's size, in pixels.
_CHARACTER = 5.3

_CONFIG: Spec = {
    "font": FONT,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "fontSize": 20,
        "subtitleFontSize": 13,
        "subtitleColor": colours.QUIET,
        "color": colours.INK,
        "offset": 14,
        "subtitlePadding": 4,
    },
    "axis": {
        "labelColor": colours.QUIET,
        "labelFontSize": 11,
        "gridColor": "#e4e4e4",
        "domainColor": "#8a8a8a",
        "tickColor": "#8a8a8a",
        "title": None,
    },
    "legend": {"orient": "bottom", "title": None, "labelFontSize": 11, "labelColor": colours.INK},
}


def spec(plots: Sequence[Plot], words: Vocabulary) -> Spec:
    """One large chart of a plot, or small multiples of several, with title and caption.

    The data stand apart, in `datasets`; each layer names its own.
    """
    datasets: dict[str, list[Spec]] = {}
    if len(plots) == 1:
        body, wide = _large(plots[0], datasets), WIDE
    else:
        body = _multiples(plots, words, datasets)
        wide = COLUMNS * (PANEL_WIDE + 26)
    caption = list(_wrapped(captions.lines(plots, words), wide))
    return {
        "$schema": SCHEMA,
        "background": "white",
        "padding": 16,
        "title": {
            "text": captions.title(plots, words),
            "subtitle": captions.subtitle(plots, words),
        },
        "vconcat": [body, _caption(caption)],
        "spacing": 12,
        # The legend belongs to the charts, above the caption.
        "resolve": {
            part: {"color": "independent", "shape": "independent"} for part in ("scale", "legend")
        },
        "config": _CONFIG,
        "datasets": datasets,
    }


def _large(plot: Plot, datasets: dict[str, list[Spec]]) -> Spec:
    """One chart; its labels stand in lanes above the bars."""
    first, last, names = _shared([plot])
    labelled = sorted(plot.flags, key=lambda flag: -flag.size)[:MOST_LABELS]
    numbers = scale(plot.values, 5, from_zero=plot.measure is Measure.DELTA)
    frame = Frame("", first, last, WIDE, HIGH, 0, numbers, names)
    top = lanes(frame.labels(plot, labelled)) * LANE + (10 if labelled else 0)
    frame = Frame("", first, last, WIDE, HIGH + top, top, numbers, names)
    drawn = list(layers(plot, frame, labelled, datasets))
    return {"width": WIDE, "height": frame.high, "layer": drawn}


def _multiples(plots: Sequence[Plot], words: Vocabulary, datasets: dict[str, list[Spec]]) -> Spec:
    """A small chart for each plot, all with one axis of days and one legend."""
    first, last, names = _shared(plots)
    panels = []
    for number, plot in enumerate(plots, 1):
        numbers = scale(plot.values, 3, from_zero=plot.measure is Measure.DELTA)
        frame = Frame(f"{number}-", first, last, PANEL_WIDE, PANEL_HIGH, 0, numbers, names)
        heading = {
            "text": captions.label(plot.category, words),
            "fontSize": 12,
            "offset": 6,
            "anchor": "start",
            "frame": "group",
        }
        drawn = list(layers(plot, frame, (), datasets))
        panels.append({"title": heading, "width": PANEL_WIDE, "height": PANEL_HIGH, "layer": drawn})
    return {"concat": panels, "columns": COLUMNS, "spacing": {"row": 18, "column": 26}}


def _shared(plots: Sequence[Plot]) -> tuple[float, float, tuple[str, ...]]:
    """What all panels have in common: the axis of days, and the verdicts."""
    first = min(instant(plot.bars[0].begins) for plot in plots)
    last = max(instant(plot.bars[-1].ends, 1) for plot in plots)
    met = {flag.name for plot in plots for flag in plot.flags}
    return first, last, tuple(name for name in colours.LOOKS if name in met)


def _caption(lines: Sequence[str]) -> Spec:
    """The caption as a view of its own, under the chart."""
    return {
        "width": 10,
        "height": 15 * len(lines),
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "fontSize": 11,
            "lineHeight": 15,
            "color": colours.QUIET,
            "x": 0,
            "y": 0,
            "text": list(lines),
        },
    }


def _wrapped(lines: Iterator[str], wide: int) -> Iterator[str]:
    """The lines, broken where they would be wider than *wide* pixels."""
    for line in lines:
        row = ""
        for word in line.split():
            if row and (len(row) + 1 + len(word)) * _CHARACTER > wide:
                yield row
                row = word
            else:
                row = f"{row} {word}".strip()
        if row:
            yield row
