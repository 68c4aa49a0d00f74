"""Tidy tables: from rows of cells to figures, every cell checked, every fault listed.

The formats bring the rows (`formats/tidy_csv.py`, `formats/tidy_json.py`); what a column
means is said here, once.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from tallytrack.document import Document, Medium
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Figure, Measure, Qualifier
from tallytrack.ingest import cells
from tallytrack.ingest.cells import Refused
from tallytrack.ingest.columns import COLUMNS, NUMBERS, OPTIONAL, REQUIRED
from tallytrack.ingest.given import Given
from tallytrack.ingest.once import DELTA, TOTAL, Once

DEFAULT_SOURCE = "general-staff"

# A file with faults on every line is listed this far; the rest is counted.
MOST_FAULTS = 100

# Names are compared with one another, which many more would make slow.
MOST_COLUMNS = 1_000

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


def check_header(origin: str, header: Sequence[str], places: Iterable[tuple[int, int]]) -> None:
    """Raise InputError, with every fault, unless *header* names what a tidy table needs."""
    if len(header) > MOST_COLUMNS:
        message = f"{len(header):,} columns; a table has {MOST_COLUMNS:,} at most"
        raise InputError(Fault(origin, 1, 1, message))
    absent = [name for name in REQUIRED if name not in header]
    faults = [_missing(origin, f"the column {name!r}", header) for name in absent]
    if not any(name in header for name in NUMBERS):
        faults.append(_missing(origin, "a column 'total' or 'delta'", header))
    for index, (name, (line, column)) in enumerate(zip(header, places, strict=True)):
        if name and name in header[:index]:
            message = f"the column {name!r} is given twice; keep one"
            faults.append(Fault(origin, line, column, message))
        elif name not in COLUMNS and (meant := difflib.get_close_matches(name, COLUMNS, 1, 0.8)):
            message = f"unknown column {name!r}; did you mean {meant[0]!r}?"
            faults.append(Fault(origin, line, column, message))
    if faults:
        raise InputError(*faults)


def _missing(origin: str, what: str, header: Sequence[str]) -> Fault:
    found = ", ".join(name if name and name.isprintable() else repr(name) for name in header)
    return Fault(origin, 1, 1, f"{what} is missing; found {found}; expected day,category,total")


def unknown_columns(header: Sequence[str]) -> tuple[str, ...]:
    """A note for the columns that are passed over, if there are any."""
    unknown = [repr(name) for name in header if name not in COLUMNS]
    return (f"not read: the column {', '.join(unknown)}",) if unknown else ()


@dataclass
class Table:
    """A table while it is read: what it says in common, and the faults met so far.

    Args:
        origin: where its capture came from.
        header: the names of its columns.
        given: what the user says of it.
        locate: how its format finds the place of a cell.
        edition_on: finds the last day in it; asked only where a row needs it to be dated.
    """

    origin: str
    header: Sequence[str]
    given: Given
    locate: Locate
    edition_on: Callable[[], date | None]
    faults: list[Fault] = field(default_factory=list)
    uncounted: int = 0
    _documents: dict[tuple[str, ...], Document] = field(default_factory=dict)
    _made: dict[Document, Document] = field(default_factory=dict)
    once: Once = field(default_factory=Once)
    is_empty: bool = True
    _twice: set[tuple[object, ...]] = field(default_factory=set)
    _remarked: set[tuple[object, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
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
        before = self._noted
        found = self._read(row)
        if self._noted != before:
            return []
        for document, figure in found:
            self._print(document, figure)
        return found

    def close(self, again: Callable[[], Iterable[Row]]) -> None:
        """Raise InputError if any fault was met; *again* are the rows from the first one."""
        if self.is_empty:
            self.faults.append(Fault(self.origin, 2, 1, "no rows; expected one at least"))
        if self._twice:
            self._compare(again())
        self.raise_faults()

    @property
    def _noted(self) -> int:
        return len(self.faults) + self.uncounted

    def quietly(self, take: Callable[[], _T]) -> _T | None:
        """What *take* makes of a row; None where that is at fault, which is not noted."""
        faults, uncounted = len(self.faults), self.uncounted
        found = take()
        if self._noted == faults + uncounted:
            return found
        del self.faults[faults:]
        self.uncounted = uncounted
        return None

    def raise_faults(self) -> None:
        """Raise InputError if any fault was met."""
        if self.faults:
            self.faults.sort(key=lambda fault: fault.line)
            rest = f"{self.uncounted:,} more faults of this kind are not listed"
            more = [Fault(self.origin, 0, 0, rest)] if self.uncounted else []
            raise InputError(*sorted(self.faults), *more)

    def fault(self, row: Row, column: str, message: str) -> None:
        """Note a fault in a cell, or of the row where it has no such column."""
        if len(self.faults) >= MOST_FAULTS:
            self.uncounted += 1
            return
        index = self._at.get(column)
        line, at = (row.line, 1) if index is None else self.locate(row, index)
        fault = Fault(self.origin, line, at, message)
        # The day of a wide row stands in one place for all of its numbers.
        if fault not in self.faults:
            self.faults.append(fault)

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
        known = self.given.vocabulary.categories
        if self.given.new_categories:
            return cells.new_key(token)
        close = difflib.get_close_matches(token, known, 1)
        meant = self.given.vocabulary.category(token)
        guess = meant.key if meant else close[0] if close else ""
        remedy = f"did you mean {guess!r}?" if guess else f"expected one of {', '.join(known)}"
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

    def _print(self, document: Document, figure: Figure) -> None:
        """Note that *document* prints *figure*, and whether it has printed such a one before."""
        day, category, measure, _, qualifier, days, *_ = figure
        if qualifier is Qualifier.EXACT and (days or 1) == 1:
            head = self.once.head(document, day)
            kind = self.once.kind(document.source, category)
            is_first = self.once.fill([head], [kind], [_BIT[measure]])
        else:
            key = _cell(document, figure)
            is_first = key not in self._remarked
            self._remarked.add(key)
        if not is_first:
            self._twice.add(_cell(document, figure))

    def _compare(self, rows: Iterable[Row]) -> None:
        """Note a second value where one document can print but one."""
        seen: dict[tuple[object, ...], tuple[int | None, int]] = {}
        for row in rows:
            for document, figure in self.quietly(partial(self._read, row)) or ():
                cell = _cell(document, figure)
                if cell not in self._twice:
                    continue
                known, line = seen.setdefault(cell, (figure.value, row.line))
                if known != figure.value:
                    self.fault(
                        row,
                        figure.measure,
                        f"{figure.value} contradicts {known} on line {line}, for the same day,"
                        " category and document; keep the one that was printed",
                    )


_BIT = {Measure.TOTAL: TOTAL, Measure.DELTA: DELTA}


def _cell(document: Document, figure: Figure) -> tuple[object, ...]:
    """What a document can print but once."""
    day, category, measure, _, qualifier, days, *_ = figure
    return id(document), day, category, measure, qualifier, days
