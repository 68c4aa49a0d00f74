"""A capture's figures set aside, outside the tally, until it is known what they change.

They lie in a temporary database of their own, which SQLite keeps in memory while it is small
and on disk when it is not: a table of millions of rows is compared without being held at once.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from tallytrack.document import Document
from tallytrack.figure import Figure, Measure, Printed, each
from tallytrack.store.codes import EPOCH, MEASURE_CODE, MEASURES, QUALIFIER_CODE, QUALIFIERS

# Rows are handed over in slabs of this many.
SLAB = 50_000

_INSERT = "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

# Rowid, series, day, measure, document, value, qualifier, days.
Staged = tuple[int, int, int, int, int, int | None, int, int | None]


class Staging:
    """The figures of one capture, and the documents that print them."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.series: list[tuple[str, str]] = []
        self.count = 0
        self._places: dict[int, int] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        # Without a name: SQLite makes a private file of it, and removes it with the connection.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute(
            "CREATE TABLE staged"
            ' (series, day, measure, document, value, qualifier, days, line, "column", text)'
        )

    def close(self) -> None:
        """Let the figures go."""
        self._db.close()

    def fill(self, printed: Iterable[Printed]) -> None:
        """Set *printed* aside; raises InputError where the reading is at fault."""
        slab = []
        self._db.execute("BEGIN")
        for document, figure in each(printed):
            slab.append(self._row(document, figure))
            if len(slab) >= SLAB:
                self._db.executemany(_INSERT, slab)
                self.count += len(slab)
                slab.clear()
        self._db.executemany(_INSERT, slab)
        self.count += len(slab)
        self._db.execute("COMMIT")

    def by_series(self) -> Iterator[tuple[tuple[str, str], list[Staged]]]:
        """The rows of each series, by its source and category."""
        rows = self._db.execute(
            "SELECT rowid, series, day, measure, document, value, qualifier, days"
            " FROM staged ORDER BY series, rowid"
        )
        for number, group in groupby(rows, itemgetter(1)):
            yield self.series[number], list(group)

    def chosen(self, rowids: "array[int]") -> Iterator[tuple[Document, Figure]]:
        """The figures with these rowids, as they were set aside."""
        for rowid in rowids:
            series, day, measure, document, value, qualifier, days, line, column, text = (
                self._db.execute("SELECT * FROM staged WHERE rowid = ?", (rowid,)).fetchone()
            )
            yield (
                self.documents[document],
                Figure(
                    date.fromordinal(day + EPOCH),
                    self.series[series][1],
                    MEASURES[measure],
                    value,
                    QUALIFIERS[qualifier],
                    days,
                    line,
                    column,
                    text,
                ),
            )

    def _row(self, document: Document, figure: Figure) -> tuple[object, ...]:
        day, category, measure, value, qualifier, days, line, column, text = figure
        series = self._numbers.get((document.source, category))
        if series is None:
            series = self._numbers[document.source, category] = len(self.series)
            self.series.append((document.source, category))
        place = self._places.get(id(document))
        if place is None:
            place = self._places[id(document)] = len(self.documents)
            self.documents.append(document)
        return (
            series,
            day.toordinal() - EPOCH,
            MEASURE_CODE[measure],
            place,
            value,
            QUALIFIER_CODE[qualifier],
            1 if days is None and measure is Measure.DELTA else days,
            line,
            column,
            text,
        )
