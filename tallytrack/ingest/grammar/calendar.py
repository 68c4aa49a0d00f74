"""Days, months and periods: `26 жовтня 2023 року`, `Dec. 24`, `over the past two days`."""

from collections.abc import Callable, Sequence

from tallytrack import dates
from tallytrack.ingest.grammar.lengths import period_of
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.numerals import DIGITS

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_CENTURY = 2000
_LONGEST_MONTH = 31
NO_YEAR, LAST_YEAR = "--", "last-"  # before the month in a key, in place of the year
_AFTER_YEARS = 3  # marks: the `та 2025 роки` behind 2024
_BEFORE_YEAR_WORDS = (
    "in for since of early late until by from у в з від до із mid through throughout during"
)
_BEFORE_YEAR = frozenset(_BEFORE_YEAR_WORDS.split())

_Step = Callable[[Sequence[Mark], int, str, Lexicon], tuple[Mark, int] | None]


def calendar_marks(marks: Sequence[Mark], text: str, lexicon: Lexicon) -> list[Mark]:
    """*marks* with days, months, years and periods each made one mark."""
    for step, starts in (
        (_dotted, {Kind.DAY}),
        (_day_of_month, {Kind.NUMBER, Kind.NOISE, Kind.MONTH}),
        (_month_of_last_year, {Kind.PERIOD}),
        (_year, {Kind.NUMBER, Kind.NOISE}),
        (_war_day, {Kind.NUMBER, Kind.NOISE, Kind.TIME}),
        (period_of, _OPENERS),
    ):
        if not starts.isdisjoint(mark.kind for mark in marks):
            marks = _through(marks, text, lexicon, step, frozenset(starts))
    return list(marks)


_OPENERS = {Kind.WORD, Kind.FILLER, Kind.QUALIFIER, Kind.DELTA, Kind.NUMBER, Kind.LOSS}


def _through(
    marks: Sequence[Mark], text: str, lexicon: Lexicon, step: _Step, starts: frozenset[Kind]
) -> list[Mark]:
    done: list[Mark] = []
    at = 0
    while at < len(marks):
        found = step(marks, at, text, lexicon) if marks[at].kind in starts else None
        if found is None:
            done.append(marks[at])
            at += 1
        else:
            done.append(found[0])
            at = found[1]
    return done


def _dotted(marks: Sequence[Mark], at: int, text: str, _: Lexicon) -> tuple[Mark, int] | None:
    """`24.02`, `24.02.22`, `2022-02-24`; `1.02 million` is a number after all."""
    mark = marks[at]
    if mark.kind is not Kind.DAY:
        return None
    after = marks[at + 1] if at + 1 < len(marks) else None
    if after and after.kind is Kind.SCALE and "." in mark.key:
        value = round(float(mark.key) * after.number) if mark.key.count(".") == 1 else 0
        return Mark(Kind.NUMBER, DIGITS, mark.start, after.end, value), at + 2
    if after and after.key == "%":
        return Mark(Kind.NOISE, DIGITS, mark.start, mark.end, note="a percentage"), at + 1
    key = _day_key(mark.key)
    if not key:
        return Mark(Kind.NOISE, DIGITS, mark.start, mark.end, note="a date"), at + 1
    end, next_at = with_year_word(marks, at + 1, mark.end)
    del text
    return Mark(Kind.DAY, key, mark.start, end), next_at


def _day_key(written: str) -> str:
    """A written date as `2022-02-24` or, without its year, `--02-24`; empty if ambiguous."""
    if "/" in written:
        return ""
    if written[4:5] == "-":
        year, month, number = (int(part) for part in written.split("-"))
    else:
        number, month, *years = (int(part) for part in written.split("."))
        year = years[0] + (_CENTURY if years[0] < _CENTURY else 0) if years else 0
    return key_of(year, month, number)


def key_of(year: int, month: int, number: int) -> str:
    """A day in ISO 8601's form, with two hyphens for an unknown year; empty for no day."""
    if dates.day(year or _CENTURY, month, number) is None:
        return ""
    return f"{year:04}-{month:02}-{number:02}" if year else f"{NO_YEAR}{month:02}-{number:02}"


def has_year(key: str) -> bool:
    """Whether the day or month of *key* is that of one year, whenever it was told."""
    return not key.startswith((NO_YEAR, LAST_YEAR))


def with_year_word(marks: Sequence[Mark], at: int, end: int) -> tuple[int, int]:
    """Past a following `року` or `р.`."""
    if at < len(marks) and marks[at].kind is Kind.TIME and marks[at].key == "year":
        return marks[at].end, at + 1
    return end, at


