"""The command line: arguments in, exit codes out. Everything of substance is elsewhere.

A command imports what it needs when it runs: the ORM takes half a second, and neither
`tally --help` nor `tally check` has any use for it. tests/cli/test_start_up.py holds us to that.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import typer
from typer.core import TyperGroup

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
from tallytrack.errors import InputError, OutputError, TallyError
from tallytrack.show import styled

# What Typer raises for every wrong use; later versions bring a Click of their own.
_WRONG_USAGE: type[Exception] = typer.BadParameter.__bases__[0]


class _Commands(TyperGroup):
    """The commands; of what a user typed wrongly, nothing reaches the terminal raw."""

    def make_context(self, *words: Any, **named: Any) -> Any:  # noqa: ANN401  # passed on
        with _written_out():
            return super().make_context(*words, **named)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  # passed on
        with _written_out():
            return super().invoke(ctx)


@contextmanager
def _written_out() -> Iterator[None]:
    try:
        yield
    except _WRONG_USAGE as wrong:
        wrong.message = styled.clean(wrong.message)  # type: ignore[attr-defined]  # it has one
        raise


app = typer.Typer(
    name="tally",
    cls=_Commands,
    help=(
        "Keep running tallies with their evidence, and find where they contradict themselves.\n\n"
        "Exit codes: 0 clean; 1 findings, or an input at fault; 2 wrong usage;"
        " 3 the database or the output could not be used, or an address not be reached."
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
    # A process may be started without them; what it says then goes nowhere.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
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
    except OSError as error:
        # What is printed for us, the help, says nothing of a file.
        said = (
            f"{error.filename}: {error.strerror}" if error.filename else printing.unwritten(error)
        )
        printing.complain(f"tally: {said}")
        raise SystemExit(OutputError.exit_code) from error


def ended(code: int) -> int:
    """The exit code, once all that was printed is written; 3 where it cannot be."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has left, as `head` does; there is nobody to tell.
        pass
    except OSError as error:
        if code != OutputError.exit_code:
            printing.complain(f"tally: {printing.unwritten(error)}")
        return OutputError.exit_code
    return code


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  # as long as the process
