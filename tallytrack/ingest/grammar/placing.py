"""The day of one figure, and the length of its period, by what its sentence says."""

from datetime import date

from tallytrack.figure import Measure
from tallytrack.ingest.grammar import dating, pointing
from tallytrack.ingest.grammar.cues import DAY, Tone
from tallytrack.ingest.grammar.marking import Kind
from tallytrack.ingest.grammar.reads import Read
from tallytrack.ingest.grammar.stretches import ONE, WAR_BEGAN, complete, stretch

# Periods that end with the report; the others are told of the calendar on the day of publication.
_UP_TO_NOW = frozenset({"day", "days", "week", "fortnight", "month", "year", "half-year"})


_GOING_ON = ("years ", "since ", "month ")


def placed(read: Read, at: int, day: date, published: date) -> tuple[date, int | None] | None:
    """The day of the number at *at* and the days of its period, which a total has not.

    None where the period cannot be dated. *day* is the report's, where the sentence names none.
    """
    tone = read.said[at]
    named = _named_day(read, at, tone, day, published)
    if tone.measure is Measure.TOTAL:
        return named, None
    now = tone.period in _UP_TO_NOW or tone.period.startswith("since ")
    seen = named if now else max(named, published)
    if tone.period.startswith(_GOING_ON):
        seen = pointing.as_of_behind(read.sentence, at, published) or seen
    found = stretch(tone.period, tone.days, seen)
    return (found.day, found.days) if found is not None and found.days > 0 else None


def is_the_whole_war(tone: Tone, day: date, days: int | None) -> bool:
    """Whether the days before *day* began with the war: `за три попередні доби війни`, told on its
    fourth day, is the running total.
    """
    plain = tone.period in _UP_TO_NOW - {DAY}
    return plain and days is not None and (day - WAR_BEGAN).days <= days


def _named_day(read: Read, at: int, tone: Tone, day: date, published: date) -> date:
    """The day the sentence itself gives the figure; else the report's."""
    if named := (
        _as_of(tone, day, published)
        or pointing.attached_day(read.sentence, at, published)
        or dating.same_day(read.sentence, at, published)
    ):
        return named
    delta = tone.measure is Measure.DELTA
    if pointed := _pointed_to(read, at, tone, day, published):
        return pointed
    if delta and (past := dating.past_day(read.sentence, published)):
        return past
    if delta and tone.period == DAY:
        several = sum(m.kind in {Kind.WEEKDAY, Kind.DAY} for m in read.sentence.marks) > 1
        if several and (own := dating.own_day(read.sentence, at, published)):
            return own
    told = dating.told_day(read.sentence, published)
    if told is not None and told <= published:
        return told
    return _lost_day(read, at, tone, day, published)


def _pointed_to(read: Read, at: int, tone: Tone, day: date, published: date) -> date | None:
    """The day that the sentence points back to, `Тоді ...`, or that leads to the number."""
    delta = tone.measure is Measure.DELTA
    if tone.period == DAY and pointing.is_of_the_day_before(read.sentence, at):
        return day - ONE
    then = pointing.day_before(read.sentence, read.before, published)
    if then is not None and tone.period == DAY:
        return min(then + ONE, published) if delta else then
    if delta:
        in_turn = tone.period == DAY and pointing.day_in_turn(read.sentence, at, published)
        return in_turn or None
    return pointing.led_day(read.sentence, at, published) or pointing.full_day_before(
        read.sentence, at, published
    )


def _as_of(tone: Tone, day: date, published: date) -> date | None:
    """The day of a total that was told `at the start of May`, or for the end of it."""
    if tone.period.startswith("at "):
        return complete(tone.period[len("at ") :], day)
    if tone.measure is Measure.DELTA or not tone.period.startswith(("month ", "years ")):
        return None
    ended = stretch(tone.period, tone.days, published)
    return ended.day if ended else None


def _lost_day(read: Read, at: int, tone: Tone, day: date, published: date) -> date:
    """The report of the day on which the sentence says the losses were; else that of *day*."""
    lost = dating.loss_day(read.sentence, published, at)
    if lost is None or not lost[1]:
        beside = tone.measure is Measure.DELTA and tone.period == DAY
        return (beside and pointing.beside_day(read.sentence, at, published)) or day
    turned = any(mark.kind is Kind.TURN for mark in read.sentence.marks[:at])
    risen = any(said.measure is Measure.DELTA for said in read.said.values())
    if tone.measure is Measure.DELTA or turned or risen:
        return min(lost[0] + ONE, published)
    return min(dating.reached_day(read.sentence, at, published) or day, published)
