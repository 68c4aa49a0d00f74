"""The header of a tidy table: whether it names what is needed, and what it names besides."""

import difflib
from collections.abc import Iterable, Sequence

from tallytrack.errors import Fault, InputError
from tallytrack.ingest.columns import COLUMNS, NUMBERS, REQUIRED

# Names are compared with one another, which many more would make slow.
MOST_COLUMNS = 1_000


def check(origin: str, header: Sequence[str], places: Iterable[tuple[int, int]]) -> None:
    """Raise InputError, with every fault, unless *header* names what a tidy table needs."""
    if len(header) > MOST_COLUMNS:
        message = f"{len(header):,} columns; a table has {MOST_COLUMNS:,} at most"
        raise InputError(Fault(origin, 1, 1, message))
    absent = [name for name in REQUIRED if name not in header]
    faults = [_missing(origin, f"the column {name!r}", header) for name in absent]
    if not any(name in header for name in NUMBERS):
        faults.append(_missing(origin, "a column 'total' or 'delta'", header))
    for index, (name, (line, column)) in enumerate(zip(header, places, strict=True)):
        if name and name in header[:index]:
            message = f"the column {name!r} is given twice; keep one"
            faults.append(Fault(origin, line, column, message))
        elif name not in COLUMNS and (meant := difflib.get_close_matches(name, COLUMNS, 1, 0.8)):
            message = f"unknown column {name!r}; did you mean {meant[0]!r}?"
            faults.append(Fault(origin, line, column, message))
    if faults:
        raise InputError(*faults)


def _missing(origin: str, what: str, header: Sequence[str]) -> Fault:
    found = ", ".join(name if name and name.isprintable() else repr(name) for name in header)
    return Fault(origin, 1, 1, f"{what} is missing; found {found}; expected day,category,total")


def unknown_columns(header: Sequence[str]) -> tuple[str, ...]:
    """A note for the columns that are passed over, if there are any."""
    unknown = [repr(name) for name in header if name not in COLUMNS]
    return (f"not read: the column {', '.join(unknown)}",) if unknown else ()
