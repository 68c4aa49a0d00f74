"""Delimited text: CSV and its like, row by row, with the place of every cell."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.ingest.table import Row


class Lines:
    """The lines of a capture: one at a time, or the rest of a block at once."""

    def __init__(self, capture: Capture) -> None:
        self._blocks = capture.blocks()
        self._block = ""
        self._at = 0
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.rest():
            raise StopIteration
        start = self._at
        self._at = self._block.find("\n", start) + 1 or len(self._block)
        self.line += 1
        return self._block[start : self._at]

    @property
    def is_between_blocks(self) -> bool:
        """Whether nothing of a block is left over."""
        return self._at >= len(self._block)

    def rest(self) -> str:
        """What is left of the block, or the whole of the next; empty at the end."""
        if self.is_between_blocks:
            self._block, self._at = next(self._blocks, ""), 0
        elif self._at:
            self._block, self._at = self._block[self._at :], 0
        return self._block

    def skip(self, count: int) -> None:
        """Pass over the rest of the block, which has *count* lines."""
        self._at = len(self._block)
        self.line += count


def rows(capture: Capture, delimiter: str = ",") -> Iterator[Row]:
    """The rows that hold anything; raises InputError where the quoting does not close."""
    return rows_of(capture.origin, Lines(capture), delimiter)


def rows_of(origin: str, lines: Lines, delimiter: str = ",") -> Iterator[Row]:
    """The rows that the next lines make up; of them as many are taken as a row needs."""
    taken: list[str] = []

    def watched() -> Iterator[str]:
        for text in lines:
            taken.append(text)
            yield text

    reader = csv.reader(watched(), strict=True, delimiter=delimiter)
    while True:
        line = lines.line
        taken.clear()
        try:
            found = next(reader, None)
        except csv.Error as error:
            raise InputError(Fault(origin, line, 1, _broken(error))) from None
        if found is None:
            return
        if found and (len(found) > 1 or found[0].strip()):
            yield Row(line, found, taken[0] if len(taken) == 1 else "".join(taken))


def _broken(error: csv.Error) -> str:
    """What to say of a row that is no CSV."""
    if "field limit" in str(error):
        return f"a cell of more than {csv.field_size_limit():,} characters; expected a table"
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
