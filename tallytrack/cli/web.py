"""The addresses among the inputs: asked, one after another, for what is newer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.address import askable
from tallytrack.cli import printing
from tallytrack.errors import TallyError, UsageError

if TYPE_CHECKING:
    from tallytrack.cli.intake import Request
    from tallytrack.ingest.gathering import Gathered
    from tallytrack.store.writer import Writer
    from tallytrack.vocabulary import Vocabulary

ALL = "all"

From = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        metavar="PUBLISHER",
        help="Fetch its current editions, quietly: petroivaniuk; all for everybody's.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say what is new, changed or wrong; else nothing.")
]


def editions(names: Sequence[str], vocabulary: "Vocabulary") -> dict[str, tuple[str, ...]]:
    """The addresses at which the publishers of *names* have their editions, by their keys.

    Raises:
        UsageError: of one of them none is known, or it is not to be asked.
    """
    known = {one.key: one.editions for one in vocabulary.publishers.values() if one.editions}
    if unknown := [name for name in names if name not in known and name != ALL]:
        listed = ", ".join((*known, ALL))
        raise UsageError(f"no editions of {unknown[0]!r} are known; expected one of {listed}")
    wanted = [key for key in known if key in names or ALL in names]
    return {key: tuple(map(askable, known[key])) for key in wanted}


@dataclass(frozen=True)
class Web:
    """What asks addresses, by what the tally knows of them.

    Args:
        writer: the tally, open for writing; None where nothing is to be written.
        request: what is to be done with what they have.
    """

    writer: "Writer | None"
    request: "Request"

    def fetch(self, address: str) -> "Gathered":
        """What *address* has, that it has nothing newer, or why it cannot be had."""
        return self._fetch(address, is_table=self.request.given.layout is not None)

    def editions(self, addresses: Sequence[str]) -> "Iterator[Gathered]":
        """What each of the addresses of a publisher has."""
        return (self._fetch(address, is_table=True) for address in addresses)

    def _fetch(self, address: str, *, is_table: bool) -> "Gathered":
        from tallytrack.fetch import fetching

        before = None
        if self.writer and not self.request.json:
            # Who wants to see what is read, in a dry run or as JSON, wants all of it.
            before = self.writer.asked_before(address, self.request.options)
        elif self.writer:
            self.writer.commit()
        asking = fetching.Request(address, before, is_table, notice=printing.complain)
        try:
            return fetching.fetch(asking)
        except TallyError as error:
            return error
