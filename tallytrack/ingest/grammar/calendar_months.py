"""Months by their names: `in May`, `October losses`, `from January to June`, `за 11 місяців 2024`.

Each becomes one PERIOD mark: `month MONTH` or `months FIRST LAST`, a month without its year in
the form `--05`. A week of a month is marked as one that nobody can date.
"""

from collections.abc import Sequence
from itertools import takewhile

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import HURT, Kind, Mark

TO = frozenset(["to", "till", "until", "through", "and", "по", "до", "та", "і", "й", "-"])
_IN_WORDS = "in during for throughout over у в за протягом упродовж впродовж"
IN = frozenset(_IN_WORDS.split())
# Words between `за` and a month or year: `за весь 2023 рік`, `за підсумками листопада`.
WHOLE = frozenset({"весь", "увесь", "цілий", "підсумками", "результатами"})
LOOK_BACK = 4
LAST_DAY = "last-day "  # of a month, in the key of its period
WHEN_TOLD = "when it was told"  # the note of a period that dates a total, if nothing else is told
UNDATED = "undated"  # the period of `a single week in September`

Found = tuple[Mark, int] | None


def period(key: str, first: Mark, last: Mark) -> Mark:
    """The stretch of *key*, from one mark to another."""
    return Mark(Kind.PERIOD, key, first.start, last.end)


_STARTED_WORDS = "since invaded invasion began begun started launched annexed until by"
_STARTED = frozenset(_STARTED_WORDS.split())


def months_between(marks: Sequence[Mark], at: int) -> Found:
    """`from January to June 2024`, `з січня по червень`."""
    opened = marks[at].key in _OUT_OF and at + 1 < len(marks)
    if not opened or marks[at + 1].kind is not Kind.MONTH:
        return None
    link = marks[at + 2] if at + 2 < len(marks) else None
    joins = link is not None and link.kind is Kind.JOIN
    linked = link is not None and (link.key in TO or link.kind is Kind.DASH)
    linked = linked and joins == (marks[at].key in {"between", "між"})
    last = marks[at + 3] if linked and at + 3 < len(marks) else None
    if last is None or last.kind is not Kind.MONTH or last.number != 0:
        return None
    return period(f"months {marks[at + 1].key} {last.key}", marks[at], last), at + 4


_OUT_OF = frozenset({"from", "between", "між", "з", "із", "зі", "від"})


def month(marks: Sequence[Mark], at: int, done: Sequence[Mark], lexicon: Lexicon) -> Found:
    """`in May`, `у жовтні`, `за 31 день серпня`, `в минулому місяці`."""
    mark = marks[at]
    if mark.kind is not Kind.MONTH or mark.number != 0:
        return None
    if _is_subject(marks, at, done):
        return period(f"month {mark.key}", mark, mark), at + 1
    last = done[-1] if done else None
    if last is None or (last.kind is Kind.QUALIFIER and last.note not in IN):
        return None  # `100 more than February`
    in_turn = last.key == "by" and any(m.key.startswith("month ") for m in done[-3 * LOOK_BACK :])
    opened = in_turn or _opens(last, done, lexicon)
    recent = [m for m in done[-2:] if m.kind is Kind.PERIOD and m.key in {"week", "day"}]
    if recent and opened:  # `in a single week in September`, `on the last day of May`
        last_day = recent[-1].key == "day" and recent[-1].note == "last"
        key = f"{LAST_DAY}{mark.key}" if last_day else UNDATED
        return period(key, mark, mark), at + 1
    if ranged := _month_range(marks, at):
        return ranged
    near = done[-LOOK_BACK:]
    counts = {p for p, _ in enumerate(near) if _leads_to_a_number(near[p + 1 :])}
    began = any(
        word in _STARTED for p, m in enumerate(near) if p not in counts for word in m.key.split()
    )
    taken = opened and (in_turn or not began) and mark.key != "2022-02"
    return (period(f"month {mark.key}", mark, mark), at + 1) if taken else None


def _leads_to_a_number(behind: Sequence[Mark]) -> bool:
    """Whether a number follows, as upon the `by` of `followed by another 200 in August`."""
    counted = [m for m in behind if m.kind not in {Kind.DELTA, Kind.QUALIFIER}]
    return bool(counted) and counted[0].kind is Kind.NUMBER


