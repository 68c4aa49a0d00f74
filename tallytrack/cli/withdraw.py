"""`tally withdraw`: take a capture out of all answers, and keep it on record."""

from typing import Annotated

import typer

from tallytrack.cli import options, printing

Origin = Annotated[
    str,
    typer.Argument(
        metavar="ORIGIN",
        parser=options.text,
        help="Where it came from, as `tally ingest` named it.",
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason", parser=options.text, metavar="TEXT", help="Why; it is kept with the capture."
    ),
]


def command(
    origin: Origin,
    reason: Reason,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """Take a capture out of all answers, and keep it on record.

    The same bytes can then be ingested again, with other options.
    """
    from tallytrack.store import opening
    from tallytrack.store.writing import for_writing
    from tallytrack.vocabulary import shipped_vocabulary

    if not reason.strip():
        raise typer.BadParameter("give a reason", param_hint="--reason")
    opening.must_exist(db)
    with for_writing(db, shipped_vocabulary()) as writer:
        count = writer.withdraw(origin, reason)
    what = "1 capture" if count == 1 else f"{count:,} captures"
    printing.echo([((f"{origin}: {what} withdrawn: {reason}", ""),)])
