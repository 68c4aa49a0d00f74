"""Editions: what a later capture of a table says that the captures before it did not.

A figure is compared with what its own publisher and medium said at the same origin; the unit
is the *cell*: what one voice says of a series on one day, of one measure. A cell that says
the same is not stored again; one that is gone is withdrawn by a figure without a value.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date

from tallytrack.document import Document, Medium
from tallytrack.edition import Plan
from tallytrack.errors import Fault, LatecomerError
from tallytrack.figure import Figure, Reading
from tallytrack.store import cells, misdating
from tallytrack.store.cells import Difference, Held, Row
from tallytrack.store.staging import Staging

_HELD_DOCUMENTS = """
    SELECT document.id, publisher.key, document.medium, document.capture, source.key,
           document.published_on, document.url
    FROM document
    JOIN capture ON capture.id = document.capture
    JOIN publisher ON publisher.id = document.publisher
    JOIN source ON source.id = document.source
    WHERE capture.origin = ? AND capture.text IS NULL AND capture.withdrawn_at IS NULL
"""

_SERIES = """
    SELECT source.key, category.key, series.id
    FROM series
    JOIN source ON source.id = series.source
    JOIN category ON category.id = series.category
    ORDER BY source.key, category.id
"""

_FIGURES = "SELECT document, day, measure, value, qualifier, days FROM figure WHERE series = ?"


@dataclass(frozen=True)
class Edition:
    """A later capture, compared with those before it.

    Args:
        plan: what taking it in will do.
        documents: how many documents print its figures.
        figures: how many figures it has in all.
        news: the reading with only what is new, changed or withdrawn.
    """

    plan: Plan
    documents: int
    figures: int
    news: Reading


@contextmanager
def compared(db: sqlite3.Connection, origin: str, reading: Reading) -> Iterator[Edition | None]:
    """*reading* against what *origin* said before; None where it is no later edition of it.

    Texts are no editions, nor are bulletins: another day's is another document.

    Raises:
        InputError: the reading is at fault.
        LatecomerError: it is older than what is in the tally.
    """
    held = db.execute(_HELD_DOCUMENTS, (origin,)).fetchall()
    if not held or reading.text is not None or reading.is_bulletin:
        yield None
        return
    with closing(Staging()) as staging:
        staging.fill(reading.printed)
        documents = {n: Held((who, how), capture) for n, who, how, capture, *_ in held}
        before = max(date.fromisoformat(day) for *_, day, _ in held)
        dated = [document.published_on for document in (*staging.documents, *reading.documents)]
        published_on = max(dated, default=before)
        if published_on < before:
            raise LatecomerError(Fault(origin, 0, 0, _too_late(origin, published_on, before)))
        difference = _difference(db, staging, documents, {source for *_, source, _, _ in held})
        plan = Plan(
            published_on,
            before,
            difference.held,
            difference.new,
            difference.changed,
            difference.withdrawn,
            tuple(sorted(difference.told)),
            tuple(sorted(difference.misdated)),
        )
        addresses = {url for *_, url in held if url}
        pages = tuple(page for page in reading.documents if page.url not in addresses)
        printed = _news(origin, staging, difference, plan)
        news = replace(reading, printed=printed, documents=pages)
        yield Edition(plan, len(staging.documents), staging.count, news)


def _too_late(origin: str, published_on: date, before: date) -> str:
    return (
        f"an edition of {published_on}, but that of {before} is in the tally already; editions"
        " go in oldest first: give --published if this one is newer, or first"
        f" `tally withdraw {origin} --reason ...`"
    )


def _difference(
    db: sqlite3.Connection,
    staging: Staging,
    documents: Mapping[int, Held],
    sources: Collection[str],
) -> Difference:
    """Compare every series that either side has, one at a time."""
    found = Difference()
    rows = db.execute(_SERIES).fetchall()
    numbers = {(key, category): n for key, category, n in rows if key in sources}
    voices = [(one.publisher, one.medium.value) for one in staging.documents]
    is_one_voice = len({*voices, *(held.voice for held in documents.values())}) == 1
    # A format that has found days with a wrong year itself says so in the title.
    untold = [
        voice if one.title is None else None
        for one, voice in zip(staging.documents, voices, strict=True)
    ]
    for key, staged in staging.by_series():
        number = numbers.pop(key, None)
        held = _held(db, number, documents) if number else []
        printed = staged
        if is_one_voice:
            held, printed = cells.differing(found, held, staged)
        known = len(found.rowids)
        cells.compare(found, key, cells.in_force(held, documents), cells.arrived(printed, voices))
        found.misdated.update(misdating.news(staged, found.rowids[known:], untold))
    for key, number in numbers.items():
        held = _held(db, number, documents)
        cells.compare(found, key, cells.in_force(held, documents), {})
    return found


def _held(db: sqlite3.Connection, series: int, documents: Mapping[int, Held]) -> list[Row]:
    """What the origin has of a series, of all its captures."""
    return [row for row in db.execute(_FIGURES, (series,)) if row[0] in documents]


def _news(
    origin: str, staging: Staging, difference: Difference, plan: Plan
) -> Iterator[tuple[Document, Figure]]:
    """What is to be stored: the new and changed figures, and those that withdraw others."""
    made: dict[Document, Document] = {}
    for document, figure in staging.chosen(difference.rowids):
        said_by = _dated(document, figure, plan)
        yield made.setdefault(said_by, said_by), figure
    for source, (publisher, medium), figure in difference.gone:
        document = Document(source, publisher, Medium(medium), plan.published_on, origin)
        yield made.setdefault(document, document), figure


def _dated(document: Document, figure: Figure, plan: Plan) -> Document:
    """The document, dated so that the editions before this one are left as they were.

    The rows of a source's own table count as published on their day; but what the last
    edition did not say yet was published with this one.
    """
    if (
        document.is_own
        and document.medium is Medium.TABLE
        and document.published_on == figure.day <= plan.before
    ):
        return replace(document, published_on=plan.published_on)
    return document
