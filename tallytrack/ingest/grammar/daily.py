"""Numbers with a day of their own, whatever else the sentence sums up."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from tallytrack.ingest.grammar.cues import DAY
from tallytrack.ingest.grammar.joints import Joined
from tallytrack.ingest.grammar.listing import in_turn, is_lost_on_a_day, led_by_a_day
from tallytrack.ingest.grammar.marking import Kind, Mark


def has_a_day(marks: Sequence[Mark], at: int, joined: Joined, found: Mapping[int, Joined]) -> bool:
    """Whether the number is the loss of a day that is named beside it, or of the past day."""
    listed = led_by_a_day(marks, at) or in_turn(marks, at) or is_lost_on_a_day(marks, at)
    return bool(listed) or _goes_on_from_a_total(marks, at, joined, found)


def _goes_on_from_a_total(
    marks: Sequence[Mark], at: int, joined: Joined, found: Mapping[int, Joined]
) -> bool:
    """Whether it goes on from a total with a day's: `a total of 322,900 men since the war began,
    and 1,100 men in the past day`.
    """
    before = [mark.kind for mark in marks[max(0, at - 2) : at] if mark.kind is not Kind.QUALIFIER]
    behind = takewhile(_goes_with_it, marks[max(at, joined.label) + 1 :])
    times = [mark for mark in behind if mark.kind in _TIMES]
    if before[-1:] != [Kind.JOIN] or [mark.key for mark in times] != [DAY]:
        return False
    hosts = (o for o in found.values() if o.at < at and o.category == joined.category)
    return any(marks[host.at].number > marks[at].number for host in hosts)


def _goes_with_it(mark: Mark) -> bool:
    """Whether the words behind a number are still about it."""
    return mark.kind not in {Kind.NUMBER, Kind.SIGN, Kind.TURN, Kind.PART, Kind.DASH}


_TIMES = frozenset({Kind.PERIOD, Kind.TOTAL, Kind.SUM, Kind.AVERAGE})


def is_part_of_a_day(marks: Sequence[Mark], at: int) -> bool:
    """Whether a part has a day of its own: `1,210 over two days, including 590 on Saturday`."""
    place = at + 1
    while place < len(marks) and marks[place].kind in _COUNTED:
        place += 1
    on = [mark.key for mark in marks[place : place + 1]] == ["on"]
    parted = any(mark.kind is Kind.PART for mark in marks[:at])
    return parted and on and [m.kind for m in marks[place + 1 : place + 2]] in _OF_A_DAY


_COUNTED = frozenset({Kind.FILLER, Kind.CATEGORY, Kind.UNIT, Kind.LOSS})
_OF_A_DAY = ([Kind.WEEKDAY], [Kind.DAY])
