"""Total or delta: what the words around a number say of it, and over what period.

The nearest word decides: a plus, `another`, `a total of`; then what stands in the same part of
the sentence. Where a sentence says nothing, `reading` lets the sentences before it speak, and
at last the size of the numbers.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.calendar_months import UNDATED
from tallytrack.ingest.grammar.cues import DAY, DELTA, TOTAL, Cue, Tone, cues_of, longer_periods
from tallytrack.ingest.grammar.daily import has_a_day, is_part_of_a_day
from tallytrack.ingest.grammar.joints import Joined, Joint, brackets, is_mean, is_positive
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.parts import (
    in_comparison,
    in_part,
    opener,
    part_of,
    segments_of,
    subordinate,
)
from tallytrack.ingest.grammar.rising import SUMS, moved, raises
from tallytrack.ingest.grammar.turns import is_led_by_a_day, of_several

_STEP_WORDS = frozenset({Kind.QUALIFIER, Kind.FILLER, Kind.UNIT})
_QUOTES = frozenset('"“«')


def tones(
    marks: Sequence[Mark], found: Mapping[int, Joined]
) -> tuple[dict[int, Tone], dict[int, str], Tone | None]:
    """What the sentence says of each joined number; of which it can say nothing and why;
    and the tone it leaves behind for the sentences that follow.
    """
    said: dict[int, Tone] = {}
    refused: dict[int, str] = {}
    segments = segments_of(marks)
    # A bracket that opens the sentence holds all of it.
    asides = [(start, end) for start, end in brackets(marks).items() if start]
    bracketed = {at for start, end in asides for at in range(start, end)}
    cues = cues_of(marks, bracketed, segments)
    for at, joined in found.items():
        tone = _own(marks, at, joined, found, cues)
        if tone is None and is_part_of_a_day(marks, at):
            tone = DELTA
        if tone is None:
            tone = _of_segment(marks, at, segments, cues, found)
        if tone is None and part_of(marks, at, segments, found):
            refused[at] = "a part of another number"
        elif tone is not None:
            said[at] = tone
    return said, refused, _left(marks, segments, cues, said)


def _own(
    marks: Sequence[Mark],
    at: int,
    joined: Joined,
    found: Mapping[int, Joined],
    cues: Sequence[Cue],
) -> Tone | None:
    """What the number itself says: its sign, its companion, the words that touch it."""
    companions = [
        c
        for c in found.values()
        if c.host == at
        and not restates(marks, c)
        and not _other_period(marks, c)
        and not (c.joint is Joint.BRACKET and is_mean(marks, c.at))
    ]
    if is_positive(marks, at) or joined.joint is Joint.SIGNED:
        return next((t for c in cues if c.at == at + 1 for t in longer_periods([c])), DELTA)
    if joined.joint is Joint.BRACKET:
        return _in_bracket(marks, at, joined, found)
    if companions:
        totals = any(_companion_is_total(marks, c, found) for c in companions)
        deltas = (c.tone for c in cues if c.tone.measure is Measure.DELTA)
        return next(deltas, DELTA) if totals else TOTAL
    if raises(marks, at) or _is_summed_up(marks, at, found):
        touched = _touched(marks, at, cues)
        if touched is not None and touched.measure is Measure.DELTA:
            return touched
        return next(iter(longer_periods(_before_the_turn(marks, at, cues))), DELTA)
    apart = DELTA if longer_periods(cues) and is_led_by_a_day(marks, at) else None
    daily = DELTA if has_a_day(marks, at, joined, found) else None
    return (
        _whole(marks, at)
        or apart
        or daily
        or of_several(marks, at, joined, cues)
        or _touched(marks, at, cues)
        or moved(marks, at)
    )


def _whole(marks: Sequence[Mark], at: int) -> Tone | None:
    """The whole of which parts follow: `Of the 493,690 losses, 28,000 came in March`."""
    return TOTAL if at == 1 and marks[0].key in {"of the", "of its", "of their"} else None


def _before_the_turn(marks: Sequence[Mark], at: int, cues: Sequence[Cue]) -> list[Cue]:
    """The *cues* up to where the sentence turns to what the number brings a total to."""
    turn = next((p for p in range(at, len(marks)) if marks[p].kind is Kind.TURN), len(marks))
    return [cue for cue in cues if cue.at < turn]


def _other_period(marks: Sequence[Mark], companion: Joined) -> Tone | None:
    """The month or year that a bracket gives its number: `41,000 (in May – 38,000)`."""
    if companion.joint is not Joint.BRACKET:
        return None
    named = (
        mark
        for mark in marks[companion.host : companion.at]
        if mark.kind is Kind.PERIOD and mark.key.startswith(("month ", "years "))
    )
    mark = next(named, None)
    return Tone(Measure.DELTA, mark.key) if mark else None


def restates(marks: Sequence[Mark], companion: Joined) -> bool:
    """Whether a bracket only gives the number again, exactly: `almost 300,000 (299,210)`."""
    value, host = marks[companion.at].number, marks[companion.host].number
    bracketed = companion.joint is Joint.BRACKET and not is_positive(marks, companion.at)
    return bracketed and abs(value - host) * _CLOSE < host


_CLOSE = 20  # a twentieth apart


def _is_summed_up(marks: Sequence[Mark], at: int, found: Mapping[int, Joined]) -> bool:
    """Whether a total of the same follows without a noun: `9 танків, загалом — 10 836`."""
    behind = next((found[p] for p in range(at + 1, len(marks)) if p in found), None)
    if behind is None or behind.joint is not Joint.REACHED:
        return False
    between = marks[found[at].label + 1 : behind.at]
    shape = [mark.kind for mark in between if mark.kind is not Kind.QUALIFIER]
    same = behind.category == found[at].category and found[at].label > at
    return same and shape == [Kind.SIGN, Kind.SUM, Kind.DASH] and between[0].key == ","


def _in_bracket(
    marks: Sequence[Mark], at: int, joined: Joined, found: Mapping[int, Joined]
) -> Tone | None:
    """A number in brackets without a plus: by the words beside it, or the words of another's."""
    if other := _other_period(marks, joined):
        return other
    kinds = {mark.kind for mark in marks[joined.host : at + 6]}
    if kinds & SUMS:
        return TOTAL
    if kinds & {Kind.DELTA, Kind.PERIOD, Kind.AVERAGE}:
        return DELTA
    larger = marks[at].number > marks[joined.host].number
    if larger and any(_worded_total(marks, other) for other in found.values()):
        return TOTAL
    if not larger and any(_worded_delta(marks, other) for other in found.values()):
        return DELTA
    return None


