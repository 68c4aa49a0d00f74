"""Deeds and places that a sentence tells beside the losses: whether they are what is counted."""

from collections.abc import Sequence
from itertools import pairwise

from tallytrack.ingest.grammar.joints import Joined
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.war import is_of_the_war


def is_had(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number is what someone has: `разом ці держави мають 480 танків`."""
    place = at - 1
    while place >= 0 and marks[place].kind is Kind.QUALIFIER:
        place -= 1
    return place >= 0 and marks[place].key in {"має", "мають", "маємо", "мали", "мала", "мав"}


def mostly_there(marks: Sequence[Mark], clause: range, at: int) -> bool:
    """Whether the part of the front is only where most were lost: `500 осіб, найбільше – на
    Донецькому напрямку`.
    """
    places = [place for place in clause if marks[place].kind is Kind.SECTOR]
    if not places or places[0] < at:
        return False
    comma = max((p for p in range(at, places[0]) if marks[p].key == ","), default=-1)
    opening = marks[comma + 1 : comma + 3]
    return comma > 0 and any(m.kind in _MOSTLY or m.key == "переважно" for m in opening)


_MOSTLY = frozenset({Kind.RECORD, Kind.PART})


_CIRCUMSTANCE = frozenset({"as", "when", "amid", "where", "after"})


def only_elsewhere(marks: Sequence[Mark], clause: range, at: int, kind: Kind) -> bool:
    """Whether what *kind* tells is told in another clause: `on May 7, as it attacked near Lyman`;
    `the enemy suffered most near Lyman, while so far 2,700 tanks were destroyed`.
    """
    return all(
        _is_circumstance(marks[at:place]) or _turned_away(marks[place:at])
        for place in clause
        if marks[place].kind is kind
    )


def _is_circumstance(between: Sequence[Mark]) -> bool:
    return any(
        pause.key == "," and word.key in _CIRCUMSTANCE and word.end < between[-1].end
        for pause, word in pairwise(between)
    )


def _turned_away(between: Sequence[Mark]) -> bool:
    turns = [place for place, mark in enumerate(between) if mark.kind is Kind.TURN]
    return bool(turns) and any(mark.kind is Kind.TOTAL for mark in between[turns[0] :])


def is_no_deed(marks: Sequence[Mark], at: int) -> bool:
    """Whether the deed at *at* is the war itself, `the invasion, launched on February 24`, or one
    that had losses for its result: `the clashes have resulted in 123,000 deaths`.
    """
    if any(mark.key in _LED_TO for mark in marks[at + 1 : at + 4]):
        return True
    if marks[at].key.startswith(_FIGHTS) and _kills(marks[at + 1 : at + 4]):
        return True  # `clashes in the past two days killed 1,030 soldiers`
    if [mark.key for mark in marks[at : at + 2]] == ["deployed", "by"]:
        return True  # `five drones deployed by Russia were lost`
    if marks[at].key == "чисельн*" and _is_what_the_losses_came_to(marks, at):
        return True
    before = [mark for mark in marks[max(0, at - 3) : at] if mark.key != ","]
    return marks[at].key == "launched" and any(is_of_the_war(m) or m.key in _WAR for m in before)


def _is_what_the_losses_came_to(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number at *at* is of those lost, not of an army: `ліквідовано ще 850 осіб, що
    довело загальну чисельність до 1 241 530`.
    """
    summed = at > 0 and marks[at - 1].kind is Kind.SUM
    behind = marks[at + 1 : at + 2]
    bare = bool(behind) and behind[0].kind in {Kind.QUALIFIER, Kind.NUMBER, Kind.LOSS}
    return summed and bare and any(mark.kind is Kind.LOSS for mark in marks[: at + 2])


def _kills(behind: Sequence[Mark]) -> bool:
    """Whether a verb of killing follows, with no number before it."""
    kinds = [mark.kind for mark in behind]
    killing = next((p for p, mark in enumerate(behind) if mark.key == "killed"), -1)
    return killing >= 0 and Kind.NUMBER not in kinds[:killing]


_FIGHTS = ("clash", "fight", "battle", "combat")
_WAR = frozenset({"invasion", "war", "offensive"})
_LED_TO = frozenset({"resulted", "led", "cost", "claimed", "resulting"})


def lost_after_all(marks: Sequence[Mark], clause: range, joined: Joined, words: Lexicon) -> bool:
    """Whether the deeds stand apart from the number: before it, with a word that only losses
    have in between, or behind it, after a comma.
    """
    at, people = joined.at, joined.category == "personnel"
    deeds = [place for place in clause if marks[place].kind is Kind.DEED]
    before = max((place for place in deeds if place < at), default=-1)
    behind = next((place for place in deeds if place > at), len(marks))
    near = behind < len(marks) and not any(
        mark.key == "," or mark.kind is Kind.DASH for mark in marks[at:behind]
    )
    lost = any(
        mark.kind is Kind.LOSS and not (people and words.has("harm", mark.key))
        for mark in marks[before + 1 : at]
    )
    return lost and not near
