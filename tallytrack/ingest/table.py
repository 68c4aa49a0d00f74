"""Tidy tables: from rows of cells to figures, every cell checked, every fault listed.

The formats bring the rows (`formats/tidy_csv.py`, `formats/tidy_json.py`); what a column
means is said here, once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from tallytrack.document import Document, Medium
from tallytrack.errors import Fault
from tallytrack.figure import Figure, Measure, Qualifier
from tallytrack.ingest import cells
from tallytrack.ingest.cells import Refused
from tallytrack.ingest.columns import COLUMNS, OPTIONAL
from tallytrack.ingest.faults import Faults
from tallytrack.ingest.given import Given
from tallytrack.ingest.once import Once

DEFAULT_SOURCE = "general-staff"

_T = TypeVar("_T")


class Row(NamedTuple):
    """One row of a table.

    Args:
        line: the line it begins on, from 1.
        cells: its cells as text, in the order of the header; empty where nothing is given.
        raw: what the format needs to find the place of a cell.
    """

    line: int
    cells: Sequence[str]
    raw: object


# From a row and the index of a cell to the line and column where the cell begins.
Locate = Callable[[Row, int], tuple[int, int]]


@dataclass
class Table:
    """A table while it is read: what it says in common, and the faults met so far.

    Args:
        origin: where its capture came from.
        header: the names of its columns.
        given: what the user says of it.
        locate: how its format finds the place of a cell.
        edition_on: finds the last day in it; asked only where a row needs it to be dated.
        broken: what was found wrong with it before its rows were read.
    """

    origin: str
    header: Sequence[str]
    given: Given
    locate: Locate
    edition_on: Callable[[], date | None]
    broken: Iterable[Fault] = ()
    _documents: dict[tuple[str, ...], Document] = field(default_factory=dict)
    _made: dict[Document, Document] = field(default_factory=dict)
    once: Once = field(default_factory=Once)
    is_empty: bool = True

    def __post_init__(self) -> None:
        self.faults = Faults(self.origin, self.broken)
        self._at = {name: self.header.index(name) for name in COLUMNS if name in self.header}
        self.of_document = [self._at[n] for n in OPTIONAL[:6] if n in self._at]

    def figures(self, rows: Callable[[], Iterable[Row]]) -> Iterator[tuple[Document, Figure]]:
        """The figures of *rows*; raises InputError with every fault once they are exhausted."""
        for row in rows():
            yield from self.row(row)
        self.close(rows)

    def row(self, row: Row) -> list[tuple[Document, Figure]]:
        """The figures of one row; none where it is at fault, which is noted."""
        self.is_empty = False
        before = len(self.faults)
        found = self._read(row)
        if len(self.faults) > before:
            return []
        for document, figure in found:
            self.once.note(document, figure)
        return found

    def close(self, again: Callable[[], Iterable[Row]]) -> None:
        """Raise InputError if any fault was met; *again* are the rows from the first one."""
        if self.is_empty:
            self.faults.add(Fault(self.origin, 2, 1, "no rows; expected one at least"))
        if self.once.has_twice:
            self._compare(again())
        self.faults.tell()

    def _compare(self, rows: Iterable[Row]) -> None:
        """Note each second value where one document can print but one."""
        read = (
            pair for row in rows for pair in self.faults.quietly(partial(self._read, row)) or ()
        )
        for first, figure in self.once.contradicted(read):
            said = (
                f"{figure.value} contradicts {first.value} on line {first.line}, for the same"
                " day, category and document; keep the one that was printed"
            )
            self.faults.add(Fault(self.origin, figure.line, figure.column, said))

    def fault(self, row: Row, column: str, message: str) -> None:
        """Note a fault in a cell, or of the row where it has no such column."""
        if self.faults.is_full:
            # To find its place would cost more than to count it.
            self.faults.add(None)
            return
        index = self._at.get(column)
        line, at = (row.line, 1) if index is None else self.locate(row, index)
        self.faults.add(Fault(self.origin, line, at, message))

    def _read(self, row: Row) -> list[tuple[Document, Figure]]:
        """The figures of a row; whatever is wrong with it is noted, cell by cell."""
        if len(row.cells) != len(self.header):
            self.fault(row, "", cells.other_number(row.cells, len(self.header)))
            return []
        day, category = self._day(row), self._cell(row, "category", self._category)
        numbers = [
            (Measure.TOTAL, self._optional(row, "total", cells.total)),
            (Measure.DELTA, self._optional(row, "delta", cells.delta)),
        ]
        qualifier, days = self._remarks(row)
        document = self._document(row, day)
        if not (self._token(row, "total") or self._token(row, "delta")):
            column = "total" if "total" in self._at else "delta"
            self.fault(row, column, "the row has no number; expected a total or a delta")
        if day is None or category is None or document is None:
            return []
        found = []
        for measure, value in numbers:
            if value is not None:
                line, column_at = self.locate(row, self._at[measure])
                span = None if measure is Measure.TOTAL else days or 1
                text = self._token(row, measure)
                figure = Figure(
                    day, category, measure, value, qualifier, span, line, column_at, text
                )
                found.append((document, figure))
        return found

    def _day(self, row: Row) -> date | None:
        return self._cell(row, "day", cells.day)

    def named(self, row: Row) -> tuple[Document, date, str] | None:
        """The document, the day and the category of *row*; None where one is at fault."""
        day, category = self._day(row), self._cell(row, "category", self._category)
        document = self._document(row, day)
        if day is None or category is None or document is None:
            return None
        return document, day, category

    def _token(self, row: Row, column: str) -> str:
        index = self._at.get(column)
        return "" if index is None else row.cells[index]

    def _cell(self, row: Row, column: str, take: Callable[[str], _T]) -> _T | None:
        """What *take* makes of a cell; None, and the fault noted, where it refuses it."""
        try:
            return take(row.cells[self._at[column]])
        except Refused as refused:
            self.fault(row, column, str(refused))
            return None

    def _optional(self, row: Row, column: str, take: Callable[[str], _T]) -> _T | None:
        """The same of a cell that may be empty, or of a column that may be missing."""
        return self._cell(row, column, take) if self._token(row, column) else None

    def _category(self, token: str) -> str:
        if token in self.given.vocabulary.categories:
            return token
        if self.given.new_categories:
            return cells.new_key(token)
        remedy = self.given.vocabulary.instead_of(token)
        raise Refused(f"unknown category {cells.clipped(token)}; {remedy}")

    def _remarks(self, row: Row) -> tuple[Qualifier, int | None]:
        """The qualifier and the days of a row; they describe a row with one number."""
        qualifier = self._optional(row, "qualifier", lambda token: cells.word(token, Qualifier))
        days = self._optional(row, "days", cells.days)
        delta = self._token(row, "delta")
        for column in ("qualifier", "days"):
            said = self._token(row, column)
            if said and delta and self._token(row, "total"):
                self.fault(
                    row,
                    column,
                    f"{said!r} could describe the total or the delta;"
                    " write the two in rows of their own",
                )
        if days and not delta:
            self.fault(row, "days", f"{days} days for a total; only a delta has a period")
        return qualifier or Qualifier.EXACT, days

    def _document(self, row: Row, day: date | None) -> Document | None:
        """The document that prints the row; each is made once, and equal ones are one."""
        tokens = (self._token(row, "day"), *(row.cells[index] for index in self.of_document))
        if (document := self._documents.get(tokens)) is None:
            made = self._new_document(row, day)
            if made is None:
                return None
            document = self._documents[tokens] = self._made.setdefault(made, made)
        return document

    def _new_document(self, row: Row, day: date | None) -> Document | None:
        given, faults = self.given, len(self.faults)
        source = self._optional(row, "source", cells.key) or given.source or DEFAULT_SOURCE
        publisher = self._optional(row, "publisher", cells.key) or given.publisher or source
        medium = self._optional(row, "medium", lambda token: cells.word(token, Medium))
        published_on = self._optional(row, "published_on", cells.day) or given.published_on
        title = self._optional(row, "title", cells.text)
        url = self._optional(row, "url", cells.text)
        if published_on is None:
            # The source's own record is published day by day; a copy of it all at once.
            published_on = day if publisher == source else self._edition or day
        if published_on is None or len(self.faults) > faults:
            return None
        return Document(
            source,
            publisher,
            medium or Medium.TABLE,
            published_on,
            self.origin,
            title,
            url,
        )

    @cached_property
    def _edition(self) -> date | None:
        return self.edition_on()
