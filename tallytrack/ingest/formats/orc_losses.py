"""The JSON of lod-db/orc-losses, `russian-losses.json`: a list with an object a day.

Totals under the dataset's own keys, null where nothing was given; `sourceUri` is the official
page of that day, which makes a document that is known by its address.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, feed, objects
from tallytrack.ingest.formats.addresses import ADDRESS
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import DEFAULT_SOURCE
from tallytrack.ingest.wide import Loose, Names

NAME = "orc-losses"
PAGE = "sourceUri"

NAMES = Names(
    day="date",
    totals={
        "personnel": "personnel",
        "tanks": "tanks",
        "afvs": "armoured_vehicles",
        "artillery": "artillery",
        "airDefense": "air_defence",
        "rocketSystems": "mlrs",
        "unarmoredVehicles": "vehicles_fuel_tanks",
        "fixedWingAircraft": "aircraft",
        "rotaryWingAircraft": "helicopters",
        "uavs": "uavs",
        "ships": "ships",
        "submarines": "submarines",
        "specialEquipment": "special_equipment",
        "missiles": "cruise_missiles",
    },
    others=frozenset({PAGE}),
    source=DEFAULT_SOURCE,
    publisher="orc-losses",
)

# What no other table of days has: its page, or one of the names that only this dataset uses.
_TELLING = frozenset({PAGE, "afvs", "unarmoredVehicles", "fixedWingAircraft", "rotaryWingAircraft"})


def recognise(capture: Capture) -> bool:
    """Whether the first object has a date and a key that only this dataset has."""
    keys = objects.first_keys(capture)
    return "date" in keys and bool(keys & _TELLING)


def read(capture: Capture, given: Given) -> Reading:
    """The totals and the official pages of the dataset; raises InputError with every fault."""
    reading, rows = feed.read(NAME, capture, given, NAMES)
    return replace(reading, documents=_pages(capture, given, rows))


def _pages(capture: Capture, given: Given, rows: Iterable[Loose]) -> tuple[Document, ...]:
    """The official page of each day that has one."""
    source = given.source or DEFAULT_SOURCE
    pages: list[Document] = []
    faults: list[Fault] = []
    for row in rows:
        url, day = row.cells.get(PAGE, ""), _day(row)
        if url and not ADDRESS.fullmatch(url):
            message = f"{cells.clipped(url)} is no address; expected https://..."
            faults.append(Fault(capture.origin, *row.locate(PAGE), message))
        elif url and day:
            pages.append(Document(source, source, Medium.TEXT, day, capture.origin, url=url))
    if faults:
        raise InputError(*faults)
    return tuple(pages)


def _day(row: Loose) -> date | None:
    """The day of a row; a faulty one is told with the row's figures."""
    return cells.last_day([row.cells[NAMES.day]])
