"""Where a chart is drawn: its axes, its datasets, and the words of its tooltips, in Vega-Lite."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tallytrack.figure import Measure
from tallytrack.show import captions
from tallytrack.show.labels import Label, placed
from tallytrack.show.plotted import Bar, Flag, Plot
from tallytrack.show.scale import Scale

Spec = dict[str, Any]

DAY = 86_400_000
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
                self.across(placed_at(flag.bar, plot)),
                f"{captions.short_day(flag.day)} {worded(flag.name)}",
                self.down(flag.bar.value or 0),
            )
            for flag in flags
        )
        return list(placed(texts))


@dataclass(frozen=True)
class Data:
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


def x_axis(frame: Frame, field: str) -> Spec:
    """The axis of days, the same whatever is drawn along it."""
    days = (frame.last - frame.first) / DAY
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


def y_axis(frame: Frame, field: str) -> Spec:
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


def tooltip(**fields: str) -> list[Spec]:
    """A tooltip: fields of a row, each with its title."""
    return [{"field": field, "type": "nominal", "title": title} for field, title in fields.items()]


def worded(name: str) -> str:
    """A verdict's name for people: misprinted total."""
    return name.replace("-", " ")


def placed_at(bar: Bar, plot: Plot) -> float:
    """Where a bar's mark stands: in its middle; a total is of its last day."""
    if plot.measure is Measure.TOTAL:
        return instant(bar.ends) + DAY / 2
    return (instant(bar.begins) + instant(bar.ends, 1)) / 2


def instant(day: date, later: int = 0) -> float:
    """The beginning of a day, or of one some days *later*, as JavaScript counts."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=later)
    return midnight.timestamp() * 1000
