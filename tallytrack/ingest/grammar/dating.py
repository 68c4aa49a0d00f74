"""Days: the report's own, and that of each figure whose sentence names another.

The report of a day carries the losses of the day before. A text may name either: `as of 25
November` and `reported on Friday` name the report, `за минулу добу, 26 жовтня` and `on Thursday
alone` the losses, whose report is the next morning's.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from tallytrack import dates
from tallytrack.ingest.grammar.calendar import has_year
from tallytrack.ingest.grammar.calendar_names import AGO
from tallytrack.ingest.grammar.cues import DURING
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.sentences import Sentence
from tallytrack.ingest.grammar.stretches import MONTH_SETTLES, ONE, WAR_BEGAN, complete

_NEAR = 5
STARTS = frozenset({"--02-24", "2022-02-24"})
AS_OF = frozenset({"as of", "as at", "станом на", "на ранок", "ранок"})
_LOSS_NOUNS = frozenset({"casualty", "loss", "losses", "toll"})  # `a Tuesday casualty report`
_DATED = frozenset({Kind.DAY, Kind.WEEKDAY})
_APART = frozenset(
    {Kind.NUMBER, Kind.DELTA, Kind.TOTAL, Kind.CATEGORY, Kind.PERIOD, Kind.PART, Kind.LOSS}
)


def full_day(mark: Mark) -> date | None:
    """The day of a mark that gives its year and is not the day the count began."""
    if mark.kind is not Kind.DAY or not has_year(mark.key):
        return None
    found = complete(mark.key, date.max)
    return found if found and found > WAR_BEGAN else None


def header_day(sentence: Sentence, published: date | None) -> date | None:
    """The day of a report's heading: `from 24.02 to 27.09`, `as of 25 Nov`, a date by itself."""
    marks = sentence.marks
    for at, mark in enumerate(marks):
        if (
            mark.kind is Kind.PERIOD
            and mark.key.startswith("span ")
            and mark.key.split()[1] in STARTS
        ):
            return _headed(mark.key.split()[2], published)
        named = mark.kind is Kind.DAY and mark.key not in STARTS
        if named and at and marks[at - 1].key in AS_OF:
            headed = None if is_attached(marks, at) else _headed(mark.key, published)
            old = headed is not None and published is not None and not _recent(headed, published)
            return None if old and not _opens(marks, at) else headed
    alone = [mark for mark in marks if mark.kind not in {Kind.SIGN, Kind.TIME, Kind.DASH}]
    if len(alone) == 1 and alone[0].kind is Kind.DAY and alone[0].key not in STARTS:
        return _headed(alone[0].key, published)
    return None


def _opens(marks: Sequence[Mark], at: int) -> bool:
    """Whether nothing is counted before the day at *at*, as in a heading."""
    return not any(mark.kind is Kind.NUMBER for mark in marks[:at])


def is_attached(marks: Sequence[Mark], at: int) -> bool:
    """Whether the day at *at* is that of one number: `up from 173,000 as of March 31`."""
    if at < len("as") or marks[at - 1].key not in AS_OF:
        return False
    return marks[at - 2].kind is Kind.NUMBER


def full_past_day(sentence: Sentence) -> date | None:
    """The report of the losses of a day that is given with its year: the next morning's."""
    days = [day for mark in sentence.marks if (day := full_day(mark))]
    return past_day(sentence, days[0] + ONE) if days else None


def _headed(key: str, published: date | None) -> date | None:
    if published is not None:
        return complete(key, published + ONE)
    return complete(key, date.max) if has_year(key) else None


def past_day(sentence: Sentence, published: date) -> date | None:
    """The report of the losses that `за минулу добу, 26 жовтня` names: the next morning's."""
    marks = sentence.marks
    if Kind.DAY not in sentence.kinds:
        return None
    for at, mark in enumerate(marks):
        before = marks[max(0, at - 2) : at]
        worded = any(m.kind is Kind.PERIOD and m.key == "day" for m in before)
        if mark.kind is Kind.DAY and worded and (lost := complete(mark.key, published)):
            return min(lost + ONE, published) if lost <= published else None
    return None


