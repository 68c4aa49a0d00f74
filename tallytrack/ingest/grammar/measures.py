"""Total or delta: what the words around a number say of it, and over what period.

The nearest word decides: a plus, `another`, `a total of`; then what stands in the same part of
the sentence. Where a sentence says nothing, `reading` lets the sentences before it speak, and
at last the size of the numbers.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.joining import Joined, Joint, brackets, is_positive
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.war import is_of_the_war

DAY = "day"


@dataclass(frozen=True, slots=True)
class Tone:
    """What a text says a number is.

    Args:
        measure: total or delta.
        period: of a delta, the key of its period as `calendar` writes it.
        days: its length, where the key is not a stretch of the calendar.
        sure: whether the number's own sentence says so.
    """

    measure: Measure
    period: str = DAY
    days: int = 1
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Cue:
    at: int
    tone: Tone
    weak: bool = False


_TOTAL = Tone(Measure.TOTAL)
_DELTA = Tone(Measure.DELTA)
_STEP_WORDS = frozenset({Kind.QUALIFIER, Kind.FILLER, Kind.UNIT})
_SUMS = frozenset({Kind.TOTAL, Kind.SUM})
_QUOTES = frozenset('"“«')


def tones(
    marks: Sequence[Mark], found: Mapping[int, Joined]
) -> tuple[dict[int, Tone], dict[int, str], Tone | None]:
    """What the sentence says of each joined number; of which it can say nothing and why;
    and the tone it leaves behind for the sentences that follow.
    """
    said: dict[int, Tone] = {}
    refused: dict[int, str] = {}
    segments = _segments(marks)
    bracketed = {at for start, end in brackets(marks).items() for at in range(start, end)}
    outside = (at for at in range(len(marks)) if at not in bracketed)
    cues = [cue for at in outside if (cue := _cue(marks, at))]
    cues = _settled(_without_records(marks, cues), segments)
    for at, joined in found.items():
        tone = _own(marks, at, joined, found, cues)
        if tone is None:
            tone = _of_segment(marks, at, segments, cues, found)
        if tone is None and _part_of(marks, at, segments, found):
            refused[at] = "a part of another number"
        elif tone is not None:
            said[at] = tone
    return said, refused, _left(marks, segments, cues, said)


def _cue(marks: Sequence[Mark], at: int) -> _Cue | None:
    """The cue at *at*, if its mark is one."""
    mark = marks[at]
    if mark.kind is Kind.TOTAL:
        return _Cue(at, _TOTAL)
    if mark.kind is Kind.SUM:
        return _Cue(at, _TOTAL, weak=True)
    if mark.kind is Kind.DELTA:
        return _Cue(at, _DELTA)
    if mark.kind is not Kind.PERIOD:
        return None
    if is_of_the_war(mark):
        return _Cue(at, _TOTAL)
    if mark.key.startswith("at "):
        return _Cue(at, Tone(Measure.TOTAL, mark.key))
    return _Cue(at, Tone(Measure.DELTA, mark.key, max(1, int(mark.number))))


def _without_records(marks: Sequence[Mark], cues: Sequence[_Cue]) -> list[_Cue]:
    """*cues*, the war left out where it only says how rare a number is: `a record for the war`."""
    kept, record = [], False
    places = {cue.at: cue for cue in cues}
    timed = any(marks[cue.at].kind is Kind.PERIOD and cue.tone != _TOTAL for cue in cues)
    for at, mark in enumerate(marks):
        record = record or mark.kind is Kind.RECORD
        rare = mark.key.startswith("since ") and any(
            before.kind is Kind.RECORD for before in marks[max(0, at - 4) : at]
        )
        if at in places and not (rare or (record and timed and _is_of_the_war(mark))):
            kept.append(places[at])
    return kept


def _is_of_the_war(mark: Mark) -> bool:
    opening = mark.key.split(" ")[0]
    told = mark.kind is Kind.TOTAL and opening in {"since", "з", "від", "за", "throughout"}
    return told or is_of_the_war(mark)


def _settled(cues: Sequence[_Cue], segments: Sequence[int]) -> list[_Cue]:
    """*cues*, a sum left out where a period beside it says what it is the sum of.

    `A total of 28,790 in May` is May's; `за добу загалом 650` is the day's.
    """
    longer = {segments[cue.at] for cue in cues if _is_longer(cue.tone)}
    daily = {cue.at for cue in cues if cue.tone.measure is Measure.DELTA}
    return [
        cue
        for cue in cues
        if not cue.weak or not (segments[cue.at] in longer or {cue.at - 1, cue.at - 2} & daily)
    ]


def _is_longer(tone: Tone) -> bool:
    return tone.measure is Measure.DELTA and tone.period != DAY


def _longer(cues: Sequence[_Cue]) -> list[Tone]:
    """The periods longer than a day, stretches of the calendar first: `31 days of August`."""
    tones = [cue.tone for cue in cues if _is_longer(cue.tone)]
    return sorted(tones, key=lambda tone: " " not in tone.period)


def _segments(marks: Sequence[Mark]) -> list[int]:
    """For each place, the number of the part of the sentence it stands in."""
    segment, places = 0, []
    for at, mark in enumerate(marks):
        behind = mark.kind is Kind.PART and marks[at - 1].kind is Kind.NUMBER
        ahead = mark.kind is Kind.NUMBER and at + 1 < len(marks) and marks[at + 1].kind is Kind.PART
        turns = (mark.kind in {Kind.PART, Kind.TURN} and not behind) or mark.key == ";" or ahead
        if at and turns:
            segment += 1
        places.append(segment)
    return places


def _own(
    marks: Sequence[Mark],
    at: int,
    joined: Joined,
    found: Mapping[int, Joined],
    cues: Sequence[_Cue],
) -> Tone | None:
    """What the number itself says: its sign, its companion, the words that touch it."""
    companions = [c for c in found.values() if c.host == at]
    if is_positive(marks, at) or joined.joint is Joint.SIGNED:
        return _DELTA
    if joined.joint is Joint.BRACKET:
        return _in_bracket(marks, at, joined, found)
    if companions:
        totals = any(_companion_is_total(marks, c, found) for c in companions)
        if totals:
            return next((c.tone for c in cues if c.tone.measure is Measure.DELTA), _DELTA)
        return _TOTAL
    if several := _of_several(marks, at, joined, cues):
        return several
    touching = [cue for cue in cues if cue.at in _touching(marks, at)]
    if touching:
        longer = _longer(cues)
        return longer[0] if longer and touching[0].tone == _DELTA else touching[0].tone
    return _moved(marks, at)


def _of_several(
    marks: Sequence[Mark], at: int, joined: Joined, cues: Sequence[_Cue]
) -> Tone | None:
    """Where a sentence names several periods, the one right behind the number and its noun.

    `359 tanks in June and 291 in September`; `1,520 and 1,517, respectively` take them in order.
    """
    periods = [cue for cue in cues if marks[cue.at].kind is Kind.PERIOD]
    if len({cue.tone for cue in periods}) < _SEVERAL:
        return None
    if joined.joint is Joint.LISTED and joined.turn >= 0:
        months = [cue.tone for cue in periods if cue.tone.period.startswith("month ")]
        return months[joined.turn] if joined.turn < len(months) else None
    place = max(at, joined.label) + 1
    while place < len(marks) and (
        marks[place].kind in {Kind.LOSS, Kind.UNIT} or marks[place].key in _LEADS_TO_PERIOD
    ):
        place += 1
    return next((cue.tone for cue in periods if cue.at == place), None)


_SEVERAL = 2
_LEADS_TO_PERIOD = frozenset({"in", "were", "have", "been", "у", "в", "за", "було"})


def _in_bracket(
    marks: Sequence[Mark], at: int, joined: Joined, found: Mapping[int, Joined]
) -> Tone | None:
    """A number in brackets without a plus: by the words beside it, or the words of another's."""
    kinds = {mark.kind for mark in marks[joined.host : at + 6]}
    if kinds & _SUMS:
        return _TOTAL
    if kinds & {Kind.DELTA, Kind.PERIOD, Kind.AVERAGE}:
        return _DELTA
    larger = marks[at].number > marks[joined.host].number
    if larger and any(_worded_total(marks, other) for other in found.values()):
        return _TOTAL
    return None


