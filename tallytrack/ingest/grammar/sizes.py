"""Sizes: whether numbers can be one day's losses, or a total at all.

Asked only where the text does not say. The bounds are rough and stand in data/words.toml; one
number out of bounds settles the whole list or sentence it stands in.
"""

from collections.abc import Sequence

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.joining import Joined, Joint
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.measures import DAY, Tone


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


def _all_small(numbers: Sequence[tuple[Joined, int]], words: Lexicon) -> bool:
    least = words.bounds["least_total"]
    return all(value < least.get(joined.category, value + 1) for joined, value in numbers)