def _day_of_month(
    marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon
) -> tuple[Mark, int] | None:
    """`24 December 2022`, `26 жовтня`, `Feb. 24, 2022`, `May 4th`, or a month by itself; of last
    year and of this one too, `у березні минулого року`.
    """
    found = _this_day(marks, at, text)
    if found is None or not found[0].key.startswith(NO_YEAR):
        return found
    mark, place = found
    # `February 7 this year`: no window of the losses
    if end := _past_year(marks, place, "current", "this_year", lexicon):
        return mark._replace(end=marks[end - 1].end), end
    end = _past_year(marks, place, "past_year", "last_year", lexicon)
    if not end or mark.key == _BEGAN:
        return found
    key = LAST_YEAR + mark.key.removeprefix(NO_YEAR)
    return mark._replace(key=key, end=marks[end - 1].end), end


_BEGAN = "--02-24"  # of whatever year, the day the war began


def _month_of_last_year(
    marks: Sequence[Mark], at: int, _: str, __: Lexicon
) -> tuple[Mark, int] | None:
    """`торік у січні`, `минулого року в березні`."""
    led = marks[at].key == "last year" and at + 2 < len(marks)
    if not led or marks[at + 1].key not in {"у", "в", "in"}:
        return None
    month = marks[at + 2]
    several = any(mark.kind is Kind.MONTH for mark in marks[at + 3 : at + 5])
    if several or month.kind is not Kind.MONTH or not month.key.startswith(NO_YEAR):
        return None
    key = f"month {LAST_YEAR}{month.key.removeprefix(NO_YEAR)}"
    return Mark(Kind.PERIOD, key, marks[at].start, month.end), at + 3


def _past_year(marks: Sequence[Mark], at: int, which: str, by_itself: str, lexicon: Lexicon) -> int:
    """Past a year told from now, at *at*: `of last year`, `цього року` by the words of *which*,
    `торік` by those of *by_itself*; 0 where none stands there.
    """
    place = at + (at < len(marks) and marks[at].key == "of")
    if place < len(marks) and lexicon.has(by_itself, marks[place].key):
        return place + 1
    if place + 1 >= len(marks) or not lexicon.has(which, marks[place].key):
        return 0
    year = marks[place + 1]
    return place + 2 if year.kind is Kind.TIME and year.key == "year" else 0


def _this_day(marks: Sequence[Mark], at: int, text: str) -> tuple[Mark, int] | None:
    number, month_at = _month_day(marks[at]), at + 1
    if number and month_at < len(marks) and marks[month_at].key in {"of", "of the"}:
        month_at += 1
    if number and month_at < len(marks) and _is_month(marks[month_at], text):
        year, next_at = _year_after(marks, month_at + 1)
        key = key_of(year, int(marks[month_at].number), number)
        return (
            (Mark(Kind.DAY, key, marks[at].start, marks[next_at - 1].end), next_at) if key else None
        )
    if not _is_month(marks[at], text):
        return None
    month = int(marks[at].number)
    place = at + 1
    if place < len(marks) and marks[place].key == "." and marks[place].start == marks[at].end:
        place += 1
    number = _month_day(marks[place]) if place < len(marks) else 0
    if number and marks[place].start - marks[place - 1].end <= 1:
        year, next_at = _year_after(marks, place + 1)
        key = key_of(year, month, number)
        if key:
            return Mark(Kind.DAY, key, marks[at].start, marks[next_at - 1].end), next_at
    year, next_at = _year_after(marks, at + 1)
    key = f"{year:04}-{month:02}" if year else f"{NO_YEAR}{month:02}"
    return Mark(Kind.MONTH, key, marks[at].start, marks[next_at - 1].end), next_at


def _month_day(mark: Mark) -> int:
    """The day of the month that *mark* can be; 0 if it can be none."""
    counted = mark.kind is Kind.NUMBER and mark.key == DIGITS
    ordinal = mark.kind is Kind.NOISE and mark.note == "an ordinal"
    fits = (counted or ordinal) and 1 <= mark.number <= _LONGEST_MONTH
    return int(mark.number) if fits else 0


def _is_month(mark: Mark, text: str) -> bool:
    """Whether *mark* names a month; English ones are capitalised, unlike the verb `may`."""
    latin = mark.key[:1].isascii()
    return mark.kind is Kind.MONTH and mark.number > 0 and (not latin or text[mark.start].isupper())


def _year_after(marks: Sequence[Mark], at: int) -> tuple[int, int]:
    """The year that follows a month or a day, `2024`, `2024-го`, and the place after it; 0 if
    none does.
    """
    place = at + 1 if at < len(marks) and marks[at].key in {",", "."} else at
    if place < len(marks) and is_year(marks[place]):
        _, next_at = with_year_word(marks, place + 1, 0)
        return int(marks[place].number), next_at
    if place < len(marks) and _is_ordinal_year(marks[place]):
        _, next_at = with_year_word(marks, _past_endings(marks, place) + 1, 0)
        return int(marks[place].number), next_at
    return 0, at


