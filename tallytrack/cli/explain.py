"""`tally explain`: the evidence for one day and category."""

from pathlib import Path
from typing import Annotated

import typer

from tallytrack import shipped
from tallytrack.cli import options, printing
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
    from tallytrack.show import evidence
    from tallytrack.store import opening, reading

    wanted = dates.parse_day(day)
    [key] = options.categories([category], options.vocabulary(db))
    with opening.for_reading(db) as tally:
        records = list(reading.records(tally))
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
        origins = evidence.origins(series, wanted)
        texts = {origin: text for origin in origins if (text := _text(*held[origin], origin))}
        printing.echo(evidence.lines(series, wanted, findings, texts, pages))


def _text(sha256: str, text: str | None, origin: str) -> str | None:
    """The text of a capture: as kept, or from its file if that still holds the same bytes."""
    import hashlib

    if text is not None:
        return text
    for path in (Path(origin), shipped.folder("data").parent / origin):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() == sha256:
            return content.decode("utf-8").removeprefix("\ufeff")
    return None
