"""A plot in a terminal, drawn by plotext: bars, and below them the marks of the findings."""

from collections.abc import Iterator

from tallytrack.figure import Measure
from tallytrack.show import captions
from tallytrack.show.plotted import Flag, Plot
from tallytrack.show.scale import Scale, scale
from tallytrack.show.styled import Line, Piece
from tallytrack.vocabulary import Vocabulary

HIGH = 16
# plotext draws two bars in a column; a period that has three or more leaves one of them free.
_FINE, _WIDE = 2, 3
_TICKS = 4
# The room that a date takes on the axis of days.
_DATE = 14
# More findings than these are counted, not listed.
_MOST_LISTED = 10


def lines(plot: Plot, words: Vocabulary, width: int) -> Iterator[Line]:
    """The plot in lines of at most *width* characters, and its caption."""
    numbers = scale(plot.values, _TICKS, from_zero=plot.measure is Measure.DELTA)
    left = max(len(f"{tick:,.0f}") for tick in numbers.ticks)
    columns = width - left - 2
    yield ((captions.title([plot], words), "bold"),)
    yield ((captions.subtitle([plot], words), "dim"),)
    for row in _drawn(plot, numbers, width, columns):
        yield (row[: left + 1], "dim"), (row[left + 1 : -1], "cyan"), (row[-1:], "dim")
    if plot.flags:
        yield _marks(plot, left + 1, columns)
        yield from _listed(plot)
    for line in captions.plain([plot], words):
        yield ((line, "dim"),)


def _drawn(plot: Plot, numbers: Scale, width: int, columns: int) -> list[str]:
    """The plot as plotext draws it, without colours: those are ours to give."""
    import plotext  # noqa: PLC0415  # slow to import, and nothing else needs it

    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    # How wide the terminal is has been asked already, and answered with *width*.
    plotext.terminal.limit(False, False)  # noqa: FBT003  # plotext's way
    figure.plot_size(width, HIGH)
    fine = columns * _FINE
    heights = dict(_heights(plot, fine))
    if plot.measure is Measure.DELTA:
        bars = [heights.get(at, 0) for at in range(fine)]
        figure.draw(figure.bar(list(range(fine)), bars, width=1, lines=False, marker="hd"))
    else:
        # Its axis need not begin at zero, so that it may not be filled.
        figure.draw(figure.signal(list(heights), list(heights.values()), marker="braille"))
    figure.ruler("y").lim(numbers.low, numbers.high)
    figure.ruler("y").ticks(numbers.ticks, [f"{tick:,.0f}" for tick in numbers.ticks])
    figure.ruler("x").lim(0, fine - 1)
    figure.ruler("x").ticks(*_dates(plot, columns))
    text: str = plotext.uncolorize(figure.build())
    return [row.ljust(width) for row in text.rstrip("\n").split("\n")]


def _heights(plot: Plot, fine: int) -> Iterator[tuple[int, int]]:
    """Each half column that something is drawn in, and how high; a gap has none."""
    count = len(plot.bars)
    for at in range(fine):
        place = at * count // fine
        value = plot.bars[place].value
        between = fine >= _WIDE * count and (at + 1) * count // fine > place
        if value is not None and not (between and plot.measure is Measure.DELTA):
            yield at, value


def _dates(plot: Plot, columns: int) -> tuple[list[int], list[str]]:
    """Where days are written below the plot, and which."""
    count = len(plot.bars)
    many = max(1, min(count, columns // _DATE))
    places = [number * count // many for number in range(many)]
    at = [(2 * place + 1) * columns * _FINE // (2 * count) for place in places]
    return at, [str(plot.bars[place].begins) for place in places]


def _marks(plot: Plot, left: int, columns: int) -> Line:
    """A row of marks, each below the bar of its finding."""
    row = [" "] * columns
    places = {bar.begins: place for place, bar in enumerate(plot.bars)}
    for flag in plot.flags:
        place = places[flag.bar.begins]
        column = (2 * place + 1) * columns // (2 * len(plot.bars))
        # One that is settled does not hide one that is not.
        if not (flag.name == "waived" and row[column] == "!"):
            row[column] = _mark(flag)[0]
    pieces: list[Piece] = [(" " * left, "")]
    return [*pieces, *((mark, _STYLES.get(mark, "")) for mark in row)]


_STYLES = {"!": "bold red", "~": "green"}


def _mark(flag: Flag) -> tuple[str, str]:
    mark = "~" if flag.name == "waived" else "!"
    return mark, _STYLES[mark]


def _listed(plot: Plot) -> Iterator[Line]:
    """The findings that are marked, the largest if there are many, by day."""
    largest = sorted(plot.flags, key=lambda flag: -flag.size)[:_MOST_LISTED]
    for flag in sorted(largest, key=lambda flag: flag.day):
        yield (_mark(flag), (f" {flag.day} {flag.name.replace('-', ' ')}", ""))
    if more := len(plot.flags) - len(largest):
        yield ((f"  and {more} more: `tally check --category {plot.category}`", "dim"),)
