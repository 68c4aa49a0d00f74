"""Feeds: JSON in which each object tells a day, under names of the publisher's own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import objects, wide
from tallytrack.ingest.given import Given
from tallytrack.ingest.wide import Loose, Names
from tallytrack.text import Lines

Placed = tuple[int, int, dict[str, Any]]

_MIDNIGHTS = ("T00:00:00", "T00:00:00Z", "T00:00:00.000Z")


def read(
    name: str,
    capture: Capture,
    given: Given,
    names: Names,
    found: Iterable[Placed] | None = None,
) -> tuple[Reading, list[Loose]]:
    """The figures of a feed, and its rows.

    Args:
        name: the format's name.
        capture: the JSON.
        given: what the user says of it.
        names: what its keys mean.
        found: its objects with their places; by default, those that it lists.

    Raises:
        InputError: it is no JSON, or has no object.
    """
    listed = list(rows(capture, names.day, objects.objects(capture) if found is None else found))
    if not listed:
        raise InputError(Fault(capture.origin, 1, 1, "an empty list; expected observations"))
    _require(capture, listed, names)
    return wide.read(name, capture.origin, listed, names, given), listed


def rows(capture: Capture, day: str, found: Iterable[Placed]) -> Iterator[Loose]:
    """Each object as a row of cells; those of an object inside it are named `inside.key`."""
    lines = Lines(capture.text)
    for start, end, one in found:
        taken = dict(flat(one))
        for midnight in _MIDNIGHTS:
            if day in taken:
                taken[day] = taken[day].removesuffix(midnight)

        def locate(
            name: str, start: int = start, end: int = end, one: Mapping[str, Any] = one
        ) -> tuple[int, int]:
            path = [name] if name in one else name.split(".", 1)
            return lines.place(objects.place(capture.text, path, start, end))

        yield Loose(lines.place(start)[0], taken, locate)


def flat(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The cells of an object, and of the objects directly in it."""
    for key, value in one.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{name}", objects.cell(inner)) for name, inner in value.items())
        else:
            yield key, objects.cell(value)


def _require(capture: Capture, listed: list[Loose], names: Names) -> None:
    """Raise InputError, with every fault, where an object has no day."""
    message = f"the key {names.day!r} is missing; expected the day of the object"
    faults = [
        Fault(capture.origin, *row.locate(names.day), message)
        for row in listed
        if names.day not in row.cells
    ]
    if faults:
        raise InputError(*faults)
