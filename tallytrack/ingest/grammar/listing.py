"""Days listed with their losses: `1,250 men on Tuesday, 1,320 on Monday`, `May 12, with 1,500`."""

from collections.abc import Mapping, Sequence

from tallytrack.ingest.grammar.joints import Joined
from tallytrack.ingest.grammar.marking import Kind, Mark

_DATED = frozenset({Kind.DAY, Kind.WEEKDAY})
_BETWEEN = frozenset({Kind.CATEGORY, Kind.FILLER, Kind.UNIT, Kind.LOSS, Kind.JOIN, Kind.QUALIFIER})
_LINKS = frozenset({",", ";", "on", "with", "were", "–", "-"})


def listed_day(marks: Sequence[Mark], at: int) -> int:
    """The place of the day that is the number's in a list of days; -1 where it has none.

    It stands right behind the number and its noun, after `on`, or before it, with `with`.
    """
    if led := led_by_a_day(marks, at):
        return led
    place = at + 1
    while place < len(marks) and marks[place].kind in _BETWEEN:
        place += 1
    on = [mark.key for mark in marks[place : place + 1]] == ["on"]
    return place + 1 if on and _is_dated(marks, place + 1) else -1


def led_by_a_day(marks: Sequence[Mark], at: int) -> int:
    """The place of the day in `May 12, with 1,500`, or in `and on Sunday 1,500`; 0 for none."""
    place = at - 1
    while place > 0 and marks[place].kind is Kind.QUALIFIER:
        place -= 1
    if place > 1 and marks[place].kind in _DATED and marks[place - 1].key == "on":
        paused = marks[place - 2].kind in _GOING_ON or marks[place - 2].key == ","
        return place if paused else 0
    if place < 1 or marks[place].key != "with":
        return 0
    place -= 1 + (marks[place - 1].key == ",")
    return place if place >= 0 and marks[place].kind is Kind.DAY else 0


_GOING_ON = frozenset({Kind.JOIN, Kind.TURN})


def _is_dated(marks: Sequence[Mark], at: int) -> bool:
    return at < len(marks) and marks[at].kind in _DATED


def is_lost_on_a_day(marks: Sequence[Mark], at: int) -> bool:
    """Whether a headline goes on with a day's: `47,000 have died; 450 killed on Tuesday`."""
    lost = [mark.kind for mark in marks[at + 1 : at + 2]] == [Kind.LOSS]
    return lost and at > 0 and marks[at - 1].key == ";" and listed_day(marks, at) > at


def in_turn(marks: Sequence[Mark], at: int) -> bool:
    """Whether days are listed and the number is the loss of one: `2,190 over the weekend: 1,120 on
    Saturday and 1,070 on Sunday`.
    """
    if listed_day(marks, at) < 0 or any(mark.kind in _TELLS_A_TOTAL for mark in marks[:at]):
        return False
    others = (p for p, m in enumerate(marks) if m.kind is Kind.NUMBER and p != at)
    return any(listed_day(marks, other) >= 0 for other in others)


_TELLS_A_TOTAL = frozenset({Kind.TOTAL, Kind.SUM, Kind.REACHING})


def goes_on(marks: Sequence[Mark], at: int, found: Mapping[int, Joined]) -> str:
    """The category of a number without a noun that is the next in a list of days; else empty."""
    before = max((place for place in range(at) if marks[place].kind is Kind.NUMBER), default=-1)
    if before not in found or listed_day(marks, at) < 0:
        return ""
    if found[before].category == "personnel" and is_lost_on_a_day(marks, at):
        return "personnel"
    if listed_day(marks, before) < 0 and not led_by_a_day(marks, at):
        return ""
    between = marks[before + 1 : at]
    plain = all(m.kind in _BETWEEN | _DATED or m.key in _LINKS for m in between)
    return found[before].category if plain else ""
