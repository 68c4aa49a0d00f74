"""The documents that speak: in which order, and as far as one looks.

Of one publication captured several times the latest capture counts; among documents their
standing decides. The views `speaking` and `preferred` say the same in SQL.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tallytrack.document import Document, Medium
from tallytrack.figure import Qualifier
from tallytrack.series import Statement

_DOCUMENTS = """
    SELECT speaking.document, speaking.edition, speaking.capture, speaking.standing,
           source.key, publisher.key, document.medium, document.published_on,
           capture.origin, document.title, document.url
    FROM speaking
    JOIN document ON document.id = speaking.document
    JOIN capture ON capture.id = speaking.capture
    JOIN source ON source.id = speaking.source
    JOIN publisher ON publisher.id = document.publisher
    WHERE (speaking.withdrawn_at IS NULL OR speaking.withdrawn_at > :recorded_at)
      AND speaking.published_on <= :as_of
      AND speaking.capture <= :last_capture
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the evidence went when a check was recorded.

    Args:
        recorded_at: the instant, as the database has it.
        capture: the last capture there was.
        waiver: the last waiver there was.
    """

    recorded_at: str
    capture: int
    waiver: int


# What is known now: no instant is later, and there are no more captures and waivers.
NOW = Mark("~", 2**62, 2**62)

_MEDIA = {medium.value: medium for medium in Medium}


@dataclass(frozen=True, slots=True)
class Voices:
    """The documents that speak.

    Args:
        documents: by their id, each with its standing among all.
        standing: the same, by the identity of the document.
        captured: edition and capture, by identity, of documents that were captured again.
    """

    documents: Mapping[int, tuple[int, Document]]
    standing: Mapping[int, int]
    captured: Mapping[int, tuple[int, int]]

    def order(self, said: Statement) -> tuple[int, bool, int, int]:
        """What statements about one day are sorted by."""
        is_rounded = said.qualifier is not Qualifier.EXACT
        return self.standing[id(said.document)], is_rounded, said.line, said.column

    def in_force(self, statements: list[Statement]) -> list[Statement]:
        """The statements of the latest capture of each edition; without a value one withdraws."""
        latest: dict[int, int] = {}
        for said in statements:
            if place := self.captured.get(id(said.document)):
                edition, capture = place
                latest[edition] = max(capture, latest.get(edition, 0))
        return [
            said
            for said in statements
            if (place := self.captured.get(id(said.document))) is None
            or latest[place[0]] == place[1]
            if said.value is not None
        ]


def limits(as_of: date | None, mark: Mark) -> dict[str, object]:
    """The parameters of a query that looks no further than *as_of* and *mark*."""
    return {
        # A document that was withdrawn after the mark still spoke then.
        "recorded_at": mark.recorded_at,
        "as_of": str(as_of or date.max),
        "last_capture": mark.capture,
    }


def speaking(db: sqlite3.Connection, within: Mapping[str, object]) -> Voices:
    """The documents that speak, as far as *within* looks (see `limits`)."""
    rows = db.execute(_DOCUMENTS, within).fetchall()
    captures: dict[int, set[int]] = defaultdict(set)
    for _, edition, capture, *_ in rows:
        captures[edition].add(capture)
    documents: dict[int, tuple[int, Document]] = {}
    standings: dict[int, int] = {}
    captured: dict[int, tuple[int, int]] = {}
    for number, edition, capture, standing, *words in rows:
        said_by = document(*words)
        documents[number] = standing, said_by
        standings[id(said_by)] = standing
        if len(captures[edition]) > 1:
            captured[id(said_by)] = edition, capture
    return Voices(documents, standings, captured)


def document(  # noqa: PLR0913, PLR0917  # the columns of a row, in order
    source: str,
    publisher: str,
    medium: str,
    published_on: str,
    origin: str,
    title: str | None,
    url: str | None,
) -> Document:
    """A document as a row has it."""
    day = date.fromisoformat(published_on)
    return Document(source, publisher, _MEDIA[medium], day, origin, title, url)
