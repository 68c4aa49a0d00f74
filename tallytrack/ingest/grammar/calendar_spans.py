"""Stretches of the calendar: `from 24.02 to 08.09`, `з 11 по 17 грудня`, `in May`, `since July 18`.

Each becomes one PERIOD mark. Its key says which stretch: `span FROM TO`, `month MONTH`,
`since DAY`, `years FIRST LAST`; days without a year keep the form `--07-18`. A stretch that
begins with the count itself makes a total.
"""

from collections.abc import Sequence

from tallytrack import dates
from tallytrack.ingest.grammar.calendar import LAST_YEAR, NO_YEAR, has_year, key_of
from tallytrack.ingest.grammar.calendar_months import (
    IN,
    LAST_DAY,
    LOOK_BACK,
    TO,
    UNDATED,
    WHEN_TOLD,
    WHOLE,
    Found,
    month,
    months_between,
    months_of_year,
    period,
)
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

_FROM_WORDS = "from between since з із зі від протягом упродовж впродовж during over"
_FROM = frozenset(_FROM_WORDS.split())
_SINCE = frozenset(["since", "від", "з", "із", "after"])
_EDGES = frozenset(
    {"beginning", "start", "початку"},
)


# With these no stretch begins.
_NEVER = frozenset({Kind.SIGN, Kind.BREAK, Kind.CATEGORY, Kind.DASH, Kind.LOSS, Kind.UNIT})


def span_marks(marks: Sequence[Mark], lexicon: Lexicon) -> list[Mark]:
    """*marks* with stretches of the calendar made one PERIOD mark each."""
    done: list[Mark] = []
    at = 0
    while at < len(marks):
        if marks[at].kind in _NEVER:
            done.append(marks[at])
            at += 1
            continue
        found = (
            _quarter(marks, at, lexicon)
            or _from_an_edge(marks, at)
            or _as_of(marks, at)
            or _first_days(marks, at)
            or _two_weekdays(marks, at)
            or _between(marks, at)
            or months_between(marks, at)
            or _since(marks, at)
            or month(marks, at, done, lexicon)
            or _years(marks, at)
            or months_of_year(marks, at)
        )
        if found is None:
            done.append(marks[at])
            at += 1
        else:
            if found[0].key == UNDATED and marks[at].kind is not Kind.PERIOD:
                done[-2:] = [_undated(mark) for mark in done[-2:]]
            elif found[0].key.startswith(LAST_DAY):
                done[-2:] = [mark for mark in done[-2:] if mark.kind is not Kind.PERIOD]
            done.append(found[0])
            at = found[1]
    return done


def _undated(mark: Mark) -> Mark:
    """The week of `a week in September`, which nobody can date."""
    loose = mark.kind is Kind.PERIOD and mark.key in {"week", "day"}
    return mark._replace(key=UNDATED) if loose else mark


def _between(marks: Sequence[Mark], at: int) -> Found:
    """Two days with a word or a dash between them, the first perhaps without its month."""
    opened = marks[at].key in _FROM
    place = at + 1 if opened else at
    if place + 2 >= len(marks):
        return None
    first, link, last = marks[place : place + 3]
    linked = link.kind is Kind.DASH or (
        opened and (link.key in TO or link.kind in {Kind.JOIN, Kind.QUALIFIER})
    )
    if linked and opened and first.kind is Kind.DAY and last.kind is Kind.WEEKDAY:
        return period(f"span {first.key} w{int(last.number)}", marks[at], last), place + 3
    if not linked or last.kind is not Kind.DAY:
        return _month_first(marks, at, place) if linked else None
    start = first.key if first.kind is Kind.DAY else _same_month(first, last.key)
    return (period(f"span {start} {last.key}", marks[at], last), place + 3) if start else None


_DURING = frozenset({"on", "within", "over", "during", "across", "throughout"})
_WEEK = 7


