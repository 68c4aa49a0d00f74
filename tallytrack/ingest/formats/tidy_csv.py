"""Tidy CSV: one observation a line, `day,category,total,delta` and optional columns.

The columns, in any order: day (YYYY-MM-DD), category (its key), total and delta (whole
numbers; empty where none was printed), and source, publisher, medium, published_on, url,
title, qualifier, days. Quoting as in RFC 4180.
"""

from collections.abc import Iterator
from datetime import date

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, delimited, headers, plain
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import Row, Table

NAME = "tidy-csv"

# A header is no longer than this, in characters.
_HEAD = 10_000


def recognise(capture: Capture) -> bool:
    """Whether the first line looks like a header of this format, even a faulty one."""
    first = capture.head.lstrip("\n\r")[:_HEAD].partition("\n")[0]
    names = {name.strip().strip('"') for separator in ",;\t" for name in first.split(separator)}
    wanted = {"day", "category", "total", "delta"}
    return len(names & wanted) >= 2 and not first.lstrip().startswith(("{", "["))  # noqa: PLR2004  # one word could be prose


def read(capture: Capture, given: Given) -> Reading:
    """The figures of a tidy CSV; raises InputError with every fault of it."""
    lines = delimited.Lines(capture)
    first = next(delimited.rows_of(capture.origin, lines), None)
    if first is None:
        raise InputError(Fault(capture.origin, 0, 0, "an empty file; expected a table"))
    header = [name.strip() for name in first.cells]
    if len(header) == 1:
        raise InputError(_separated(capture.origin, header[0]))
    places = (delimited.locate(first, index) for index in range(len(header)))
    headers.check(capture.origin, header, places)
    found = Table(
        capture.origin, header, given, delimited.locate, lambda: _last_day(capture, header)
    )
    printed = plain.pieces(found, lines, lambda: _rows(capture))
    return Reading(NAME, printed, notes=headers.unknown_columns(header))


def _rows(capture: Capture) -> Iterator[Row]:
    """The rows under the header."""
    rows = delimited.rows(capture)
    next(rows)
    return rows


def _separated(origin: str, header: str) -> Fault:
    separator = next((repr(mark) for mark in "\t;|" if mark in header), "")
    found = f"columns separated by {separator}" if separator else cells.clipped(header)
    said = (
        f"found {found}; expected columns separated by commas, such as day,category,total;"
        " or name them with --columns day=...,total=..."
    )
    return Fault(origin, 1, 1, said)


def _last_day(capture: Capture, header: list[str]) -> date | None:
    """The last day in the table, which is the day of its edition where nothing else says so."""
    index = header.index("day")
    return cells.last_day(row.cells[index] for row in _rows(capture) if len(row.cells) > index)
