"""`tally check`: find what contradicts itself."""

from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.cli import options, printing

if TYPE_CHECKING:
    from tallytrack.finding import Finding

Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Only this rule; may be repeated."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="Not this rule; may be repeated."),
]
ShowWaived = Annotated[
    bool, typer.Option("--show-waived", help="Show the acknowledged findings too.")
]


def command(
    db: options.Database = options.DEFAULT_DATABASE,
    since: options.Since = None,
    until: options.Until = None,
    category: options.Categories = None,
    select: Select = None,
    ignore: Ignore = None,
    show_waived: ShowWaived = False,
    json: options.Json = False,
    csv: options.Csv = False,
) -> None:
    """Find where the figures contradict one another, the worst first.

    Exit code 0: nowhere. 1: there are findings. 2: wrong usage. 3: it could not run.
    """
    from tallytrack.check import checking, events
    from tallytrack.show import findings as shown
    from tallytrack.show import structured
    from tallytrack.store import opening, reading
    from tallytrack.vocabulary import shipped_vocabulary

    options.one_of(("--json", json), ("--csv", csv))
    rules = checking.selected(select or (), ignore or ())
    keys = options.categories(category, shipped_vocabulary()) if category else None
    window = checking.Window(since, until)
    with opening.for_reading(db) as tally:
        records = list(reading.records(tally, categories=keys))
    everything = checking.find(records, rules, window)
    found = [one for one in everything if show_waived or one.waived is None]
    ranked = events.grouped(found)
    in_order: list[Finding] = [finding for event in ranked for finding in event.findings]
    if json:
        printing.out(structured.json_array(map(structured.finding, in_order)))
    elif csv:
        printing.out(structured.findings_csv(in_order))
    else:
        printing.echo(shown.lines(ranked))
        printing.echo(shown.summary(everything, checking.coverage(records, window)))
    if any(finding.waived is None for finding in found):
        raise typer.Exit(1)
