"""Bringing a file up to the newest schema: when it is behind, and at no other time.

Alembic runs the scripts; it is imported only here, and only then.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from tallytrack import shipped
from tallytrack.store import opening


def bring_up_to_date(engine: Engine, path: Path) -> Path | None:
    """Migrate *path* if it is behind; the backup that was made first, if one was.

    Raises:
        StoreError: the file is not a tally, or of a newer tallytrack.
    """
    newest = opening.versions()[-1]
    with closing(opening.connect(path, "rwc")) as db:
        version = opening.identify(db, path)
        if version is not None:
            opening.examine(db)
        if version == newest:
            return None
        backup = None if version is None else _back_up(db, path, version)
    with engine.begin() as connection:
        # Another process may have been quicker; it has committed by the time we hold the lock.
        if opening.identify(_driver(connection), path) != newest:
            connection.exec_driver_sql(f"PRAGMA application_id = {opening.APPLICATION_ID}")
            _upgrade(connection)
    return backup


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # the engine's creator makes no other
    return driver


def _back_up(db: sqlite3.Connection, path: Path, version: str) -> Path:
    """A copy of the file as it is, beside it, named by its schema; SQLite's own backup."""
    backup = path.with_name(f"{path.name}.schema-{version}")
    with closing(sqlite3.connect(backup)) as copy:
        db.backup(copy)
    return backup


def _upgrade(connection: Connection) -> None:
    """Run the scripts that are missing, on the transaction that *connection* has begun."""
    from alembic import command  # noqa: PLC0415  # half the start-up time, seldom needed
    from alembic.config import Config  # noqa: PLC0415  # likewise

    config = Config()
    scripts = str(shipped.folder("migrations")).replace("%", "%%")
    config.set_main_option("script_location", scripts)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
