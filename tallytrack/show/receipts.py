"""What an ingest did, for people: a line a capture, the faults, and a sum."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from tallytrack.edition import Plan, together
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


class Detailed(Receipt, Protocol):
    """What became of a capture, with what it said otherwise than before."""

    @property
    def plan(self) -> Plan | None:
        """What it changed, where it is a later edition."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known of how it was read."""


def line(receipt: Receipt, *, written: bool, unread: int = 0, named: str = "") -> Line:
    """One capture: what it has, and whether that is new; of a dry run, only what it has.

    Args:
        receipt: what became of it.
        written: whether it was to be stored.
        unread: how many of its numbers are no figures.
        named: what the user called it, where the tally knows the same bytes by another name.
    """
    if not written:
        state = ("read, not written", "yellow")
    else:
        state = ("new", "green") if receipt.is_new else ("already known", "dim")
    left = f", {_many(unread, 'number')} unread" if unread else ""
    many = f"{_many(receipt.documents, 'document')}, {_many(receipt.figures, 'figure')}{left}: "
    if named and named != receipt.origin:
        return (f"{named}: ", ""), (many, ""), (f"{state[0]}, as {receipt.origin}", state[1])
    return (f"{receipt.origin}: ", ""), (many, ""), state


def news(receipts: Sequence[Detailed], name: str = "", *, written: bool = True) -> Iterator[Line]:
    """What is new in several captures, in one line, and the notes on those; nothing if nothing is.

    Args:
        receipts: what became of them.
        name: what they are together; by default, the origin of the first.
        written: whether it was stored.
    """
    whole = [one for one in receipts if one.is_new and not one.plan]
    later = [one for one in receipts if one.plan and not one.plan.is_empty]
    said = [str(together([one.plan for one in later if one.plan]))] if later else []
    if whole:
        documents = sum(one.documents for one in whole)
        figures = sum(one.figures for one in whole)
        said.append(f"{_many(documents, 'document')}, {_many(figures, 'figure')}: new")
    if not said:
        return
    said += [] if written else ["not written"]
    yield ((f"{name or receipts[0].origin}: {'; '.join(said)}", ""),)
    for one in (*whole, *later):
        yield from (((f"{one.origin}: {note}", "dim"),) for note in one.notes)


def summary(receipts: Sequence[Receipt], refused: int, unreached: int = 0) -> Iterator[Line]:
    """The sum over several captures."""
    new = [receipt for receipt in receipts if receipt.is_new]
    known = [receipt for receipt in receipts if not receipt.is_new]
    said = [
        f"{_figures(new)} new",
        f"{_figures(known)} already known",
        *([f"{_many(refused, 'input')} refused"] if refused else []),
        *([f"{unreached:,} not reached"] if unreached else []),
    ]
    yield ((f"{_many(len(receipts) + refused + unreached, 'input')}: {'; '.join(said)}", "bold"),)


def _figures(receipts: Sequence[Receipt]) -> str:
    documents = sum(receipt.documents for receipt in receipts)
    figures = sum(receipt.figures for receipt in receipts)
    return f"{_many(documents, 'document')} and {_many(figures, 'figure')}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
