"""Periods on the calendar: a month, the days since July 18; each has a day and a length."""

from dataclasses import dataclass
from datetime import date, timedelta

from tallytrack import dates
from tallytrack.ingest.grammar.calendar_spans import UNDATED

ONE = timedelta(days=1)
WAR_BEGAN = date(2022, 2, 24)
MONTH_SETTLES = 7
_A_YEAR = 364


@dataclass(frozen=True, slots=True)
class Stretch:
    """The day a figure is dated, and the length of its period in days."""

    day: date
    days: int


def complete(key: str, upto: date) -> date | None:
    """The day of a date mark; one without a year is the last that is not after *upto*."""
    if key.startswith("--"):
        return dates.latest(int(key[2:4]), int(key[5:7]), upto)
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None


def stretch(period: str, length: int, day: date) -> Stretch | None:
    """The day and the days of a delta over *period*, as seen from the report of *day*."""
    name, _, rest = period.partition(" ")
    if name == "month":
        return _month(rest, day)
    if name == "months":
        first, last = (_month(key, day) for key in rest.split())
        begun = first.day - timedelta(first.days) if first else None
        return Stretch(last.day, (last.day - begun).days) if last and begun else None
    if name == UNDATED:
        return None
    if name == "years":
        first, last = (int(year) for year in rest.split())
        start, end = dates.day(first, 1, 1), dates.day(last + 1, 1, 1)
        start = max(start, WAR_BEGAN) if start and last >= WAR_BEGAN.year else start
        return (
            Stretch(min(end, day), (min(end, day) - start).days)
            if start and end and start < day
            else None
        )
    if name == "season":
        return _season(rest, day)
    if name == "half":
        return _half(rest, day)
    if name == "weekend":
        monday = day - timedelta(day.weekday())
        return Stretch(monday, 2)
    if period == "last year":
        first = day.replace(year=day.year - 1, month=1, day=1)
        return Stretch(day.replace(month=1, day=1), (day.replace(month=1, day=1) - first).days)
    if name == "since":
        start = _since(rest, day)
        return Stretch(day, (day - start).days) if start and start < day else None
    if name == "span":
        return _span(rest, day)
    if name == "year" and length > _A_YEAR and day.month == 1:
        day = day.replace(day=1)  # the year that has just ended
    return Stretch(day, length)


def _month(key: str, day: date) -> Stretch | None:
    """A calendar month, dated the morning after its last day; without a key, the last one."""
    if not key:
        if day.day > MONTH_SETTLES:
            return Stretch(day, 30)
        last = day.replace(day=1) - ONE
        return Stretch(day.replace(day=1), last.day)
    if key.startswith("--"):
        first = dates.latest(int(key[2:4]), 1, day - ONE)
    else:
        first = dates.day(int(key[:4]), int(key[5:7]), 1)
    if first is None or first >= day:
        return None
    end = first + timedelta(dates.month_length(first.year, first.month))
    return Stretch(min(end, day), (min(end, day) - first).days)


_SEASON_BEGINS = (12, 3, 6, 9)  # winter, spring, summer, autumn: by whole months


def _season(keys: str, day: date) -> Stretch | None:
    """Three months: of a year, the last that have ended, or the last that have begun."""
    number, when = keys.split()
    month = _SEASON_BEGINS[int(number)]
    if when == "year":
        when = str(day.year - 1)
    if when.isdecimal():
        first = dates.day(int(when) - (month == _SEASON_BEGINS[0]), month, 1)
    else:
        first = dates.latest(month, 1, day - ONE)
    if first is None or first >= day:
        return None
    end = _after_three_months(first)
    if when == "last" and end > day:
        first = first.replace(year=first.year - 1)
        end = _after_three_months(first)
    return Stretch(min(end, day), (min(end, day) - first).days)


def _after_three_months(first: date) -> date:
    months = first.month + 2
    return date(first.year + months // 12, months % 12 + 1, 1)


_HALF = 15


def _half(keys: str, day: date) -> Stretch | None:
    """Half a month: its first fifteen days, or what is left of it."""
    number, key = keys.split()
    month = _month(key, day)
    first = month.day - timedelta(month.days) if month else None
    if month is None or first is None:
        return None
    middle = min(first + timedelta(_HALF), day)
    if number == "1":
        return Stretch(middle, (middle - first).days)
    return Stretch(month.day, (month.day - middle).days)


def _since(key: str, day: date) -> date | None:
    """The first day of a period that has begun and goes on."""
    if key == "month":
        return (day - ONE).replace(day=1)
    if key == "year":
        return (day - ONE).replace(month=1, day=1)
    if key == "week":
        return day - timedelta(day.weekday())
    if key.startswith("weekday "):
        return dates.latest_weekday(int(key.split()[1]), day - ONE)
    return complete(key, day - ONE)


def _span(keys: str, day: date) -> Stretch | None:
    """From one day to another: dated the morning after the last."""
    first_key, last_key = keys.split()
    last = complete(last_key, day)
    first = complete(first_key, last) if last else None
    if first is None or last is None or first > last:
        return None
    if last > day:
        return Stretch(day, (day - first).days) if first < day else None
    return Stretch(min(last + ONE, day), (last - first).days + 1)
