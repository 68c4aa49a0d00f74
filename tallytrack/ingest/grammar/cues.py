"""Cues: the words of a sentence that make a number a total, or a delta of some period."""

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.calendar_months import WHEN_TOLD
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.war import STARTS, is_of_the_war

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
class Cue:
    """A word or phrase that tells a tone: where it stands, and whether another outweighs it."""

    at: int
    tone: Tone
    weak: bool = False


TOTAL = Tone(Measure.TOTAL)
DELTA = Tone(Measure.DELTA)


def cues_of(marks: Sequence[Mark], bracketed: Container[int], segments: Sequence[int]) -> list[Cue]:
    """The cues of a sentence, in order, without those that another explains."""
    outside = (at for at in range(len(marks)) if at not in bracketed)
    cues = _in_pairs(marks, [cue for at in outside if (cue := _cue(marks, at))])
    return _settled(marks, _without_records(marks, cues), segments)


def _cue(marks: Sequence[Mark], at: int) -> Cue | None:
    """The cue at *at*, if its mark is one."""
    mark = marks[at]
    if mark.kind is Kind.PERIOD:
        idle = _is_when_told(marks, at) or _is_compared_with(marks, at)
        return None if idle else Cue(at, _of_period(mark))
    if mark.kind is Kind.DELTA:
        # `Over the same period` says only what the sentence before has said, and `Further, ...`
        # or `further weakening` only that it is not over.
        idle = (
            "same" in mark.key.split()
            or _goes_on(marks, at)
            or _adds_no_number(marks, at)
            or _adds_a_kind(marks, at)
            or _is_of_a_relative(marks, at)
            or _is_where_told(marks, at)
        )
        return None if idle else Cue(at, DELTA)
    if mark.kind is Kind.WEEKDAY and _from_day_to_day(marks, at):
        return Cue(at, DELTA)
    if mark.kind in {Kind.TOTAL, Kind.SUM}:
        return Cue(at, TOTAL, weak=mark.kind is Kind.SUM)
    return Cue(at, DELTA) if _is_a_days(marks, at) else None


def _is_compared_with(marks: Sequence[Mark], at: int) -> bool:
    """Whether the period is only what it was more than: `430,000 men, more than in 2022`."""
    before = marks[at - 1] if at else None
    again = before is not None and before.key == "time"  # `the second time in three days`
    return again or (before is not None and before.kind is Kind.QUALIFIER and before.note in _MORE)


_MORE = frozenset({"more", "less", "fewer", "більше", "більш", "менше"})


def _is_a_days(marks: Sequence[Mark], at: int) -> bool:
    """Whether a day is told at *at* that has losses of its own: `упродовж 14 грудня`, `тоді`."""
    mark, before = marks[at], marks[at - 1] if at else None
    if mark.kind is Kind.DAY:
        return before is not None and before.key in DURING and mark.key not in STARTS
    told = before is None or before.key == ":" or before.kind is Kind.DASH
    return mark.key == THEN and told


DURING = frozenset({"протягом", "упродовж", "впродовж", "продовж", "за", "during", "throughout"})
THEN = "тоді"
TODAY = frozenset({"сьогодні", "нині", "тепер", "зараз"})


def _is_when_told(marks: Sequence[Mark], at: int) -> bool:
    """Whether the period is that of the telling, where one of the losses follows: `Last week, the
    ministry reported that 12 tanks were lost within 24 hours`.
    """
    if at or [mark.key for mark in marks[1:2]] != [","]:
        return False
    told = next((p for p in range(2, len(marks)) if marks[p].kind in _TOLD), len(marks))
    source = any(mark.kind is Kind.OWN for mark in marks[2:told])
    later = any(mark.kind is Kind.PERIOD for mark in marks[told:])
    return source and later and [m.kind for m in marks[told : told + 1]] == [Kind.REPORTED]


_TOLD = frozenset({Kind.REPORTED, Kind.NUMBER, Kind.LOSS})


def _goes_on(marks: Sequence[Mark], at: int) -> bool:
    """Whether the sentence opens with *at* and a comma: `Further, it has lost 76 boats`."""
    following = marks[at + 1].key if at + 1 < len(marks) else ""
    return at == 0 and following == ","


def _adds_no_number(marks: Sequence[Mark], at: int) -> bool:
    """Whether `further` or `latest` stands by no number: `further extend to`, `latest report`; or
    `ще` by a day, `ще 1 січня`.
    """
    if marks[at].key == "ще" and [mark.kind for mark in marks[at + 1 : at + 2]] == [Kind.DAY]:
        return True
    if marks[at].key not in {"further", "latest"}:
        return False
    beside = (*marks[max(0, at - 1) : at], *marks[at + 1 : at + 3])
    return not any(mark.kind is Kind.NUMBER for mark in beside)


