"""A capture's figures set aside, outside the tally, until it is known what they change.

They lie in a temporary database of their own, which SQLite keeps in memory while it is small
and on disk when it is not: a table of millions of rows is compared without being held at once.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, groupby, repeat
from operator import itemgetter

from tallytrack.document import Document
from tallytrack.figure import Figure, Measure, Printed, Qualifier, Slab
from tallytrack.store.codes import EPOCH, MEASURE_CODE, MEASURES, QUALIFIER_CODE, QUALIFIERS

# Rows are handed over in slabs of this many.
SLAB = 50_000

_INSERT = "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Where the number stands in such a row.
_VALUE = 4

# Rowid, document, day, measure, value, qualifier, days.
Staged = tuple[int, int, int, int, int | None, int, int | None]


class Staging:
    """The figures of one capture, and the documents that print them."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.series: list[tuple[str, str]] = []
        self.count = 0
        self._places: dict[int, int] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        # What the heads and kinds of slabs are here: documents, days, series.
        self._heads: list[tuple[int, int]] = []
        self._kinds: list[int] = []
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
        gathered: list[tuple[object, ...]] = []
        self._db.execute("BEGIN")
        for piece in printed:
            if isinstance(piece, Slab):
                gathered += self._rows(piece)
            else:
                gathered.append(self._row(*piece))
            if len(gathered) >= SLAB:
                self._write(gathered)
        self._write(gathered)
        self._db.execute("COMMIT")

    def by_series(self) -> Iterator[tuple[tuple[str, str], list[Staged]]]:
        """The rows of each series, by its source and category."""
        rows = self._db.execute(
            "SELECT series, rowid, document, day, measure, value, qualifier, days"
            " FROM staged ORDER BY series, rowid"
        )
        for number, group in groupby(rows, itemgetter(0)):
            yield self.series[number], [row[1:] for row in group]

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

    def _write(self, gathered: list[tuple[object, ...]]) -> None:
        self._db.executemany(_INSERT, gathered)
        self.count += len(gathered)
        gathered.clear()

    def _rows(self, slab: Slab) -> list[tuple[object, ...]]:
        """The figures of a slab, in the order of its rows, column by column."""
        for document, day in slab.heads[len(self._heads) :]:
            self._heads.append((self._place(document), day.toordinal() - EPOCH))
        self._kinds += [self._number(*kind) for kind in slab.kinds[len(self._kinds) :]]
        series = [self._kinds[kind] for kind in slab.kind]
        places = [self._heads[head][0] for head in slab.head]
        days = [self._heads[head][1] for head in slab.head]
        exact = repeat(QUALIFIER_CODE[Qualifier.EXACT])
        of_total, of_delta = (repeat(MEASURE_CODE[measure]) for measure in Measure)
        at_totals = slab.lines, slab.total_columns, slab.total_texts
        at_deltas = slab.lines, slab.delta_columns, slab.delta_texts
        totals = zip(series, days, of_total, places, slab.totals, exact, repeat(None), *at_totals)
        deltas = zip(series, days, of_delta, places, slab.deltas, exact, repeat(1), *at_deltas)
        rows = chain.from_iterable(zip(totals, deltas, strict=True))
        return [row for row in rows if row[_VALUE] is not None]

    def _row(self, document: Document, figure: Figure) -> tuple[object, ...]:
        day, category, measure, value, qualifier, days, line, column, text = figure
        return (
            self._number(document.source, category),
            day.toordinal() - EPOCH,
            MEASURE_CODE[measure],
            self._place(document),
            value,
            QUALIFIER_CODE[qualifier],
            1 if days is None and measure is Measure.DELTA else days,
            line,
            column,
            text,
        )

    def _number(self, source: str, category: str) -> int:
        """The number of a series here."""
        number = self._numbers.get((source, category))
        if number is None:
            number = self._numbers[source, category] = len(self.series)
            self.series.append((source, category))
        return number

    def _place(self, document: Document) -> int:
        """The number of a document here."""
        place = self._places.get(id(document))
        if place is None:
            place = self._places[id(document)] = len(self.documents)
            self.documents.append(document)
        return place