def _worded_delta(marks: Sequence[Mark], joined: Joined) -> bool:
    """Whether the bracket says that it holds a day's: `2,342 vehicles (34 per day)`."""
    if joined.joint is not Joint.BRACKET:
        return False
    behind = marks[joined.at + 1 : joined.at + 2]
    return bool(behind) and (behind[0].key in {"per day", "a day"} or behind[0].key == DAY)


def _worded_total(marks: Sequence[Mark], joined: Joined) -> bool:
    """Whether the bracket says that it holds a total: `2 tanks (11,261 in total)`."""
    if joined.joint is not Joint.BRACKET:
        return False
    return any(mark.kind in SUMS for mark in marks[joined.host : joined.at + 4])


def _companion_is_total(
    marks: Sequence[Mark], companion: Joined, found: Mapping[int, Joined]
) -> bool:
    if companion.joint is not Joint.BRACKET or is_positive(marks, companion.at):
        return False
    return _in_bracket(marks, companion.at, companion, found) == TOTAL


def _touched(marks: Sequence[Mark], at: int, cues: Sequence[Cue]) -> Tone | None:
    """What the words say that touch the number."""
    touching = [cue for cue in cues if cue.at in _touching(marks, at)]
    longer = longer_periods(cues)
    if touching and longer and touching[0].tone == DELTA:
        # `12 tanks in a day`; `12 in a day, and 90 in a week`
        first = all(cue.at > at for cue in cues if longer_periods([cue]))
        dated = marks[touching[0].at].kind is Kind.PERIOD and (touching[0].at > at or first)
        return DELTA if dated else longer[0]
    return touching[0].tone if touching else None


def _touching(marks: Sequence[Mark], at: int) -> tuple[int, int]:
    """The places right before and right behind the number, qualifiers aside."""
    place = at - 1
    while place >= 0 and (marks[place].kind in _STEP_WORDS or marks[place].key in _QUOTES):
        place -= 1
    return place, at + 1