def _adds_a_kind(marks: Sequence[Mark], at: int) -> bool:
    """Whether `another` at *at* only goes on with a list: `340 aircraft and another 320 helicopters
    since the war began`.
    """
    joins = at > 0 and marks[at - 1].kind is Kind.JOIN and marks[at].key in {"another", "ще"}
    daily = any(mark.kind is Kind.PERIOD and mark.key == DAY for mark in marks[at:])
    return joins and not daily and any(_is_of_the_war(mark) for mark in marks)


def _is_where_told(marks: Sequence[Mark], at: int) -> bool:
    """Whether the update is only where something was told: `in its latest update it informed`."""
    if not marks[at].key.startswith("in ") or "latest" not in marks[at].key:
        return False
    for mark in marks[at + 1 : at + _SOON]:
        if mark.kind is Kind.NUMBER or mark.key == ",":
            return False
        if mark.kind is Kind.REPORTED:
            return True
    return False


_SOON = 6


def _is_of_a_relative(marks: Sequence[Mark], at: int) -> bool:
    """Whether a clause about one thing is dated: `and one ship, which was hit yesterday`."""
    dated = marks[at].key in {"yesterday", "overnight"}
    return dated and any(mark.key in {"which", "who"} for mark in marks[max(0, at - 3) : at])


def _from_day_to_day(marks: Sequence[Mark], at: int) -> bool:
    """Whether *at* is the first day of `between Sunday and Monday`."""
    if not at or marks[at - 1].key not in {"between", "між"}:
        return False
    return [mark.kind for mark in marks[at + 1 : at + 3]] == [Kind.JOIN, Kind.WEEKDAY]


def _in_pairs(marks: Sequence[Mark], cues: Sequence[Cue]) -> list[Cue]:
    """*cues*, with one for two months named together: `in September and October`.

    Where a number stands for each, `respectively`, they stay apart.
    """
    if any(mark.kind is Kind.RESPECTIVELY for mark in marks):
        return list(cues)
    paired: list[Cue] = []
    for cue in cues:
        before = paired[-1] if paired else None
        if before is not None and _go_together(marks, before, cue):
            first, last = before.tone.period.split()[1], cue.tone.period.split()[-1]
            months = Tone(Measure.DELTA, f"months {first} {last}", cue.tone.days)
            paired[-1] = Cue(before.at, months)
            paired.append(Cue(cue.at, months))
        else:
            paired.append(cue)
    return paired


def _go_together(marks: Sequence[Mark], before: Cue, cue: Cue) -> bool:
    both = before.tone.period.startswith("month") and cue.tone.period.startswith("month ")
    joined = [mark for mark in marks[before.at + 1 : cue.at] if mark.kind is not Kind.FILLER]
    together = all(mark.kind in {Kind.JOIN, Kind.DASH} for mark in joined) and len(joined) < _TWO
    return both and together and " " in before.tone.period


_TWO = 2


def _of_period(mark: Mark) -> Tone:
    """The tone of a period: that of the whole war is a total, as is `at the start of May`."""
    if is_of_the_war(mark):
        return TOTAL
    if mark.key.startswith("end "):
        return Tone(Measure.TOTAL, mark.key.removeprefix("end "))
    if mark.key.startswith("at "):
        return Tone(Measure.TOTAL, mark.key)
    return Tone(Measure.DELTA, mark.key, max(1, int(mark.number)))


def _without_records(marks: Sequence[Mark], cues: Sequence[Cue]) -> list[Cue]:
    """*cues*, the war left out where it only says how rare a number is: `a record for the war`."""
    kept, record = [], False
    places = {cue.at: cue for cue in cues}
    timed = any(marks[cue.at].kind is Kind.PERIOD and cue.tone != TOTAL for cue in cues)
    timed = timed or any(_is_when_lost(marks, at) for at in range(len(marks)))
    for at, mark in enumerate(marks):
        record = mark.kind is Kind.RECORD or (record and not _turns_to_a_sum(marks, at))
        rare = _is_how_rare(marks, at)
        if at in places and not (rare or (record and timed and _is_of_the_war(mark))):
            kept.append(places[at])
    return kept


def _is_when_lost(marks: Sequence[Mark], at: int) -> bool:
    """Whether a day of losses is named: a weekday, or `on December 14`."""
    on = at > 0 and marks[at - 1].key == "on"
    dated = on and marks[at].kind is Kind.DAY and marks[at].key not in STARTS
    return dated or marks[at].kind is Kind.WEEKDAY


