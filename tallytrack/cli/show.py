"""`tally show`: the figures by day."""

import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.cli import options, printing, revised

if TYPE_CHECKING:
    from tallytrack.show.figures import Sheet

Every = Annotated[
    str, typer.Option(metavar="day|week|month", help="One row a day, a week or a month.")
]

Corrected = Annotated[
    bool,
    typer.Option("--corrected", help="The implied value in place of each suspect, marked *."),
]

Revisions = Annotated[
    bool,
    typer.Option("--revisions", help="What was given other values later, by whom and how late."),
]


def command(
    db: options.Database = options.DEFAULT_DATABASE,
    since: options.Since = None,
    until: options.Until = None,
    category: options.Categories = None,
    every: Every = "day",
    corrected: Corrected = False,
    as_of: options.AsOf = None,
    revisions: Revisions = False,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Show the figures by day: total, reported delta, difference, and marks on findings.

    One category is shown in detail, several side by side.
    """
    from tallytrack.check import checking
    from tallytrack.check import corrected as correcting
    from tallytrack.show import figures, structured
    from tallytrack.store import opening, reading
    from tallytrack.vocabulary import shipped_vocabulary

    options.one_of(("--json", json), ("--csv", csv))
    if every not in figures.PERIODS:
        raise typer.BadParameter(f"{every!r} is not day, week or month", param_hint="--every")
    keys = options.categories(category, shipped_vocabulary()) if category else ()
    window = checking.Window(since, until, keys)
    if revisions:
        options.one_of(("--revisions", True), ("--corrected", corrected))
        options.one_of(("--revisions", True), ("--every", every != "day"))
        revised.show(db, window, as_of, json=json, csv=csv)
        return
    with opening.for_reading(db) as tally:
        records = list(reading.records(tally, as_of))
        waivers = [w for w in reading.waivers(tally) if as_of is None or w.day <= as_of]
    findings = checking.find(records, checking.selected(), waivers)
    sheets = []
    for series in (one for record in records for one in record.series):
        if window.names(series.category):
            shown, changed = correcting.corrected(series, findings) if corrected else (series, ())
            sheets.append(figures.sheet(shown, findings, every, changed, window.holds))
    sheets = [sheet for sheet in sheets if sheet.rows]
    if json:
        printing.out(structured.json_array(figures.objects(sheets)))
    elif csv:
        flat = ({**row, "findings": "; ".join(row["findings"])} for row in figures.objects(sheets))
        printing.out(structured.table(figures.COLUMNS, flat))
    elif not sheets:
        printing.echo([(("no figures on these days", ""),)], err=True)
    else:
        _for_people(sheets)


def _for_people(sheets: list["Sheet"]) -> None:
    from tallytrack.show import figures

    if len(sheets) == 1:
        lines = list(figures.detailed(sheets[0]))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        lines = []
        for source in dict.fromkeys(shown.source for shown in sheets):
            lines.append(((source, "bold"),))
            lines += figures.side_by_side([s for s in sheets if s.source == source], width)
    if any(row.findings or row.printed for shown in sheets for row in shown.rows):
        lines += [(), ((figures.LEGEND, "dim"),)]
    printing.echo(lines)
