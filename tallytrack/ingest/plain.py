"""Plain rows, a block at a time: what makes a table of millions quick to read.

A block of lines is plain where one regular expression says so: as many cells in each line as
in the header, no quotes, days and whole numbers written as they should be, nothing said of a
number but the number. Such a block is cut into columns, and each column is taken at once.
Whatever else a block holds, right or wrong, is read row by row, as `table` does.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import repeat
from operator import add

from tallytrack.figure import Printed, Slab
from tallytrack.ingest.delimited import Lines, rows_of
from tallytrack.ingest.once import DELTA, TOTAL
from tallytrack.ingest.table import Row, Table

# So that a number is below 2^62 whatever its digits are.
_DIGITS = 18
_CELLS = {
    "day": r"\d{4}-\d\d-\d\d",
    "total": rf"\d{{0,{_DIGITS}}}+",
    "delta": rf"(?:[+-]?\d{{1,{_DIGITS}}}+)?+",
    # Remarks on a number make a row worth a second look.
    "qualifier": "",
    "days": "",
}
_ANY = r'[^,"\r\n]*+'


def pieces(table: Table, lines: Lines, again: Callable[[], Iterable[Row]]) -> Iterator[Printed]:
    """What the rows of *table* print: slabs of the plain blocks, the figures of others.

    Args:
        table: the table, of which the header is read.
        lines: its lines after the header.
        again: the same rows from the first, for where one may contradict another.

    Raises:
        InputError: with every fault of it, once the lines are exhausted.
    """
    plain = Plain(table)
    while block := lines.rest():
        if slab := plain.slab(block, lines.line):
            lines.skip(len(slab.lines))
            yield slab
            continue
        for row in rows_of(table.origin, lines):
            yield from table.row(row)
            if lines.is_between_blocks:
                break
    table.close(again)


class Plain:
    """How the plain rows of one table are read."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._width = len(table.header)
        self._at = {name: table.header.index(name) for name in table.header}
        cells = ",".join(_CELLS.get(name, _ANY) for name in table.header)
        self._plain = re.compile(rf"(?:{cells}\n)*+", re.ASCII)
        # What tells one document and day from another, and one series from another.
        self._of_head = [self._at["day"], *table.of_document]
        self._of_kind = [self._at[name] for name in ("source", "category") if name in self._at]
        self._heads: dict[str | tuple[str, ...], int] = {}
        self._kinds: dict[str | tuple[str, ...], int] = {}

    def slab(self, block: str, line: int) -> Slab | None:
        """The rows of *block*, the first of which stands on *line*; None where it is not plain."""
        if "\r" in block:
            block = block.replace("\r\n", "\n")
        if not block.endswith("\n"):
            block += "\n"
        if not self._plain.fullmatch(block):
            return None
        cells = block.replace("\n", ",").split(",")
        cells.pop()
        columns = [cells[index :: self._width] for index in range(self._width)]
        total_texts, delta_texts = self._texts(columns, "total"), self._texts(columns, "delta")
        heads, kinds = self._keys(columns, self._of_head), self._keys(columns, self._of_kind)
        measures = _measures(total_texts, delta_texts)
        if 0 in measures or not self._learn(columns, heads, kinds):
            return None
        head = list(map(self._heads.__getitem__, heads))
        kind = list(map(self._kinds.__getitem__, kinds))
        once = self._table.once
        if not once.fill(head, kind, measures):
            return None
        self._table.is_empty = False
        return Slab(
            once.heads,
            once.kinds,
            head,
            kind,
            range(line, line + len(head)),
            _numbers(total_texts),
            _numbers(delta_texts),
            *self._places(columns),
            total_texts,
            delta_texts,
        )

    def _texts(self, columns: list[list[str]], measure: str) -> list[str]:
        return columns[self._at[measure]] if measure in self._at else [""] * len(columns[0])

    def _keys(
        self, columns: list[list[str]], places: list[int]
    ) -> list[str] | list[tuple[str, ...]]:
        """For each row what it has in the columns at *places*."""
        if len(places) == 1:
            return columns[places[0]]
        return list(zip(*(columns[place] for place in places), strict=True))

    def _learn(
        self,
        columns: list[list[str]],
        heads: list[str] | list[tuple[str, ...]],
        kinds: list[str] | list[tuple[str, ...]],
    ) -> bool:
        """Look up what the rows name for the first time; whether all of it can be taken."""
        for known, keys in ((self._heads, heads), (self._kinds, kinds)):
            if new := set(keys).difference(known):
                # Where each stands first: what comes earlier is written over what comes later.
                first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
                for index in sorted(first[key] for key in new):
                    row = Row(0, [column[index] for column in columns], "")
                    if not self._meet(row, heads[index], kinds[index]):
                        return False
        return True

    def _meet(self, row: Row, head: str | tuple[str, ...], kind: str | tuple[str, ...]) -> bool:
        """Note what document, day, source and category *row* names; whether it can be taken."""
        found = self._table.faults.quietly(partial(self._table.named, row))
        if found is None:
            return False
        document, day, category = found
        self._heads[head] = self._table.once.head(document, day)
        self._kinds[kind] = self._table.once.kind(document.source, category)
        return True

    def _places(self, columns: list[list[str]]) -> tuple[list[int], list[int]]:
        """The column on its line at which each total begins, and each delta."""
        starts = [1] * len(columns[0])
        found = {"total": starts, "delta": starts}
        last = max(self._at.get("total", 0), self._at.get("delta", 0))
        for index, column in enumerate(columns[: last + 1]):
            found[self._table.header[index]] = starts
            if index < last:
                # One more for the comma.
                starts = list(map(add, starts, map(len, column)))
                starts = list(map(add, starts, repeat(1)))
        return found["total"], found["delta"]


def _measures(totals: list[str], deltas: list[str]) -> list[int]:
    """For each row, which of the two it prints."""
    if "" not in totals and "" not in deltas:
        return [TOTAL | DELTA] * len(totals)
    return [
        TOTAL * bool(total) | DELTA * bool(delta)
        for total, delta in zip(totals, deltas, strict=True)
    ]


def _numbers(texts: list[str]) -> list[int | None]:
    if "" not in texts:
        return list(map(int, texts))
    return [int(text) if text else None for text in texts]
