"""Sizes: whether numbers can be one day's losses, or a total at all.

Asked only where the text does not say. The bounds are rough and stand in data/words.toml; one
number out of bounds settles the whole list or sentence it stands in.
"""

from collections.abc import Sequence
from datetime import date

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.cues import DAY, Tone
from tallytrack.ingest.grammar.joints import Joined, Joint
from tallytrack.ingest.grammar.lexicon import Lexicon


def decide(
    numbers: Sequence[tuple[Joined, int]], carried: Tone | None, words: Lexicon
) -> Tone | None:
    """The tone of numbers that stand together; *carried* is that of the sentences before."""
    most, least = words.bounds["most_in_a_day"], words.bounds["least_total"]
    longer = carried is not None and carried.measure is Measure.DELTA and carried.period != DAY
    if longer:
        return carried
    if any(value > most.get(joined.category, value) for joined, value in numbers):
        return Tone(Measure.TOTAL, sure=False)
    small = any(value < least.get(joined.category, 0) for joined, value in numbers)
    if carried is not None and carried.measure is Measure.DELTA:
        return carried
    if carried is None and all(joined.joint is Joint.LABEL for joined, _ in numbers):
        return Tone(Measure.TOTAL, sure=False)
    if carried is not None:
        return Tone(Measure.DELTA, sure=False) if small and _all_small(numbers, words) else carried
    return Tone(Measure.DELTA, sure=False) if small else None


def unless_totals(
    numbers: Sequence[tuple[Joined, int]], carried: Tone, words: Lexicon
) -> Tone | None:
    """*carried*, unless it is a longer period and the numbers may all be totals."""
    least = words.bounds["least_total"]
    large = all(value >= least.get(joined.category, 0) for joined, value in numbers)
    longer = carried.measure is Measure.DELTA and carried.period != DAY
    return None if longer and large else carried


def _all_small(numbers: Sequence[tuple[Joined, int]], words: Lexicon) -> bool:
    least = words.bounds["least_total"]
    return all(value < least.get(joined.category, value + 1) for joined, value in numbers)


def is_small(joined: Joined, value: int, words: Lexicon) -> bool:
    """Whether *value* is less than any total there was."""
    return value < words.bounds["least_total"].get(joined.category, 0)


def is_passed(category: str, value: int, day: date, words: Lexicon) -> bool:
    """Whether every total of *category* was long past *value* on *day*."""
    known = [numbers for key, numbers in words.passed if key <= day.isoformat()]
    return bool(known) and value < known[-1].get(category, 0)


def is_bounded(category: str, day: date, words: Lexicon) -> bool:
    """Whether it is known what every total of *category* had passed by *day*."""
    known = [numbers for key, numbers in words.passed if key <= day.isoformat()]
    return bool(known) and category in known[-1]


def are_too_few(value: int, day: date, days: int, words: Lexicon) -> bool:
    """Whether the reports of the *days* up to *day* cannot have told of so few men.

    What may be one day's is left: its period may be another than the text's longest.
    """
    known = [number for key, number in words.fewest if key <= day.isoformat()]
    most = words.bounds["most_in_a_day"]["personnel"]
    return bool(known) and (value < known[-1] or most < value < known[-1] * days)


_LONGEST = {"day": 1, "month": 31, "years": 366, "days": 0, "week": 7, "fortnight": 14, "year": 366}


def is_excessive(joined: Joined, value: int, tone: Tone, words: Lexicon) -> bool:
    """Whether *value* is more than the whole period of *tone* can have cost."""
    most = words.bounds["most_in_a_day"].get(joined.category)
    if tone.measure is not Measure.DELTA or most is None:
        return False
    name, _, rest = tone.period.partition(" ")
    years = int(rest.split()[1]) - int(rest.split()[0]) + 1 if name == "years" else 1
    length = max(tone.days, _LONGEST.get(name, 0) * years)
    return name in _LONGEST and value > most * length
