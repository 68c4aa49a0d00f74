"""The cells of a table, taken exactly or not at all.

Python reads more than a table should hold: `int` takes `1_000` and other scripts' digits,
`date.fromisoformat` takes `2020-W09-3` and `20200229`. Each token is therefore matched
before it is converted.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from tallytrack import dates

# SQLite's integers end at 2^63 - 1, and so must a discrepancy: a delta less a difference of two.
GREATEST = 2**62 - 1

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TOTAL = re.compile(r"\d{1,19}", re.ASCII)
_DELTA = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_DAYS = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_KEY = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", re.ASCII)

_Word = TypeVar("_Word", bound=StrEnum)


class Refused(ValueError):  # noqa: N818  # it names what happened to the cell, as errors.Fault does
    """A cell that cannot be taken; the message says what stands there and what was expected."""


# So much of a cell is quoted in a message.
_QUOTED = 40


def clipped(token: str) -> str:
    """A token as a message quotes it: its beginning, if it is long."""
    return repr(token if len(token) <= _QUOTED else f"{token[:_QUOTED]}…")


@lru_cache(maxsize=4096)
def day(token: str) -> date:
    """The day that *token* writes as YYYY-MM-DD; raises Refused.

    Each distinct day is parsed once: a table has many rows for each.
    """
    if _DAY.fullmatch(token):
        try:
            found = date.fromisoformat(token)
        except ValueError:
            raise Refused(
                f"{clipped(token)} is no day of the calendar; expected YYYY-MM-DD"
            ) from None
        if not dates.is_near(found):
            raise Refused(f"{clipped(token)} is of no year that is reported of; {dates.NEAR}")
        return found
    raise Refused(f"{clipped(token)} is not a day; expected YYYY-MM-DD, for example 2022-10-05")


def total(token: str) -> int:
    """A running total: digits alone; raises Refused."""
    if _TOTAL.fullmatch(token) and (value := int(token)) <= GREATEST:
        return value
    if token.startswith("-") and _DELTA.fullmatch(token):
        raise Refused(f"{clipped(token)} is negative; expected a total, which counts up from 0")
    raise Refused(f"{clipped(token)} is not a total; expected {_expected(token)}")


def delta(token: str) -> int:
    """A reported delta: digits, with a sign if need be; raises Refused."""
    if _DELTA.fullmatch(token) and abs(value := int(token)) <= GREATEST:
        return value
    raise Refused(f"{clipped(token)} is not a delta; expected {_expected(token)}")


def days(token: str) -> int:
    """The length of a delta's period in days; raises Refused."""
    if _DAYS.fullmatch(token):
        return int(token)
    raise Refused(
        f"{clipped(token)} is not a number of days; expected a whole number from 1 to 9999"
    )


def key(token: str) -> str:
    """The key of a source or a publisher: `general-staff`; raises Refused."""
    if _KEY.fullmatch(token):
        return token
    raise Refused(f"{clipped(token)} is not a key; expected small letters, digits and hyphens")


def new_key(token: str) -> str:
    """The key of a category that is named by its first use: `Côte d'Ivoire` has côte_d_ivoire."""
    if key := re.sub(r"\W+", "_", token.strip().lower()).strip("_"):
        return key
    raise Refused(f"{clipped(token)} is no category; expected a name with a letter or a digit")


def name(token: str) -> str:
    """The key of a category as a tally has it, whatever it is made of; raises Refused."""
    new_key(token)
    return token


def word(token: str, words: type[_Word]) -> _Word:
    """One of a fixed list of words; raises Refused."""
    try:
        return words(token)
    except ValueError:
        raise Refused(f"{clipped(token)} is not one of {', '.join(words)}") from None


def text(token: str) -> str:
    """Words, as they are; raises Refused where they are none: JSON can write half a character."""
    try:
        token.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(
            f"{clipped(token)} has half of a character (a surrogate); expected text"
        ) from None
    return token


def other_number(cells: Sequence[str], expected: int, mark: str = ",") -> str:
    """What to say of a row that has not as many cells as its header, parted by *mark*."""
    many = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    said = f"{clipped(mark.join(cells))} has {many}, the header {expected}"
    if len(cells) > expected:
        return f"{said}; put a cell that holds {mark!r} in quotes"
    return f"{said}; leave a cell empty where nothing was printed"


def last_day(tokens: Iterable[str]) -> date | None:
    """The last of the days among *tokens*, passing over what is none."""
    return max((date.fromisoformat(token) for token in set(tokens) if _is_day(token)), default=None)


def _is_day(token: str) -> bool:
    try:
        day(token)
    except Refused:
        return False
    return True


def _expected(token: str) -> str:
    """What a number should look like, with the likely slip named."""
    if re.fullmatch(r"[+-]?\d+[.,\s'_]\d+.*", token):
        return "a whole number without separators, for example 3799"
    if re.fullmatch(r"[+-]?\d{19,}", token, re.ASCII):
        return f"a whole number up to {GREATEST}"
    return "a whole number, for example 3799; leave the cell empty where none was printed"