def told_day(sentence: Sentence, published: date) -> date | None:
    """The day of the report that the sentence cites: `reported on Sept. 14`, `a Tuesday update`."""
    marks = sentence.marks
    if not sentence.kinds & _DATED or Kind.ALSO in sentence.kinds:
        return None
    told = next((mark for at, mark in enumerate(marks) if is_told(marks, at)), None)
    return _day_of(told, published) if told else None


def is_told(marks: Sequence[Mark], at: int) -> bool:
    """Whether a word of reporting leads to the day at *at*, or the day stands right before it."""
    if marks[at].kind not in _DATED or marks[at].key in STARTS:
        return False
    if is_attached(marks, at) or _is_lasted(marks, at):
        return False
    named = at > 0 and marks[at].kind is Kind.DAY and marks[at - 1].key == "на"
    if named or _opens_a_report(marks, at):
        return True  # `втратив на 17 червня`
    for place in range(at - 1, max(-1, at - _NEAR), -1):
        if marks[place].kind is Kind.REPORTED or _says(marks[place]):
            return True
        if marks[place].kind in _APART or marks[place].key in _WHAT_IS_TOLD:
            break
    return _is_told_behind(marks, at)


_WHAT_IS_TOLD = frozenset({"що", "that"})  # `повідомили, що 9 березня ...`


def _is_told_behind(marks: Sequence[Mark], at: int) -> bool:
    """Whether a word of reporting follows the day at *at*."""
    for place in range(at + 1, min(len(marks), at + _NEAR)):
        if marks[place].kind is Kind.REPORTED:
            return True
        if marks[place].key in _LOSS_NOUNS:
            continue
        if marks[place].kind in _APART or marks[place].key == ",":
            break
    return False


def _is_lasted(marks: Sequence[Mark], at: int) -> bool:
    """Whether the day at *at* is how long something went on: `за даними Генштабу, за 19 червня`."""
    if not at or marks[at - 1].key not in DURING:
        return False
    return marks[at - 1].key != "за" or (at > 1 and marks[at - 2].key == ",")


def _opens_a_report(marks: Sequence[Mark], at: int) -> bool:
    """Whether the sentence opens with the day and the source: `On Monday, Kyiv's army said ...`."""
    if at != 1 or marks[0].key != "on" or [m.key for m in marks[2:3]] != [","]:
        return False
    source = next((p for p in range(3, 2 + _NEAR) if _is_source(marks, p)), len(marks))
    if source < len(marks) and _says(marks[source]):
        return True  # `On Monday, Kyiv said ...`
    return [m.kind for m in marks[source + 1 : source + 2]] == [Kind.REPORTED]


def _is_source(marks: Sequence[Mark], at: int) -> bool:
    return at < len(marks) and marks[at].kind is Kind.OWN


def _says(mark: Mark) -> bool:
    """Whether the source is named together with its speaking: `Kyiv said`."""
    return mark.kind is Kind.OWN and mark.key.rpartition(" ")[2] in _SAYS


_SAYS = frozenset({"said", "says", "claims", "claimed", "updated", "reported", "reports"})


def _day_of(mark: Mark, published: date) -> date | None:
    if mark.kind is Kind.WEEKDAY:
        return dates.latest_weekday(int(mark.number), published)
    return complete(mark.key, published + ONE)


def _is_of_the_day(mark: Mark) -> bool:
    """Whether a word behind a weekday makes it the day of the losses: `Wednesday's total`."""
    return mark.key in {"alone", "only", *_LOSS_NOUNS} or mark.kind is Kind.SUM


_ON_A_DAY = frozenset({"on", "for", *DURING})
_ON_A_WEEKDAY = _ON_A_DAY | {"у", "в"}


