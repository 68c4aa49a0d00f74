"""Opening a tally for writing: made, or brought up to date, first; as it was where that fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from tallytrack.errors import TallyError
from tallytrack.store import connecting, migrate, opening, refusing, seeding
from tallytrack.store.writer import Writer
from tallytrack.vocabulary import Vocabulary

# How much of the file is held while it is written to, in KiB. A table in the order of days adds
# to the end of every series at once; where those ends are not held, each costs a read.
CACHE = 32_768


@contextmanager
def for_writing(path: Path, vocabulary: Vocabulary) -> Iterator[Writer]:
    """A tally that can be written to, made or brought up to date first.

    Raises:
        StoreError: the file cannot be used; it is as it was.
    """
    opening.meet(path)
    engine = _engine(path)
    left = refusing.AS_IT_WAS
    try:
        migrate.bring_up_to_date(engine, path)
        with Session(engine) as session:
            seeding.seed(session, vocabulary)
            session.commit()
            writer = Writer(session, vocabulary)
            try:
                yield writer
                writer.commit()
            except (DBAPIError, sqlite3.Error):
                # The database refused; what was gathered since the last commit goes with it.
                left = writer.left
                session.rollback()
                raise
            except BaseException:
                # What went in whole stays in, also when the user interrupts the rest.
                writer.commit()
                raise
    except (TallyError, OSError):
        raise
    except Exception as error:
        if refused := refusing.refusal(path, error, left):
            raise refused from error
        raise
    finally:
        engine.dispose()


def _engine(path: Path) -> Engine:
    """An engine over one plain connection; each transaction takes the write lock at once."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connecting.connect(path, "rwc"),
        poolclass=StaticPool,
    )

    @event.listens_for(engine, "connect")
    def _keep_references(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")

    @event.listens_for(engine, "begin")
    def _take_the_lock(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]  # a Connection

    return engine
