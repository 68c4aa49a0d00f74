"""What a newspaper makes of a tally, and how its figure may have come about.

An article retells; it takes the running total for the day's loss, rounds further than its
words allow, or has another day's figure. Each is told by the number itself.
"""

from datetime import date, timedelta

from tallytrack.figure import Measure, Qualifier
from tallytrack.interval import step
from tallytrack.series import Series, Statement

# How far from its day a figure is looked for: an article of the evening, of the next day, or
# of the day before, in whichever zone it was dated.
DAYS_AROUND = 3


def misreading(series: Series, day: date, measure: Measure, statement: Statement) -> str | None:
    """How *statement* may have come of what the source printed; None where nothing fits."""
    own = series.by_day[day]
    if measure is Measure.DELTA:
        if own.total is not None and statement.value == own.total and statement.value != own.delta:
            return f"{statement.value:,} is the running total of {day}, given as the day's delta"
        truth = own.deltas[0] if own.deltas else None
    else:
        truth = own.totals[0] if own.totals else None
    return _other_day(series, day, measure, statement) or _rounding(statement, truth)


def _other_day(series: Series, day: date, measure: Measure, statement: Statement) -> str | None:
    """The nearest other day that has the very figure; small deltas recur and prove nothing."""
    if measure is Measure.DELTA or statement.qualifier is not Qualifier.EXACT:
        return None
    for distance in range(1, DAYS_AROUND + 1):
        for other in (day - timedelta(distance), day + timedelta(distance)):
            there = series.by_day.get(other)
            if there and there.totals and there.totals[0].value == statement.value:
                if there.totals[0].document == statement.document:
                    continue
                return f"{statement.value:,} is the {measure} of {other}"
    return None


def _rounding(statement: Statement, truth: Statement | None) -> str | None:
    """A round number that is near the source's, and yet outside what its words allow."""
    unit = step(statement.value)
    if truth is None or unit == 1 or truth.document.publisher == statement.document.publisher:
        return None
    if abs(statement.value - truth.value) >= 2 * unit:
        return None
    said = "" if statement.qualifier is Qualifier.EXACT else f"{statement.qualifier} "
    return f"{said}{statement.value:,} is no rounding of {truth.value:,}"
