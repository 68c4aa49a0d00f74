"""The options that several commands share, and how their values are taken."""

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack import dates
from tallytrack.errors import StoreError, UsageError

if TYPE_CHECKING:
    from tallytrack.vocabulary import Vocabulary


# So much of a path is quoted in a message.
_SHOWN = 100


def day(text: str) -> date:
    """A day as an option's value; what is wrong with it becomes a usage error."""
    try:
        return dates.parse_day(text)
    except UsageError as error:
        raise typer.BadParameter(str(error)) from None


def text(words: str) -> str:
    """Words as an option's value, which can be stored and printed; a usage error if not."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        raise typer.BadParameter("not UTF-8; expected text") from None
    return words


def path(name: str) -> Path:
    """A path as an option's value, be it of a file or of none yet; raises UsageError."""
    found = Path(name)
    try:
        found.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
        raise UsageError(f"{shown}: cannot be used: {error.strerror}") from None
    return found


def vocabulary(db: Path) -> "Vocabulary":
    """The shipped vocabulary, and the categories that the tally's users have declared."""
    from tallytrack.store import opening, reading
    from tallytrack.vocabulary import extended, shipped_vocabulary

    shipped = shipped_vocabulary()
    # Whatever is wrong with the file is told by the command that needs it.
    with contextlib.suppress(StoreError), opening.for_reading(db) as tally:
        own = [one for one in reading.categories(tally) if one["key"] not in shipped.categories]
        return extended(shipped, {"category": own})
    return shipped


def categories(names: Sequence[str] | None, vocabulary: "Vocabulary") -> list[str]:
    """The keys of the categories a user names.

    Raises:
        UsageError: there is no such category.
    """
    keys = []
    for name in names or ():
        category = vocabulary.category(name)
        if category is None:
            raise UsageError(f"no category {name!r}; {vocabulary.instead_of(name)}")
        keys.append(category.key)
    return keys


Database = Annotated[
    Path,
    # Whether it can be read is for the store to say, as of every other fault of the file.
    typer.Option(
        "--db", envvar="TALLY_DB", metavar="FILE", readable=False, help="The tally to use."
    ),
]
DEFAULT_DATABASE = Path("tally.db")

Since = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="From this day on: 2022-10-01, 2022-10."),
]
Until = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="Up to this day, included."),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="DAY", help="As it was known on this day."),
]
Categories = Annotated[
    list[str] | None,
    typer.Option("--category", metavar="NAME", help="Only this category; may be repeated."),
]
Json = Annotated[bool, typer.Option("--json", help="For programs: JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="For spreadsheets: CSV.")]

SafeCsv = Annotated[
    bool,
    typer.Option(
        "--safe-csv",
        help="CSV in which a text that a spreadsheet would run as a formula begins with '.",
    ),
]


def one_of(*flags: tuple[str, bool]) -> None:
    """Refuse two flags of which only one can be meant; raises UsageError."""
    given = [name for name, is_set in flags if is_set]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} exclude each other; give one of them")
