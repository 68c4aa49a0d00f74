"""The command line: arguments in, exit codes out. Everything of substance is elsewhere.

A command imports what it needs when it runs: the ORM takes half a second, and neither
`tally --help` nor `tally check` has any use for it. tests/cli/test_start_up.py holds us to that.
"""

import sys

import typer

from tallytrack.cli import (
    browse,
    check,
    explain,
    export,
    ingest,
    plot,
    printing,
    report,
    rule,
    show,
    waive,
    withdraw,
)
from tallytrack.errors import InputError, TallyError

app = typer.Typer(
    name="tally",
    help=(
        "Keep running tallies with their evidence, and find where they contradict themselves.\n\n"
        "Exit codes: 0 clean; 1 findings, or an input at fault; 2 wrong usage;"
        " 3 the database could not be used, or an address not be reached."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (ingest, check, show, plot, report, explain, export, rule, waive, withdraw, browse):
    app.command(module.__name__.rpartition(".")[2])(module.command)


def main() -> None:
    """Run `tally`; say what the user can mend in one line, and leave bugs their traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="tally")
    except InputError as error:
        printing.complain(str(error))
        raise SystemExit(error.exit_code) from error
    except TallyError as error:
        printing.complain(f"tally: {error}")
        raise SystemExit(error.exit_code) from error
