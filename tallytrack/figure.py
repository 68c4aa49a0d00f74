"""Figures: numbers as documents print them, and what was made of a whole text.

A figure is a tuple rather than a dataclass because a table may print millions of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tallytrack.document import Document


class Measure(StrEnum):
    """Which of the two numbers a document prints: the running total, or the reported delta."""

    TOTAL = "total"
    DELTA = "delta"


class Qualifier(StrEnum):
    """What a text says of a number: exact, or about, over, under it."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Figure(NamedTuple):
    """One number as a document prints it.

    Args:
        day: the day it describes: the date of the morning report.
        category: what is counted, by key.
        measure: total or delta.
        value: the number; None in a later edition that withdraws it.
        qualifier: what the text says of it.
        days: of a delta, the length of its period in days; None for a total.
        line: the line it stands on, from 1.
        column: the column it begins at, in characters, from 1.
        text: the number as printed: `5,502`, `four`. Empty where a table prints it plainly.
    """

    day: date
    category: str
    measure: Measure
    value: int | None
    qualifier: Qualifier = Qualifier.EXACT
    days: int | None = None
    line: int = 0
    column: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Slab:
    """Some thousand rows of a plain table, column by column.

    A table of millions is handed over in slabs, so that what is done with a column is done by
    one call, and what a day or a category means is looked up once and not for every row. Each
    row has a total, a delta or both; all columns are of one length.

    Args:
        heads: the documents and days met in the table so far; rows name them by index.
        kinds: likewise the sources and categories.
        head: for each row, which document prints it and of which day.
        kind: whose count of what it is.
        lines: the line it stands on, from 1.
        totals: its total; None where none is printed.
        deltas: its delta over one day; likewise.
        total_columns: where the total begins on its line, from 1.
        delta_columns: likewise the delta.
        total_texts: the total as printed; empty where there is none.
        delta_texts: likewise the delta.
    """

    heads: Sequence[tuple[Document, date]]
    kinds: Sequence[tuple[str, str]]
    head: Sequence[int]
    kind: Sequence[int]
    lines: Sequence[int]
    totals: Sequence[int | None]
    deltas: Sequence[int | None]
    total_columns: Sequence[int]
    delta_columns: Sequence[int]
    total_texts: Sequence[str]
    delta_texts: Sequence[str]

    @property
    def count(self) -> int:
        """How many figures it has."""
        empty = sum(column.count(None) for column in (self.totals, self.deltas))
        return 2 * len(self.lines) - empty

    def figures(self) -> Iterator[tuple[Document, Figure]]:
        """The same, figure by figure, in the order of the rows."""
        totals = zip(self.totals, self.total_columns, self.total_texts, strict=True)
        deltas = zip(self.deltas, self.delta_columns, self.delta_texts, strict=True)
        for head, kind, line, total, delta in zip(
            self.head, self.kind, self.lines, totals, deltas, strict=True
        ):
            document, day = self.heads[head]
            category = self.kinds[kind][1]
            for measure, days, (value, column, text) in (
                (Measure.TOTAL, None, total),
                (Measure.DELTA, 1, delta),
            ):
                if value is not None:
                    yield (
                        document,
                        Figure(
                            day, category, measure, value, days=days, line=line, column=column
                        )._replace(text=text),
                    )


# What a format gives: a figure with the document that prints it, or many at once.
Printed = tuple[Document, Figure] | Slab


def each(printed: Iterable[Printed]) -> Iterator[tuple[Document, Figure]]:
    """Every figure of *printed*, one at a time."""
    for piece in printed:
        if isinstance(piece, Slab):
            yield from piece.figures()
        else:
            yield piece


class Unread(NamedTuple):
    """A number of a text that is no figure of the tally, and why it was not taken."""

    line: int
    column: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format made of a capture.

    Args:
        format: the format's name.
        printed: each figure with the document that prints it, in the order of the text; of a
            large table, slabs of them, produced as they are consumed: a fault in it raises
            InputError, with all of its faults, once they are exhausted.
        documents: publications that are known without any figure (an address alone).
        unread: the numbers of a text that were not taken, each with its reason.
        notes: what else the user should know: how a text was dated, that it is a correction.
        text: the text that lines and columns count in, where it is prose and to be kept.
        is_bulletin: whether a table tells of its own days alone, so that another capture from
            the same place is another document, and no later edition of it.
    """

    format: str
    printed: Iterable[Printed]
    documents: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    text: str | None = None
    is_bulletin: bool = False

    def figures(self) -> Iterator[tuple[Document, Figure]]:
        """Every figure with its document, one at a time."""
        return each(self.printed)
