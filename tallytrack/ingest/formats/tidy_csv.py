"""Tidy CSV: one observation a line, `day,category,total,delta` and optional columns.

The columns, in any order: day (YYYY-MM-DD), category (its key), total and delta (whole
numbers; empty where none was printed), and source, publisher, medium, published_on, url,
title, qualifier, days. Quoting as in RFC 4180.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, table
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import Row, Table

NAME = "tidy-csv"

# A quote counts only where a cell begins with it: 6" is a cell like any other.
_CELL = re.compile(r'("(?:[^"]|"")*"|[^,]*),')


def recognise(capture: Capture) -> bool:
    """Whether the first line looks like a header of this format, even a faulty one."""
    first = capture.text.lstrip("\n\r").partition("\n")[0]
    names = {name.strip().strip('"') for separator in ",;\t" for name in first.split(separator)}
    wanted = {"day", "category", "total", "delta"}
    return len(names & wanted) >= 2 and not first.lstrip().startswith(("{", "["))  # noqa: PLR2004  # one word could be prose


def read(capture: Capture, given: Given) -> Reading:
    """The figures of a tidy CSV; raises InputError with every fault of it."""
    rows = _rows(capture)
    first = next(rows, None)
    if first is None:
        raise InputError(Fault(capture.origin, 0, 0, "an empty file; expected a table"))
    header = [name.strip() for name in first.cells]
    if len(header) == 1:
        raise InputError(_separated(capture.origin, header[0]))
    places = [_locate(first, index) for index in range(len(header))]
    table.check_header(capture.origin, header, places)
    found = Table(capture.origin, header, given, _locate, lambda: _last_day(capture, header))
    return Reading(NAME, found.figures(rows), notes=table.unknown_columns(header))


def _separated(origin: str, header: str) -> Fault:
    separator = next((repr(mark) for mark in "\t;|" if mark in header), "nothing")
    return Fault(origin, 1, 1, f"the columns are separated by {separator}; expected commas")


def _rows(capture: Capture) -> Iterator[Row]:
    """The rows that hold anything; raises InputError where the quoting does not close."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        text, start = capture.text, 0
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            taken.append(text[start:end])
            yield taken[-1]
            start = end

    reader = csv.reader(lines(), strict=True)
    line = 1
    while True:
        taken.clear()
        try:
            found = next(reader, None)
        except csv.Error as error:
            raise InputError(Fault(capture.origin, line, 1, _broken(error))) from None
        if found is None:
            return
        if found and (len(found) > 1 or found[0].strip()):
            yield Row(line, found, taken[0] if len(taken) == 1 else "".join(taken))
        line += len(taken)


def _broken(error: csv.Error) -> str:
    """What to say of a row that is no CSV."""
    if "new-line character" in str(error):
        return "a carriage return alone inside the line; expected lines that end in LF or CRLF"
    return f"the quoting is broken ({error})"


def _locate(row: Row, index: int) -> tuple[int, int]:
    """Where the text of a cell begins: along the line, past quoted cells where there are any."""
    raw = str(row.raw)
    if '"' not in raw:
        return row.line, 1 + index + sum(len(cell) for cell in row.cells[:index])
    at = 0
    for cell in islice(_CELL.finditer(raw), index):
        at = cell.end()
    at += raw.startswith('"', at)
    return row.line + raw.count("\n", 0, at), at - raw.rfind("\n", 0, at)


def _last_day(capture: Capture, header: list[str]) -> date | None:
    """The last day in the table, which is the day of its edition where nothing else says so."""
    index = header.index("day")
    rows = _rows(capture)
    next(rows)
    return cells.last_day(row.cells[index] for row in rows if len(row.cells) > index)
