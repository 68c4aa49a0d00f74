"""Periods on the calendar: a month, the days since July 18; each has a day and a length."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tallytrack import dates
from tallytrack.ingest.grammar.calendar import LAST_YEAR, NO_YEAR
from tallytrack.ingest.grammar.calendar_months import UNDATED

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
    if key.startswith(NO_YEAR):
        return dates.latest(int(key[2:4]), int(key[5:7]), upto)
    if key.startswith(LAST_YEAR):
        return dates.day(upto.year - 1, int(key[-5:-3]), int(key[-2:]))
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None


def stretch(period: str, length: int, day: date) -> Stretch | None:
    """The day and the days of a delta over *period*, as seen from the report of *day*."""
    name, _, rest = period.partition(" ")
    if name in _READERS:
        return _READERS[name](rest, day)
    if name == "year" and length > _A_YEAR and day.month == 1:
        day = day.replace(day=1)  # the year that has just ended
    return Stretch(day, length)


def _years(keys: str, day: date) -> Stretch | None:
    """Calendar years, the first from the day the war began at the earliest."""
    first, last = (int(year) for year in keys.split())
    start, end = dates.day(first, 1, 1), dates.day(last + 1, 1, 1)
    if start is None or end is None:
        return None
    start = max(start, WAR_BEGAN) if last >= WAR_BEGAN.year else start
    return _up_to(start, end, day)


def _last_year(_: str, day: date) -> Stretch | None:
    return _years(f"{day.year - 1} {day.year - 1}", day)


def _weekend(_: str, day: date) -> Stretch:
    """Saturday and Sunday, dated the Monday after."""
    return Stretch(day - timedelta(day.weekday()), 2)


def _weekdays(key: str, day: date) -> Stretch:
    """Two days of the week, dated the morning after the second."""
    return Stretch(dates.latest_weekday(int(key), day - ONE) + ONE, 2)


def _undated(_: str, __: date) -> None:
    return None


def _going_on(key: str, day: date) -> Stretch | None:
    """From a day on, up to the report."""
    start = _since(key, day)
    return _up_to(start, day, day) if start else None


def _up_to(first: date, end: date, day: date) -> Stretch | None:
    """From *first* to the day before *end*, or to the report of *day* where that is earlier."""
    end = min(end, day)
    return Stretch(end, (end - first).days) if first < end else None


def _month(key: str, day: date) -> Stretch | None:
    """A calendar month, dated the morning after its last day; without a key, the last one."""
    if key in {"", "prev"}:
        if not key and day.day > MONTH_SETTLES:
            return Stretch(day, 30)
        last = day.replace(day=1) - ONE
        return Stretch(day.replace(day=1), last.day)
    if key.startswith(NO_YEAR):
        first = dates.latest(int(key[2:4]), 1, day - ONE)
    elif key.startswith(LAST_YEAR):
        first = dates.day(day.year - 1, int(key[-2:]), 1)
    else:
        first = dates.day(int(key[:4]), int(key[5:7]), 1)
    if first is None:
        return None
    return _up_to(first, first + timedelta(dates.month_length(first.year, first.month)), day)


def _months(keys: str, day: date) -> Stretch | None:
    """From one month to another, both of them whole."""
    first_key, last_key = keys.split()
    last = _month(last_key, day)
    first = _month(first_key, last.day) if last else None
    if first is None or last is None:
        return None
    return _up_to(first.day - timedelta(first.days), last.day, day)


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
    if first is None:
        return None
    if when == "last" and _after_three_months(first) > day:
        first = first.replace(year=first.year - 1)
    return _up_to(first, _after_three_months(first), day)


def _after_three_months(first: date) -> date:
    months = first.month + 2
    return date(first.year + months // 12, months % 12 + 1, 1)


_HALF = 15


def _half(keys: str, day: date) -> Stretch | None:
    """Half a month: its first fifteen days, or what is left of it."""
    number, key = keys.split()
    month = _month(key, day)
    if month is None:
        return None
    first = month.day - timedelta(month.days)
    middle = first + timedelta(_HALF)
    return _up_to(first, middle, day) if number == "1" else _up_to(middle, month.day, day)


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
    weekday = last_key.startswith("w")
    last = dates.latest_weekday(int(last_key[1:]), day) if weekday else complete(last_key, day)
    first = complete(first_key, last) if last else None
    if first is None or last is None or first > last:
        return None
    if last > day:
        return Stretch(day, (day - first).days) if first < day else None
    if first.day == last.day == 1 and first < last:
        return Stretch(last, (last - first).days)  # `from January 1 to October 1`: whole months
    return Stretch(min(last + ONE, day), (last - first).days + 1)


def _last_day(key: str, day: date) -> Stretch | None:
    """The last day of a month, dated the morning after."""
    month = _month(key, day)
    return Stretch(month.day, 1) if month else None


_READERS: Mapping[str, Callable[[str, date], Stretch | None]] = {
    "month": _month,
    "months": _months,
    "last-day": _last_day,
    "half": _half,
    "season": _season,
    "years": _years,
    "last": _last_year,
    "weekend": _weekend,
    "weekdays": _weekdays,
    "since": _going_on,
    "span": _span,
    UNDATED: _undated,
}
