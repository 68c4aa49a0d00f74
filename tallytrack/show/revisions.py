"""Revisions: each revised figure with its values, and how many, how far and how late."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from tallytrack.figure import Measure
from tallytrack.revision import Revised, Said, Summary
from tallytrack.show.styled import Line

COLUMNS = (
    "source",
    "category",
    "day",
    "measure",
    "publisher",
    "medium",
    "earlier",
    "earlier_on",
    "later",
    "later_on",
    "lag",
    "origin",
    "line",
)

_SIGNS = {Measure.TOTAL: ",", Measure.DELTA: "+,"}


def lines(revised: Iterable[Revised], sums: Summary) -> Iterator[Line]:
    """Each revised figure on a line, by day, and the summary."""
    for one in sorted(revised, key=lambda one: (one.day, one.source, one.category, one.measure)):
        document = one.said[-1].document
        what = f"{one.category} {one.measure}" if one.measure is Measure.DELTA else one.category
        values = " -> ".join(_value(said, one.measure) for said in one.said)
        yield (
            (f"{one.day}  {what}  ", ""),
            (values, "bold"),
            (f"  {document.publisher}'s {document.medium}, {_days(one.lag)} late", "dim"),
        )
    yield ()
    yield ((summary(sums), "bold"),)


def summary(sums: Summary) -> str:
    """`24 figures revised, on 11 days, 2 of them withdrawn; by 3 in the median, ...`."""
    said = [f"{_many(sums.figures, 'figure')} revised, on {_days(sums.days)}"]
    if sums.withdrawn:
        said[0] += f", {sums.withdrawn:,} of them withdrawn"
    if sums.far:
        middle, most = sums.far
        said.append(f"by {middle:,} in the median, {most:,} at most")
    middle, most = sums.late
    said.append(f"{_days(middle)} after their day in the median, {_days(most)} at most")
    return "; ".join(said)


def objects(revised: Iterable[Revised]) -> Iterator[dict[str, Any]]:
    """Each revised figure as an object for programs, with all its values."""
    for one in revised:
        yield {
            **_head(one),
            "lag": one.lag,
            "values": [
                {
                    "value": said.value,
                    "published_on": str(said.document.published_on),
                    "origin": said.document.origin,
                    "line": said.line or None,
                    "column": said.column or None,
                }
                for said in one.said
            ],
        }


def rows(revised: Iterable[Revised]) -> Iterator[dict[str, Any]]:
    """Each revision as a row: what was said before it, and what it says."""
    for one in revised:
        for earlier, later in pairwise(one.said):
            yield {
                **_head(one),
                "earlier": earlier.value,
                "earlier_on": earlier.document.published_on,
                "later": later.value,
                "later_on": later.document.published_on,
                "lag": (later.document.published_on - one.day).days,
                "origin": later.document.origin,
                "line": later.line or None,
            }


def _head(one: Revised) -> dict[str, Any]:
    document = one.said[-1].document
    return {
        "source": one.source,
        "category": one.category,
        "day": str(one.day),
        "measure": one.measure,
        "publisher": document.publisher,
        "medium": document.medium,
    }


def _value(said: Said, measure: Measure) -> str:
    value = "withdrawn" if said.value is None else f"{said.value:{_SIGNS[measure]}}"
    return f"{value} ({said.document.published_on})"


def _days(count: int) -> str:
    return _many(count, "day")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
