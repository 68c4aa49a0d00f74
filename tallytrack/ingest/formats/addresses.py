"""Addresses: the page on which the source published each day's report, `day,url`.

Such a table has no figures. Each row is a document that is known by its address alone, so
that a finding can link to the page it is about.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, delimited
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import DEFAULT_SOURCE

NAME = "addresses"

ADDRESS = re.compile(r"https?://[^\s/]+/\S*")


def recognise(capture: Capture) -> bool:
    """Whether the first line is this format's header."""
    return capture.head.lstrip().partition("\n")[0].strip() == "day,url"


def read(capture: Capture, given: Given) -> Reading:
    """The documents that a table of addresses names; raises InputError with every fault."""
    source = given.source or DEFAULT_SOURCE
    publisher = given.publisher or source
    documents: list[Document] = []
    faults: list[Fault] = []
    for row in islice(delimited.rows(capture), 1, None):
        try:
            day, url = _cells(row.cells)
        except cells.Refused as refused:
            faults.append(Fault(capture.origin, row.line, 1, str(refused)))
            continue
        documents.append(Document(source, publisher, Medium.TEXT, day, capture.origin, url=url))
    if not documents and not faults:
        faults.append(Fault(capture.origin, 2, 1, "no rows; expected one at least"))
    if faults:
        raise InputError(*faults)
    return Reading(NAME, (), tuple(documents))


def _cells(row: Sequence[str]) -> tuple[date, str]:
    """The day and the address of a row; raises Refused."""
    if len(row) != len(("day", "url")):
        raise cells.Refused(cells.other_number(row, 2))
    day, url = row
    if not ADDRESS.fullmatch(url):
        raise cells.Refused(f"{cells.clipped(url)} is no address; expected https://...")
    return cells.day(day), url