def is_year(mark: Mark) -> bool:
    """Whether *mark* is a number that a year can be."""
    plain = mark.kind is Kind.NUMBER and mark.end - mark.start == len("2022")
    return plain and _FIRST_YEAR <= mark.number <= _LAST_YEAR


def _year(marks: Sequence[Mark], at: int, _: str, __: Lexicon) -> tuple[Mark, int] | None:
    """A year by itself: `in 2022`, `2024 та 2025 роки`."""
    mark = marks[at]
    before = _leading(marks[at - 1]) if at else ""
    if _is_ordinal_year(mark) and (before in _BEFORE_YEAR or before == "за"):
        at = _past_endings(marks, at)
        end = marks[at].end
        return Mark(Kind.NOISE, "year", mark.start, end, mark.number, "a year"), at + 1
    if not is_year(mark):
        return None
    if _is_subject(marks, at):
        key = f"years {int(mark.number)} {int(mark.number)}"
        return Mark(Kind.PERIOD, key, mark.start, mark.end), at + 1
    after = marks[at + 1 : at + 1 + _AFTER_YEARS]
    worded = bool(after) and after[0].kind is Kind.TIME and after[0].key == "year"
    paired = (
        len(after) == _AFTER_YEARS
        and after[0].kind is Kind.JOIN
        and is_year(after[1])
        and after[2].key == "year"
    )
    counting = bool(after) and after[0].kind in {Kind.CATEGORY, Kind.UNIT, Kind.FILLER}
    if worded or paired or _follows_a_year(marks, at) or (before in _BEFORE_YEAR and not counting):
        end, next_at = with_year_word(marks, at + 1, mark.end)
        return Mark(Kind.NOISE, "year", mark.start, end, mark.number, "a year"), next_at
    return None


def _follows_a_year(marks: Sequence[Mark], at: int) -> bool:
    """Whether one year more is named: the second of `more than in 2022 and 2023 together`."""
    before = marks[max(0, at - 3) : at]
    kinds = [mark.kind for mark in before[1:]]
    if kinds != [Kind.NUMBER, Kind.JOIN] or not is_year(before[1]):
        return False
    return _leading(before[0]) in _BEFORE_YEAR


def _leading(mark: Mark) -> str:
    """The word that leads on from *mark*: the `in` of `than in`."""
    return mark.key.rpartition(" ")[2] if mark.kind is Kind.EVE else mark.key


def _is_subject(marks: Sequence[Mark], at: int) -> bool:
    """Whether a sentence about years begins with this one: `2024 was the costliest year`."""
    opens = at == 0 or marks[at - 1].kind is Kind.BREAK or marks[at - 1].key == "."
    verb = at + 1 < len(marks) and marks[at + 1].key in {"was", "became", "став", "стали"}
    years = (m.kind is Kind.TIME and m.key == "year" for m in marks[at + 2 : at + 7])
    return opens and verb and any(years)


def _is_ordinal_year(mark: Mark) -> bool:
    """Whether *mark* is the number of `у 2025-му`."""
    ordinal = mark.kind is Kind.NOISE and mark.note == "an ordinal"
    return ordinal and _FIRST_YEAR <= mark.number <= _LAST_YEAR


def _past_endings(marks: Sequence[Mark], at: int) -> int:
    """The place of the last mark of the ordinal at *at*: the `му` of `2025-му`."""
    while at + 1 < len(marks) and marks[at + 1].start == marks[at].end:
        if not _is_ending(marks[at + 1]):
            break
        at += 1
    return at


def _is_ending(mark: Mark) -> bool:
    """Whether *mark* is the hyphen or the ending of an ordinal."""
    short = mark.end - mark.start < len("року")
    return mark.kind is Kind.DASH or (mark.kind in {Kind.WORD, Kind.JOIN} and short)


def _war_day(marks: Sequence[Mark], at: int, text: str, _: Lexicon) -> tuple[Mark, int] | None:
    """`day 765`, `the 72nd day`, `1158-ма доба`, `438 доба`."""
    mark, after = marks[at], marks[at + 1] if at + 1 < len(marks) else None
    if after is None:
        return None
    if text[mark.start : mark.end].lower() == "day" and after.kind is Kind.NUMBER:
        return Mark(
            Kind.NOISE, "war day", mark.start, after.end, after.number, "a day of the war"
        ), at + 2
    if mark.kind is Kind.NOISE and mark.note == "an ordinal":
        tail = [m for m in marks[at + 1 : at + 4] if m.kind is Kind.TIME]
        if tail and tail[0].key == "day":
            next_at = marks.index(tail[0], at) + 1
            return Mark(
                Kind.NOISE, "war day", mark.start, tail[0].end, mark.number, "a day of the war"
            ), next_at
    if mark.kind is Kind.NUMBER and text[after.start : after.end].lower() == "доба":
        return Mark(
            Kind.NOISE, "war day", mark.start, after.end, mark.number, "a day of the war"
        ), at + 2
    return None