def loss_day(
    sentence: Sentence, published: date, upto: int | None = None
) -> tuple[date, bool] | None:
    """The day on which the sentence says the losses were, and whether it is that day alone; of
    several, the last, or the last before the number at *upto*.

    `on Thursday alone`, `on July 7`: the losses of that day stand in the next morning's report.
    `between Tuesday and Wednesday` is the report of Wednesday.
    """
    marks = sentence.marks
    if not sentence.kinds & _DATED:
        return None
    for at, mark in enumerate(marks):
        if mark.kind is Kind.WEEKDAY and not is_told(marks, at):
            after = marks[at + 1] if at + 1 < len(marks) else None
            if (
                after is not None
                and after.kind is Kind.JOIN
                and at + 2 < len(marks)
                and marks[at + 2].kind is Kind.WEEKDAY
            ):
                return dates.latest_weekday(int(marks[at + 2].number), published), False
            following = marks[at + 1 :]
            if any(m.kind is Kind.WEEKDAY and m.number != mark.number for m in following):
                continue  # `680 were lost Saturday and 690 Sunday`: the report is of the last
            day = max(_weekdays_lost(marks, published, at))
            delta = any(m.kind is Kind.DELTA for m in marks[max(0, at - 3) : at])
            alone = (after is not None and _is_of_the_day(after)) or (
                at > 0 and (marks[at - 1].key in _ON_A_WEEKDAY or marks[at - 1].kind is Kind.LOSS)
            )
            return None if delta else (day, alone)
        dated = mark.kind is Kind.DAY and mark.key not in STARTS and not is_told(marks, at)
        beside = marks[max(0, at - 2) : at] + marks[at + 1 : at + 3]
        lossy = any(m.kind is Kind.LOSS for m in beside)
        opens = at == 0 and len(marks) > 1 and marks[1].key != ","
        eve = any(m.kind is Kind.EVE for m in marks[max(0, at - 3) : at])
        opens = opens or [m.key for m in marks[max(0, at - 2) : at]] == [AGO, ","]
        if dated and (opens or marks[at - 1].key in _ON_A_DAY or lossy or eve):
            later = [m for m in marks[at + 1 : upto] if m.kind is Kind.DAY and m.key not in STARTS]
            days = [complete(m.key, published) for m in (mark, *later)]
            day_named = max((day for day in days if day), default=None)
            if day_named and eve:
                return day_named - ONE, True  # `a day earlier, on May 5`: the report's own day
            return (day_named, True) if day_named else None
    return None


def _weekdays_lost(marks: Sequence[Mark], published: date, last: int) -> Iterator[date]:
    """The days of the week up to *last* on which losses were told: `on Tuesday, ... on Monday`."""
    for at, mark in enumerate(marks[: last + 1]):
        on = at > 0 and marks[at - 1].key == "on" and not is_told(marks, at)
        if at == last or (on and mark.kind is Kind.WEEKDAY):
            yield dates.latest_weekday(int(mark.number), published)


def reached_day(sentence: Sentence, at: int, published: date) -> date | None:
    """The day on which the total at *at* was told: `On May 5, Kyiv put the losses at ...`."""
    for place, mark in enumerate(sentence.marks[:at]):
        named = mark.kind is Kind.DAY and mark.key not in STARTS
        if named and place and sentence.marks[place - 1].key == "on":
            return complete(mark.key, published)
    return None


def own_day(sentence: Sentence, at: int, published: date) -> date | None:
    """The report of the day named right behind the number at *at*: `19 guns on Tuesday`."""
    marks = sentence.marks
    if at > 1 and marks[at - 1].kind is Kind.DASH and marks[at - 2].kind in _DATED:
        led = _day_of(marks[at - 2], published)  # `7 грудня – 1 590`
        return min(led + ONE, published) if led and led <= published else None
    lost = -1  # where the verb stands in `19 guns were destroyed Tuesday`
    for place in range(at + 1, min(len(marks), at + 2 * _NEAR)):
        mark = marks[place]
        if mark.kind is Kind.LOSS and lost < 0:
            lost = place
        elif mark.kind in {Kind.NUMBER, Kind.PERIOD, Kind.DELTA, Kind.TOTAL, Kind.LOSS}:
            return None
        if mark.kind in {Kind.DAY, Kind.WEEKDAY}:
            touched = marks[place - 1].key == "on" or place == lost + 1
            named = touched and not is_told(marks, place)
            day = _day_of(mark, published) if named else None
            return min(day + ONE, published) if day and day <= published else None
    return None


