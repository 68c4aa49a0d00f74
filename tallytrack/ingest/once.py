"""Once: which numbers a table has printed already, in two bits each.

One document prints one total and one delta of a category and day; a table that gives two
contradicts itself. That must be noticed in a table of millions of rows in any order, so what
was printed is remembered, but not its value: where something comes twice, the table is gone
through again.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from tallytrack.document import Document
from tallytrack.figure import Figure, Measure, Qualifier

# The bits of the two measures of one cell.
TOTAL, DELTA = 1, 2
_BIT = {Measure.TOTAL: TOTAL, Measure.DELTA: DELTA}

# What a document can print but once.
_Cell = tuple[object, ...]


class Once:
    """The documents, days and categories of a table, and which of its cells are filled.

    Attributes:
        heads: each document with each day that it describes, as they were met.
        kinds: each source and category, likewise.
        has_twice: whether anything came twice.
    """

    def __init__(self) -> None:
        self.heads: list[tuple[Document, date]] = []
        self.kinds: list[tuple[str, str]] = []
        self._heads: dict[tuple[int, date], int] = {}
        self._kinds: dict[tuple[str, str], int] = {}
        # For each head a row of bits, two for each kind.
        self._filled: list[bytearray] = []
        # Rounded numbers and longer deltas stand beside the day's own, and are few.
        self._remarked: set[_Cell] = set()
        self._twice: set[_Cell] = set()

    def head(self, document: Document, day: date) -> int:
        """The index of *document* and *day* among the heads; equal documents are one object."""
        index = self._heads.setdefault((id(document), day), len(self.heads))
        if index == len(self.heads):
            self.heads.append((document, day))
            self._filled.append(bytearray(len(self.kinds) // 4 + 1))
        return index

    def kind(self, source: str, category: str) -> int:
        """The index of *source* and *category* among the kinds."""
        index = self._kinds.setdefault((source, category), len(self.kinds))
        if index == len(self.kinds):
            self.kinds.append((source, category))
        return index

    def fill(self, heads: Iterable[int], kinds: Iterable[int], measures: Iterable[int]) -> bool:
        """Fill the cells of some rows; whether none of them was filled before.

        Where one was, the rows from there on are left as they were.

        Args:
            heads: the head of each row.
            kinds: its kind.
            measures: TOTAL, DELTA or both (their sum).
        """
        filled = self._filled
        for head, kind, measure in zip(heads, kinds, measures, strict=True):
            row, place, bits = filled[head], kind >> 2, measure << ((kind & 3) << 1)
            if place >= len(row):
                row.extend(bytes(place + 1 - len(row)))
            if row[place] & bits:
                return False
            row[place] |= bits
        return True

    @property
    def has_twice(self) -> bool:
        """Whether any figure that was noted came a second time."""
        return bool(self._twice)

    def note(self, document: Document, figure: Figure) -> None:
        """Note that *document* prints *figure*."""
        cell = _cell(document, figure)
        if figure.qualifier is Qualifier.EXACT and (figure.days or 1) == 1:
            head = self.head(document, figure.day)
            kind = self.kind(document.source, figure.category)
            is_first = self.fill([head], [kind], [_BIT[figure.measure]])
        else:
            is_first = cell not in self._remarked
            self._remarked.add(cell)
        if not is_first:
            self._twice.add(cell)

    def contradicted(
        self, printed: Iterable[tuple[Document, Figure]]
    ) -> Iterator[tuple[Figure, Figure]]:
        """Of the same table again, each figure that has another value than the first of its cell.

        That first one comes first in the pair.
        """
        seen: dict[_Cell, Figure] = {}
        for document, figure in printed:
            cell = _cell(document, figure)
            if cell in self._twice:
                first = seen.setdefault(cell, figure)
                if first.value != figure.value:
                    yield first, figure


def _cell(document: Document, figure: Figure) -> _Cell:
    return (
        id(document),
        figure.day,
        figure.category,
        figure.measure,
        figure.qualifier,
        figure.days,
    )
