"""Who speaks, as the command line names them: known, new, or a slip of the pen."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from tallytrack.vocabulary import Vocabulary

NewPublisher = Annotated[
    bool,
    typer.Option(
        "--new-publisher", help="Take a source or publisher as new that is spelt like a known one."
    ),
]

# So much alike are a name and its misspelling; `newsday` and `newsweek` are less.
_ALIKE = 0.85


def must_be_meant(
    db: Path, vocabulary: "Vocabulary", source: str | None, publisher: str | None
) -> None:
    """Raise UsageError for a name that nobody has, but that is nearly somebody's.

    Any other name is somebody new.
    """
    sources, publishers = set(vocabulary.sources), set(vocabulary.publishers)
    if {source, publisher} <= {None, *sources, *publishers}:
        return
    in_tally = _in_tally(db)
    for what, name, known in (
        ("source", source, sources | in_tally),
        ("publisher", publisher, sources | publishers | in_tally),
    ):
        if name is not None and name not in known:
            _question(what, name, sorted(known))


def _question(what: str, name: str, known: list[str]) -> None:
    import difflib

    if close := difflib.get_close_matches(name, known, 1, _ALIKE):
        raise UsageError(
            f"unknown {what} {name!r}; did you mean {close[0]!r}? if it is another, --new-publisher"
        )


def _in_tally(db: Path) -> set[str]:
    """The sources and publishers that a tally has, if there is one that can be read."""
    import contextlib

    from tallytrack.errors import StoreError
    from tallytrack.store import opening, reading

    # Whatever is wrong with the file is told by what needs it.
    with contextlib.suppress(StoreError), opening.for_reading(db) as tally:
        return reading.speakers(tally)
    return set()
