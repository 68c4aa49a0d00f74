"""Lengths of time that are periods of losses: `за минулу добу`, `in the last two days`."""

from collections.abc import Sequence

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "half-year": 182, "year": 365}
_HOURS = 24
SINGLE = "single"  # the note of `in a single day`, which may be any


def period_of(marks: Sequence[Mark], at: int, _: str, lexicon: Lexicon) -> tuple[Mark, int] | None:
    """`за минулу добу`, `in the last two days`, `past 24 hours`, and days of the war."""
    sign = marks[at].kind is Kind.QUALIFIER and marks[at].end - marks[at].start == 1
    if sign or not lexicon.has("during", marks[at].key.removesuffix("*")):
        return None
    place, opened, count, number_at, current = at, False, 1.0, -1, False
    while place < len(marks) and place - at < 9:  # noqa: PLR2004 - the longest opening
        mark = marks[place]
        unit = mark.key.removeprefix("a ") if mark.kind is Kind.AVERAGE else mark.key
        if mark.kind in {Kind.TIME, Kind.AVERAGE} and unit in {*LENGTHS, "hour"}:
            if not opened:
                return None
            length = LENGTHS.get(unit, 1 / _HOURS)
            days = max(1, round(count * length))
            counted = number_at >= 0 and count != 1
            key = "day" if days == 1 else "days" if counted else _named(marks[at:place], unit)
            if current and number_at < 0 and unit in {"week", "month", "year"}:
                return Mark(Kind.PERIOD, f"since {unit}", marks[at].start, mark.end), place + 1
            note = _which(marks[at:place], lexicon, one_day=key == unit == "day")
            return Mark(Kind.PERIOD, key, marks[at].start, mark.end, days, note), place + 1
        if mark.kind in {Kind.NUMBER, Kind.HALF} and number_at < 0:
            count, number_at = mark.number, place
        elif mark.kind is Kind.DASH and number_at == place - 1:
            pass
        elif lexicon.has("during", mark.key):
            opened = opened or lexicon.has("opening", mark.key)
            current = current or lexicon.has("current", mark.key)
        elif not (mark.kind is Kind.NOISE and mark.number and number_at < 0):
            return None
        else:
            count, number_at = mark.number, place
        place += 1
    return None


def _named(opening: Sequence[Mark], unit: str) -> str:
    """The key of one *unit* of time: of `last month`, unlike `over the last month`, the month
    before this one.
    """
    before = unit == "month" and [mark.key for mark in opening] == ["last"]
    return "month prev" if before else unit


def _which(opening: Sequence[Mark], lexicon: Lexicon, *, one_day: bool) -> str:
    """Which of its kind a period is by the words that open it: the last, the first, any day."""
    if one_day and any(m.kind is Kind.NUMBER or m.key == "single" for m in opening):
        return SINGLE
    if any(lexicon.has("final", mark.key) for mark in opening):
        return "last"
    return "first" if any(lexicon.has("part_1", mark.key) for mark in opening) else ""
