"""Printing lines: with colours on a terminal, plain and unwrapped anywhere else."""

import sys
from collections.abc import Iterable

from tallytrack.show import styled

# Laying text out with rich takes its time; past this many lines they are printed plainly.
MOST_RICH_LINES = 2_000


def echo(lines: Iterable[styled.Line], *, err: bool = False) -> None:
    """Print *lines* to standard output, or to standard error."""
    stream = sys.stderr if err else sys.stdout
    taken = list(lines)
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
    print(styled.clean(text) if sys.stdout.isatty() else text)


def complain(text: str) -> None:
    """Print to standard error what the user can mend; what it quotes is written out."""
    print(styled.clean(text), file=sys.stderr)