def _two_weekdays(marks: Sequence[Mark], at: int) -> Found:
    """`On Saturday and Sunday`, `over Monday and Tuesday`: two days that follow one another."""
    opened = marks[at].key in _DURING and at + 3 < len(marks)
    if not opened or [mark.kind for mark in marks[at + 1 : at + 4]] != _TWO_WEEKDAYS:
        return None
    first, last = marks[at + 1], marks[at + 3]
    if (last.number - first.number) % _WEEK != 1:
        return None
    return period(f"weekdays {int(last.number)}", marks[at], last)._replace(number=2), at + 4


_TWO_WEEKDAYS = [Kind.WEEKDAY, Kind.JOIN, Kind.WEEKDAY]

_PARTS = ("part_1", "part_2", "part_3", "part_4")
_QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")


def _quarter(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> Found:
    """`the first quarter of 2025`, `у першому кварталі 2025 року`, `the second half of 2024`."""
    names = lexicon.names_of(marks[at].key)
    if names.isdisjoint(_PARTS) or at + 1 >= len(marks):
        return None
    part = next(n for n, name in enumerate(_PARTS) if name in names)
    quarter = lexicon.has("quarter", marks[at + 1].key)
    half = part < 2 and lexicon.has("half_year", marks[at + 1].key)  # noqa: PLR2004 - two halves
    if not (quarter or half):
        return None
    place = at + 2
    place += place < len(marks) and marks[place].key == "of"
    named = place < len(marks) and marks[place].kind is Kind.NOISE and marks[place].key == "year"
    month = marks[place] if place < len(marks) and marks[place].kind is Kind.MONTH else None
    if half and month is not None and month.number == 0:
        return period(f"half {part + 1} {month.key}", marks[at], month), place + 1
    if half and not named:
        return None  # `the first half` of anything
    months, last = (3, part) if quarter else (6, 2 * part + 1)
    year = f"{int(marks[place].number):04}" if named else "-"
    first = f"{part * months + 1:02}-01"
    end = marks[place] if named else marks[at + 1]
    key = f"span {year}-{first} {year}-{_QUARTER_ENDS[last]}"
    return period(key, marks[at], end), place + 1 if named else at + 2


def _from_an_edge(marks: Sequence[Mark], at: int) -> Found:
    """`from the beginning of 2024 to 1 October`."""
    place = at + 1
    place += place < len(marks) and marks[place].key == "the"
    if marks[at].key not in _OUT_OF or place + 3 >= len(marks) or marks[place].key not in _EDGES:
        return None
    place += 1 + (marks[place + 1].key in {"of", "of the"})
    if place + 2 >= len(marks):
        return None
    first, link, last = marks[place : place + 3]
    edge = _edge(first, ended=False).removeprefix("at ")
    linked = link.key in TO or link.kind is Kind.DASH
    if not edge or not linked or last.kind is not Kind.DAY:
        return None
    return period(f"span {edge} {last.key}", marks[at], last), place + 3


_OUT_OF = frozenset({"from", "between", "since", "з", "із", "від"})
_AT = frozenset({"at", "by", "from", "на", "станом на", "as of"})
_ENDS = frozenset({"end", "close", "кінець"})
_BEGINNINGS = frozenset({"beginning", "start", "turn", "початок"})
# `на початку липня`, `у кінці липня`, `наприкінці липня`: as well the time of anything else.
_LOOSE = frozenset({"на початку", "у кінці", "в кінці", "наприкінці"})


def _as_of(marks: Sequence[Mark], at: int) -> Found:
    """`at the beginning of December`, `на початок 2025 року`: the day a total is told of."""
    if loose := _loosely_as_of(marks, at):
        return loose
    if marks[at].key not in _AT:
        return None
    place = at + 1
    place += place < len(marks) and marks[place].key == "the"
    ended = place < len(marks) and marks[place].key in _ENDS
    if place >= len(marks) or not (ended or marks[place].key in _BEGINNINGS):
        return None
    place += 1
    place += place < len(marks) and marks[place].key in {"of", "of the"}
    key = _edge(marks[place], ended=ended) if place < len(marks) else ""
    return (period(key, marks[at], marks[place]), place + 1) if key else None


def _loosely_as_of(marks: Sequence[Mark], at: int) -> Found:
    """`на початку липня`: the day of a total, where it is no time of other things."""
    place = at
    words = marks[at].key
    if words in {"на", "у", "в"} and at + 1 < len(marks):
        place += 1
        words = f"{words} {marks[place].key}"
    if words not in _LOOSE or place + 1 >= len(marks):
        return None
    month = marks[place + 1]
    key = _edge(month, ended=words != "на початку") if month.kind is Kind.MONTH else ""
    held = period(key, marks[at], month)._replace(note=WHEN_TOLD) if key else None
    return (held, place + 2) if held else None


def _first_days(marks: Sequence[Mark], at: int) -> Found:
    """`за перші десять днів січня`, `за 24 дні грудня`: from the first of the month."""
    days = marks[at]
    if days.kind is not Kind.PERIOD or at + 1 >= len(marks):
        return None
    some = days.key == "days" and not days.note and _SOME <= days.number < _A_MONTH
    if days.note != "first" and not some:
        return None
    place = at + 1
    place += marks[place].key in {"of", "of the"} and place + 1 < len(marks)
    month = marks[place]
    if month.kind is not Kind.MONTH or month.number != 0 or not 1 <= days.number <= 31:  # noqa: PLR2004
        return None
    if days.number == 1:
        return period(UNDATED, days, month), place + 1  # `у перші дні січня`
    first = f"{month.key}-01"
    last = f"{first[:-2]}{int(days.number):02}"
    return period(f"span {first} {last}", days, month), place + 1


_SOME, _A_MONTH = 5, 28  # `за три дні грудня` may be any three


def _edge(mark: Mark, *, ended: bool) -> str:
    """The key of the first day, or of the end, of a month or year."""
    if mark.kind is Kind.MONTH and mark.number == 0:
        return f"end month {mark.key}" if ended else f"at {mark.key}-01"
    if mark.kind is not Kind.NOISE or mark.key != "year":
        return ""
    year = f"{int(mark.number):04}"
    return f"end years {year} {year}" if ended else f"at {year}-01-01"


def _same_month(first: Mark, last: str) -> str:
    """The day that a bare number or a month means before a full one: the 11 of `11 по 17 грудня`,
    the first of the month of `from January to April 1`.
    """
    if first.kind is Kind.MONTH and first.number == 0 and int(last[-5:-3]) > int(first.key[-2:]):
        return f"{last[:-5]}{first.key[-2:]}-01"
    if first.kind is not Kind.NUMBER or not 1 <= first.number <= int(last[-2:]):
        return ""
    return f"{last[:-2]}{int(first.number):02}"


def _month_first(marks: Sequence[Mark], at: int, place: int) -> Found:
    """`December 11-17`: the second day without its month."""
    first, _, last = marks[place : place + 3]
    small = last.kind is Kind.NUMBER and 1 <= last.number <= 31  # noqa: PLR2004 - days of a month
    if first.kind is not Kind.DAY or not small:
        return None
    if first.key.startswith(LAST_YEAR):
        return None
    year = int(first.key[:4]) if has_year(first.key) else 0
    end = key_of(year, int(first.key[-5:-3]), int(last.number))
    if not end or end <= first.key:
        return None
    return period(f"span {first.key} {end}", marks[at], last), place + 3


def _since(marks: Sequence[Mark], at: int) -> Found:
    """`since July 18`, `since the beginning of May`, `з початку року`, `з початку весни`."""
    edged = False
    if marks[at].key == "від" and _is_of_a_report(marks, at):
        return None  # `у зведенні від 3 грудня`
    for place in range(at + 1, min(len(marks), at + LOOK_BACK + 1)):
        mark = marks[place]
        if marks[at].key not in _SINCE and not _starts_from(marks, at):
            break
        if mark.kind is Kind.DAY:
            told = [m.key for m in marks[place + 1 : place + 3]] == [",", "when"]
            if told:
                break  # `the most since October 19, when 1,380 were lost`
            return period(f"since {mark.key}", marks[at], mark), place + 1
        if mark.kind is Kind.MONTH and mark.number == 0:
            war = mark.key.endswith("-02") and not edged
            month = mark.key.replace(LAST_YEAR, NO_YEAR) if war else mark.key
            return period(f"since {month}-{'24' if war else '01'}", marks[at], mark), place + 1
        if key := _since_start(marks, place) if edged else "":
            return period(f"since {key}", marks[at], mark), place + 1
        began = [m.key for m in marks[place + 1 : place + 2]] in _BEGAN  # `since the year began`
        if (edged or began) and mark.kind is Kind.TIME and mark.key in {"month", "year", "week"}:
            return period(f"since {mark.key}", marks[at], marks[place + began]), place + 1 + began
        edged = edged or mark.key in _EDGES
        late = mark.key == "late" and any(map(_is_february, marks[place + 1 : place + 2]))
        if mark.key not in _EDGES | {"last"} and mark.kind is not Kind.FILLER and not late:
            break
    return None


def _since_start(marks: Sequence[Mark], at: int) -> str:
    """The first day of the year or the season at *at*: `since the start of 2024`, `з початку
    весни`; of the year in which the war began, that day.
    """
    mark = marks[at]
    if mark.kind is Kind.NOISE and mark.key == "year":
        first = f"{int(mark.number):04}-01-01"
        return "2022-02-24" if first == "2022-01-01" else first
    dated = any(later.key == "year" for later in marks[at + 1 : at + 2])
    return "" if dated else _SEASONS.get(mark.key, "")


_SEASONS = {"зими": "--12-01", "весни": "--03-01", "літа": "--06-01", "осені": "--09-01"}


def _is_february(mark: Mark) -> bool:
    """Whether *mark* is the month in which the count began: `since late February`."""
    return mark.kind is Kind.MONTH and mark.key in {"--02", "2022-02"}


def _is_of_a_report(marks: Sequence[Mark], at: int) -> bool:
    """Whether a report stands before the word at *at*, with no pause between."""
    before = marks[max(0, at - 5) : at]
    reported = max((p for p, m in enumerate(before) if m.kind is Kind.REPORTED), default=-1)
    return reported >= 0 and all(mark.key != "," for mark in before[reported:])


_BEGAN = (["began"], ["started"])


def _starts_from(marks: Sequence[Mark], at: int) -> bool:
    """Whether the word at *at* is that of `starting from Nov. 13`."""
    return at > 0 and marks[at].key == "from" and marks[at - 1].key in {"starting", "beginning"}


def _years(marks: Sequence[Mark], at: int) -> Found:
    """`за 2024 та 2025 роки`, `in 2024`, `за весь 2022 рік`."""
    course = marks[at].key == "of" and at > 0 and marks[at - 1].key == "course"
    opened = marks[at].key in IN or course
    place = at + 1
    place += opened and place < len(marks) and marks[place].key in WHOLE
    if not opened or place >= len(marks) or marks[place].key != "year":
        return None
    first = last = marks[place]
    if first.kind is not Kind.NOISE:
        return None
    next_at = place + 1
    tail = marks[place + 1 : place + 3]
    if len(tail) == 2 and tail[0].kind in {Kind.JOIN, Kind.DASH} and tail[1].key == "year":  # noqa: PLR2004
        last, next_at = tail[1], place + 3
    if last.kind is not Kind.NOISE or not dates.day(int(last.number), 1, 1):
        return None
    return period(f"years {int(first.number)} {int(last.number)}", marks[at], last), next_at
