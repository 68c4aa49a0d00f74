"""What `tally export` writes of a capture: a row for each figure, and its document beside it.

Every figure comes back as it was, with its place in the text that it was first read in. A row
without a day is a document that is known without a figure; one without a number withdraws
the figure that an earlier edition had.
"""

from collections.abc import Iterator
from itertools import islice

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Figure, Measure, Qualifier, Reading
from tallytrack.ingest import cells, delimited
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import Row

NAME = "exported"

HEADER = (
    "document",
    "day",
    "category",
    "total",
    "delta",
    "qualifier",
    "days",
    "line",
    "column",
    "length",
    "source",
    "publisher",
    "medium",
    "published_on",
    "title",
    "url",
)
_DOCUMENT = HEADER.index("source")
# A figure takes no more characters; its length is how wide its caret is.
_WIDEST = 200


def recognise(capture: Capture) -> bool:
    """Whether the first line is this format's header."""
    return capture.head.startswith(",".join(HEADER) + "\n")


def read(capture: Capture, given: Given) -> Reading:
    """The figures and documents of an exported capture; raises InputError at a fault."""
    del given  # an export says everything itself
    original = capture.original
    documents: dict[str, Document] = {}

    def document(row: Row) -> Document:
        number = row.cells[0]
        if number not in documents:
            documents[number] = _document(capture, row)
        return documents[number]

    silent = tuple(document(row) for row in _rows(capture) if not row.cells[1])
    printed = ((document(row), _figure(capture, row)) for row in _rows(capture) if row.cells[1])
    if original is None or original.text is None:
        return Reading(original.format if original else NAME, printed, silent)
    return Reading(original.format, tuple(printed), silent, text=original.text)


def _rows(capture: Capture) -> Iterator[Row]:
    for row in islice(delimited.rows(capture), 1, None):
        if len(row.cells) != len(HEADER):
            message = cells.other_number(row.cells, len(HEADER))
            raise InputError(Fault(capture.origin, row.line, 1, message))
        yield row


def _document(capture: Capture, row: Row) -> Document:
    source, publisher, medium, published_on, title, url = row.cells[_DOCUMENT:]
    try:
        day = cells.day(published_on)
        how = cells.word(medium, Medium)
        who, printed_by = cells.key(source), cells.key(publisher)
    except cells.Refused as refused:
        raise InputError(Fault(capture.origin, row.line, 1, str(refused))) from None
    return Document(who, printed_by, how, day, capture.origin, title or None, url or None)


def _figure(capture: Capture, row: Row) -> Figure:
    _, day, category, total, delta, qualifier, days, line, column, length, *_ = row.cells
    try:
        return Figure(
            cells.day(day),
            cells.name(category),
            Measure.DELTA if days else Measure.TOTAL,
            _value(total, delta),
            cells.word(qualifier, Qualifier),
            cells.days(days) if days else None,
            cells.total(line),
            cells.total(column),
            # Of what stood there only the length is kept: the caret under it is so wide.
            "?" * min(cells.total(length), _WIDEST),
        )
    except cells.Refused as refused:
        raise InputError(Fault(capture.origin, row.line, 1, str(refused))) from None


def _value(total: str, delta: str) -> int | None:
    if total:
        return cells.total(total)
    return cells.delta(delta) if delta else None