def _worded_total(marks: Sequence[Mark], joined: Joined) -> bool:
    """Whether the bracket says that it holds a total: `2 tanks (11,261 in total)`."""
    if joined.joint is not Joint.BRACKET:
        return False
    return any(mark.kind in _SUMS for mark in marks[joined.host : joined.at + 4])


def _companion_is_total(
    marks: Sequence[Mark], companion: Joined, found: Mapping[int, Joined]
) -> bool:
    if companion.joint is not Joint.BRACKET or is_positive(marks, companion.at):
        return False
    return _in_bracket(marks, companion.at, companion, found) == _TOTAL


def _touching(marks: Sequence[Mark], at: int) -> tuple[int, int]:
    """The places right before and right behind the number, qualifiers aside."""
    place = at - 1
    while place >= 0 and (marks[place].kind in _STEP_WORDS or marks[place].key in _QUOTES):
        place -= 1
    return place, at + 1


def _moved(marks: Sequence[Mark], at: int) -> Tone | None:
    """`rose by 820 to 440,790`: what moved by a number, and where it arrived."""
    before = marks[at - 1] if at else None
    word = (before.note or before.key) if before else ""
    if word not in {"by", "to", "на", "до", "up"}:
        return None
    moving = any(moves(mark) for mark in marks[max(0, at - 14) : at])
    if word == "up":
        return _DELTA
    if not moving:
        return None
    return _DELTA if word in {"by", "на"} else _TOTAL


