"""What the vocabulary files say, kept in the database so that its views can use the words."""

import sqlite3

from sqlmodel import Session, SQLModel, col, func, select

from tallytrack.document import Document, Medium
from tallytrack.store import wide
from tallytrack.store.tables import (
    CaptureRow,
    CategoryRow,
    DocumentRow,
    PrecedenceRow,
    PublisherRow,
    SourceRow,
)
from tallytrack.vocabulary import Category, Publisher, Source, Vocabulary


def driver(session: Session) -> sqlite3.Connection:
    """The driver's own connection, within the transaction of *session*."""
    connection = session.connection().connection.driver_connection
    assert isinstance(connection, sqlite3.Connection)  # noqa: S101  # the engine makes no other
    return connection


def seed(session: Session, vocabulary: Vocabulary) -> None:
    """Add the categories, sources and publishers that the database does not know yet."""
    publishers = {row.key for row in session.exec(select(PublisherRow))}
    sources = {row.key for row in session.exec(select(SourceRow))}
    categories = {row.key for row in session.exec(select(CategoryRow))}
    new: list[SQLModel] = []
    new += [_publisher(p) for p in vocabulary.publishers.values() if p.key not in publishers]
    new += [_source(s) for s in vocabulary.sources.values() if s.key not in sources]
    added = [_category(c) for c in vocabulary.categories.values() if c.key not in categories]
    if new or added:
        session.add_all([*new, *added])
        session.flush()
    _rank(session, vocabulary)
    if added:
        wide.remake(session)


def _rank(session: Session, vocabulary: Vocabulary) -> None:
    """Bring the precedence of everybody who has spoken to what the vocabulary lists now."""
    names = select(PrecedenceRow, SourceRow.key, PublisherRow.key).where(
        col(PrecedenceRow.source) == SourceRow.id, col(PrecedenceRow.publisher) == PublisherRow.id
    )
    for row, source, publisher in session.exec(names):
        row.rank = vocabulary.rank(source, publisher, Medium(row.medium))
    session.flush()


class Names:
    """The ids of sources, publishers and series, each looked up or made when it is first met.

    They hold as long as the transaction they were met in is not taken back.
    """

    def __init__(self, session: Session, vocabulary: Vocabulary) -> None:
        self._session = session
        self._vocabulary = vocabulary
        self._sources: dict[str, int] = {}
        self._publishers: dict[tuple[str, str, Medium], int] = {}
        self.known_series: dict[tuple[str, str], int] = {}
        self._last: dict[type[CaptureRow | DocumentRow], int] = {}
        self._has_new_categories = False

    def next_id(self, table: type[CaptureRow | DocumentRow]) -> int:
        """An id that no row of *table* has; counted on while the transaction lasts."""
        if table not in self._last:
            self._last[table] = self._session.exec(select(func.max(table.id))).one() or 0
        self._last[table] += 1
        return self._last[table]

    def settle(self) -> None:
        """Count anew: the transaction is over, and another process may have written since."""
        self._last.clear()

    def finish(self) -> None:
        """Make the views anew that have a column for each category, if there are more now."""
        if self._has_new_categories:
            wide.remake(self._session)
        self._has_new_categories = False

    def source(self, key: str) -> int:
        """The id of the source *key*."""
        if key not in self._sources:
            known = select(SourceRow).where(col(SourceRow.key) == key)
            row = self._session.exec(known).first()
            if row is None:
                row = _source(self._vocabulary.sources.get(key) or Source(key, key))
            self._sources[key] = self._stored(row)
        return self._sources[key]

    def publisher(self, document: Document) -> int:
        """The id of who printed *document*, who gets a place in the precedence."""
        key = (document.source, document.publisher, document.medium)
        if key not in self._publishers:
            known = select(PublisherRow).where(col(PublisherRow.key) == document.publisher)
            row = self._session.exec(known).first()
            if row is None:
                named = self._vocabulary.publishers.get(document.publisher)
                row = _publisher(named or Publisher(document.publisher, document.publisher))
            self._publishers[key] = self._stored(row)
            self._rank(document, self._publishers[key])
        return self._publishers[key]

    def series(self, source: str, category: str) -> int:
        """The id of the series of *category* in the tally of *source*."""
        key = (source, category)
        if key not in self.known_series:
            # A table may have thousands of them, so they go through the driver's own statements.
            names = self._category(category), self.source(source)
            db = driver(self._session)
            find = "SELECT id FROM series WHERE category = ? AND source = ?"
            row = db.execute(find, names).fetchone()
            make = "INSERT INTO series (category, source) VALUES (?, ?)"
            self.known_series[key] = row[0] if row else _made(db, make, names)
        return self.known_series[key]

    def _category(self, key: str) -> int:
        """The id of the category *key*; one that is declared on first use is made."""
        db = driver(self._session)
        if row := db.execute("SELECT id FROM category WHERE key = ?", (key,)).fetchone():
            return int(row[0])
        self._has_new_categories = True
        made = _category(self._vocabulary.categories.get(key) or Category(key, key))
        values = made.model_dump(exclude={"id"})
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        make = f"INSERT INTO category ({names}) VALUES ({marks})"  # noqa: S608  # our own columns
        return _made(db, make, tuple(values.values()))

    def _rank(self, document: Document, publisher: int) -> None:
        medium = document.medium
        key = (self.source(document.source), publisher, medium.value)
        if self._session.get(PrecedenceRow, key) is None:
            rank = self._vocabulary.rank(document.source, document.publisher, medium)
            source, publisher, name = key
            row = PrecedenceRow(source=source, publisher=publisher, medium=name, rank=rank)
            self._session.add(row)

    def _stored(self, row: SourceRow | PublisherRow) -> int:
        self._session.add(row)
        self._session.flush()
        assert row.id is not None  # noqa: S101  # flushed rows have their id
        return row.id


def _made(db: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> int:
    """The id of the row that *statement* makes."""
    number = db.execute(statement, values).lastrowid
    assert number is not None  # noqa: S101  # a row was made
    return number


def _publisher(publisher: Publisher) -> PublisherRow:
    return PublisherRow(key=publisher.key, name=publisher.name, url=publisher.url)


def _source(source: Source) -> SourceRow:
    began_on = str(source.began_on) if source.began_on else None
    return SourceRow(key=source.key, name=source.name, began_on=began_on, url=source.url)


def _category(category: Category) -> CategoryRow:
    return CategoryRow(
        key=category.key,
        label=category.label,
        unit=category.unit,
        first_on=str(category.first_on) if category.first_on else None,
        last_on=str(category.last_on) if category.last_on else None,
        merged_into=category.merged_into,
    )