def same_day(sentence: Sentence, at: int, published: date) -> date | None:
    """The day that `on the same day` before the number at *at* points back to."""
    marks = sentence.marks
    if Kind.ALSO not in sentence.kinds:
        return None
    also = [place for place in range(at) if marks[place].kind is Kind.ALSO]
    if not also:
        return None
    days = [mark for mark in marks[: also[-1]] if mark.kind is Kind.DAY]
    return complete(days[-1].key, published) if days else None


def next_day(sentence: Sentence) -> bool:
    """Whether the sentence goes on to the day after: `The following day, 560 more were lost`."""
    keys = [m.key for m in sentence.marks[:4] if m.kind is not Kind.FILLER and m.key != "on"]
    return (len(keys) > 1 and keys[0] in _NEXT and keys[1] == "day") or keys[:2] == _LATER


def goes_back(sentence: Sentence) -> bool:
    """Whether the sentence tells more of a day named before: `That day it also lost 12 tanks`."""
    first = [mark.kind for mark in sentence.marks[:2] if mark.kind is not Kind.FILLER]
    return first[:1] == [Kind.ALSO]


_NEXT = frozenset({"following", "next"})
_LATER = ["a day", "later"]


def day_before(sentence: Sentence) -> bool:
    """Whether the sentence looks back a day: `A day earlier, it put the losses at 10,000`."""
    first = sentence.marks[0]
    return first.kind is Kind.EVE and first.key in _EARLIER


_EARLIER = frozenset({"the day before", "a day earlier", "a day before", "one day earlier"})


def report_day(sentences: Iterable[Sentence], counting: frozenset[int], published: date) -> date:
    """The day of the report that the text is about, where no heading says it.

    Args:
        sentences: the text's.
        counting: those that hold figures, by their index.
        published: the day of publication.
    """
    told: list[date] = []
    lost: list[date] = []
    counted = [
        sentence
        for index, sentence in enumerate(sentences)
        if index in counting and not _of_an_earlier_record(sentence)
    ]
    fresh = [sentence for sentence in counted if not looks_back(sentence)]
    for sentence in fresh or counted:
        day = past_day(sentence, published)
        if day and (sentence is counted[0] or _recent(day, published - ONE)):
            return day
        if (day := told_day(sentence, published)) and _recent(day, published):
            told.append(day)
        named = loss_day(sentence, published)
        if named and _recent(named[0], published):
            lost.append(min(named[0] + ONE, published) if named[1] else named[0])
        elif lost and next_day(sentence):
            lost.append(min(lost[-1] + ONE, published))
    return max([*told, *lost], default=published)


def looks_back(sentence: Sentence) -> bool:
    """Whether the sentence only recalls what was told before: `Раніше повідомлялося, ...`."""
    return sentence.marks[0].key in _RECALLING


_RECALLING = frozenset({"раніше", "нагадаємо", "нагадуємо", "нагадаєм", "earlier", "previously"})


def _of_an_earlier_record(sentence: Sentence) -> bool:
    """Whether the sentence looks back at another day: `The previous record was set on Feb. 9`."""
    marks = sentence.marks
    eves = [at for at, mark in enumerate(marks) if mark.kind is Kind.EVE]
    named = any(mark.kind is Kind.DAY for at in eves for mark in marks[at + 1 : at + _NEAR - 1])
    return named or any(m.key == "previous" and n.kind is Kind.RECORD for m, n in pairwise(marks))


def _recent(day: date, published: date) -> bool:
    return timedelta(0) <= published - day <= timedelta(MONTH_SETTLES)
