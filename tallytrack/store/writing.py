"""Taking documents and figures in. A capture goes in whole or not at all.

The few rows about documents are SQLModel objects; the figures, of which a table may have
millions, go through the driver's own `executemany`, sorted as they will lie on disk.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, create_engine, func, select

from tallytrack.capture import Capture
from tallytrack.document import Document
from tallytrack.edition import Plan
from tallytrack.errors import Fault, InputError, UsageError
from tallytrack.figure import Figure, Reading
from tallytrack.store import editions, migrate, opening, seeding, waiving
from tallytrack.store.codes import EPOCH, MEASURE_CODE, QUALIFIER_CODE, instant, now
from tallytrack.store.tables import (
    CaptureRow,
    CategoryRow,
    DocumentRow,
    FigureRow,
    MarkRow,
    SeriesRow,
    WaiverRow,
)
from tallytrack.vocabulary import Vocabulary
from tallytrack.waiver import Waiver

# Figures are gathered and sorted in slabs of this many rows: enough that neighbours on disk
# are written together, few enough that memory stays flat.
SLAB = 250_000

_INSERT = "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_Row = tuple[int, int, int, int, int, int, int | None, int, int | None, int]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a capture.

    Args:
        origin: where it came from.
        documents: how many documents it has.
        figures: how many figures it has.
        is_new: whether it went in now; otherwise it was known already.
    """

    origin: str
    documents: int
    figures: int
    is_new: bool


