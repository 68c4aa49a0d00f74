"""Editions: what a later capture of a table says that the captures before it did not.

A figure is compared with what its own publisher and medium said at the same origin; the unit
is the *cell*: what one voice says of a series on one day, of one measure. A cell that says
the same is not stored again; one that is gone is withdrawn by a figure without a value.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from tallytrack.document import Document, Medium
from tallytrack.edition import MOST_TOLD, Change, Plan
from tallytrack.errors import Fault, LatecomerError
from tallytrack.figure import Figure, Reading
from tallytrack.store import misdating
from tallytrack.store.codes import EPOCH, MEASURES
from tallytrack.store.staging import Staged, Staging

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

_FIGURES = "SELECT day, measure, document, value, qualifier, days FROM figure WHERE series = ?"

# Who says it, and how.
Voice = tuple[str, str]
# What a voice says of one day: the day, the measure, whether its period is longer than a day.
Cell = tuple[int, int, bool, Voice]
# One number: its value, qualifier and days.
Said = tuple[int | None, int, int | None]


class _Held(NamedTuple):
    """A document that the origin has in the tally: who says it, and in which capture."""

    voice: Voice
    capture: int


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


@dataclass
class _Difference:
    """What is found while the series are compared."""

    held: int = 0
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    told: list[Change] = field(default_factory=list)
    misdated: set[tuple[date, date]] = field(default_factory=set)
    rowids: "array[int]" = field(default_factory=lambda: array("q"))
    gone: list[tuple[str, Voice, Figure]] = field(default_factory=list)

    def tell(self, change: Change) -> None:
        """Remember a change, as long as it is among the first of its like."""
        if sum(bool(one.after) == bool(change.after) for one in self.told) < MOST_TOLD:
            self.told.append(change)


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
        documents = {n: _Held((who, how), capture) for n, who, how, capture, *_ in held}
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
    documents: Mapping[int, _Held],
    sources: Collection[str],
) -> _Difference:
    """Compare every series that either side has, one at a time."""
    found = _Difference()
    rows = db.execute(_SERIES).fetchall()
    numbers = {(key, category): n for key, category, n in rows if key in sources}
    for key, staged in staging.by_series():
        number = numbers.pop(key, None)
        held = _in_force(db, number, documents) if number else {}
        known = len(found.rowids)
        _compare(found, key, held, _arrived(staged, staging.documents))
        found.misdated.update(misdating.news(staged, found.rowids[known:], staging.documents))
    for key, number in numbers.items():
        _compare(found, key, _in_force(db, number, documents), {})
    return found


def _in_force(
    db: sqlite3.Connection, series: int, documents: Mapping[int, _Held]
) -> dict[Cell, frozenset[Said]]:
    """What the origin says of a series: for each cell what its latest capture printed."""
    latest: dict[Cell, tuple[int, list[Said]]] = {}
    for day, measure, document, *said in db.execute(_FIGURES, (series,)):
        if held := documents.get(document):
            value, qualifier, days = said
            cell = day, measure, (days or 1) > 1, held.voice
            known = latest.get(cell)
            if known is None or held.capture > known[0]:
                latest[cell] = held.capture, [(value, qualifier, days)]
            elif held.capture == known[0]:
                known[1].append((value, qualifier, days))
    return {
        cell: frozenset(said)
        for cell, (_, said) in latest.items()
        if any(value is not None for value, *_ in said)
    }


def _arrived(
    rows: Iterable[Staged], documents: list[Document]
) -> dict[Cell, list[tuple[int, Said]]]:
    """What a capture says of a series: for each cell its numbers, each with its rowid."""
    voices = [(document.publisher, document.medium.value) for document in documents]
    found: dict[Cell, list[tuple[int, Said]]] = defaultdict(list)
    for rowid, _, day, measure, document, value, qualifier, days in rows:
        cell = day, measure, (days or 1) > 1, voices[document]
        found[cell].append((rowid, (value, qualifier, days)))
    return found


def _compare(
    found: _Difference,
    key: tuple[str, str],
    held: Mapping[Cell, frozenset[Said]],
    arrived: Mapping[Cell, list[tuple[int, Said]]],
) -> None:
    """Add what one series has that is new, changed or withdrawn."""
    found.held += len(held)
    source, category = key
    for cell, numbers in arrived.items():
        before = held.get(cell, frozenset())
        after = frozenset(said for _, said in numbers)
        if before == after:
            continue
        found.rowids.extend(rowid for rowid, _ in numbers)
        if before:
            found.changed += 1
            found.tell(_change(category, cell, before, after))
        else:
            found.new += 1
    for cell in held.keys() - arrived.keys():
        found.withdrawn += 1
        found.tell(_change(category, cell, held[cell], frozenset()))
        day, measure, is_longer, voice = cell
        days = max(days or 1 for _, _, days in held[cell]) if measure else None
        # It stands nowhere; the column keeps a longer delta apart from the day's own.
        figure = Figure(
            date.fromordinal(day + EPOCH),
            category,
            MEASURES[measure],
            None,
            days=days,
            column=int(is_longer),
        )
        found.gone.append((source, voice, figure))


def _change(category: str, cell: Cell, before: Iterable[Said], after: Iterable[Said]) -> Change:
    return Change(
        date.fromordinal(cell[0] + EPOCH),
        category,
        MEASURES[cell[1]],
        tuple(sorted({value for value, *_ in before if value is not None})),
        tuple(sorted({value for value, *_ in after if value is not None})),
    )


def _news(
    origin: str, staging: Staging, difference: _Difference, plan: Plan
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
