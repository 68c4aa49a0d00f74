"""`tally report`: the findings as one page that can be sent."""

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.cli import known, options, printing, texts
from tallytrack.cli.output import write
from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from tallytrack.show.report import Known

Output = Annotated[
    Path, typer.Argument(metavar="OUT.html", parser=options.path, help="The file to write.")
]


def command(
    output: Output,
    db: options.Database = options.DEFAULT_DATABASE,
    since: options.Since = None,
    until: options.Until = None,
    category: options.Categories = None,
    as_of: options.AsOf = None,
) -> None:
    """Write what was checked and found, with all evidence, as one page that needs no network.

    The page can be sorted, filtered, printed and sent; every number in it names its document.
    """
    from tallytrack.check import checking
    from tallytrack.show import report

    if not output.parent.is_dir():
        raise UsageError(f"{output}: no folder {output.parent}; make it first")
    words = options.vocabulary(db)
    keys = options.categories(category, words) if category else []
    window = checking.Window(since, until, keys)
    given = [("--since", since), ("--until", until), ("--as-of", as_of)]
    asked = [f"{name} {day}" for name, day in given if day]
    asked += [f"--category {shlex.quote(key)}" for key in keys]
    facts = _facts(db, known.read(db, window, as_of), " ".join(asked))
    if not facts.plots:
        raise UsageError("no figures to report on; `tally show` has days")
    page = report.html(report.report(facts, words))
    write(output, page.encode("utf-8"))
    printing.echo([((f"{output}: written", ""),)], err=True)


def _facts(db: Path, tally: known.Known, asked: str) -> "Known":
    """What the report is made from."""
    from tallytrack.check import checking, events
    from tallytrack.figure import Measure
    from tallytrack.show import plotted, plotting, report
    from tallytrack.store import opening, reading

    window = tally.window
    found = [finding for finding in tally.findings if window.asks_about(finding)]
    with opening.for_reading(db) as connection:
        held = reading.captures(connection)
    said = [statement for finding in found for statement in finding.evidence]
    # A category of which no delta was ever printed is shown by its totals.
    views = [plotted.View(measure, "week", window.holds) for measure in reversed(Measure)]
    plots = []
    for record, series in tally.asked():
        made = (plotting.plot(series, tally.findings, v, record.revisions) for v in views)
        plots += [plot for plot in made if plot][:1]
    days, published = _dates(tally)
    return report.Known(
        events=events.grouped(found),
        coverage=checking.coverage(tally.records, window, checking.selected()),
        plots=plots,
        waivers=tally.waivers,
        lines=texts.at_hand(held, said),
        pages={(r.source, day): url for r in tally.records for day, url in r.pages.items()},
        first=min(days, default=date.min),
        last=max(days, default=date.min),
        data_on=max(published, default=date.min),
        captures={origin: sha256 for origin, (sha256, _) in sorted(held.items())},
        asked=asked,
    )


def _dates(tally: known.Known) -> tuple[set[date], set[date]]:
    """The days that the figures asked about describe, and those on which they were published."""
    days: set[date] = set()
    published: set[date] = set()
    for _, series in tally.asked():
        asked = [o for o in series.observations if tally.window.holds(o.day)]
        days.update(observation.day for observation in asked)
        published.update(
            said.document.published_on for o in asked for said in (*o.totals, *o.deltas)
        )
    return days, published
