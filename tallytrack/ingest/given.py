"""What the user says of a capture, which every format takes into account."""

from dataclasses import dataclass
from datetime import date

from tallytrack.ingest.layout import Layout
from tallytrack.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a capture before it is read.

    Args:
        vocabulary: the categories, sources and publishers that may occur.
        source: whose tally it is (`--source`); None where the capture or the default says.
        publisher: who printed it (`--publisher`); None where the capture says.
        published_on: the day of release (`--published`); None where the capture says.
        layout: what the columns of somebody else's table mean; None for the formats we know.
        new_categories: whether a category that is not known is declared by its first use.
    """

    vocabulary: Vocabulary
    source: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    layout: Layout | None = None
    new_categories: bool = False
