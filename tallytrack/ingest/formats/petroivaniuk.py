"""The JSON of PetroIvaniuk/2022-Ukraine-Russia-War-Dataset: a list with an object a day.

`russia_losses_personnel.json` and `russia_losses_equipment.json` have totals under the
dataset's own keys, which come and go; values may be numbers, strings, null, or have `.0` in
old editions. `personnel*` says of the number of persons that it is about that, or more.
"""

from tallytrack.capture import Capture
from tallytrack.figure import Reading
from tallytrack.ingest import feed, objects
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import DEFAULT_SOURCE
from tallytrack.ingest.wide import Names

NAME = "petroivaniuk"

PERSONNEL = {"personnel": "personnel", "POW": "prisoners"}
EQUIPMENT = {
    "aircraft": "aircraft",
    "helicopter": "helicopters",
    "tank": "tanks",
    "APC": "armoured_vehicles",
    "field artillery": "artillery",
    "MRL": "mlrs",
    "military auto": "vehicles",
    "fuel tank": "fuel_tanks",
    "drone": "uavs",
    "naval ship": "ships",
    "anti-aircraft warfare": "air_defence",
    "special equipment": "special_equipment",
    "mobile SRBM system": "srbm_launchers",
    "vehicles and fuel tanks": "vehicles_fuel_tanks",
    "cruise missiles": "cruise_missiles",
    "submarines": "submarines",
    "ground robotic systems": "ground_robots",
}
NAMES = Names(
    day="date",
    totals=PERSONNEL | EQUIPMENT,
    qualifiers={"personnel": "personnel*"},
    words={"about": "about", "more": "over"},
    # The number of the day of the war says nothing that the date does not; a front is no figure.
    others=frozenset({"day", "greatest losses direction"}),
    source=DEFAULT_SOURCE,
    publisher="petroivaniuk",
)


def recognise(capture: Capture) -> bool:
    """Whether the first object has a date, the number of a day, and a key of this dataset."""
    keys = objects.first_keys(capture)
    is_tidy = "category" in keys or "stats" in keys
    return {"date", "day"} <= keys and not is_tidy and bool(keys & NAMES.totals.keys())


def read(capture: Capture, given: Given) -> Reading:
    """The totals of the dataset; raises InputError with every fault."""
    return feed.read(NAME, capture, given, NAMES)[0]
