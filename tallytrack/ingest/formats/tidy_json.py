"""Tidy JSON and JSON Lines: the observations of tidy CSV as objects, one for each row.

A JSON file holds a list of objects, a JSON Lines file an object a line (RFC 8259,
jsonlines.org). The keys are the columns of tidy CSV; a key that is left out or null is an
empty cell. Numbers are whole and written as such; `12.0` and `1e3` are refused.
"""

import re

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, headers, objects
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import Row, Table
from tallytrack.text import Lines

NAME = "tidy-json"


def recognise(capture: Capture) -> bool:
    """Whether the text begins as a list of objects or as an object of this format does."""
    return bool(re.match(r"\s*(\[\s*(\{|\])|\{\s*\")", capture.head))


def read(capture: Capture, given: Given) -> Reading:
    """The figures of tidy JSON; raises InputError with every fault of it."""
    broken: list[Fault] = []
    listed = list(objects.whole(capture, broken))
    if not listed:
        if broken:
            raise InputError(*broken)
        raise InputError(Fault(capture.origin, 1, 1, "an empty list; expected observations"))
    header = list(dict.fromkeys(name for _, _, found in listed for name in found))
    lines = Lines(capture.text)
    first = lines.place(listed[0][0])
    headers.check(capture.origin, header, [first] * len(header))
    rows = [
        Row(lines.place(start)[0], [objects.cell(found.get(name)) for name in header], (start, end))
        for start, end, found in listed
    ]

    def locate(row: Row, index: int) -> tuple[int, int]:
        start, end = row.raw if isinstance(row.raw, tuple) else (0, 0)
        return lines.place(objects.place(capture.text, [header[index]], start, end))

    day = header.index("day")
    found = Table(
        capture.origin,
        header,
        given,
        locate,
        lambda: cells.last_day(r.cells[day] for r in rows),
        broken,
    )
    return Reading(NAME, found.figures(lambda: rows), notes=headers.unknown_columns(header))
