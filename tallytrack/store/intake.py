"""One capture on its way into the tables: its documents and figures, and the ids they get.

These rows may be many (a thousand posts, a table of millions of figures), so they go through
the driver's own statements, the figures sorted as they will lie on disk, a slab at a time;
what they name is made in `seeding`.
"""

from sqlmodel import Session

from tallytrack.capture import Capture
from tallytrack.document import Document
from tallytrack.figure import Figure, Reading, Slab
from tallytrack.store import seeding
from tallytrack.store.codes import EPOCH, MEASURE_CODE, QUALIFIER_CODE, instant, now
from tallytrack.store.tables import CaptureRow, DocumentRow

# Figures are gathered and sorted in slabs of this many rows: enough that neighbours on disk
# are written together, few enough that memory stays flat.
SLAB = 50_000

_INSERT_CAPTURE = (
    "INSERT INTO capture (id, origin, format, sha256, given, retrieved_at, text)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_DOCUMENT = (
    "INSERT INTO document (id, capture, source, publisher, medium, published_on, title, url)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT = "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

# Of a plain row: series, day, document, line; its total, where it begins, how long it is; and
# likewise its delta. Most have both, and one statement for the two halves what each costs.
_INSERT_TOTAL = "INSERT INTO figure VALUES (?1, ?2, 0, ?3, ?4, ?6, ?5, 0, NULL, ?7)"
_INSERT_DELTA = "INSERT INTO figure VALUES (?1, ?2, 1, ?3, ?4, ?6, ?5, 0, 1, ?7)"
_INSERT_BOTH = _INSERT_TOTAL + ", (?1, ?2, 1, ?3, ?4, ?9, ?8, 0, 1, ?10)"

_Row = tuple[int, int, int, int, int, int, int | None, int, int | None, int]


class Intake:
    """One capture on its way in: the ids of what it names, made as they are met."""

    def __init__(
        self,
        session: Session,
        names: seeding.Names,
        capture: Capture,
        reading: Reading,
        options: str,
    ) -> None:
        self._session = session
        self._names = names
        self.capture = names.next_id(CaptureRow)
        self._driver = seeding.driver(session)
        retrieved_at = instant(capture.retrieved_at) if capture.retrieved_at else now()
        said = (capture.origin, reading.format, capture.sha256, options, retrieved_at, reading.text)
        self._driver.execute(_INSERT_CAPTURE, (self.capture, *said))
        # By identity: a reading makes each document once, and hashing it for every figure costs.
        self._documents: dict[int, tuple[Document, int]] = {}
        self._pending: list[tuple[object, ...]] = []
        self._series = names.known_series
        # What the heads and kinds of slabs are here: documents, days, series.
        self._heads: list[int] = []
        self._days: list[int] = []
        self._kinds: list[int] = []

    @property
    def documents(self) -> int:
        """How many documents were met."""
        return len(self._documents)

    def store(self, reading: Reading) -> int:
        """Store everything that *reading* has; how many figures that is."""
        for document in reading.documents:
            self.document(document)
        slab: list[_Row] = []
        figures = 0
        for piece in reading.printed:
            if isinstance(piece, Slab):
                figures += self._store_slab(piece)
                continue
            slab.append(self._row(*piece))
            if len(slab) >= SLAB:
                figures += self._write(slab)
        figures += self._write(slab)
        self._names.finish()
        return figures

    def _store_slab(self, slab: Slab) -> int:
        """Store the figures of a slab; how many."""
        for document, day in slab.heads[len(self._heads) :]:
            self._heads.append(self.document(document))
            self._days.append(day.toordinal() - EPOCH)
        self._kinds += [self._names.series(*kind) for kind in slab.kinds[len(self._kinds) :]]
        self._write_documents()
        rows = sorted(
            zip(
                map(self._kinds.__getitem__, slab.kind),
                map(self._days.__getitem__, slab.head),
                map(self._heads.__getitem__, slab.head),
                slab.lines,
                slab.totals,
                slab.total_columns,
                map(len, slab.total_texts),
                slab.deltas,
                slab.delta_columns,
                map(len, slab.delta_texts),
                strict=True,
            )
        )
        if None in slab.totals or None in slab.deltas:
            totals = [row[:7] for row in rows if row[4] is not None]
            deltas = [row[:4] + row[7:] for row in rows if row[7] is not None]
            self._driver.executemany(_INSERT_TOTAL, totals)
            self._driver.executemany(_INSERT_DELTA, deltas)
        else:
            self._driver.executemany(_INSERT_BOTH, rows)
        return slab.count

    def _row(self, document: Document, figure: Figure) -> _Row:
        """A figure as it is stored."""
        day, category, measure, value, qualifier, days, line, column, printed = figure
        known = self._documents.get(id(document))
        source = document.source
        return (
            self._series.get((source, category)) or self._names.series(source, category),
            day.toordinal() - EPOCH,
            MEASURE_CODE[measure],
            known[1] if known else self.document(document),
            line,
            column,
            value,
            QUALIFIER_CODE[qualifier],
            days,
            len(printed),
        )

    def _write(self, slab: list[_Row]) -> int:
        """Store the figures gathered so far and the documents they stand in; how many."""
        self._write_documents()
        slab.sort()
        self._driver.executemany(_INSERT, slab)
        written = len(slab)
        slab.clear()
        return written

    def _write_documents(self) -> None:
        """Store the documents that were met, before what refers to them."""
        # The rows that they refer to were made through the session, which may hold them still.
        self._session.flush()
        self._driver.executemany(_INSERT_DOCUMENT, self._pending)
        self._pending.clear()

    def document(self, document: Document) -> int:
        """The id of *document*, to be stored with the next slab."""
        if known := self._documents.get(id(document)):
            return known[1]
        number = self._names.next_id(DocumentRow)
        self._documents[id(document)] = document, number
        self._pending.append(
            (
                number,
                self.capture,
                self._names.source(document.source),
                self._names.publisher(document),
                document.medium.value,
                str(document.published_on),
                document.title,
                document.url,
            )
        )
        return number