def _turns_to_a_sum(marks: Sequence[Mark], at: int) -> bool:
    """Whether at *at* the sentence goes on to a sum: `a record, and the total since ...`."""
    before = [mark.kind for mark in marks[max(0, at - 2) : at] if mark.kind is not Kind.FILLER]
    return marks[at].kind is Kind.SUM and before[-1:] == [Kind.JOIN]


def _is_how_rare(marks: Sequence[Mark], at: int) -> bool:
    """Whether the period only says for how long there was no such number: `the highest since
    March`, `the heaviest losses in six months`, `10 березня — найбільші втрати за тиждень`.
    """
    mark, before = marks[at], marks[max(0, at - 6) : at]
    if not any(earlier.kind is Kind.RECORD for earlier in before):
        return False
    counted = any(earlier.kind is Kind.NUMBER for earlier in before)
    if mark.key in _PLAIN:
        clause = max((p for p in range(at) if marks[p].kind is Kind.NUMBER), default=-1) + 1
        return any(_is_a_day_of_its_own(marks, place) for place in range(clause, at))
    return mark.key.startswith("since ") or (mark.key == "days" and not counted)


_PLAIN = frozenset({"week", "month", "year"})
_OF_A_REPORT = frozenset({"на", "від", "до", "з", "із", "станом на", "ранок", "on", "as of"})


def _is_a_day_of_its_own(marks: Sequence[Mark], at: int) -> bool:
    """Whether one day is what the sentence tells of, and not when it was told."""
    mark, before = marks[at], marks[max(0, at - 2) : at]
    if mark.kind is Kind.PERIOD:
        return mark.key == "day"
    if mark.kind is not Kind.DAY or mark.key in STARTS:
        return False
    near = [*before, *marks[at + 1 : at + 4]]
    of_a_report = bool(before) and before[-1].key in _OF_A_REPORT
    return not of_a_report and all(other.kind is not Kind.REPORTED for other in near)


def _is_of_the_war(mark: Mark) -> bool:
    opening = mark.key.split(" ")[0]
    openings = {"since", "з", "від", "за", "throughout", "so"}
    told = mark.kind is Kind.TOTAL and opening in openings
    return told or is_of_the_war(mark)


_SUMMING = frozenset({"totaling", "totalling"})  # sums up what was just named, no war


def _settled(marks: Sequence[Mark], cues: Sequence[Cue], segments: Sequence[int]) -> list[Cue]:
    """*cues*, a sum left out where a period beside it says what it is the sum of.

    `A total of 28,790 in May` is May's; `за добу загалом 650` is the day's. So is one that
    follows upon a period in which nothing else was lost.
    """
    cues = [cue for cue in cues if not _is_said_already(marks, cue, cues)]
    longer = {segments[cue.at] for cue in cues if _is_longer(cue.tone)}
    daily = {cue.at for cue in cues if cue.tone.measure is Measure.DELTA}
    return [
        cue
        for cue in cues
        if not cue.weak
        or not (
            segments[cue.at] in longer
            or _is_of_an_idle_period(marks, cue, longer, segments)
            or {cue.at - 1, cue.at - 2} & daily
            or (longer and marks[cue.at].key in _SUMMING)
        )
    ]


def _is_said_already(marks: Sequence[Mark], cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a length only repeats a stretch, `з 3 по 5 травня, тобто за три дні`, or a day of
    the month is only when something was told beside the losses of a period.
    """
    restated = marks[cue.at].key == "days" and marks[cue.at - 1].key == "тобто"
    if restated and any(other.at < cue.at for other in cues):
        return True
    if marks[cue.at].note != WHEN_TOLD:
        return False
    return any(other.tone.measure is Measure.DELTA for other in cues)


def _is_of_an_idle_period(
    marks: Sequence[Mark], cue: Cue, longer: Container[int], segments: Sequence[int]
) -> bool:
    """Whether the part before names a period and no losses: `у 2025 році РФ залучила 400 000, а
    загальні втрати становили ...`.
    """
    before = segments[cue.at] - 1
    if before not in longer:
        return False
    part = marks[bisect_left(segments, before) : bisect_left(segments, before + 1)]
    return not any(mark.kind is Kind.LOSS for mark in part)


def _is_longer(tone: Tone) -> bool:
    return tone.measure is Measure.DELTA and tone.period != DAY


def longer_periods(cues: Sequence[Cue]) -> list[Tone]:
    """The periods longer than a day, stretches of the calendar first: `31 days of August`."""
    tones = [cue.tone for cue in cues if _is_longer(cue.tone)]
    return sorted(tones, key=lambda tone: " " not in tone.period)


def named_periods(marks: Sequence[Mark]) -> list[Tone]:
    """The periods longer than a day that a sentence names, whatever they are said of."""
    periods = enumerate(marks)
    return longer_periods([Cue(a, _of_period(m)) for a, m in periods if m.kind is Kind.PERIOD])
