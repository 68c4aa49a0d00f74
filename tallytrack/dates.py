"""Days as people and texts write them, in English and Ukrainian.

`parse_day` takes what a user types, only when it can mean one thing. The rest is for the words
of texts: the names of months and weekdays, as dateutil's parserinfo tables have them, and days
that lack their year.
"""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from tallytrack.errors import UsageError

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[^\W\d]+)\.?,?\s+(?P<year>\d{4})"
    r"|(?P<month2>[^\W\d]+)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})"
)
_SLASHES = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})", re.ASCII)

# Nobody reports of other years; and a day in these has others before and behind it.
FIRST_YEAR, LAST_YEAR = 1000, 9000

EXPECTED = "expected 2022-10-01, 2022-10 or 1 Oct 2022"
NEAR = f"expected a year from {FIRST_YEAR} to {LAST_YEAR}"


def parse_day(text: str) -> date:
    """The day a user names: `2022-10-01`, `2022-10` (its first day) or `1 Oct 2022`.

    Nothing is filled in and nothing guessed; raises UsageError where a part is missing or
    the order of day and month is not certain.
    """
    written = text.strip()
    if match := _ISO.fullmatch(written):
        return _day(text, int(match[1]), int(match[2]), int(match[3] or 1))
    if match := _WORDS.fullmatch(written):
        parts = match.groupdict()
        month = _month(parts["month"] or parts["month2"])
        if month:
            year = int(parts["year"] or parts["year2"])
            return _day(text, year, month, int(parts["day"] or parts["day2"]))
    if match := _SLASHES.fullmatch(written):
        raise UsageError(_ambiguous(text, int(match[1]), int(match[3]), int(match[4])))
    raise UsageError(f"{text!r} is not a day; {EXPECTED}")


def _month(name: str) -> int | None:
    """The number of a month by its English name or short name."""
    from dateutil.parser import parserinfo  # noqa: PLC0415  # only for days written in words

    month = parserinfo().month(name)
    return int(month) if month else None


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise UsageError(f"{text!r} is no day of the calendar; {EXPECTED}") from None
    if not is_near(found):
        raise UsageError(f"{text!r} is of no year that is reported of; {NEAR}")
    return found


def is_near(day: date) -> bool:
    """Whether *day* is of a year that anybody can report of."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _ambiguous(text: str, first: int, second: int, year: int) -> str:
    """What to say of 01/02/2022: the days it may mean."""
    readings = []
    for day, month in ((first, second), (second, first)):
        try:
            readings.append(str(date(year, month, day)))
        except ValueError:
            continue
    meant = " or ".join(dict.fromkeys(readings)) or "no day of the calendar"
    return f"{text!r} may mean {meant}; write it as YYYY-MM-DD"


_UKRAINIAN_MONTHS = [
    ("січень", "січня", "січні", "січню", "січнем", "січ"),
    ("лютий", "лютого", "лютому", "лютим", "лют"),
    ("березень", "березня", "березні", "березню", "березнем", "бер"),
    ("квітень", "квітня", "квітні", "квітню", "квітнем", "квіт"),
    ("травень", "травня", "травні", "травню", "травнем", "трав"),
    ("червень", "червня", "червні", "червню", "червнем", "черв"),
    ("липень", "липня", "липні", "липню", "липнем", "лип"),
    ("серпень", "серпня", "серпні", "серпню", "серпнем", "серп"),
    ("вересень", "вересня", "вересні", "вересню", "вереснем", "вер"),
    ("жовтень", "жовтня", "жовтні", "жовтню", "жовтнем", "жовт"),
    ("листопад", "листопада", "листопаді", "листопаду", "листопадом", "лист"),
    ("грудень", "грудня", "грудні", "грудню", "груднем", "груд"),
]
_UKRAINIAN_WEEKDAYS = [
    ("понеділок", "понеділка", "понеділку", "понеділком"),
    ("вівторок", "вівторка", "вівторку", "вівторком"),
    ("середа", "середи", "середу", "середі", "середою"),
    ("четвер", "четверга", "четвергу", "четвергом"),
    ("п'ятниця", "п'ятниці", "п'ятницю", "п'ятницею"),
    ("субота", "суботи", "суботу", "суботі", "суботою"),
    ("неділя", "неділі", "неділю", "неділею"),
]


@cache
def month_names() -> Mapping[str, int]:
    """The number of each month by its names, in lower case: `sept` and `вересня` are 9."""
    return {
        name.lower(): number + 1 for table in _months() for number, names in table for name in names
    }


@cache
def weekday_names() -> Mapping[str, int]:
    """The number of each weekday by its full names, in lower case: `monday`, `понеділка` are 0."""
    from dateutil.parser import parserinfo  # noqa: PLC0415 - 20 ms that only texts need

    tables = (enumerate(parserinfo.WEEKDAYS), enumerate(_UKRAINIAN_WEEKDAYS))
    return {
        name.lower(): number
        for table in tables
        for number, names in table
        for name in names
        if len(name) > len("Sat")
    }


def _months() -> tuple[enumerate[tuple[str, ...]], ...]:
    from dateutil.parser import parserinfo  # noqa: PLC0415 - 20 ms that only texts need

    return enumerate(parserinfo.MONTHS), enumerate(_UKRAINIAN_MONTHS)


def day(year: int, month: int, number: int) -> date | None:
    """The day of these numbers, None where the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):  # noqa: PLR2004 - months
        return None
    return date(year, month, number) if 1 <= number <= month_length(year, month) else None


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


def latest(month: int, number: int, upto: date) -> date | None:
    """The last day with this month and number that is not after *upto*, leap days included."""
    years = range(upto.year, max(upto.year - 8, 0), -1)
    days = (day(year, month, number) for year in years)
    return next((found for found in days if found and found <= upto), None)


def latest_weekday(weekday: int, upto: date) -> date:
    """The last day that is this weekday (Monday is 0) and not after *upto*."""
    return upto - timedelta((upto.weekday() - weekday) % 7)