class Writer:
    """A tally open for writing. Make one with `for_writing`."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._vocabulary = vocabulary

    def known(self, capture: Capture, options: str) -> Receipt | None:
        """What is known of the same bytes, if they were taken in before.

        Raises:
            InputError: they were read with other options than *options*.
        """
        with Session(self._engine) as session:
            row = session.exec(
                select(CaptureRow).where(
                    col(CaptureRow.sha256) == capture.sha256, col(CaptureRow.withdrawn_at).is_(None)
                )
            ).first()
            if row is None or _is_edition(row, capture, options):
                return None
            if row.given != options:
                before = f"with {row.given}" if row.given else "without options"
                message = (
                    f"already in the tally as {row.origin}, read {before};"
                    f" to read it otherwise, first `tally withdraw {row.origin} --reason ...`"
                )
                raise InputError(Fault(capture.origin, 0, 0, message))
            ids = select(DocumentRow.id).where(col(DocumentRow.capture) == row.id)
            documents = session.exec(select(func.count()).select_from(ids.subquery())).one()
            figures = session.exec(
                select(func.count()).select_from(FigureRow).where(col(FigureRow.document).in_(ids))
            ).one()
            return Receipt(row.origin, documents, figures, is_new=False)

    def add(
        self,
        capture: Capture,
        reading: Reading,
        options: str = "",
        announce: Callable[[Plan], None] | None = None,
    ) -> Receipt:
        """Take a capture in, with everything that was read in it.

        Args:
            capture: the bytes as received.
            reading: what a format made of them; its figures are consumed here.
            options: what the user said of it, as options of the command line.
            announce: is told what a later edition of a table will do, before it is done, and
                may refuse it; of an edition only the news is stored. Without it, everything.

        Raises:
            InputError: the reading found a fault; nothing was taken.
        """
        with Session(self._engine) as session:
            if announce is None:
                return self._take(session, capture, reading, options)
            with editions.compared(_driver(session), capture.origin, reading) as edition:
                if edition is None:
                    return self._take(session, capture, reading, options)
                announce(edition.plan)
                if edition.plan.is_empty:
                    counts = edition.documents, edition.figures
                    return Receipt(capture.origin, *counts, is_new=False)
                return self._take(session, capture, edition.news, options)

    def _take(self, session: Session, capture: Capture, reading: Reading, options: str) -> Receipt:
        intake = _Intake(session, self._vocabulary, capture, reading, options)
        for document in reading.documents:
            intake.document(document)
        slab: list[_Row] = []
        figures = 0
        for document, figure in reading.printed:
            slab.append(intake.row(document, figure))
            if len(slab) >= SLAB:
                figures += intake.write(slab)
        figures += intake.write(slab)
        session.commit()
        return Receipt(capture.origin, intake.documents, figures, is_new=True)

    def withdraw(self, origin: str, reason: str) -> int:
        """Take every capture of *origin* out of all answers; how many there were.

        Raises:
            UsageError: there is none in force.
        """
        with Session(self._engine) as session:
            rows = session.exec(
                select(CaptureRow).where(
                    col(CaptureRow.origin) == origin, col(CaptureRow.withdrawn_at).is_(None)
                )
            ).all()
            if not rows:
                raise UsageError(f"{origin}: no capture of that origin is in the tally")
            for row in rows:
                row.withdrawn_at, row.withdrawn_because = now(), reason
            session.commit()
            return len(rows)

    def waive(self, waivers: Iterable[Waiver]) -> int:
        """Record *waivers*, all or none; how many of them are new or changed.

        Raises:
            UsageError: one names a source or category that the tally does not know.
        """
        with Session(self._engine) as session:
            changed = waiving.record(session, waivers)
            session.commit()
            return changed

    def mark(self) -> None:
        """Record how far the evidence goes, for `tally check --new` to compare with."""
        with Session(self._engine) as session:
            capture = session.exec(select(func.max(CaptureRow.id))).one() or 0
            waiver = session.exec(select(func.max(WaiverRow.id))).one() or 0
            session.add(MarkRow(recorded_at=now(), capture=capture, waiver=waiver))
            session.commit()

    def unwaive(self, waiver: Waiver) -> bool:
        """Remove what was waived by a waiver for the same findings; whether there was one."""
        with Session(self._engine) as session:
            removed = waiving.remove(session, waiver)
            session.commit()
            return removed


@contextmanager
def for_writing(path: Path, vocabulary: Vocabulary) -> Iterator[Writer]:
    """A tally that can be written to, made or brought up to date first.

    Raises:
        StoreError: the file cannot be used; it is as it was.
    """
    opening.meet(path)
    engine = _engine(path)
    try:
        with opening.guarded(path):
            migrate.bring_up_to_date(engine, path)
            with Session(engine) as session:
                seeding.seed(session, vocabulary)
                session.commit()
            yield Writer(engine, vocabulary)
    except DBAPIError as error:
        raise opening.refusal(path, error.orig or error) from error
    finally:
        engine.dispose()


def _engine(path: Path) -> Engine:
    """An engine over one plain connection; each transaction takes the write lock at once."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: opening.connect(path, "rwc"),
        poolclass=StaticPool,
    )

    @event.listens_for(engine, "connect")
    def _keep_references(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _take_the_lock(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]  # a Connection

    return engine


def _driver(session: Session) -> sqlite3.Connection:
    """The driver's own connection, within the transaction of *session*."""
    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # the engine makes no other
    return driver


def _is_edition(row: CaptureRow, capture: Capture, options: str) -> bool:
    """Whether the bytes of *row* come again as another day's edition of the same table."""
    known, now_given = (re.sub(r" ?--published \S+", "", one) for one in (row.given, options))
    is_same = (row.origin, known) == (capture.origin, now_given)
    return is_same and row.text is None and row.given != options


class _Intake:
    """One capture on its way in: the ids of what it names, made as they are met."""

    def __init__(
        self,
        session: Session,
        vocabulary: Vocabulary,
        capture: Capture,
        reading: Reading,
        options: str,
    ) -> None:
        self._session = session
        self._vocabulary = vocabulary
        row = CaptureRow(
            origin=capture.origin,
            format=reading.format,
            sha256=capture.sha256,
            given=options,
            retrieved_at=instant(capture.retrieved_at) if capture.retrieved_at else now(),
            text=reading.text,
        )
        session.add(row)
        session.flush()
        assert row.id is not None  # noqa: S101  # flushed rows have their id
        self._capture = row.id
        last = session.exec(select(func.max(DocumentRow.id))).one()
        self._next_document = (last or 0) + 1
        # By identity: a reading makes each document once, and hashing it for every figure costs.
        self._documents: dict[int, tuple[Document, int]] = {}
        self._pending: list[DocumentRow] = []
        self._sources: dict[str, int] = {}
        self._publishers: dict[tuple[str, str, str], int] = {}
        self._series: dict[tuple[str, str], int] = {}

    @property
    def documents(self) -> int:
        """How many documents were met."""
        return len(self._documents)

    def row(self, document: Document, figure: Figure) -> _Row:
        """A figure as it is stored."""
        day, category, measure, value, qualifier, days, line, column, printed = figure
        known = self._documents.get(id(document))
        source = document.source
        return (
            self._series.get((source, category)) or self._new_series(source, category),
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

    def write(self, slab: list[_Row]) -> int:
        """Store the figures gathered so far and the documents they stand in; how many."""
        self._session.add_all(self._pending)
        self._session.flush()
        self._pending.clear()
        slab.sort()
        _driver(self._session).executemany(_INSERT, slab)
        written = len(slab)
        slab.clear()
        return written

    def document(self, document: Document) -> int:
        """The id of *document*, to be stored with the next slab."""
        if known := self._documents.get(id(document)):
            return known[1]
        number = self._next_document
        self._next_document += 1
        self._documents[id(document)] = document, number
        self._pending.append(
            DocumentRow(
                id=number,
                capture=self._capture,
                source=self._source(document.source),
                publisher=self._publisher(document),
                medium=document.medium.value,
                published_on=str(document.published_on),
                title=document.title,
                url=document.url,
            )
        )
        return number

    def _source(self, key: str) -> int:
        if key not in self._sources:
            self._sources[key] = seeding.source_id(self._session, key, self._vocabulary)
        return self._sources[key]

    def _publisher(self, document: Document) -> int:
        key = (document.source, document.publisher, document.medium)
        if key not in self._publishers:
            session, vocabulary = self._session, self._vocabulary
            number = seeding.publisher_id(session, document.publisher, vocabulary)
            ids = self._source(document.source), number
            seeding.rank(session, ids, document, vocabulary)
            self._publishers[key] = number
        return self._publishers[key]

    def _new_series(self, source: str, category: str) -> int:
        session = self._session
        [category_id] = session.exec(select(CategoryRow.id).where(col(CategoryRow.key) == category))
        assert category_id is not None  # noqa: S101  # a stored row has its id
        source_id = self._source(source)
        row = session.exec(
            select(SeriesRow).where(
                col(SeriesRow.source) == source_id, col(SeriesRow.category) == category_id
            )
        ).first()
        if row is None:
            row = SeriesRow(source=source_id, category=category_id)
            session.add(row)
            session.flush()
        assert row.id is not None  # noqa: S101  # likewise
        self._series[source, category] = row.id
        return row.id
