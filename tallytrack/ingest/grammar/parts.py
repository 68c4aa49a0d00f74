"""The parts of a sentence: where it turns to another thing, or only names a part of one."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from tallytrack.ingest.grammar.cues import Tone
from tallytrack.ingest.grammar.joints import Joined
from tallytrack.ingest.grammar.marking import Kind, Mark


def segments_of(marks: Sequence[Mark]) -> list[int]:
    """For each place, the number of the part of the sentence it stands in."""
    segment, places = 0, []
    for at, mark in enumerate(marks):
        behind = mark.kind is Kind.PART and marks[at - 1].kind is Kind.NUMBER
        ahead = mark.kind is Kind.NUMBER and at + 1 < len(marks) and marks[at + 1].kind is Kind.PART
        exceeds = mark.kind is Kind.REACHING and _leads_to(marks, at, Kind.PERIOD)
        opens = (mark.kind in {Kind.PART, Kind.TURN, Kind.EVE} or exceeds) and not behind
        turns = opens or mark.key == ";" or ahead
        if at and turns:
            segment += 1
        places.append(segment)
    return places


def _leads_to(marks: Sequence[Mark], at: int, kind: Kind) -> bool:
    """Whether a mark of *kind* is next: `exceeds October's figure`."""
    return at + 1 < len(marks) and marks[at + 1].kind is kind


def _opening(at: int, segments: Sequence[int]) -> int:
    """Where the part of the sentence begins that *at* stands in."""
    return bisect_left(segments, segments[at])


def opener(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> Mark:
    """The mark that opens the part in which *at* stands."""
    return marks[_opening(at, segments)]


def in_part(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> bool:
    """Whether *at* stands in a stretch that only names a part: `including 880`, `880 of them`."""
    place = _opening(at, segments)
    counted = marks[place].kind is Kind.NUMBER and _leads_to(marks, place, Kind.PART)
    return counted or marks[place].kind is Kind.PART


def in_comparison(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> bool:
    """Whether *at* stands in a stretch that only compares: `compared with 28,000 in April`."""
    return opener(marks, at, segments).kind in {Kind.EVE, Kind.REACHING}


def part_of(
    marks: Sequence[Mark], at: int, segments: Sequence[int], found: Mapping[int, Joined]
) -> bool:
    """Whether the number is a part of the one before, with no word of its own.

    Of `1,140 troops, including 59 tanks` the tanks are no part: they are counted by themselves.
    """
    if at + 1 < len(marks) and marks[at + 1].kind is Kind.PART:
        return True
    place = next(
        place for place in range(at, -1, -1) if place == 0 or segments[place - 1] != segments[at]
    )
    opener = marks[place]
    if opener.kind is not Kind.PART or opener.key in {"include", "includes"}:
        return False
    if marks[place + 1].key == ",":
        return False  # `In particular, ...`
    hosts = [other for other in found if other < place]
    if not hosts:
        return not any(mark.kind is Kind.LOSS for mark in marks[:place])
    return found[max(hosts)].category == found[at].category


def subordinate(marks: Sequence[Mark], said: Mapping[int, Tone], at: int) -> bool:
    """Whether the sentence as a whole says of which number this is a part."""
    del said
    return any(mark.kind is Kind.PART for mark in marks[:at])
