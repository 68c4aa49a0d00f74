"""Printing lines: with colours on a terminal, plain and unwrapped anywhere else."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from tallytrack.errors import OutputError
from tallytrack.show import styled

# Laying text out with rich takes its time; past this many lines they are printed plainly.
MOST_RICH_LINES = 2_000


def echo(lines: Iterable[styled.Line], *, err: bool = False) -> None:
    """Print *lines* to standard output, or to standard error."""
    stream = sys.stderr if err else sys.stdout
    taken = list(lines)
    with _told():
        _echo(taken, stream)


def _echo(taken: list[styled.Line], stream: TextIO) -> None:
    if stream.isatty() and len(taken) <= MOST_RICH_LINES:
        from rich.console import Console
        from rich.theme import Theme

        from tallytrack.show import colours

        Console(file=stream, theme=Theme(colours.STYLES)).print(styled.rich(taken), soft_wrap=True)
        return
    text = "\n".join(styled.plain(line) for line in taken)
    if text:
        print(text, file=stream)


def out(text: str) -> None:
    """Print what a program will read, as it is; on a terminal with its controls written out."""
    with _told():
        print(styled.clean(text) if sys.stdout.isatty() else text)


def complain(text: str) -> None:
    """Print to standard error what the user can mend; what it quotes is written out."""
    # Where even that cannot be written, the exit code says it.
    with suppress(OSError):
        print(styled.clean(text), file=sys.stderr, flush=True)


@contextmanager
def _told() -> Iterator[None]:
    """Say in one line that what was asked for cannot be printed; raises OutputError.

    Whoever has left, as `head` does, need not be told.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritten(error) from error


def unwritten(error: OSError) -> OutputError:
    """What to say where standard output takes no more."""
    return OutputError(f"standard output: cannot be written: {error.strerror}")
