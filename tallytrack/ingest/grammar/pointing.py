"""Days that a clause points to: a day in it, `Тоді ...`, `день тому`, `на 1 лютого — 839 040`."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from tallytrack.dates import latest_weekday
from tallytrack.ingest.grammar.cues import THEN, TODAY
from tallytrack.ingest.grammar.dating import AS_OF, STARTS, full_day, is_attached, is_told
from tallytrack.ingest.grammar.listing import led_by_a_day, listed_day
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.sentences import Sentence
from tallytrack.ingest.grammar.stretches import ONE, complete


def attached_day(sentence: Sentence, at: int, published: date) -> date | None:
    """The day that stands right behind the number at *at*: `173,000 as of March 31`."""
    tail = sentence.marks[at + 1 : at + 3]
    if len(tail) < len("as") or tail[0].key not in AS_OF or tail[1].kind is not Kind.DAY:
        return None
    return complete(tail[1].key, published)


def as_of_behind(sentence: Sentence, at: int, published: date) -> date | None:
    """The day up to which the number's period counts: `200,000 in 2025 as of June 4`."""
    for word, mark in pairwise(sentence.marks[at + 1 :]):
        if word.kind is Kind.NUMBER:
            return None
        if word.key in AS_OF and mark.kind is Kind.DAY:
            return complete(mark.key, published)
    return None


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
            if [m.key for m in marks[place + 1 : place + 3]] == [",", "when"]:
                told = _when_told(marks[place + 3 : at], lost)
                return min(told, published) if told else None
            apart = place > 0 and marks[place - 1].key in _LEADS_TO_A_TIME
            apart = apart or _pauses(marks, place, at)
            return min(lost + ONE, published) if lost and lost <= published and not apart else None
    return None


def _when_told(between: Sequence[Mark], day: date | None) -> date | None:
    """The report of *day*, `October 19, when Kyiv reported`; or of its losses, the next one."""
    told = any(m.kind is Kind.REPORTED or m.key.endswith(" reported") for m in between)
    return day if told or day is None else day + ONE


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
    if sentence.kinds.isdisjoint(_DATED):
        return None
    if listed := _listed_total(marks, at, published):
        return listed
    place = at - 1
    while place > 0 and (
        marks[place].kind in {Kind.QUALIFIER, Kind.DASH} or marks[place].key == ":"
    ):
        place -= 1
    if place < at - 1 and marks[place].key in TODAY:
        return published
    if by := _by_a_day(marks, at):
        return complete(marks[by].key, published + ONE)
    named = place > 0 and place < at - 1 and marks[place].kind is Kind.DAY
    if not named or marks[place - 1].key not in {"на", *AS_OF}:
        return None
    return complete(marks[place].key, published + ONE)


def _listed_total(marks: Sequence[Mark], at: int, published: date) -> date | None:
    """The day of one of several totals: `put them at 700,390 on May 5 and 701,500 on May 6`."""
    place = listed_day(marks, at)
    numbers = (p for p, m in enumerate(marks) if m.kind is Kind.NUMBER and p != at)
    if place <= at or not any(listed_day(marks, other) > other for other in numbers):
        return None
    return _day(marks[place], published)


def _day(mark: Mark, published: date) -> date | None:
    """The last day of a mark that was not after *published*."""
    if mark.kind is Kind.WEEKDAY:
        return latest_weekday(int(mark.number), published)
    return complete(mark.key, published)


def _by_a_day(marks: Sequence[Mark], at: int) -> int:
    """The place of the day up to which the number's own clause counts, where the clause before
    has a day of its own: `989,310 as of June 1; by June 10 it had risen to 997,830`; else 0.
    """
    for place in range(at - 1, 1, -1):
        mark = marks[place]
        if mark.kind is Kind.NUMBER or mark.key in {",", ";"}:
            return 0
        if mark.kind is Kind.DAY and marks[place - 1].key in {"by", *AS_OF}:
            before = marks[: place - 1]
            apart = before and (before[-1].key in {",", ";"} or before[-1].kind in _JOINS)
            return place if apart and any(m.kind is Kind.DAY for m in before) else 0
    return 0


_JOINS = frozenset({Kind.JOIN, Kind.TURN})


def day_in_turn(sentence: Sentence, at: int, published: date) -> date | None:
    """The report of the losses of one of several days told in turn: `у неділю – 1 090, у
    понеділок – 1 150`, `за 3 березня – 1 050`, `On Saturday, it lost 560, and 470 on Sunday`.
    """
    marks = sentence.marks
    dated = [p for p, m in enumerate(marks) if m.kind in _DATED and m.key not in STARTS]
    if len(dated) < len("ab"):
        return None
    place = max((p for p in dated if p < at), default=-1)
    if place > 0 and place == led_by_a_day(marks, at):
        lost = _day(marks[place], published)  # `May 12, with 1,500`
        return min(lost + ONE, published) if lost and lost <= published else None
    opening = place == 1 and marks[0].key in {"on", "last"}
    if not (opening or _is_on_a_day(marks, place)) or is_told(marks, place):
        return None
    if any(m.kind is Kind.NUMBER or m.key == ";" for m in marks[place:at]):
        return None
    lost = _day(marks[place], published)
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
