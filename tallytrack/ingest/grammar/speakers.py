"""Who says a number: the source, another counter, or the enemy of itself."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

_SAID_SOON = 6  # marks between `Moscow` and the `announced` that it is the subject of
_APART = frozenset({Kind.NUMBER, Kind.CATEGORY, Kind.LOSS, Kind.OWN, Kind.TOTAL})


class Speaker(NamedTuple):
    """Someone named who gives numbers.

    Args:
        at: where they are named.
        kind: OWN or OTHER.
        acting: whether they fight as well.
        counting: whether they keep a count that goes on.
        doing: whether here they are an army that destroys, and only another can have told it.
    """

    at: int
    kind: Kind
    acting: bool = False
    counting: bool = False
    doing: bool = False


def speakers(marks: Sequence[Mark], words: Lexicon, *, hedged: bool = False) -> list[Speaker]:
    """Those named in a sentence, in order.

    One who hedges, `Russia likely lost`, is another than the source, which counts; unless the
    source is named beside it, or was where the text has *hedged* before.
    """
    hedged = hedged or any(mark.kind is Kind.OWN for mark in marks)
    found = []
    for at, mark in enumerate(marks):
        counted = at > 0 and marks[at - 1].kind in {Kind.NUMBER, Kind.CATEGORY}
        if mark.kind is Kind.OTHER and counted and words.has("troops", mark.key):
            continue  # `119 tank battalions`, a measure of what was lost
        if _is_whose(marks, at, words):
            continue
        if mark.kind is Kind.OWN and at > 0 and marks[at - 1].kind is Kind.NUMBER:
            continue  # `74 Ukrainian military bases`
        if mark.kind is Kind.HEDGE and not hedged:
            found.append(Speaker(at, Kind.OTHER))
        elif mark.kind in {Kind.OWN, Kind.OTHER}:
            acting = mark.key in words.words["actors"]
            counting = mark.key in words.words["counters"]
            doing = mark.key in words.words["armies"] and _destroys(marks, at)
            found.append(Speaker(at, mark.kind, acting, counting, doing))
        elif words.has("who", mark.key) and _confesses(marks, at, words):
            found.append(Speaker(at, Kind.OTHER))
    return found


def _destroys(marks: Sequence[Mark], at: int) -> bool:
    """Whether a verb of destroying follows at once upon those at *at*, who are its subject."""
    if at and marks[at - 1].kind is Kind.REPORTED:
        return False  # `за даними ЗСУ`
    for mark in marks[at + 1 : at + _SAID_SOON]:
        if mark.kind in {Kind.LOSS, Kind.DOWNED}:
            return True
        if mark.kind in {Kind.NUMBER, Kind.REPORTED} or mark.key in {",", ";", ":"}:
            return False
    return False


def _is_whose(marks: Sequence[Mark], at: int, words: Lexicon) -> bool:
    """Whether the army at *at* only says whose unit is named: `Повітряні сили ЗСУ`."""
    place = at - 1
    while place >= 0 and marks[place].kind is Kind.FILLER:
        place -= 1
    ours = marks[at].kind is Kind.OWN and marks[at].key in words.words["actors"]
    return ours and place >= 0 and marks[place].kind is Kind.OTHER


def _confesses(marks: Sequence[Mark], at: int, words: Lexicon) -> bool:
    """Whether the enemy at *at* is who speaks: `Moscow last officially announced ...`."""
    if at and words.has("not_after", marks[at - 1].key):
        return False
    for place in range(at + 1, min(len(marks), at + _SAID_SOON)):
        mark = marks[place]
        if words.has("says", mark.key):
            after = marks[place + 1].key if place + 1 < len(marks) else ""
            return after not in {"by", "that ukraine"}
        if mark.kind in _APART or mark.key in {",", ".", ";", ":"}:
            return False
    return False


def names_source(marks: Sequence[Mark], words: Lexicon) -> bool:
    """Whether the source is named, or one who publishes its tally; not who fights or commands."""
    actors, armies = words.words["actors"], words.words["armies"]
    return any(
        mark.kind is Kind.OWN
        and mark.key not in actors
        and not ((mark.key in armies or mark.key.endswith(_ARMED)) and _destroys(marks, at))
        for at, mark in enumerate(marks)
    )


_ARMED = ("armed forces", "army", "military")


def is_another(
    named: Sequence[Speaker],
    clause: range,
    at: int,
    standing: Kind | None,
    bracketed: Mapping[int, int],
) -> bool:
    """Whether another than the source is the one who says the number at *at*.

    Args:
        named: the speakers of the sentence.
        clause: the stretch between semicolons around the number.
        at: the number's place.
        standing: who spoke last in the sentences before.
        bracketed: for each place in brackets, the opening one.
    """
    named = [one for one in named if bracketed.get(one.at) in {None, bracketed.get(at)}]
    told = min((one.at for one in named if one.kind is Kind.OTHER), default=at)
    named = [one for one in named if not (one.doing and one.at > told)]
    within = [one for one in named if one.at in clause] or list(named)
    if not within:
        return standing is Kind.OTHER
    before = [one for one in within if one.at < at]
    if not before and within[0].acting and standing is Kind.OTHER:
        return True  # `544 were captured by the defence forces`: told by who spoke before
    if not before and len({one.kind for one in within}) > 1:
        return False
    return (before[-1] if before else within[0]).kind is Kind.OTHER
