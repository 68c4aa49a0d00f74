"""The JSON of the russianwarship.rip API: a day's totals (`stats`) and deltas (`increase`).

`{"data": {"date", "day", "resource", "stats": {...}, "increase": {...}}}`. It is a bulletin: it
tells one day, and what it does not tell of others is not withdrawn. `resource` is the page that
it was taken from.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, feed, objects
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import DEFAULT_SOURCE
from tallytrack.ingest.wide import Names

NAME = "russianwarship"
PAGE = "resource"

CATEGORIES = {
    "personnel_units": "personnel",
    "tanks": "tanks",
    "armoured_fighting_vehicles": "armoured_vehicles",
    "artillery_systems": "artillery",
    "mlrs": "mlrs",
    "aa_warfare_systems": "air_defence",
    "planes": "aircraft",
    "helicopters": "helicopters",
    "vehicles_fuel_tanks": "vehicles_fuel_tanks",
    "warships_cutters": "ships",
    "cruise_missiles": "cruise_missiles",
    "uav_systems": "uavs",
    "special_military_equip": "special_equipment",
    "atgm_srbm_systems": "srbm_launchers",
    "submarines": "submarines",
}
NAMES = Names(
    day="date",
    totals={f"stats.{key}": category for key, category in CATEGORIES.items()},
    deltas={f"increase.{key}": category for key, category in CATEGORIES.items()},
    # Whether the war goes on is no figure.
    others=frozenset({"day", PAGE, "war_status.code", "war_status.alias"}),
    source=DEFAULT_SOURCE,
    publisher="russianwarship",
)


def recognise(capture: Capture) -> bool:
    """Whether an object `data` with `stats` stands at the beginning."""
    return {"data", "stats"} <= objects.first_keys(capture)


def read(capture: Capture, given: Given) -> Reading:
    """The totals and deltas of the day; raises InputError with every fault."""
    reading, [row] = feed.read(NAME, capture, given, NAMES, _day(capture))
    source, url = given.source or DEFAULT_SOURCE, row.cells.get(PAGE, "")
    known, day = given.vocabulary.sources.get(source), cells.last_day([row.cells[NAMES.day]])
    if known and known.owns(url) and day:
        page = Document(source, source, Medium.TEXT, day, capture.origin, url=url)
        return replace(reading, documents=(page,), is_bulletin=True)
    note = f"not read: {PAGE!r}, {url}: no known page of {source}"
    return replace(reading, notes=(*reading.notes, *([note] if url else [])), is_bulletin=True)


def _day(capture: Capture) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """The day that `data` tells, with its place."""
    answers = list(objects.objects(capture))
    told = answers[0][2].get("data") if len(answers) == 1 else None
    if not isinstance(told, dict):
        message = 'expected one object {"data": {"date": ..., "stats": {...}}}'
        raise InputError(Fault(capture.origin, 1, 1, message))
    start, end, _ = answers[0]
    yield start, end, told
