"""Small charts for a page: the shapes of an inline SVG, which the page's template draws.

The same bars, marks and scale as in every other picture; no library, and a few kilobytes each.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tallytrack.figure import Measure
from tallytrack.show import captions, colours
from tallytrack.show.plotted import Bar, Plot
from tallytrack.show.scale import Scale, scale

WIDE, HIGH = 360, 120
# The room of the axes: numbers to the left, years below, marks above.
LEFT, BELOW, ABOVE = 44, 16, 8
_TICKS = 3
# How far the marks of one bar are apart.
_APART = 9
# The shapes of the verdicts, about a place, by the names that Vega gives them.
SHAPES = {
    "circle": "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z",
    "triangle-up": "M0 -4.2L4.2 3.4H-4.2z",
    "triangle-down": "M0 4.2L4.2 -3.4H-4.2z",
    "triangle-left": "M-4.2 0L3.4 -4.2V4.2z",
    "triangle-right": "M4.2 0L-3.4 -4.2V4.2z",
    "diamond": "M0 -4.6L3.8 0L0 4.6L-3.8 0z",
    "square": "M-3.3 -3.3H3.3V3.3H-3.3z",
    "wedge": "M0 -5L2.4 4.2H-2.4z",
    "cross": "M-1.4 -4.2H1.4V-1.4H4.2V1.4H1.4V4.2H-1.4V1.4H-4.2V-1.4H-1.4z",
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, and what is written there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on a chart: where, in what look, and what it leads to."""

    x: float
    y: float
    colour: str
    shape: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as shapes.

    Args:
        label: the category's name.
        title: what the chart shows, in a sentence, for who cannot see it.
        bars: the outline of the bars that are whole.
        pale: of those of which not every day is known.
        mean: the rolling mean, or the total; broken at gaps.
        changes: the lines from a printed number to what it should be.
        rings: where these lines end.
        marks: the findings.
        ticks: on the axis of numbers.
        days: on the axis of days.
    """

    label: str
    title: str
    bars: str
    pale: str
    mean: str
    changes: str
    rings: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    days: tuple[Tick, ...]


def drawing(plot: Plot, label: str, first: date, last: date) -> Drawing:
    """*plot* as shapes, on an axis from *first* to *last*."""
    place = _Place(first, last, scale(plot.values, _TICKS, from_zero=_has_bars(plot)))
    whole = [bar for bar in plot.bars if bar.value is not None and bar.is_whole]
    partial = [bar for bar in plot.bars if bar.value is not None and not bar.is_whole]
    changes = [
        (place.middle(change.bar), place.y(change.before), place.y(change.after))
        for change in plot.changes
    ]
    return Drawing(
        label=label if _has_bars(plot) else f"{label} (total)",
        title=_title(plot, label),
        bars="".join(place.bar(bar) for bar in whole) if _has_bars(plot) else "",
        pale="".join(place.bar(bar) for bar in partial) if _has_bars(plot) else "",
        mean=" ".join(_runs(plot, place)),
        changes="".join(f"M{x} {before}V{after}" for x, before, after in changes),
        rings=tuple((x, after) for x, _, after in changes),
        marks=tuple(_marks(plot, place)),
        ticks=tuple(Tick(place.y(tick), f"{tick:,.0f}") for tick in place.scale.ticks),
        days=tuple(
            Tick(place.x(date(year, 1, 1)), str(year))
            for year in range(first.year, last.year + 1)
            if first <= date(year, 1, 1) <= last
        ),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """From days and numbers to pixels."""

    first: date
    last: date
    scale: Scale

    def x(self, day: date, later: float = 0) -> float:
        days = (self.last - self.first).days + 1
        return round(LEFT + ((day - self.first).days + later) / days * (WIDE - LEFT), 1)

    def y(self, value: float) -> float:
        high = HIGH - BELOW - ABOVE
        return round(ABOVE + high - self.scale.share(value) * high, 1)

    def middle(self, bar: Bar) -> float:
        return self.x(bar.begins, bar.days / 2)

    def bar(self, bar: Bar) -> str:
        left, right = self.x(bar.begins, 0.06 * bar.days), self.x(bar.begins, 0.94 * bar.days)
        return f"M{left} {self.y(0)}V{self.y(bar.value or 0)}H{right}V{self.y(0)}z"


def _has_bars(plot: Plot) -> bool:
    return plot.measure is Measure.DELTA


def _title(plot: Plot, label: str) -> str:
    period = captions.span(plot.first, plot.last)
    top = max(plot.values)
    days = len({flag.day for flag in plot.flags})
    said = f"{days:,} day{'' if days == 1 else 's'} with findings" if days else "no findings"
    what = f"reported per {plot.every}" if _has_bars(plot) else "total"
    return f"{label}: {what}, {period}; at most {top:,}; {said}."


def _runs(plot: Plot, place: _Place) -> Iterator[str]:
    pen = "M"
    for bar in plot.bars:
        value = bar.mean if _has_bars(plot) else bar.value
        if value is None:
            pen = "M"
        else:
            yield f"{pen}{place.middle(bar)} {place.y(value)}"
            pen = "L"


def _marks(plot: Plot, place: _Place) -> Iterator[Mark]:
    """The findings; those of one bar stand above one another, each where it can be met."""
    on_bar: Counter[date] = Counter()
    for flag in plot.flags:
        colour, shape = colours.LOOKS[flag.name]
        title = f"{captions.day(flag.day)}: {flag.name.replace('-', ' ')}; {flag.said}"
        above = _APART * on_bar[flag.bar.begins]
        on_bar[flag.bar.begins] += 1
        at = place.middle(flag.bar), round(place.y(flag.bar.value or 0) - above, 1)
        yield Mark(*at, colour, shape, title, flag.day)


def span(plots: Iterable[Plot]) -> tuple[date, date]:
    """The first and the last day of the axis that all of *plots* share."""
    bars = [bar for plot in plots for bar in (plot.bars[0], plot.bars[-1])]
    return min(bar.begins for bar in bars), max(bar.ends for bar in bars)
