"""Delimited text: CSV and its like, row by row, with the place of every cell."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.ingest.table import Row


def rows(capture: Capture, delimiter: str = ",") -> Iterator[Row]:
    """The rows that hold anything; raises InputError where the quoting does not close."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        text, start = capture.text, 0
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            taken.append(text[start:end])
            yield taken[-1]
            start = end

    reader = csv.reader(lines(), strict=True, delimiter=delimiter)
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


def locate(row: Row, index: int, delimiter: str = ",") -> tuple[int, int]:
    """Where the text of a cell begins: along the line, past quoted cells where there are any."""
    raw = str(row.raw)
    if '"' not in raw:
        return row.line, 1 + index + sum(len(cell) for cell in row.cells[:index])
    at = 0
    for cell in islice(_cells(delimiter).finditer(raw), index):
        at = cell.end()
    at += raw.startswith('"', at)
    return row.line + raw.count("\n", 0, at), at - raw.rfind("\n", 0, at)


@cache
def _cells(delimiter: str) -> re.Pattern[str]:
    # A quote counts only where a cell begins with it: 6" is a cell like any other.
    return re.compile(rf'("(?:[^"]|"")*"|[^{re.escape(delimiter)}]*){re.escape(delimiter)}')
