"""Waivers: findings that were settled once, each with its reason; and their TOML.

A waiver of a broken balance is an equation: its adjustment is what makes the sum come out,
`total(day) = total(day before) + delta(day) + adjustment`. In a file one entry may settle a
whole day, with an adjustment for each category:

    [[waiver]]
    rule = "unbalanced-delta"
    source = "general-staff"
    day = 2023-05-28
    reason = "the correction of the day before"

    [waiver.adjustments]
    aircraft = +3
    tanks = -5
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from tallytrack import dates, toml
from tallytrack.errors import Fault, InputError
from tallytrack.text import escaped


@dataclass(frozen=True, slots=True)
class Waiver:
    """One acknowledged finding, or all findings of one rule on one day.

    Args:
        rule: the rule's name: `unbalanced-delta`.
        source: whose figures they are.
        day: the day of the finding.
        category: of what; None for every category.
        adjustment: of a broken balance, the signed number that makes it close.
        reason: why it is acknowledged.
        url: where the reason can be seen.
    """

    rule: str
    source: str
    day: date
    category: str | None
    adjustment: int | None
    reason: str
    url: str | None = None


# The keys of an entry, each with the type of its value and what to call it. Every waiver has
# the first four.
_KEYS: dict[str, tuple[type, str]] = {
    "rule": (str, "a text"),
    "source": (str, "a text"),
    "day": (date, "a day such as 2023-05-28"),
    "reason": (str, "a text"),
    "category": (str, "a text"),
    "adjustment": (int, "a whole number"),
    "url": (str, "a text"),
    "adjustments": (dict, "a table of whole numbers by category"),
}
_NEEDED = 4
# SQLite's integers end here.
_TOO_GREAT = 2**63


def from_toml(text: str, origin: str) -> list[Waiver]:
    """The waivers that *text* holds; raises InputError, naming *origin*, with all its faults."""
    content = toml.loads(text, origin)
    entries = content.get("waiver", [])
    faults = [
        f"unknown key {toml.said(key)}; expected [[waiver]]" for key in content if key != "waiver"
    ]
    if not (isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)):
        raise InputError(Fault(origin, 0, 0, "waiver is no list; begin each with [[waiver]]"))
    waivers: list[Waiver] = []
    seen: set[tuple[str, str, date, str | None]] = set()
    for number, entry in enumerate(entries, 1):
        wrong = list(_faults(entry))
        if not wrong:
            for waiver in _waivers(entry):
                key = (waiver.rule, waiver.source, waiver.day, waiver.category)
                if key in seen:
                    wrong.append(f"{_subject(waiver)} is waived twice; keep one")
                seen.add(key)
                waivers.append(waiver)
        faults += (f"waiver {number}: {fault}" for fault in wrong)
    if faults:
        raise InputError(*(Fault(origin, 0, 0, fault) for fault in faults))
    return waivers


def to_toml(waivers: Iterable[Waiver]) -> str:
    """The TOML of *waivers*; those of one rule, day and reason become one entry.

    Reading it again gives the same waivers, in the order of day, rule and category.
    """
    ordered = sorted(waivers, key=_order)
    return "\n".join(
        _entry(list(group)) for _, group in groupby(ordered, key=lambda one: _order(one)[:-1])
    )


def _order(waiver: Waiver) -> tuple[str, str, str, str, str, bool, str]:
    """What waivers are sorted by; all but the last are alike in one entry."""
    return (
        waiver.day.isoformat(),
        waiver.rule,
        waiver.source,
        waiver.reason,
        waiver.url or "",
        waiver.category is None or waiver.adjustment is None,
        waiver.category or "",
    )


def _faults(entry: dict[str, object]) -> Iterator[str]:
    """What is wrong with one entry."""
    for key in list(_KEYS)[:_NEEDED]:
        if key not in entry or entry[key] == "":
            yield f"{key} is missing"
    for key, value in entry.items():
        if key not in _KEYS:
            yield f"unknown key {toml.said(key)}; expected one of {', '.join(_KEYS)}"
        elif not _is(value, _KEYS[key][0]):
            yield f"{key} = {toml.said(value)}; expected {_KEYS[key][1]}"
    adjustments = entry.get("adjustments", {})
    if isinstance(adjustments, dict):
        for category, adjustment in adjustments.items():
            if not _is(adjustment, int):
                yield f"adjustments.{category} = {toml.said(adjustment)}; expected a whole number"
    if "adjustments" in entry and ("category" in entry or "adjustment" in entry):
        yield "adjustments name their categories; leave out category and adjustment"


def _is(value: object, kind: type) -> bool:
    """Whether *value* is of *kind*: true is no number, and an instant is no day."""
    if isinstance(value, int) and abs(value) >= _TOO_GREAT:
        return False
    if isinstance(value, date) and not dates.is_near(value):
        return False
    return isinstance(value, kind) and not isinstance(value, bool | datetime)


def _waivers(entry: dict[str, object]) -> Iterator[Waiver]:
    """The waivers of an entry without faults."""
    adjustments = entry.get("adjustments", {entry.get("category"): entry.get("adjustment")})
    assert isinstance(adjustments, dict)  # noqa: S101  # its faults were looked for
    for category, adjustment in adjustments.items():
        yield Waiver(
            rule=str(entry["rule"]),
            source=str(entry["source"]),
            day=date.fromisoformat(str(entry["day"])),
            category=category,
            adjustment=adjustment,
            reason=str(entry["reason"]),
            url=str(entry["url"]) if "url" in entry else None,
        )


def _subject(waiver: Waiver) -> str:
    return f"{waiver.rule} of {waiver.category or 'every category'} on {waiver.day}"


def _entry(group: list[Waiver]) -> str:
    """One entry: a waiver, or several that differ in category and adjustment alone."""
    first = group[0]
    together = len(group) > 1 and all(one.category and one.adjustment is not None for one in group)
    if len(group) > 1 and not together:
        return "\n".join(_entry([one]) for one in group)
    lines = [
        "[[waiver]]",
        f"rule = {_text(first.rule)}",
        f"source = {_text(first.source)}",
        f"day = {first.day}",
    ]
    if not together and first.category is not None:
        lines.append(f"category = {_text(first.category)}")
    if not together and first.adjustment is not None:
        lines.append(f"adjustment = {first.adjustment:+}")
    lines.append(f"reason = {_text(first.reason)}")
    if first.url is not None:
        lines.append(f"url = {_text(first.url)}")
    if together:
        lines += ["", "[waiver.adjustments]"]
        lines += (f"{_key(one.category or '')} = {one.adjustment:+}" for one in group)
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's too; DEL and its like are written out."""
    return escaped(json.dumps(text, ensure_ascii=False))


def _key(key: str) -> str:
    """A TOML key: bare where it may be."""
    plain = key.replace("_", "").replace("-", "")
    return key if plain.isascii() and plain.isalnum() else _text(key)
