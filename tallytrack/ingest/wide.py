"""Wide tables: one row a day and a column a category; each filled cell becomes a tidy row.

Tidy rows are what `table.py` reads and checks; here they only get their shape, and keep the
place of the cell they come from.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tallytrack.figure import Reading
from tallytrack.ingest import cells
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import Row, Table
from tallytrack.misdated import misdated

HEADER = (
    "day",
    "category",
    "total",
    "delta",
    "source",
    "publisher",
    "title",
    "qualifier",
)
MISDATED = "a day whose year is typed wrongly"


class Loose(NamedTuple):
    """One row as it stands.

    Args:
        line: the line it begins on, from 1.
        cells: what stands under each name.
        locate: from a name to the line and column where its cell begins.
    """

    line: int
    cells: Mapping[str, str]
    locate: Callable[[str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns of a wide table mean.

    Args:
        day: the column of the day.
        totals: for each column of totals, its category.
        deltas: for each column of deltas, its category.
        qualifiers: for each column of totals that has one, the column of its qualifier.
        words: the qualifiers as the table words them.
        others: columns that are known and hold no figure.
        source: whose tally it is, where the table does not say.
        publisher: who prints it, likewise.
    """

    day: str
    totals: Mapping[str, str]
    deltas: Mapping[str, str] = field(default_factory=dict)
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    source: str = ""
    publisher: str = ""


def read(name: str, origin: str, listed: Sequence[Loose], names: Names, given: Given) -> Reading:
    """The figures of a wide table; what of it is passed over stands in the notes."""
    wrong = misdated_rows(listed, names.day)
    rows = [row for row in listed if id(row) not in wrong]
    # What is dated wrongly comes last, so that it speaks last of the day it is dated to.
    rows += [row for row in listed if id(row) in wrong]
    table = Table(
        origin,
        HEADER,
        given,
        _locate,
        lambda: cells.last_day(row.cells.get(names.day, "") for row in listed),
    )
    notes = (*_misdated_notes(listed, wrong, names.day), *unknown(listed, names))

    def tidy() -> Iterator[Row]:
        return (one for row in rows for one in melted(row, names, given, id(row) in wrong))

    return Reading(name, table.figures(tidy), notes=notes)


def melted(row: Loose, names: Names, given: Given, is_misdated: bool = False) -> Iterator[Row]:  # noqa: FBT001, FBT002  # a plain fact
    """A wide row as tidy ones, one for each of its cells that holds a number."""
    common = (given.source or names.source, given.publisher or names.publisher)
    title = MISDATED if is_misdated else ""
    day = row.cells.get(names.day, "")
    for column, category in names.totals.items():
        if value := number(row.cells.get(column, "")):
            remark = names.qualifiers.get(column, "")
            said = row.cells.get(remark, "")
            qualifier = names.words.get(said, said)
            taken = (day, category, value, "", *common, title, qualifier)
            yield Row(row.line, taken, (row, names.day, column, remark))
    for column, category in names.deltas.items():
        if value := number(row.cells.get(column, "")):
            taken = (day, category, "", value, *common, title, "")
            yield Row(row.line, taken, (row, names.day, column, ""))


def number(token: str) -> str:
    """A number as tidy tables write it: old editions print `12.0`, and NaN for nothing."""
    token = token.strip()
    whole, _, decimals = token.partition(".")
    if token.lower() == "nan":
        return ""
    return whole if decimals and not decimals.strip("0") else token


def unknown(listed: Iterable[Loose], names: Names) -> Iterator[str]:
    """A note for each column with cells that is passed over; none is dropped in silence."""
    known = {names.day, *names.totals, *names.deltas, *names.qualifiers.values(), *names.others}
    passed = Counter(name for row in listed for name, cell in row.cells.items() if cell.strip())
    for name, count in passed.items():
        if name not in known:
            yield f"not read: {name!r}, {count:,} value{'' if count == 1 else 's'}"


def misdated_rows(listed: Sequence[Loose], day: str) -> dict[int, str]:
    """The rows whose year is typed wrongly, by identity, each with the day it means."""
    dated = [(row, found) for row in listed if (found := cells.last_day([row.cells.get(day, "")]))]
    meant = misdated([found for _, found in dated])
    return {id(dated[index][0]): str(found) for index, found in meant.items()}


def _misdated_notes(listed: Sequence[Loose], wrong: Mapping[int, str], day: str) -> Iterator[str]:
    for row in listed:
        if id(row) in wrong:
            printed = row.cells[day]
            yield (
                f"line {row.locate(day)[0]}: the year of {printed} is typed wrongly: it stands"
                f" among the days around {wrong[id(row)]}; taken as printed"
            )


def _locate(row: Row, index: int) -> tuple[int, int]:
    """Where a tidy row's cell stands in the wide row that it comes from."""
    assert isinstance(row.raw, tuple)  # noqa: S101  # as `melted` makes it
    loose, day, column, remark = row.raw
    name = {"day": day, "qualifier": remark or column}.get(HEADER[index], column)
    place: tuple[int, int] = loose.locate(name)
    return place
