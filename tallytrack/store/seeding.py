"""What the vocabulary files say, kept in the database so that its views can use the words."""

from sqlmodel import Session, SQLModel, col, select

from tallytrack.document import Document, Medium
from tallytrack.store import wide
from tallytrack.store.tables import CategoryRow, PrecedenceRow, PublisherRow, SourceRow
from tallytrack.vocabulary import Category, Publisher, Source, Vocabulary


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


def publisher_id(session: Session, key: str, vocabulary: Vocabulary) -> int:
    """The id of publisher *key*, made if it is new."""
    row = session.exec(select(PublisherRow).where(col(PublisherRow.key) == key)).first()
    if row is None:
        row = _publisher(vocabulary.publishers.get(key) or Publisher(key, key))
        session.add(row)
        session.flush()
    assert row.id is not None  # noqa: S101  # flushed rows have their id
    return row.id


def source_id(session: Session, key: str, vocabulary: Vocabulary) -> int:
    """The id of source *key*, made if it is new."""
    row = session.exec(select(SourceRow).where(col(SourceRow.key) == key)).first()
    if row is None:
        row = _source(vocabulary.sources.get(key) or Source(key, key))
        session.add(row)
        session.flush()
    assert row.id is not None  # noqa: S101  # likewise
    return row.id


def rank(
    session: Session, ids: tuple[int, int], document: Document, vocabulary: Vocabulary
) -> None:
    """Give the publisher and medium of *document* their place; *ids* are (source, publisher)."""
    source, publisher = ids
    medium = document.medium
    if session.get(PrecedenceRow, (source, publisher, medium.value)) is None:
        place = vocabulary.rank(document.source, document.publisher, medium)
        row = PrecedenceRow(source=source, publisher=publisher, medium=medium.value, rank=place)
        session.add(row)


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
