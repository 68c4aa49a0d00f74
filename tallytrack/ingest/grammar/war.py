"""The war's start and its length: `since the war began last year`, `its three-year-old invasion`.

Such a phrase says that a number is a running total. Whatever day, month or length of time stands
in it belongs to the war and is no window of the losses, so the phrase becomes one mark.
"""

from collections.abc import Sequence

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

WAR = "the war so far"
STARTS = frozenset({"--02-24", "2022-02-24", "--02-23", "2022-02-23"})
_LONGEST = 16  # marks: `since Russia's full-scale war of aggression against Ukraine began in ...`
_BETWEEN = 4  # marks between the length of a war and its noun
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "!", "?"})
_TIMES = frozenset({Kind.DAY, Kind.MONTH, Kind.TIME, Kind.PERIOD, Kind.NOISE, Kind.WEEKDAY})
_TIMES_AGO = _TIMES | {Kind.AVERAGE}  # `since the invasion began a week ago`
_OF_TIME = frozenset({"in", "on", "at", "last", "this", "the", "early", "late", "у", "в", "ago"})
_HYPHENED = frozenset({"old", "long", "-"})


def war_marks(marks: Sequence[Mark], text: str, lexicon: Lexicon) -> list[Mark]:
    """*marks* with each mention of the war's start or length made one total."""
    done: list[Mark] = []
    at = 0
    while at < len(marks):
        end = _start(marks, at, text, lexicon) or _length(marks, at, text, lexicon)
        behind = _when_it_began(marks, at, lexicon)
        if marks[at].kind is Kind.DAY and marks[at].key in STARTS:
            end = _with_times(marks, at + 1)  # `February 24 last year`
            done.append(marks[at]._replace(end=marks[end - 1].end))
            at = end
        elif behind:
            done.append(Mark(Kind.FILLER, marks[at].key, marks[at].start, marks[behind - 1].end))
            at = behind
        elif end:
            done.append(Mark(Kind.TOTAL, WAR, marks[at].start, marks[end - 1].end))
            at = end
        else:
            done.append(marks[at])
            at += 1
    return done


def _when_it_began(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> int:
    """Past the `began last year` of `the war that began last year`, no window; else 0."""
    if not _is_named(marks[at], "began", lexicon):
        return 0
    before = [mark for mark in marks[max(0, at - 3) : at] if mark.key not in {"that", "which"}]
    if not before or not _is_named(before[-1], "war", lexicon):
        return 0
    place = at + 1 + [mark.key for mark in marks[at + 1 : at + 2]].count("out")
    past = _with_times(marks, place)
    return past if past > place else 0


def is_of_the_war(mark: Mark) -> bool:
    """Whether *mark* says that a count began with the war."""
    name, _, rest = mark.key.partition(" ")
    if mark.kind is Kind.PERIOD:
        return name in {"since", "span"} and rest.split(" ")[0] in STARTS
    return mark.kind is Kind.TOTAL and mark.key == WAR


def _start(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> int:
    """Past `since the war began in February last year`; 0 where none begins at *at*.

    A year that goes on, `цього року`, has a key that says since, but no word.
    """
    if not lexicon.has("since", marks[at].key.split(" ", 1)[0]):
        return 0
    worded = text[marks[at].start : marks[at].end].lower().split()[:1]
    if marks[at].kind is Kind.PERIOD and not any(lexicon.has("since", word) for word in worded):
        return 0
    told = marks[at].kind is Kind.TOTAL
    begun = marks[at].key != "from"
    end = at + 1 if told else 0
    for place in range(at + 1, min(len(marks), at + _LONGEST)):
        mark = marks[place]
        if mark.key in _STOPS or mark.kind in {Kind.BREAK, Kind.NUMBER, Kind.JOIN}:
            break
        began = _is_named(mark, "began", lexicon)
        begun = begun or began
        if begun and (_is_named(mark, "war", lexicon) or (end and began)):
            end = place + 1
    return _with_times(marks, end) if end else 0


def _is_named(mark: Mark, name: str, lexicon: Lexicon) -> bool:
    if mark.kind is Kind.ELSEWHERE:
        return False  # `the nine-year Soviet-Afghan war`
    if " " not in mark.key:
        return lexicon.has(name, mark.key)
    return any(lexicon.has(name, word) for word in mark.key.split())


def _with_times(marks: Sequence[Mark], end: int) -> int:
    """Past the days and years behind the phrase, and the words that lead to them."""
    place = end
    if [mark.key for mark in marks[end : end + 2]] in _OF_WHOM:
        place += 2  # `the invasion of Ukraine in 2022`
    while place < len(marks) and (marks[place].kind in _TIMES_AGO or marks[place].key in _OF_TIME):
        if [mark.key for mark in marks[place + 1 : place + 2]] == ["ago"]:
            end = place = place + 2  # `a week ago`
            continue
        timed = marks[place].kind in _TIMES and marks[place].note != "an ordinal"
        counted = marks[place].kind is Kind.PERIOD and " " not in marks[place].key
        if counted and marks[place].key == "day":
            break  # `since the war began over the past day`
        place += 1
        end = place if timed else end
    return end


_OF_WHOM = (["of", "ukraine"], ["against", "ukraine"], ["in", "ukraine"])
_SHORT = frozenset({"day", "week"})  # `in a single day of the war`
_LONG = 90  # days of fighting that are the war, not one fight


def _length(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> int:
    """Past `in its three-year-old invasion`, `за два роки повномасштабної війни`; else 0.

    `The last month of the war` is recent, and a window.
    """
    if marks[at].kind not in {Kind.PERIOD, Kind.TIME, Kind.NUMBER, Kind.NOISE}:
        return 0
    if marks[at].kind is Kind.NUMBER and [m.kind for m in marks[at + 1 : at + 2]] == [Kind.PERIOD]:
        return 0  # of `10,466 in the two years of war` the number is none of the years
    place = at
    while place < len(marks) and place < at + _BETWEEN and _measures(marks[place]):
        place += 1
    lengths = [mark for mark in marks[at:place] if mark.kind in {Kind.PERIOD, Kind.TIME}]
    if place == at + 1 and _is_one_of_many(marks[at], text):
        lengths = []  # `the costliest month of the war`
    if not lengths or any(m.kind is Kind.PERIOD and m.key in _SHORT for m in lengths):
        return 0
    for end in range(place, min(len(marks), place + _BETWEEN)):
        mark = marks[end]
        fought = mark.key == "fighting" and marks[place - 1].number >= _LONG
        if fought or _is_named(mark, "war", lexicon):
            told = text[marks[at].start : marks[place - 1].end].lower().split()
            return 0 if any(lexicon.has("recent", word) for word in told) else end + 1
        if not (mark.kind is Kind.FILLER or lexicon.has("of_war", mark.key)):
            return 0
    return 0


def _is_one_of_many(mark: Mark, text: str) -> bool:
    """Whether *mark* is one stretch of time and no length: `month`, not `months`."""
    return mark.kind is Kind.TIME and text[mark.start : mark.end].lower() in _ONE_OF_MANY


_ONE_OF_MANY = frozenset(
    {"day", "week", "month", "year", "день", "днем", "тиждень", "місяць", "місяцем", "рік"}
)


def _measures(mark: Mark) -> bool:
    """Whether *mark* is of a length of time: `27`, `-`, `month`, `-`, `long`."""
    timed = mark.kind in {Kind.PERIOD, Kind.TIME, Kind.NUMBER, Kind.DASH}
    return timed or mark.key in _HYPHENED
