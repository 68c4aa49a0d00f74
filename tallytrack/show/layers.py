"""What one chart is made of, as layers of a Vega-Lite specification."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tallytrack.figure import Measure
from tallytrack.show import captions, colours
from tallytrack.show.labels import LANE, Label, placed
from tallytrack.show.plotted import Bar, Change, Flag, Plot
from tallytrack.show.scale import Scale

Spec = dict[str, Any]

_DAY = 86_400_000
# How much of its period a bar leaves free on either side.
_INSET = 0.08
# Up to so many days an axis names days; up to so many, months; beyond, years.
_DAYS, _MONTHS = 120, 500
# A chart narrower than this is a panel, with fewer ticks and smaller marks.
_PANEL = 400


@dataclass(frozen=True)
class Frame:
    """Where a chart is drawn.

    Args:
        name: what its datasets are called by.
        first: the beginning of the axis of days, as JavaScript counts.
        last: its end.
        wide: its width in pixels.
        high: its height, with the lanes of its labels.
        top: how much of the height the lanes take.
        scale: the scale of its numbers.
        names: the verdicts that the picture has, all panels together.
    """

    name: str
    first: float
    last: float
    wide: int
    high: int
    top: int
    scale: Scale
    names: tuple[str, ...]

    @property
    def is_panel(self) -> bool:
        """Whether it is one of many."""
        return self.wide < _PANEL

    def across(self, at: float) -> float:
        """Where an instant lies, in pixels from the left."""
        return round((at - self.first) / (self.last - self.first) * self.wide, 1)

    def down(self, value: float) -> float:
        """Where a number lies, in pixels from the top."""
        return round(self.high - self.scale.share(value) * (self.high - self.top), 1)

    def labels(self, plot: Plot, flags: Iterable[Flag]) -> list[Label]:
        """The labels of *flags*, placed: a day and its verdict each."""
        texts = (
            Label(
                self.across(_at(flag.bar, plot)),
                f"{captions.short_day(flag.day)} {_words(flag.name)}",
                self.down(flag.bar.value or 0),
            )
            for flag in flags
        )
        return list(placed(texts))


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
    data = _Data(frame.name, datasets)
    if labelled:
        yield _leaders(frame.labels(plot, labelled), frame, data)
    yield from (_bars if plot.measure is Measure.DELTA else _totals)(plot, frame, data)
    if plot.changes:
        yield _changes(plot, frame, data)
    if frame.names:
        yield _flags(plot, frame, data)
    if labelled:
        yield _labels(data)


@dataclass(frozen=True)
class _Data:
    """The datasets of one chart."""

    prefix: str
    datasets: dict[str, list[Spec]]

    def put(self, name: str, rows: Iterable[Spec]) -> Spec:
        """Keep *rows* under a name of this chart's own; what refers to them."""
        self.datasets[f"{self.prefix}{name}"] = list(rows)
        return self.named(name)

    def named(self, name: str) -> Spec:
        """What refers to the rows that were put there by *name*."""
        return {"name": f"{self.prefix}{name}"}


def _x(frame: Frame, field: str) -> Spec:
    """The axis of days, the same whatever is drawn along it."""
    days = (frame.last - frame.first) / _DAY
    axis: Spec = {"grid": False, "labelFlush": False, "tickCount": 3 if frame.is_panel else 7}
    if days <= _DAYS:
        axis["format"] = "%-d %b"
    elif frame.is_panel and days > _MONTHS:
        axis |= {"tickCount": {"interval": "year", "step": 1}, "format": "%Y"}
    else:
        axis["format"] = "%b %Y"
    domain = [frame.first, frame.last]
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": domain, "nice": False},
        "axis": axis,
    }


def _y(frame: Frame, field: str) -> Spec:
    """The axis of numbers, likewise."""
    scale = frame.scale
    return {
        "field": field,
        "type": "quantitative",
        "scale": {
            "domain": [scale.low, scale.high],
            "range": [frame.high, frame.top],
            "nice": False,
            "zero": False,
        },
        "axis": {"values": scale.ticks, "format": ",d"},
    }


def _bars(plot: Plot, frame: Frame, data: _Data) -> Iterator[Spec]:
    """Bars from zero, and their rolling mean."""
    yield {
        "data": data.put("bars", (_bar(b, plot) for b in plot.bars if b.value is not None)),
        "mark": {"type": "bar", "color": colours.BAR},
        "encoding": {
            # Vega-Lite would take the domain of a bar with two ends for another than that of
            # the other layers, which have the same, and complain.
            "x": _x(frame, "from") | {"scale": {"type": "utc", "nice": False}},
            "x2": {"field": "to"},
            "y": _y(frame, "value"),
            "y2": {"datum": 0},
            "opacity": {"condition": {"test": "datum.whole", "value": 1}, "value": 0.5},
            "tooltip": _TOOLTIP,
        },
    }
    yield {
        "data": data.put("means", _runs(plot)),
        "mark": {"type": "line", "color": colours.MEAN, "strokeWidth": 1.6},
        "encoding": {"x": _x(frame, "at"), "y": _y(frame, "mean"), "detail": _RUN},
    }


