"""Many captures on their way in: each taken or refused, and what came of them all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tallytrack.cli import intake, printing, settled
from tallytrack.errors import InputError, UnreachableError
from tallytrack.show import receipts as shown

if TYPE_CHECKING:
    from tallytrack.ingest.gathering import Gathered
    from tallytrack.store.writer import Writer


class Taking:
    """What is taken in by one command, and what was refused.

    Args:
        writer: the tally, open for writing; None where nothing is to be written.
        request: what is to be done with each capture.
    """

    def __init__(self, writer: "Writer | None", request: intake.Request) -> None:
        self._writer = writer
        self._request = request
        self._done: list[intake.Receipt] = []
        self._refused = 0
        self._unreached = 0

    @property
    def exit_code(self) -> int:
        """0 where all went in; 1 where an input is at fault; 3 where one could not be reached.

        A fault stays until somebody looks at it, so it is not hidden by a net that is down.
        """
        return 1 if self._refused else 3 if self._unreached else 0

    def each(self, gathered: "Iterable[Gathered]") -> None:
        """Take each of them in; quietly, say of each what came of it."""
        for one in gathered:
            receipts = self._take(one)
            if self._request.quiet:
                self._say(receipts)

    def together(self, name: str, gathered: "Iterable[Gathered]") -> None:
        """Take in what *name* publishes, and say what came of it in one line."""
        receipts = [receipt for one in gathered for receipt in self._take(one)]
        self._say(receipts, name)

    def settle(self, paths: list[str] | None) -> None:
        """Record the waivers that are named in *paths* or stand beside; None for the shipped."""
        self._refused += settled.record(paths, self._writer, self._request)

    def sum_up(self) -> None:
        """Say what came of them all, unless little is to be said."""
        if self._writer and not (self._request.json or self._request.quiet):
            printing.echo(shown.summary(self._done, self._refused, self._unreached))

    def _say(self, receipts: list[intake.Receipt], name: str = "") -> None:
        """Say what is new in them, and nothing where nothing is."""
        if not self._request.json:
            printing.echo(shown.news(receipts, name, written=self._writer is not None))

    def _take(self, one: "Gathered") -> list[intake.Receipt]:
        """What became of one capture; nothing did where it was refused, which is said."""
        try:
            receipt = intake.take(one, self._writer, self._request)
        except InputError as error:
            self._refused += 1
            printing.complain(str(error))
            return []
        except UnreachableError as error:
            self._unreached += 1
            printing.complain(str(error))
            return []
        self._done.append(receipt)
        return [receipt]
