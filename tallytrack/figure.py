"""Figures: numbers as documents print them, and what was made of a whole text.

A figure is a tuple rather than a dataclass because a table may print millions of them.
"""

from collections.abc import Iterable
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
        printed: each figure with the document that prints it, in the order of the text. A
            large table's are produced as they are consumed; a fault in it raises InputError,
            with all of its faults, once they are exhausted.
        documents: publications that are known without any figure (an address alone).
        unread: the numbers of a text that were not taken, each with its reason.
        notes: what else the user should know: how a text was dated, that it is a correction.
        text: the text that lines and columns count in, where it is prose and to be kept.
        is_bulletin: whether a table tells of its own days alone, so that another capture from
            the same place is another document, and no later edition of it.
    """

    format: str
    printed: Iterable[tuple[Document, Figure]]
    documents: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    text: str | None = None
    is_bulletin: bool = False
