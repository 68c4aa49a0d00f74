"""Days as texts write them, in English and Ukrainian: names of months and weekdays, part dates.

The names stand in dateutil's parserinfo tables, in every case a text may use.
"""

import calendar
from collections.abc import Mapping
from datetime import MAXYEAR, date, timedelta
from functools import cache

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
    return {name.lower(): number + 1 for table in _months() for number, names in table for name in names}


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
    if not (1 <= year <= MAXYEAR and 1 <= month <= 12):  # noqa: PLR2004 - months
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