_RUN = {"field": "run", "type": "nominal"}


def _runs(plot: Plot) -> Iterator[Spec]:
    """The rolling mean, in runs that do not reach across a gap."""
    run = 0
    for bar in plot.bars:
        if bar.mean is None:
            run += 1
        else:
            yield {"at": _at(bar, plot), "mean": round(bar.mean, 2), "run": run}


def _totals(plot: Plot, frame: Frame, data: _Data) -> Iterator[Spec]:
    """A line that breaks at gaps, and points: a day between two gaps is no line."""
    rows: list[Spec] = []
    run = 0
    for bar in plot.bars:
        run += bar.value is None
        if bar.value is not None:
            rows.append(_bar(bar, plot) | {"run": run})
    encoding = {"x": _x(frame, "at"), "y": _y(frame, "value"), "detail": _RUN}
    named = data.put("totals", rows)
    line = {"type": "line", "color": colours.MEAN, "strokeWidth": 1.6}
    yield {"data": named, "mark": line, "encoding": encoding}
    point = {"type": "circle", "color": colours.MEAN, "size": 9, "opacity": 1}
    yield {"data": named, "mark": point, "encoding": encoding | {"tooltip": _TOOLTIP}}


def _shown(**fields: str) -> list[Spec]:
    """A tooltip: fields of a row, each with its title."""
    return [{"field": field, "type": "nominal", "title": title} for field, title in fields.items()]


_TOOLTIP = _shown(
    when="when", printed="printed", rose="totals rose by", total="total", documents="documents"
)


def _bar(bar: Bar, plot: Plot) -> Spec:
    sign = "," if plot.measure is Measure.TOTAL else "+,"
    known = "" if bar.is_whole else f" ({bar.known} of {bar.days} days)"
    inset = bar.days * _DAY * _INSET
    place = (
        {"at": _at(bar, plot)}
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


def _changes(plot: Plot, frame: Frame, data: _Data) -> Spec:
    """Each revised number before (where its bar ends) and after (a ring), joined by a line."""
    x, ink = _x(frame, "at"), colours.IMPLIED_INK
    line = {
        "mark": {"type": "rule", "color": ink, "strokeWidth": 1.2},
        "encoding": {"x": x, "y": _y(frame, "before"), "y2": {"field": "after"}},
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
            "y": _y(frame, "after"),
            "tooltip": _shown(when="when", was="before", after_="after", why="why"),
        },
    }
    rows = (_change(change, plot) for change in plot.changes)
    return {"data": data.put("changes", rows), "layer": [line, ring]}


def _change(change: Change, plot: Plot) -> Spec:
    return {
        "at": _at(change.bar, plot),
        "before": change.before,
        "after": change.after,
        "when": captions.day(change.day),
        "was": f"{change.before:,}",
        "after_": f"{change.after:,}",
        "why": change.why,
    }


def _flags(plot: Plot, frame: Frame, data: _Data) -> Spec:
    """A mark on each day with a finding; its colour and shape are its verdict's."""
    looks = [colours.LOOKS[name] for name in frame.names]
    domain = [_words(name) for name in frame.names]
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
            "x": _x(frame, "at"),
            "y": _y(frame, "value"),
            "color": _verdict(domain, [colour for colour, _ in looks]),
            "shape": _verdict(domain, [shape for _, shape in looks]),
            "tooltip": _shown(when="when", verdict="verdict", said="arithmetic"),
        },
    }


def _verdict(domain: Sequence[str], looks: Sequence[str]) -> Spec:
    scale = {"domain": domain, "range": looks}
    return {"field": "verdict", "type": "nominal", "scale": scale}


def _flag(flag: Flag, plot: Plot) -> Spec:
    return {
        "at": _at(flag.bar, plot),
        "value": flag.bar.value or 0,
        "verdict": _words(flag.name),
        "when": captions.day(flag.day),
        "said": flag.said,
    }


_PIXEL: Spec = {"type": "quantitative", "scale": None, "axis": None}


def _leaders(labels: Sequence[Label], frame: Frame, data: _Data) -> Spec:
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


def _labels(data: _Data) -> Spec:
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


def _words(name: str) -> str:
    return name.replace("-", " ")


def _at(bar: Bar, plot: Plot) -> float:
    """Where a bar's mark stands: in its middle; a total is of its last day."""
    if plot.measure is Measure.TOTAL:
        return instant(bar.ends) + _DAY / 2
    return (instant(bar.begins) + instant(bar.ends, 1)) / 2


def instant(day: date, later: int = 0) -> float:
    """The beginning of a day, or of one some days *later*, as JavaScript counts."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=later)
    return midnight.timestamp() * 1000
