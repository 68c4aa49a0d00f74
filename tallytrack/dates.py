"""Days as people write them, taken only when they can mean one thing."""

import re
from datetime import date

from tallytrack.errors import UsageError

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[^\W\d]+)\.?,?\s+(?P<year>\d{4})"
    r"|(?P<month2>[^\W\d]+)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})"
)
_SLASHES = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})", re.ASCII)

EXPECTED = "expected 2022-10-01, 2022-10 or 1 Oct 2022"


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
        return date(year, month, day)
    except ValueError:
        raise UsageError(f"{text!r} is no day of the calendar; {EXPECTED}") from None


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
