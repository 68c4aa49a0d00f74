"""A progress bar for long work: on a terminal, on standard error, and only once it is long."""

import sys
import time
from collections.abc import Iterable, Iterator

from tallytrack.capture import Capture
from tallytrack.figure import Printed, Slab

# Work shorter than this needs no bar, in seconds.
PATIENCE = 1.0
# How many figures, or slabs of them, pass between two looks at the clock.
_STRIDE = 100


def watched(capture: Capture, printed: Iterable[Printed]) -> Iterator[Printed]:
    """*printed*, as it is; the user sees how far it has come, by the lines of the capture."""
    if not sys.stderr.isatty():
        return iter(printed)
    return _watched(capture, printed)


def _watched(capture: Capture, printed: Iterable[Printed]) -> Iterator[Printed]:
    started = time.monotonic()
    bar = None
    task = None
    try:
        for count, piece in enumerate(printed):
            yield piece
            is_slab = isinstance(piece, Slab)
            if count % _STRIDE and not is_slab:
                continue
            if bar is None and time.monotonic() - started > PATIENCE:
                from rich.console import Console
                from rich.markup import escape
                from rich.progress import Progress

                from tallytrack.show import styled

                bar = Progress(console=Console(stderr=True), transient=True)
                named = escape(styled.clean(capture.origin))
                task = bar.add_task(named, total=capture.lines)
                bar.start()
            if bar is not None and task is not None:
                line = piece.lines[-1] if isinstance(piece, Slab) else piece[1].line
                bar.update(task, completed=line)
    finally:
        if bar is not None:
            bar.stop()
