"""Days that a clause points to: a day in it, `Тоді ...`, `день тому`, `на 1 лютого — 839 040`."""

from collections.abc import Sequence
from datetime import date

from tallytrack.dates import latest_weekday
from tallytrack.ingest.grammar.cues import THEN, TODAY
from tallytrack.ingest.grammar.dating import AS_OF, STARTS, full_day, is_attached, is_told
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.sentences import Sentence
from tallytrack.ingest.grammar.stretches import ONE, complete


def beside_day(sentence: Sentence, at: int, published: date) -> date | None:
    """The report of the losses of a day that only stands in the number's own clause: `найбільших
    втрат ворог зазнав 20 грудня — 2200 осіб`.
    """
    marks = sentence.marks
    if Kind.DAY not in sentence.kinds:
        return None
    if recorded := _recorded_day(marks, at, published):
        return recorded
    for place in range(at - 1, -1, -1):
        mark = marks[place]
        if mark.key == ";" or mark.kind is Kind.TURN:
            return None
        if mark.kind is Kind.DAY and mark.key not in STARTS and not is_told(marks, place):
            lost = complete(mark.key, published)
            apart = place > 0 and marks[place - 1].key in _LEADS_TO_A_TIME
            apart = apart or _pauses(marks, place, at)
            return min(lost + ONE, published) if lost and lost <= published and not apart else None
    return None


def _recorded_day(marks: Sequence[Mark], at: int, published: date) -> date | None:
    """The report of the day behind a record: `1 950 — було зафіксовано 12 листопада`, or `1 950
    осіб (12 листопада)`.
    """
    told = False
    for place in range(at + 1, min(len(marks), at + _SOON)):
        mark = marks[place]
        if mark.kind is Kind.NUMBER or mark.key == ";":
            return None
        told = told or mark.key in _RECORDED or (mark.key == "(" and place <= at + 2)
        if mark.kind is Kind.DAY:
            lost = complete(mark.key, published) if told and mark.key not in STARTS else None
            return min(lost + ONE, published) if lost and lost <= published else None
    return None


_SOON = 9
_RECORDED_WORDS = "зафіксовано зафіксували зафіксоване встановлено встановили сталося recorded set"
_RECORDED = frozenset(_RECORDED_WORDS.split())


def _pauses(marks: Sequence[Mark], day: int, at: int) -> bool:
    """Whether the clause of the day ends before the number: not in a list, nor at `коли`."""
    for place in range(day + 1, at):
        if marks[place].kind is Kind.NUMBER:
            return False
        if marks[place].key == ",":
            return marks[place + 1].key not in {"коли", "when"}
    return False


def day_before(sentence: Sentence, before: Sentence | None, published: date) -> date | None:
    """The day of the sentence before, where this one goes on with `Тоді ...`."""
    opening = sentence.marks[0]
    if before is None or not (opening.key == THEN or opening.kind is Kind.ALSO):
        return None
    days = [m for m in before.marks if m.kind is Kind.DAY and m.key not in STARTS]
    return complete(days[-1].key, published) if days else None


_LEADS_TO_A_TIME_WORDS = "на до від з із після by until since after"
_LEADS_TO_A_TIME = frozenset(_LEADS_TO_A_TIME_WORDS.split())


def led_day(sentence: Sentence, at: int, published: date) -> date | None:
    """The day for which the total at *at* is told, of several: `на 1 січня — 790 800, а на 1
    лютого — 839 040`.
    """
    marks = sentence.marks
    if Kind.DAY not in sentence.kinds:
        return None
    place = at - 1
    while place > 0 and (
        marks[place].kind in {Kind.QUALIFIER, Kind.DASH} or marks[place].key == ":"
    ):
        place -= 1
    if place < at - 1 and marks[place].key in TODAY:
        return published
    named = place > 0 and place < at - 1 and marks[place].kind is Kind.DAY
    if not named or marks[place - 1].key not in {"на", *AS_OF}:
        return None
    return complete(marks[place].key, published + ONE)


def day_in_turn(sentence: Sentence, at: int, published: date) -> date | None:
    """The report of the losses of one of several days told in turn: `у неділю – 1 090, у
    понеділок – 1 150`, `за 3 березня – 1 050`.
    """
    marks = sentence.marks
    dated = [p for p, m in enumerate(marks) if m.kind in _DATED and m.key not in STARTS]
    if len(dated) < len("ab"):
        return None
    place = max((p for p in dated if p < at), default=-1)
    if not _is_on_a_day(marks, place) or is_told(marks, place):
        return None
    if any(m.kind is Kind.NUMBER or m.key == ";" for m in marks[place:at]):
        return None
    mark = marks[place]
    weekday = mark.kind is Kind.WEEKDAY
    lost = latest_weekday(int(mark.number), published) if weekday else complete(mark.key, published)
    return min(lost + ONE, published) if lost and lost <= published else None


_DATED = frozenset({Kind.DAY, Kind.WEEKDAY})
_ON_A_DAY = frozenset({"у", "в", "за", "протягом", "упродовж", "впродовж"})


def _is_on_a_day(marks: Sequence[Mark], at: int) -> bool:
    """Whether something happens on the day at *at*: `у понеділок`, `у понеділок, 10 березня`."""
    if at > len("on") and marks[at - 1].key == "," and marks[at - 2].kind is Kind.WEEKDAY:
        return marks[at - 3].key in _ON_A_DAY
    return at > 0 and marks[at - 1].key in _ON_A_DAY


def is_of_the_day_before(sentence: Sentence, at: int) -> bool:
    """Whether `день тому` or `позавчора` stands before the number at *at*, and no other number
    between.
    """
    marks = sentence.marks
    for place in range(at - 1, 0, -1):
        if marks[place].kind is Kind.NUMBER:
            return False
        if marks[place].key in _BEFORE_YESTERDAY:
            return True
        if marks[place].key == "тому" and marks[place - 1].kind is Kind.TIME:
            return marks[place - 1].key == "day"
    return at > 0 and marks[0].key in _BEFORE_YESTERDAY


_BEFORE_YESTERDAY = frozenset({"позавчора", "позаминулої", "позаминулу"})


def full_day_before(sentence: Sentence, at: int, published: date) -> date | None:
    """The day before the total at *at*, with its year or in its own clause, and no number between:
    `10 лютого 2024 року втрати ...`, `1 лютого було ...`.
    """
    marks, paused = sentence.marks, False
    for place in range(at - 1, -1, -1):
        mark = marks[place]
        if mark.kind is Kind.NUMBER or mark.key == ";" or is_attached(marks, place):
            return None
        paused = paused or mark.key == ","
        day = full_day(mark)
        if day is None and not paused and mark.kind is Kind.DAY and mark.key not in STARTS:
            apart = place > 0 and marks[place - 1].key in _OUT_OF
            day = None if apart or is_told(marks, place) else complete(mark.key, published)
        if day:
            return day if day <= published else None
    return None


_OUT_OF = frozenset({"від", "з", "із", "після", "since", "after", "from", "on", "by"})
