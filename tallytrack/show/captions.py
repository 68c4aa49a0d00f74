"""What is written over and under a picture: what it shows, who said so, and how to read it."""

from collections.abc import Iterator, Sequence
from datetime import date

from tallytrack.figure import Measure
from tallytrack.show.plotted import MEAN_OVER, Plot
from tallytrack.show.scale import scale
from tallytrack.vocabulary import Vocabulary

_LISTED = 3


def title(plots: Sequence[Plot], words: Vocabulary) -> str:
    """The categories by name, or how many they are."""
    names = list(dict.fromkeys(label(plot.category, words) for plot in plots))
    if len(names) > _LISTED:
        sources = dict.fromkeys(source(plot.source, words) for plot in plots)
        return f"{', '.join(sources)}: {len(names)} categories"
    return ", ".join(names[:-1]) + (" and " if names[1:] else "") + names[-1]


def subtitle(plots: Sequence[Plot], words: Vocabulary) -> str:
    """The measure, the unit and the period."""
    units = {unit(plot.category, words) for plot in plots} - {""}
    what = f" ({units.pop()})" if len(units) == 1 else ""
    first, last = min(plot.first for plot in plots), max(plot.last for plot in plots)
    if plots[0].measure is Measure.TOTAL:
        return f"Running total as printed{what}, {span(first, last)}"
    return f"Reported per {plots[0].every}{what}, {span(first, last)}"


def lines(plots: Sequence[Plot], words: Vocabulary) -> Iterator[str]:
    """Source, date of the data, and how to read what is drawn."""
    yield _source(plots, words)
    yield " ".join(_reading(plots))


def plain(plots: Sequence[Plot], words: Vocabulary) -> Iterator[str]:
    """The same for a plot in a terminal, which has neither lines nor rings."""
    sentences = _source(plots, words).split(". ", 1)
    yield from (sentence.rstrip(".") for sentence in sentences)


def _source(plots: Sequence[Plot], words: Vocabulary) -> str:
    publishers = list(dict.fromkeys(p for plot in plots for p in plot.publishers))
    sources = ", ".join(dict.fromkeys(source(plot.source, words) for plot in plots))
    others = [publisher(p, words) for p in publishers if p not in {x.source for x in plots}]
    by = f" (where it was silent: {', '.join(others)})" if others else ""
    return f"Source: {sources}{by}. Data as of {day(max(plot.data_on for plot in plots))}."


def _reading(plots: Sequence[Plot]) -> Iterator[str]:
    """How to read the picture: only what stands on it is explained."""
    first = plots[0]
    if first.measure is Measure.DELTA:
        yield f"Line: mean of {MEAN_OVER[first.every]} {first.every}s."
        if any(bar.value is not None and not bar.is_whole for plot in plots for bar in plot.bars):
            yield "Pale bars: not every day was reported."
        if any(bar.value is None for plot in plots for bar in plot.bars):
            yield "Gaps: nothing was reported."
    elif any(scale(plot.values, 5, from_zero=False).low > 0 for plot in plots):
        yield "The axis of totals does not begin at 0."
    if any(plot.changes for plot in plots):
        yield "Open ring: the value that the arithmetic implies, or a later edition prints."
    if any(plot.flags for plot in plots):
        yield "Marks: days on which the printed figures contradict one another."
    if len(plots) > 1:
        yield "Each panel has its own scale."


def label(category: str, words: Vocabulary) -> str:
    """A category's name for people."""
    known = words.categories.get(category)
    return known.label if known else category


def unit(category: str, words: Vocabulary) -> str:
    """What one of a category is; empty where that is not known."""
    known = words.categories.get(category)
    return known.unit if known else ""


def source(key: str, words: Vocabulary) -> str:
    """A source's name for people."""
    return words.sources[key].name if key in words.sources else key


def publisher(key: str, words: Vocabulary) -> str:
    """A publisher's name for people."""
    return words.publishers[key].name if key in words.publishers else key


def span(first: date, last: date) -> str:
    """A period in words."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def day(one: date) -> str:
    """A day in words: 3 October 2022."""
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def short_day(one: date) -> str:
    """A day in few letters: 3 Oct 2022."""
    return f"{one.day} {_MONTHS[one.month - 1][:3]} {one.year}"


# Not strftime's, which speak the language of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
