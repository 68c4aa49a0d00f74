"""A progress bar for long work: on a terminal, on standard error, and only once it is long."""

import sys
import time
from collections.abc import Iterable, Iterator

from tallytrack.capture import Capture
from tallytrack.document import Document
from tallytrack.figure import Figure

# Work shorter than this needs no bar, in seconds.
PATIENCE = 1.0
# How many figures pass between two looks at the clock.
_STRIDE = 10_000


def watched(
    capture: Capture, printed: Iterable[tuple[Document, Figure]]
) -> Iterator[tuple[Document, Figure]]:
    """*printed*, as it is; the user sees how far it has come, by the lines of the capture."""
    if not sys.stderr.isatty():
        return iter(printed)
    return _watched(capture, printed)


def _watched(
    capture: Capture, printed: Iterable[tuple[Document, Figure]]
) -> Iterator[tuple[Document, Figure]]:
    started = time.monotonic()
    bar = None
    task = None
    try:
        for count, (document, figure) in enumerate(printed):
            yield document, figure
            if count % _STRIDE:
                continue
            if bar is None and time.monotonic() - started > PATIENCE:
                from rich.console import Console
                from rich.progress import Progress

                bar = Progress(console=Console(stderr=True), transient=True)
                task = bar.add_task(capture.origin, total=capture.content.count(b"\n"))
                bar.start()
            if bar is not None and task is not None:
                bar.update(task, completed=figure.line)
    finally:
        if bar is not None:
            bar.stop()
