"""What is marked on a chart, as layers of Vega-Lite: findings, their labels, revised numbers."""

from collections.abc import Sequence

from tallytrack.show import captions, colours
from tallytrack.show.frame import Data, Frame, Spec, placed_at, tooltip, worded, x_axis, y_axis
from tallytrack.show.labels import LANE, Label
from tallytrack.show.plotted import Change, Flag, Plot


def changes(plot: Plot, frame: Frame, data: Data) -> Spec:
    """Each revised number before (where its bar ends) and after (a ring), joined by a line."""
    x, ink = x_axis(frame, "at"), colours.IMPLIED_INK
    line = {
        "mark": {"type": "rule", "color": ink, "strokeWidth": 1.2},
        "encoding": {"x": x, "y": y_axis(frame, "before"), "y2": {"field": "after"}},
    }
    ring = {
        "mark": {
            "type": "point",
            "color": ink,
            "size": 22 if frame.is_panel else 40,
            "fill": "white",
            "opacity": 1,
        },
        "encoding": {
            "x": x,
            "y": y_axis(frame, "after"),
            "tooltip": tooltip(when="when", was="before", after_="after", why="why"),
        },
    }
    rows = (_change(change, plot) for change in plot.changes)
    return {"data": data.put("changes", rows), "layer": [line, ring]}


def _change(change: Change, plot: Plot) -> Spec:
    return {
        "at": placed_at(change.bar, plot),
        "before": change.before,
        "after": change.after,
        "when": captions.day(change.day),
        "was": f"{change.before:,}",
        "after_": f"{change.after:,}",
        "why": change.why,
    }


def flags(plot: Plot, frame: Frame, data: Data) -> Spec:
    """A mark on each day with a finding; its colour and shape are its verdict's."""
    looks = [colours.LOOKS[name] for name in frame.names]
    domain = [worded(name) for name in frame.names]
    return {
        "data": data.put("flags", (_flag(flag, plot) for flag in plot.flags)),
        "mark": {
            "type": "point",
            "filled": True,
            "size": 30 if frame.is_panel else 48,
            "opacity": 1,
            "stroke": "white",
            "strokeWidth": 0.8,
        },
        "encoding": {
            "x": x_axis(frame, "at"),
            "y": y_axis(frame, "value"),
            "color": _verdict(domain, [colour for colour, _ in looks]),
            "shape": _verdict(domain, [shape for _, shape in looks]),
            "tooltip": tooltip(when="when", verdict="verdict", said="arithmetic"),
        },
    }


def _verdict(domain: Sequence[str], looks: Sequence[str]) -> Spec:
    scale = {"domain": domain, "range": looks}
    return {"field": "verdict", "type": "nominal", "scale": scale}


def _flag(flag: Flag, plot: Plot) -> Spec:
    return {
        "at": placed_at(flag.bar, plot),
        "value": flag.bar.value or 0,
        "verdict": worded(flag.name),
        "when": captions.day(flag.day),
        "said": flag.said,
    }


_PIXEL: Spec = {"type": "quantitative", "scale": None, "axis": None}


def leaders(labels: Sequence[Label], frame: Frame, data: Data) -> Spec:
    """A thin line from each label down to its mark, behind everything."""
    rows = (
        {
            "x": label.at,
            "text": label.text,
            "above": frame.top - 10 - label.lane * LANE,
            "below": label.down,
        }
        for label in labels
    )
    return {
        "data": data.put("labels", rows),
        "mark": {"type": "rule", "color": "#8a8a8a", "strokeWidth": 0.8},
        "encoding": {
            "x": {"field": "x", **_PIXEL},
            "y": {"field": "above", **_PIXEL},
            "y2": {"field": "below"},
        },
    }


def labels(data: Data) -> Spec:
    """The labels themselves, above everything; `leaders` has put them into *data*."""
    return {
        "data": data.named("labels"),
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "dx": 4,
            "dy": -LANE / 2 + 3,
            "fontSize": 10.5,
            "color": colours.INK,
        },
        "encoding": {
            "x": {"field": "x", **_PIXEL},
            "y": {"field": "above", **_PIXEL},
            "text": {"field": "text", "type": "nominal"},
        },
    }
