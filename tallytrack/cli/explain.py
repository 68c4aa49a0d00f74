"""`tally explain`: the evidence for one day and category."""

from typing import Annotated

import typer

from tallytrack.cli import options, printing, texts
from tallytrack.errors import UsageError

Day = Annotated[str, typer.Argument(metavar="DAY", help="The day: 2022-10-05.")]
Name = Annotated[str, typer.Argument(metavar="CATEGORY", help="The category: tanks.")]


def command(
    day: Day,
    category: Name,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """Show the evidence for a day: who printed what where, the arithmetic around it, the findings.

    Each document's own line is shown with a caret under the number, where the text is kept in
    the tally or the file is still what it was.
    """
    from tallytrack import dates
    from tallytrack.check import checking
    from tallytrack.series import Wanted
    from tallytrack.show import evidence
    from tallytrack.store import opening, reading

    wanted = dates.parse_day(day)
    [key] = options.categories([category], options.vocabulary(db))
    with opening.for_reading(db) as tally:
        in_excerpts = reading.is_large(tally)
        records = list(reading.records(tally, in_excerpts=in_excerpts, wanted=Wanted([key])))
        waivers = reading.waivers(tally)
        pages = reading.pages(tally, wanted)
        held = reading.captures(tally)
    speaking = [
        (record, series)
        for record in records
        for series in record.series
        if series.category == key and wanted in series.by_day
    ]
    if not speaking:
        raise UsageError(f"no figure of {key} on {wanted}; `tally show --category {key}` has days")
    window = checking.Window(wanted, wanted, [key])
    found = checking.find(records, checking.selected(), waivers)
    findings = [finding for finding in found if window.asks_about(finding)]
    for _, series in speaking:
        at_hand = texts.at_hand(held, evidence.statements(series, wanted))
        printing.echo(evidence.lines(series, wanted, findings, at_hand, pages))
