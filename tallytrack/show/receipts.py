"""What an ingest did, for people: a line a capture, the faults, and a sum."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from tallytrack.figure import Unread
from tallytrack.show.styled import Line


class Receipt(Protocol):
    """What became of a capture, as the store tells it."""

    @property
    def origin(self) -> str:
        """Where it came from."""

    @property
    def documents(self) -> int:
        """How many documents it has."""

    @property
    def figures(self) -> int:
        """How many figures it has."""

    @property
    def is_new(self) -> bool:
        """Whether it went in now."""


def line(receipt: Receipt, *, written: bool) -> Line:
    """One capture: what it has, and whether that is new; of a dry run, only what it has."""
    if not written:
        state = ("read, not written", "yellow")
    else:
        state = ("new", "green") if receipt.is_new else ("already known", "dim")
    many = f"{_many(receipt.documents, 'document')}, {_many(receipt.figures, 'figure')}: "
    return (f"{receipt.origin}: ", ""), (many, ""), state


def summary(receipts: Sequence[Receipt], refused: int) -> Iterator[Line]:
    """The sum over several captures."""
    new = [receipt for receipt in receipts if receipt.is_new]
    known = [receipt for receipt in receipts if not receipt.is_new]
    said = [
        f"{_figures(new)} new",
        f"{_figures(known)} already known",
        *([f"{_many(refused, 'input')} refused"] if refused else []),
    ]
    yield ((f"{_many(len(receipts) + refused, 'input')}: {'; '.join(said)}", "bold"),)


def unread(origin: str, numbers: Iterable[Unread]) -> Iterator[Line]:
    """The numbers that were not taken, each with its place and the reason."""
    for number in numbers:
        place = f"{origin}:{number.line}:{number.column}: "
        yield (place, "dim"), (f"unread {number.text!r}: ", "yellow"), (number.reason, "")


def _figures(receipts: Sequence[Receipt]) -> str:
    documents = sum(receipt.documents for receipt in receipts)
    figures = sum(receipt.figures for receipt in receipts)
    return f"{_many(documents, 'document')} and {_many(figures, 'figure')}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
