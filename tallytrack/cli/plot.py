"""`tally plot`: the figures as a picture, in the terminal or in a file."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.cli import known, options, printing
from tallytrack.cli.output import write
from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from tallytrack.show.plotted import Plot, View
    from tallytrack.vocabulary import Vocabulary

Names = Annotated[
    list[str] | None, typer.Argument(metavar="[CATEGORY]...", help="Without any: all of them.")
]
Every = Annotated[
    str | None,
    typer.Option(
        metavar="day|week|month", help="A bar a day, a week or a month.", show_default="by length"
    ),
]
Total = Annotated[bool, typer.Option("--total", help="The running total, not the deltas.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=options.path,
        help="A file: .svg, .png or .html (extra `plot`).",
    ),
]

# So many bars, at the most, are told apart in a picture, and in a terminal for each column.
MOST_BARS = 220
NARROWEST, WIDEST = 40, 160


def command(
    category: Names = None,
    db: options.Database = options.DEFAULT_DATABASE,
    since: options.Since = None,
    until: options.Until = None,
    every: Every = None,
    total: Total = False,
    as_of: options.AsOf = None,
    output: Output = None,
) -> None:
    """Draw the reported deltas, or the totals, with every finding marked.

    In the terminal; or with --output into a file, small multiples if there are several.
    """
    from tallytrack.check import checking
    from tallytrack.figure import Measure
    from tallytrack.show import plotted, sheets

    if every is not None and every not in sheets.PERIODS:
        raise typer.BadParameter(f"{every!r} is not day, week or month", param_hint="--every")
    if output is not None:
        _can_write(output)
    words = options.vocabulary(db)
    keys = options.categories(category, words) if category else ()
    window = checking.Window(since, until, keys)
    measure = Measure.TOTAL if total else Measure.DELTA
    tally = known.read(db, window, as_of)
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    most = MOST_BARS if output else 2 * width
    view = plotted.View(measure, every or "day", window.holds)
    plots = _plots(tally, view)
    if every is None and plots:
        view = plotted.View(measure, _every(plots, most), window.holds)
        plots = _plots(tally, view)
    if not plots:
        raise UsageError(f"no {measure} of these categories on these days; `tally show` has days")
    if output is None:
        _to_terminal(plots, words, width)
    else:
        _to_file(plots, words, output)


def _can_write(output: Path) -> None:
    """Find out before the work is done whether its result can be kept; raises UsageError."""
    from tallytrack.show import picture

    picture.must_be_drawable(output)
    if not output.parent.is_dir():
        raise UsageError(f"{output}: no folder {output.parent}; make it first")


def _plots(tally: known.Known, view: "View") -> "list[Plot]":
    from tallytrack.show import plotting

    return [
        drawn
        for record, series in tally.asked()
        if (drawn := plotting.plot(series, tally.findings, view, record.revisions))
    ]


def _every(plots: "list[Plot]", most: int) -> str:
    """The shortest period of which there are not too many to be told apart."""
    days = (max(p.last for p in plots) - min(p.first for p in plots) + timedelta(days=1)).days
    return "day" if days <= most else "week" if days <= 7 * most else "month"


def _to_terminal(plots: "list[Plot]", words: "Vocabulary", width: int) -> None:
    from tallytrack.show import terminal

    for number, plot in enumerate(plots):
        if number:
            printing.out("")
        printing.echo(terminal.lines(plot, words, width))


def _to_file(plots: "list[Plot]", words: "Vocabulary", output: Path) -> None:
    from tallytrack.show import chart, picture

    write(output, picture.drawn(chart.spec(plots, words), output.suffix))
    printing.echo([((f"{output}: written", ""),)], err=True)
