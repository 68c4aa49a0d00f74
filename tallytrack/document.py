"""Documents: one publication inside a capture. Whose tally, who printed it, how, on what day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Medium(StrEnum):
    """How a document was printed. Precedence belongs to a publisher and a medium."""

    TEXT = "text"
    PICTURE = "picture"
    REPRINT = "reprint"
    TABLE = "table"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Document:
    """One publication: a post or an article is one, a table may hold a thousand.

    Args:
        source: whose tally it is, by key: `general-staff`.
        publisher: who printed it, by key: the source itself, a mirror, a newspaper.
        medium: how it was printed.
        published_on: the day of release.
        origin: where its capture came from: a path or an address.
        title: its headline, where it has one.
        url: its own address, where it is known.
    """

    source: str
    publisher: str
    medium: Medium
    published_on: date
    origin: str = ""
    title: str | None = None
    url: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether the source itself printed it."""
        return self.publisher == self.source
