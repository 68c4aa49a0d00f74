"""Layouts: what the columns of somebody else's table mean, as its user says it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tallytrack import declaration, toml
from tallytrack.errors import Fault, InputError, UsageError
from tallytrack.ingest.columns import COLUMNS

# What a layout may say besides its columns, and of which kind it is.
SETTINGS: dict[str, type] = {
    "category": str,
    "day_format": str,
    "across": str,
    "decimals": int,
    "thousands": str,
    "delimiter": str,
    "encoding": str,
}
TABLES = ("columns", "totals", "deltas", "where")
# Declared beside a layout, and read by the vocabulary.
DECLARED = ("source", "publisher")

# More digits than these no number has that can be stored.
MOST_DECIMALS = 18

EXPECTED = "expected day=COLUMN,total=COLUMN,delta=COLUMN or the like"


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table mean.

    Args:
        columns: for each column of a tidy table, the name it has here.
        totals: of a wide table, for each column of totals its category.
        deltas: likewise, for each column of deltas.
        where: only rows are read that have these values in these columns.
        category: the category of every row; empty where a column says it.
        day_format: how days are written, as `strptime` has it; empty for ISO days.
        across: how the days in the header are written, where each day is a column of totals.
        decimals: how many decimals are kept: 12.34 is stored as 1234 where they are 2.
        thousands: what parts the digits of large numbers.
        delimiter: what parts the cells; empty to find it.
        encoding: of the text; empty to find it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, str] = field(default_factory=dict)
    deltas: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    category: str = ""
    day_format: str = ""
    across: str = ""
    decimals: int = 0
    thousands: str = ""
    delimiter: str = ""
    encoding: str = ""

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that must be there, in the order in which they are said."""
        return tuple({*self.columns.values(), *self.totals, *self.deltas, *self.where})


def from_columns(text: str) -> dict[str, str]:
    """The columns that `day=data,total=totale_casi` names; raises UsageError."""
    columns = {}
    for part in text.split(","):
        role, equals, name = (piece.strip() for piece in part.partition("="))
        if not (equals and name) or role in columns:
            raise UsageError(f"--columns {text!r}: {part.strip()!r}; {EXPECTED}")
        columns[role] = name
    if unknown := [role for role in columns if role not in COLUMNS]:
        known = ", ".join(COLUMNS)
        raise UsageError(f"--columns {text!r}: no column {unknown[0]!r}; expected one of {known}")
    return columns


def from_toml(text: str, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What TOML says: the layout's fields, and what it declares.

    Raises:
        InputError: with every fault of it.
    """
    said = toml.loads(text, origin)
    # A category of all rows is a string; [[category]] declares some.
    declares = {key: said.pop(key) for key in DECLARED if key in said}
    if isinstance(said.get("category"), list):
        declares["category"] = said.pop("category")
    if faults := [*_wrong(origin, said), *declaration.wrong(origin, declares)]:
        raise InputError(*faults)
    return said, declares


def _wrong(origin: str, said: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the contents of a TOML file."""
    for key, value in said.items():
        kind = SETTINGS.get(key, dict)
        if key not in SETTINGS and key not in TABLES:
            known = ", ".join((*SETTINGS, *TABLES, *DECLARED))
            yield Fault(origin, 0, 0, f"unknown key {toml.said(key)}; expected one of {known}")
        elif not isinstance(value, kind) or isinstance(value, bool):
            expected = {str: "a text in quotes", int: "a whole number", dict: "a table"}[kind]
            yield Fault(origin, 0, 0, f"{key} = {toml.said(value)}; expected {expected}")
        elif isinstance(value, dict) and not all(isinstance(name, str) for name in value.values()):
            yield Fault(origin, 0, 0, f"[{key}]: expected names in quotes")
        elif message := _unusable(key, value):
            yield Fault(origin, 0, 0, f"{key} = {toml.said(value)}; {message}")
    columns = said.get("columns", {})
    for role in columns if isinstance(columns, dict) else ():
        if role not in COLUMNS:
            message = (
                f"[columns]: no column {toml.said(role)}; expected one of {', '.join(COLUMNS)}"
            )
            yield Fault(origin, 0, 0, message)


def _unusable(key: str, value: Any) -> str:  # noqa: ANN401  # whatever TOML holds
    """What is wrong with a setting of the right kind; empty if nothing is."""
    if key == "decimals" and not 0 <= value <= MOST_DECIMALS:
        return f"expected 0 to {MOST_DECIMALS}"
    if key in {"day_format", "across"} and not _is_format(value):
        return "expected a format of days such as %d.%m.%Y"
    return wrong_delimiter(value) if key == "delimiter" else ""


def wrong_delimiter(mark: str) -> str:
    """What is wrong with *mark* as what parts cells; empty if nothing is."""
    is_mark = len(mark) == 1 and mark not in '"\r\n\0'
    return "" if is_mark or not mark else "expected one character, such as ; or a tab"


def _is_format(written: str) -> bool:
    """Whether days can be written so."""
    try:
        day = datetime(2001, 2, 3).strftime(written)  # noqa: DTZ001  # a day has no zone
        datetime.strptime(day, written)  # noqa: DTZ007  # likewise
    except (ValueError, re.error):
        return False
    return "%" in written or not written