def _opens(last: Mark, done: Sequence[Mark], lexicon: Lexicon) -> bool:
    """Whether *last*, the mark before a month, makes it a period."""
    of = (
        last.key == "of"
        and any(
            m.key in _HAS_DAYS
            or m.kind is Kind.RECORD  # `the record of December`
            or (m.key == "days" and m.number >= _FEWEST)
            for m in done[-LOOK_BACK:]
        )
    )
    timed = last.kind is Kind.PERIOD and last.key in {"days", "month", "day", "week"}
    compared = last.kind is Kind.EVE
    if last.key in WHOLE and len(done) > 1:
        return done[-2].key in IN
    return last.key in IN or of or timed or compared or lexicon.has("opening", last.key)


_HAS_DAYS = frozenset({"month", "week", "whole", "all", "course", "entirety"})  # `all of May`
_FEWEST = 28  # days of a month: `over the 28 days of February`
_SAW = frozenset({"saw", "witnessed", "brought", "became", "came", "has", "had", "став", "приніс"})


def _of_months(done: Sequence[Mark]) -> bool:
    """Whether the sentence so far names a month as such."""
    return any(m.kind is Kind.TIME and m.key == "month" for m in done[-2 * LOOK_BACK :])


def _month_range(marks: Sequence[Mark], at: int) -> Found:
    """`вересень-жовтень`, `January to June 2024`: from one month to another."""
    place = at + 1
    linked = marks[place : place + 1]
    if linked and linked[0].kind is Kind.JOIN and _are_told_apart(marks, place):
        return None
    place += bool(linked) and (linked[0].kind is Kind.DASH or linked[0].key in TO - {"and"})
    last = marks[place] if place < len(marks) else None
    if last is None or last.kind is not Kind.MONTH or last.number != 0:
        return None
    return period(f"months {marks[at].key} {last.key}", marks[at], last), place + 1


def _are_told_apart(marks: Sequence[Mark], at: int) -> bool:
    """Whether each month has its own number: `за січень і лютий — 10 і 20 танків відповідно`."""
    ahead = takewhile(lambda mark: mark.kind is not Kind.BREAK and mark.key != ".", marks[at:])
    return any(mark.kind is Kind.RESPECTIVELY for mark in ahead)


_BEFORE_A_SENTENCE = frozenset({Kind.DASH, Kind.FILLER})  # its dash or quotation mark
_COUNTS = frozenset({"total", "figure", "figures", "показник", "показники"})


def _is_subject(marks: Sequence[Mark], at: int, done: Sequence[Mark]) -> bool:
    """Whether a sentence about months begins with this one: `May was the worst month`; or
    goes on from one: `in July and August`.
    """
    tail = marks[at + 1 : at + 2]
    counted = tail and (tail[0].kind is Kind.LOSS or tail[0].key in _COUNTS)
    if counted or (tail and tail[0].note in HURT):
        return True  # `October losses`
    led = [mark for mark in done[-LOOK_BACK:] if mark.kind not in _BEFORE_A_SENTENCE]
    told = bool(led) and led[-1].key in {".", "that", "says", "said"}
    opens = not led or led[-1].kind is Kind.BREAK or told
    turned = bool(led) and led[-1].kind is Kind.TURN
    verb = tail[0].key if tail else ""
    if (opens and verb in _SAW) or (turned and verb in _SAW | {"was", "were"}):
        return True  # `October witnessed a record, while March's was 27,900`
    if [mark.key for mark in marks[at + 1 : at + 3]] in ([",", "which"], [",", "when"]):
        return True  # `surpassed by October, which saw ...`
    if opens:
        return any(m.kind is Kind.TIME and m.key == "month" for m in marks[at : at + 2 * LOOK_BACK])
    if done[-1].key in {"was", "is", "став", "стало"} and _of_months(done):
        return True  # `the month with the most was March`
    before = done[-2:]
    joined = len(before) > 1 and before[1].kind is Kind.JOIN
    return joined and before[0].kind is Kind.PERIOD and before[0].key.startswith("month ")


def months_of_year(marks: Sequence[Mark], at: int) -> Found:
    """`the first five months of 2025`, `за 11 місяців 2024 року`."""
    mark = marks[at]
    place = at + 1
    while place < len(marks) and marks[place].key in {"of", "of the", "the"}:
        place += 1
    year = marks[place] if place < len(marks) else None
    months = round(mark.number / _MONTH)
    if year is None or year.kind not in {Kind.NOISE, Kind.TIME} or year.key != "year":
        return None
    if mark.kind is not Kind.PERIOD or mark.key != "days" or not 1 <= months <= _YEAR:
        return None
    if mark.number != months * _MONTH:
        return None
    first = f"{int(year.number):04}" if year.kind is Kind.NOISE else "-"
    return period(f"months {first}-01 {first}-{months:02}", mark, year), place + 1


_MONTH, _YEAR = 30, 12
