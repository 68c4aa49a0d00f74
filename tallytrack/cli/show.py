"""`tally show`: the figures by day."""

import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.cli import known, options, printing, revised

if TYPE_CHECKING:
    from tallytrack.show.sheets import Sheet
    from tallytrack.show.styled import Line

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
    safe_csv: options.SafeCsv = False,
) -> None:
    """Show the figures by day: total, reported delta, difference, and marks on findings.

    One category is shown in detail, several side by side.
    """
    from tallytrack.check import checking
    from tallytrack.check import corrected as correcting
    from tallytrack.show.sheets import PERIODS, sheet

    csv = csv or safe_csv
    options.one_of(("--json", json), ("--csv", csv))
    if every not in PERIODS:
        raise typer.BadParameter(f"{every!r} is not day, week or month", param_hint="--every")
    keys = options.categories(category, options.vocabulary(db)) if category else ()
    window = checking.Window(since, until, keys)
    if revisions:
        options.one_of(("--revisions", True), ("--corrected", corrected))
        options.one_of(("--revisions", True), ("--every", every != "day"))
        revised.show(db, window, as_of, json=json, csv=csv, inert=safe_csv)
        return
    tally = known.read(db, window, as_of, is_judged=corrected)
    sheets = []
    for _, series in tally.asked():
        shown, changed = correcting.corrected(series, tally.findings) if corrected else (series, ())
        sheets.append(sheet(shown, tally.findings, every, changed, window.holds))
    if json or csv:
        _for_programs(sheets, json=json, inert=safe_csv)
    elif not sheets:
        printing.echo([(("no figures on these days", ""),)], err=True)
    else:
        _for_people(sheets)


def _for_programs(sheets: list["Sheet"], *, json: bool, inert: bool) -> None:
    """Print the figures as JSON, or else as CSV."""
    from tallytrack.show import figures, structured

    rows = figures.objects(sheets)
    if json:
        printing.out(structured.json_array(rows))
    else:
        flat = ({**row, "findings": "; ".join(row["findings"])} for row in rows)
        printing.out(structured.table(figures.COLUMNS, flat, inert=inert))


def _for_people(sheets: list["Sheet"]) -> None:
    """Print the figures; on a terminal, which scrolls, a sparkline of each category below them."""
    from tallytrack.show import figures, sparkline

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    lines: list[Line] = []
    if len(sheets) == 1:
        lines += figures.detailed(sheets[0])
    else:
        for source in dict.fromkeys(shown.source for shown in sheets):
            lines.append(((source, "bold"),))
            lines += figures.side_by_side([s for s in sheets if s.source == source], width)
    if width is not None:
        lines += [(), *sparkline.lines(sheets, width)]
    if legend := list(figures.legend(sheets)):
        lines += [(), *legend]
    printing.echo(lines)
