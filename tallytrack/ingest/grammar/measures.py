"""Total or delta: what the words around a number say of it, and over what period.

The nearest word decides: a plus, `another`, `a total of`; then what stands in the same part of
the sentence. Where a sentence says nothing, `reading` lets the sentences before it speak, and
at last the size of the numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.joining import Joined, Joint, brackets, is_positive
from tallytrack.ingest.grammar.marking import Kind, Mark

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
_STARTS = frozenset({"--02-24", "2022-02-24", "--02-23", "2022-02-23"})
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
    cues = _settled([cue for at in outside if (cue := _cue(marks, at))])
    for at, joined in found.items():
        tone = _own(marks, at, joined, found, cues)
        if tone is None:
            tone = _of_segment(marks, at, segments, cues)
        if tone is None and _part_of(marks, at, segments):
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
    name, _, rest = mark.key.partition(" ")
    if name in {"since", "span"} and rest.split(" ")[0] in _STARTS:
        return _Cue(at, _TOTAL)
    return _Cue(at, Tone(Measure.DELTA, mark.key, max(1, int(mark.number))))


def _settled(cues: Sequence[_Cue]) -> list[_Cue]:
    """*cues*, a sum left out where a period says what it is the sum of.

    `A total of 28,790 in May` is May's; `за добу загалом 650` is the day's.
    """
    longer = any(_is_longer(cue.tone) for cue in cues)
    daily = {cue.at for cue in cues if cue.tone.measure is Measure.DELTA}
    return [cue for cue in cues if not cue.weak or not (longer or {cue.at - 1, cue.at - 2} & daily)]


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
    touching = [cue for cue in cues if cue.at in _touching(marks, at)]
    if touching:
        longer = _longer(cues)
        return longer[0] if longer and touching[0].tone == _DELTA else touching[0].tone
    return _moved(marks, at)


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
    if before is None or before.key not in {"by", "to", "на", "до", "up"}:
        return None
    moving = any(moves(mark) for mark in marks[max(0, at - 14) : at])
    if before.key == "up":
        return _DELTA
    if not moving:
        return None
    return _DELTA if before.key in {"by", "на"} else _TOTAL


_MOVES_WORDS = (
    "rose rise rises risen grew grow increased increase climbed climb updated update"
    " jumped went raised зросли зросла зріс зросло збільш виросл"
)
_MOVES = frozenset(_MOVES_WORDS.split())


def moves(mark: Mark) -> bool:
    """Whether *mark* is a verb of rising: `rose`, `зросла`."""
    return any(word in _MOVES or word[:6] in _MOVES for word in mark.key.split())


def _of_segment(
    marks: Sequence[Mark], at: int, segments: Sequence[int], cues: Sequence[_Cue]
) -> Tone | None:
    """What the number's part of the sentence says; else the parts before; else any part."""
    own = [cue for cue in cues if segments[cue.at] == segments[at]]
    if own:
        return _nearest(own, at)
    rated = any(m.kind is Kind.AVERAGE for p, m in enumerate(marks) if segments[p] == segments[at])
    part = _part_of(marks, at, segments)
    if part:
        return _DELTA if rated else None
    others = [cue for cue in cues if not _in_part(marks, cue.at, segments)]
    before = [cue for cue in others if cue.at < at]
    if before:
        return _nearest(before, at)
    behind = [cue for cue in others if _opener(marks, cue.at, segments).kind is not Kind.TURN]
    if any(mark.key == ";" for mark in marks[at : behind[0].at if behind else at]):
        return None
    return _nearest(behind, at) if behind else None


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


def _opener(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> Mark:
    place = at
    while place > 0 and segments[place - 1] == segments[at]:
        place -= 1
    return marks[place]


def _in_part(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> bool:
    return _opener(marks, at, segments).kind is Kind.PART


def _part_of(marks: Sequence[Mark], at: int, segments: Sequence[int]) -> bool:
    """Whether the number is a part of the one before, with no word of its own."""
    opener = _opener(marks, at, segments)
    if at + 1 < len(marks) and marks[at + 1].kind is Kind.PART:
        return True
    return opener.kind is Kind.PART and opener.key not in {"include", "includes"}


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
