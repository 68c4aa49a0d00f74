"""Bringing a file up to the newest schema: when it is behind, and at no other time.

Alembic runs the scripts; it is imported only here, and only then.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from tallytrack import shipped
from tallytrack.store import connecting, opening


def bring_up_to_date(engine: Engine, path: Path) -> Path | None:
    """Migrate *path* if it is behind; the backup that was made first, if one was.

    Raises:
        StoreError: the file is not a tally, or of a newer tallytrack.
    """
    newest = opening.versions()[-1]
    with closing(connecting.connect(path, "rwc")) as db:
        # Another process may be making the file: it is looked at before or after, not between.
        db.execute("BEGIN")
        version = opening.identify(db, path)
        if version is not None:
            opening.examine(db, path)
        if version == newest:
            return None
    with engine.begin() as connection:
        # Another process may have been quicker; it has committed by the time we hold the lock,
        # and nobody else changes the file while it is backed up.
        version = opening.identify(_driver(connection), path)
        if version == newest:
            return None
        backup = None if version is None else _back_up(path, version)
        connection.exec_driver_sql(f"PRAGMA application_id = {opening.APPLICATION_ID}")
        _upgrade(connection)
    return backup


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # the engine's creator makes no other
    return driver


def _back_up(path: Path, version: str) -> Path:
    """A copy of the file as it is, beside it, named by its schema; SQLite's own backup.

    It gets its name once it is whole: what has the name can be relied on.
    """
    backup = path.with_name(f"{path.name}.schema-{version}")
    part = path.with_name(f"{backup.name}.part")
    part.unlink(missing_ok=True)
    try:
        with (
            closing(connecting.connect(path, "ro")) as db,
            closing(connecting.connect(part, "rwc")) as copy,
        ):
            # A journal would be left beside it by a process that is killed.
            copy.execute("PRAGMA journal_mode = OFF")
            db.backup(copy)
        part.replace(backup)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
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
