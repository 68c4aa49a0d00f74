"""What one chart is made of, as layers of a Vega-Lite specification."""

from collections.abc import Iterator, Sequence

from tallytrack.figure import Measure
from tallytrack.show import captions, colours, marks
from tallytrack.show.frame import (
    DAY,
    Data,
    Frame,
    Spec,
    instant,
    placed_at,
    tooltip,
    x_axis,
    y_axis,
)
from tallytrack.show.plotted import Bar, Flag, Plot

# How much of its period a bar leaves free on either side.
_INSET = 0.08


def layers(
    plot: Plot, frame: Frame, labelled: Sequence[Flag], datasets: dict[str, list[Spec]]
) -> Iterator[Spec]:
    """The layers of one chart; their data go into *datasets*.

    Args:
        plot: what is drawn.
        frame: where.
        labelled: the flags that have room for a label.
        datasets: rows by name.
    """
    data = Data(frame.name, datasets)
    if labelled:
        yield marks.leaders(frame.labels(plot, labelled), frame, data)
    yield from (_bars if plot.measure is Measure.DELTA else _totals)(plot, frame, data)
    if plot.changes:
        yield marks.changes(plot, frame, data)
    if frame.names:
        yield marks.flags(plot, frame, data)
    if labelled:
        yield marks.labels(data)


def _bars(plot: Plot, frame: Frame, data: Data) -> Iterator[Spec]:
    """Bars from zero, and their rolling mean."""
    yield {
        "data": data.put("bars", (_bar(b, plot) for b in plot.bars if b.value is not None)),
        "mark": {"type": "bar", "color": colours.BAR},
        "encoding": {
            # Vega-Lite would take the domain of a bar with two ends for another than that of
            # the other layers, which have the same, and complain.
            "x": x_axis(frame, "from") | {"scale": {"type": "utc", "nice": False}},
            "x2": {"field": "to"},
            "y": y_axis(frame, "value"),
            "y2": {"datum": 0},
            "opacity": {"condition": {"test": "datum.whole", "value": 1}, "value": 0.5},
            "tooltip": _TOOLTIP,
        },
    }
    yield {
        "data": data.put("means", _runs(plot)),
        "mark": {"type": "line", "color": colours.MEAN, "strokeWidth": 1.6},
        "encoding": {"x": x_axis(frame, "at"), "y": y_axis(frame, "mean"), "detail": _RUN},
    }


_RUN = {"field": "run", "type": "nominal"}


def _runs(plot: Plot) -> Iterator[Spec]:
    """The rolling mean, in runs that do not reach across a gap."""
    run = 0
    for bar in plot.bars:
        if bar.mean is None:
            run += 1
        else:
            yield {"at": placed_at(bar, plot), "mean": round(bar.mean, 2), "run": run}


def _totals(plot: Plot, frame: Frame, data: Data) -> Iterator[Spec]:
    """A line that breaks at gaps, and points: a day between two gaps is no line."""
    rows: list[Spec] = []
    run = 0
    for bar in plot.bars:
        run += bar.value is None
        if bar.value is not None:
            rows.append(_bar(bar, plot) | {"run": run})
    encoding = {"x": x_axis(frame, "at"), "y": y_axis(frame, "value"), "detail": _RUN}
    named = data.put("totals", rows)
    line = {"type": "line", "color": colours.MEAN, "strokeWidth": 1.6}
    yield {"data": named, "mark": line, "encoding": encoding}
    point = {"type": "circle", "color": colours.MEAN, "size": 9, "opacity": 1}
    yield {"data": named, "mark": point, "encoding": encoding | {"tooltip": _TOOLTIP}}


_TOOLTIP = tooltip(
    when="when", printed="printed", rose="totals rose by", total="total", documents="documents"
)


def _bar(bar: Bar, plot: Plot) -> Spec:
    sign = "," if plot.measure is Measure.TOTAL else "+,"
    known = "" if bar.is_whole else f" ({bar.known} of {bar.days} days)"
    inset = bar.days * DAY * _INSET
    place = (
        {"at": placed_at(bar, plot)}
        if plot.measure is Measure.TOTAL
        else {"from": instant(bar.begins) + inset, "to": instant(bar.ends, 1) - inset}
    )
    return place | {
        "value": bar.value,
        "whole": bar.is_whole,
        "when": captions.span(bar.begins, bar.ends),
        "printed": f"{bar.value:{sign}}{known}",
        "rose": "-" if bar.difference is None else f"{bar.difference:+,}",
        "total": "-" if bar.total is None else f"{bar.total:,}",
        "documents": "; ".join(bar.documents),
    }
