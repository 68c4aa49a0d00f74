"""What the command line says of somebody else's table: its layout, and what it declares."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from tallytrack.ingest.layout import Layout
    from tallytrack.vocabulary import Vocabulary

Columns = Annotated[
    str | None,
    typer.Option(
        metavar="day=NAME,...", help="What its columns are called: day=data,total=totale_casi."
    ),
]
CategoryName = Annotated[
    str | None,
    typer.Option("--category", metavar="KEY", help="What it counts, where no column says so."),
]
LayoutFile = Annotated[
    Path | None,
    typer.Option("--layout", metavar="TOML", help="The same and more in a file; see README."),
]
NewCategory = Annotated[
    bool,
    typer.Option("--new-category", help="Declare the categories that are not known by their use."),
]
Delimiter = Annotated[
    str | None,
    typer.Option(metavar="MARK", help="What parts its cells, if it is not found."),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Of its text, if not UTF-8: cp1252, utf-16."),
]


def described(  # as many as the command line has
    vocabulary: "Vocabulary",
    columns: str | None,
    category: str | None,
    path: Path | None,
    delimiter: str | None,
    encoding: str | None,
    *,
    new_category: bool,
) -> "tuple[Layout | None, Vocabulary]":
    """The layout that is described, if there is one, and the vocabulary with what it declares.

    Raises:
        InputError: the file is at fault.
        UsageError: the options contradict each other, or the category is not known.
    """
    from tallytrack.ingest import layout as layouts
    from tallytrack.ingest.cells import Refused, new_key
    from tallytrack.vocabulary import extended

    if not (columns or path):
        if category or delimiter or encoding:
            raise UsageError(
                "--category, --delimiter and --encoding describe a table together with"
                " --columns or --layout; give one of these"
            )
        return None, vocabulary
    said, declared = layouts.from_toml(_text(path), str(path)) if path else ({}, {})
    found = replace(layouts.Layout(), **said)
    found = replace(
        found,
        columns={**found.columns, **(layouts.from_columns(columns) if columns else {})},
        category=category or found.category,
        delimiter=delimiter or found.delimiter,
        encoding=encoding or found.encoding,
    )
    vocabulary = extended(vocabulary, declared)
    _complete(found)
    named = {found.category, *found.totals.values(), *found.deltas.values()} - {""}
    for name in sorted(named):
        if vocabulary.category(name) is None:
            try:
                declares = {"category": [{"key": new_key(name), "label": name}]}
            except Refused as refused:
                raise UsageError(str(refused)) from None
            if not new_category:
                raise UsageError(
                    f"no category {name!r}; declare it in --layout, or give --new-category"
                )
            vocabulary = extended(vocabulary, declares)
    return _keyed(found, vocabulary), vocabulary


def _keyed(found: "Layout", vocabulary: "Vocabulary") -> "Layout":
    """The layout with the keys of its categories, however they are written."""

    def key(name: str) -> str:
        from tallytrack.ingest.cells import new_key

        known = vocabulary.category(name)
        return known.key if known else new_key(name)

    return replace(
        found,
        category=key(found.category) if found.category else "",
        totals={column: key(name) for column, name in found.totals.items()},
        deltas={column: key(name) for column, name in found.deltas.items()},
    )


def _complete(found: "Layout") -> None:
    """Raise UsageError where a layout does not say what every figure needs."""
    columns = found.columns
    is_wide = bool(found.totals or found.deltas)
    if "day" not in columns and not found.across:
        raise UsageError("the layout names no column of the day; day=COLUMN does")
    if not (is_wide or found.across or "total" in columns or "delta" in columns):
        raise UsageError("the layout names no column of numbers; total=COLUMN or delta=COLUMN does")
    if not (is_wide or found.category or "category" in columns):
        raise UsageError("the layout names no category; --category KEY or category=COLUMN does")


def _text(path: Path) -> str:
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UsageError(f"{path}: not a regular file; expected a layout in TOML")
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8; save the file as UTF-8") from None