_MOVES_WORDS = (
    "rose rise rises risen grew grow increased increase climbed climb updated update"
    " jumped went raised зросли зросла зріс зросло збільш виросл"
)
_MOVES = frozenset(_MOVES_WORDS.split())


def moves(mark: Mark) -> bool:
    """Whether *mark* is a verb of rising: `rose`, `зросла`."""
    return any(word in _MOVES or word[:6] in _MOVES for word in mark.key.split())


def _of_segment(
    marks: Sequence[Mark],
    at: int,
    segments: Sequence[int],
    cues: Sequence[_Cue],
    found: Mapping[int, Joined],
) -> Tone | None:
    """What the number's part of the sentence says; else the parts before; else any part."""
    own = [
        cue
        for cue in cues
        if segments[cue.at] == segments[at] and not (cue.weak and _apart(marks[at : cue.at]))
    ]
    if own:
        return _nearest(own, at)
    rated = any(m.kind is Kind.AVERAGE for p, m in enumerate(marks) if segments[p] == segments[at])
    part = _part_of(marks, at, segments, found)
    if part:
        return _DELTA if rated else None
    others = [cue for cue in cues if not _in_part(marks, cue.at, segments)]
    before = [cue for cue in others if cue.at < at]
    if before:
        return _nearest(before, at)
    behind = [
        cue
        for cue in others
        if _opener(marks, cue.at, segments).kind is not Kind.TURN
        and not (cue.weak and _apart(marks[at : cue.at]))
    ]
    if any(mark.key == ";" for mark in marks[at : behind[0].at if behind else at]):
        return None
    return _nearest(behind, at) if behind else None


def _apart(between: Sequence[Mark]) -> bool:
    """Whether a sum stands in a clause of its own: `lost 1,730 men, and the total ...`."""
    return any(mark.key == "," for mark in between) and any(m.kind is Kind.JOIN for m in between)


def _nearest(cues: Sequence[_Cue], at: int) -> Tone:
    """The tone of the cues; where they differ, of the last before *at*, else the first after.

    A longer period in the same part speaks for the plain day as well.
    """
    measures = {cue.tone.measure for cue in cues}
    before = [cue for cue in cues if cue.at < at]
    chosen = (before[-1] if before else cues[0]).tone if len(measures) > 1 else cues[0].tone
    if chosen.measure is Measure.DELTA:
        longer = _longer(cues)
        return longer[0] if longer else chosen
    return chosen


def _opening(at: int, segments: Sequence[int]) -> int:
    """Where the part of the sentence begins that *at* stands in."""
    return bisect_left(segments, segments[at])


def _opener(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> Mark:
    return marks[_opening(at, segments)]


def _in_part(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> bool:
    return _opener(marks, at, segments).kind is Kind.PART


def _part_of(
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
    return not hosts or found[max(hosts)].category == found[at].category


def _left(
    marks: Sequence[Mark],
    segments: Sequence[int],
    cues: Sequence[_Cue],
    said: Mapping[int, Tone],
) -> Tone | None:
    """What the sentence leaves for the next: its own tone, unless it only names a part."""
    main = [
        at for at in said if not _in_part(marks, at, segments) and not _subordinate(marks, said, at)
    ]
    if main:
        return said[main[0]]
    if said or not cues:
        return None
    return cues[0].tone if marks and marks[-1].key == ":" else None


def _subordinate(marks: Sequence[Mark], said: Mapping[int, Tone], at: int) -> bool:
    """Whether the sentence as a whole says of which number this is a part."""
    del said
    return any(mark.kind is Kind.PART for mark in marks[:at])
