"""`tally show --revisions`: the figures that were given other values later."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tallytrack.cli import printing

if TYPE_CHECKING:
    from tallytrack.check.checking import Window


def show(
    db: Path, window: "Window", as_of: date | None, *, json: bool, csv: bool, inert: bool
) -> None:
    """Print each revised figure of *window* with its values, and a summary."""
    from tallytrack import revision
    from tallytrack.show import revisions, structured
    from tallytrack.store import opening, reading

    with opening.for_reading(db) as tally:
        found = [
            one
            for one in reading.revised(tally, as_of)
            if window.names(one.category) and window.holds(one.day)
        ]
    if json:
        printing.out(structured.json_array(revisions.objects(found)))
    elif csv:
        printing.out(structured.table(revisions.COLUMNS, revisions.rows(found), inert=inert))
    elif found:
        printing.echo(revisions.lines(found, revision.summary(found)))
    else:
        printing.echo([(("no figure was given another value later", ""),)], err=True)
