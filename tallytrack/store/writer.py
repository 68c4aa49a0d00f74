"""What can be written to a tally: captures, whole or not at all, waivers and marks beside them."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlmodel import Session, col, select

from tallytrack.capture import Capture, Fetched, Unchanged
from tallytrack.edition import Plan
from tallytrack.errors import InputError, UsageError
from tallytrack.figure import Reading
from tallytrack.store import asked, editions, known, reading, refusing, seeding, waiving
from tallytrack.store.codes import now
from tallytrack.store.intake import Intake
from tallytrack.store.known import Receipt
from tallytrack.store.seeding import driver
from tallytrack.store.tables import CaptureRow, MarkRow
from tallytrack.store.voices import Mark
from tallytrack.vocabulary import Vocabulary
from tallytrack.waiver import Waiver

# How long captures are gathered into one transaction, in seconds. Each goes in whole or not
# at all; that a thousand small ones are not made durable one by one is what makes them quick.
PATIENCE = 1.0


class Writer:
    """A tally open for writing. `for_writing` makes one."""

    def __init__(self, session: Session, vocabulary: Vocabulary) -> None:
        self._session = session
        self._vocabulary = vocabulary
        self._names = seeding.Names(session, vocabulary)
        self._committed_at = time.monotonic()
        self._gathered = 0
        self._kept = 0
        self._begun: sqlite3.Connection | None = None

    @property
    def _db(self) -> sqlite3.Connection:
        """The driver's own connection, in a transaction; asked of the session once for each."""
        if self._begun is None:
            self._begun = driver(self._session)
        return self._begun

    @property
    def left(self) -> str:
        """What is in the tally of what was taken in, where the rest could not be written."""
        if not self._kept:
            return refusing.AS_IT_WAS
        many = "first capture" if self._kept == 1 else f"first {self._kept:,} captures"
        return f"only the {many} went in"

    def known(self, capture: Capture, options: str) -> Receipt | None:
        """What is known of the same bytes, if they were taken in before.

        Raises:
            InputError: they were read with other options than *options*.
        """
        return known.receipt(self._db, capture, options)

    def asked_before(self, address: str, options: str) -> Fetched | None:
        """What *address* said the last time, to be asked for what is newer; None to ask for all.

        What was taken in is made durable first, and nobody waits for us while we ask.
        """
        found = asked.before(self._db, address, options)
        self.commit()
        return found

    def remember(self, capture: Capture) -> None:
        """Keep what the address of a capture that was taken in, or is known, said beside it."""
        if capture.fetched:
            known_by = capture.sha256, capture.origin
            asked.remember(self._db, capture.fetched, *known_by)

    def unchanged(self, answer: Unchanged) -> Receipt:
        """What is known of an address that has nothing newer; that it said so is kept."""
        capture = asked.remember_unchanged(self._db, answer.fetched)
        return known.counted(self._db, capture)

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
        try:
            # Whole or not at all: a fault takes back what was written of this capture alone.
            with self._trusting(capture):
                # The lock was let go of for a moment, in which another may have taken it in.
                if capture.path and (known := self.known(capture, options)):
                    return known
                with self._whole():
                    receipt = self._compare(capture, reading, options, announce)
        except BaseException:
            self._names = seeding.Names(self._session, self._vocabulary)
            raise
        self._gathered += receipt.is_new
        if time.monotonic() - self._committed_at > PATIENCE:
            self.commit()
        return receipt

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """What is written goes in, or is taken back where that fails: a savepoint of SQLite's.

        For a thousand small captures the session's own would be a tenth of the time.
        """
        self._session.flush()
        db = self._db
        db.execute("SAVEPOINT capture")
        try:
            yield
            self._session.flush()
        except BaseException:
            # Where the disk is full, SQLite has taken back the transaction by itself.
            if db.in_transaction:
                db.execute("ROLLBACK TO capture")
                db.execute("RELEASE capture")
            self._session.expunge_all()
            raise
        db.execute("RELEASE capture")

    @contextmanager
    def _trusting(self, capture: Capture) -> Iterator[None]:
        """While a large table goes in, its references are not looked up.

        The documents and series that its figures refer to are made in the same breath; to look
        them up for each of millions of figures would be a quarter of the time. SQLite changes
        this only between transactions.
        """
        if capture.path is None:
            yield
            return
        db = self._db
        self.commit()
        db.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        except InputError:
            self._trust_no_more(db)
            raise
        self._trust_no_more(db)

    def _trust_no_more(self, db: sqlite3.Connection) -> None:
        self.commit()
        db.execute("PRAGMA foreign_keys = ON")

    def days_with(self, source: str, totals: Mapping[str, int]) -> list[date]:
        """The days on which documents print all of *totals*; as `reading.days_with`.

        It is asked here, because to open the file a second time would cost this process its
        locks on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
        """
        return reading.days_with(self._db, source, totals)

    def commit(self) -> None:
        """Make durable what was taken in; it is done every second or so, and on leaving."""
        self._session.commit()
        self._begun = None
        self._names.settle()
        self._kept, self._gathered = self._kept + self._gathered, 0
        self._committed_at = time.monotonic()

    def _compare(
        self,
        capture: Capture,
        reading: Reading,
        options: str,
        announce: Callable[[Plan], None] | None,
    ) -> Receipt:
        # A text is no table that grows: another text in its place is another document.
        if announce is None or reading.text is not None:
            return self._take(capture, reading, options)
        with editions.compared(self._db, capture.origin, reading) as edition:
            if edition is None:
                return self._take(capture, reading, options)
            announce(edition.plan)
            if edition.plan.is_empty:
                counts = edition.documents, edition.figures
                return Receipt(capture.origin, *counts, is_new=False)
            return self._take(capture, edition.news, options)

    def _take(self, capture: Capture, reading: Reading, options: str) -> Receipt:
        intake = Intake(self._session, self._names, capture, reading, options)
        figures = intake.store(reading)
        if capture.original and capture.original.withdrawn_because is not None:
            self._db.execute(
                "UPDATE capture SET withdrawn_at = ?, withdrawn_because = ? WHERE id = ?",
                (now(), capture.original.withdrawn_because, intake.capture),
            )
        return Receipt(capture.origin, intake.documents, figures, is_new=True)

    def withdraw(self, origin: str, reason: str) -> int:
        """Take every capture of *origin* out of all answers; how many there were.

        Raises:
            UsageError: there is none in force.
        """
        rows = self._session.exec(
            select(CaptureRow).where(
                col(CaptureRow.origin) == origin, col(CaptureRow.withdrawn_at).is_(None)
            )
        ).all()
        if not rows:
            raise UsageError(f"{origin}: no capture of that origin is in the tally")
        for row in rows:
            row.withdrawn_at, row.withdrawn_because = now(), reason
        self.commit()
        return len(rows)

    def waive(self, waivers: Iterable[Waiver]) -> int:
        """Record *waivers*, all or none; how many of them are new or changed.

        Raises:
            UsageError: one names a source or category that the tally does not know.
        """
        changed = waiving.record(self._session, waivers)
        self.commit()
        return changed

    def mark(self, upto: Mark | None = None) -> None:
        """Record how far the evidence went, for `tally check --new` to compare with.

        Without *upto*, as far as it goes now.
        """
        mark = upto or reading.reached(self._db)
        row = MarkRow(recorded_at=mark.recorded_at, capture=mark.capture, waiver=mark.waiver)
        self._session.add(row)
        self.commit()

    def unwaive(self, waivers: Iterable[Waiver]) -> list[Waiver]:
        """Remove what was waived for the same findings, all or none; those that were not."""
        missing = waiving.remove(self._session, waivers)
        self.commit()
        return missing
