"""What users declare in TOML: categories, sources and publishers of their own.

    [[category]]
    key = "cash"
    label = "Cash in hand"
    unit = "euro"

A layout declares them beside its columns, an export in its `vocabulary.toml`. They are held to
what the vocabulary and the tables can take before anything is made of them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tallytrack import toml
from tallytrack.errors import Fault

# For each kind, the fields that an entry may have. Every entry has a key.
FIELDS: dict[str, dict[str, type]] = {
    "category": {
        "key": str,
        "label": str,
        "unit": str,
        "first_on": date,
        "last_on": date,
        "merged_into": str,
        "aliases": list,
        "uk": list,
        "en": list,
    },
    "source": {"key": str, "name": str, "began_on": date, "url": str, "addresses": list},
    "publisher": {"key": str, "name": str, "url": str, "editions": tuple},
}
_CALLED = {
    str: "a text in quotes",
    date: "a day such as 2023-05-28",
    list: "a list of texts",
    # One may stand alone.
    tuple: "an address or a list of them",
}

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def wrong(origin: str, declared: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with *declared*, parsed TOML that has lists of entries by their kind."""
    for kind, entries in declared.items():
        fields = FIELDS[kind]
        if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
            yield Fault(origin, 0, 0, f"{kind} is no list; begin each with [[{kind}]]")
            continue
        for number, entry in enumerate(entries, 1):
            where = f"{kind} {number}"
            key = entry.get("key")
            if not isinstance(key, str) or not key.strip():
                yield Fault(origin, 0, 0, f'{where}: no key; expected key = "..." in each')
            elif kind == "category" and key != (meant := _category(key)):
                said = f"{toml.said(key)} is not a key; expected {toml.said(meant)}"
                yield Fault(origin, 0, 0, f"{where}: {said}")
            elif kind != "category" and not _NAME.fullmatch(key):
                said = f"{toml.said(key)} is not a key; expected small letters, digits and hyphens"
                yield Fault(origin, 0, 0, f"{where}: {said}")
            for field, value in entry.items():
                if field not in fields:
                    said = f"unknown key {toml.said(field)}; expected one of {', '.join(fields)}"
                    yield Fault(origin, 0, 0, f"{where}: {said}")
                elif field != "key" and not _is(value, fields[field]):
                    said = f"{field} = {toml.said(value)}; expected {_CALLED[fields[field]]}"
                    yield Fault(origin, 0, 0, f"{where}: {said}")


def _category(key: str) -> str:
    """The key of a category as it is looked up: in small letters, without marks."""
    return re.sub(r"\W+", "_", key.strip().lower()).strip("_") or "x"


def _is(value: object, kind: type) -> bool:
    """Whether *value* is of *kind*: an instant is no day, but a day may stand in quotes."""
    if kind is date:
        return _is_day(value)
    if kind is tuple and isinstance(value, str):
        return True
    if kind in {list, tuple}:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, kind)


def _is_day(value: object) -> bool:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return False
    return isinstance(value, date) and not isinstance(value, datetime)