def _of_segment(
    marks: Sequence[Mark],
    at: int,
    segments: Sequence[int],
    cues: Sequence[Cue],
    found: Mapping[int, Joined],
) -> Tone | None:
    """What the number's part of the sentence says; else the parts before; else any part."""
    cues = [
        cue
        for cue in cues
        if cue.at < at
        or not (
            _has_its_number(marks, cue.at)
            or _of_a_rise(marks[at : cue.at])
            or _in_later_clause(marks[at : cue.at])
        )
    ]
    own = [
        cue
        for cue in cues
        if segments[cue.at] == segments[at] and not (cue.weak and _apart(marks[at : cue.at]))
    ]
    if own:
        return _nearest(_of_clause(marks, at, own) or own, at)
    rated = any(m.kind is Kind.AVERAGE for p, m in enumerate(marks) if segments[p] == segments[at])
    part = part_of(marks, at, segments, found)
    if part:
        return DELTA if rated else None
    others = [
        cue
        for cue in cues
        if not in_part(marks, cue.at, segments) and not in_comparison(marks, cue.at, segments)
    ]
    before = [cue for cue in others if cue.at < at]
    if before:
        return _nearest(before, at)
    behind = [
        cue
        for cue in others
        if opener(marks, cue.at, segments).kind is not Kind.TURN
        and not (cue.weak and _apart(marks[at : cue.at]))
    ]
    if any(mark.key == ";" for mark in marks[at : behind[0].at if behind else at]):
        return None
    return _nearest(behind, at) if behind else None


def _in_later_clause(between: Sequence[Mark]) -> bool:
    """Whether a clause of its own begins between: `lost a million, after it lost 1,000 today`."""
    return any(pause.key == "," and word.key == "after" for pause, word in pairwise(between))


def _of_clause(marks: Sequence[Mark], at: int, cues: Sequence[Cue]) -> list[Cue]:
    """The *cues* of the clause that begins with `that`: `the list since February says that ...`."""
    that = max((p for p in range(at) if marks[p].key == "that"), default=-1)
    return [cue for cue in cues if cue.at > that]


def _has_its_number(marks: Sequence[Mark], at: int) -> bool:
    """Whether a period leads to a number of its own: `109,000 people, за добу – 700`."""
    if marks[at].kind is not Kind.PERIOD or marks[at - 1].key not in {",", "and", "та", "і", "й"}:
        return False
    place = at + 1
    while place < len(marks) and marks[place].kind in {Kind.DASH, Kind.QUALIFIER}:
        place += 1
    return place < len(marks) and marks[place].kind is Kind.NUMBER


def _of_a_rise(between: Sequence[Mark]) -> bool:
    """Whether a rise stands before the period: `751,910 troops, up 1,590 from the day before`."""
    return any(
        mark.key == "up" and behind.kind is Kind.NUMBER for mark, behind in pairwise(between)
    )


def _apart(between: Sequence[Mark]) -> bool:
    """Whether a sum stands in a clause of its own: `lost 1,730 men, and the total ...`."""
    return any(mark.key == "," for mark in between) and any(m.kind is Kind.JOIN for m in between)


def _nearest(cues: Sequence[Cue], at: int) -> Tone:
    """The tone of the cues; where they differ, of the last before *at*, else the first after.

    A longer period in the same part speaks for the plain day as well.
    """
    measures = {cue.tone.measure for cue in cues}
    before = [cue for cue in cues if cue.at < at]
    chosen = (before[-1] if before else cues[0]).tone if len(measures) > 1 else cues[0].tone
    if chosen.measure is Measure.DELTA:
        longer = longer_periods(cues)
        return longer[0] if longer else chosen
    return chosen


def _left(
    marks: Sequence[Mark],
    segments: Sequence[int],
    cues: Sequence[Cue],
    said: Mapping[int, Tone],
) -> Tone | None:
    """What the sentence leaves for the next: its own tone, unless it only names a part."""
    main = [
        at for at in said if not in_part(marks, at, segments) and not subordinate(marks, said, at)
    ]
    if main:
        return None if said[main[0]].period == UNDATED else said[main[0]]
    if said or not cues:
        return None
    return cues[0].tone if marks[-1].key == ":" or _heads(marks, cues[0].tone) else None


def _heads(marks: Sequence[Mark], tone: Tone) -> bool:
    """Whether the sentence is the heading of a list of a month's or year's losses."""
    lossy = any(mark.kind is Kind.LOSS for mark in marks)
    return lossy and " " in tone.period and marks[-1].key not in _STOPS


_STOPS = frozenset(".!?")
