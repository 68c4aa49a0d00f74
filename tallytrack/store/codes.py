"""The compact keys inside the figure table, and what they stand for outside it."""

from datetime import UTC, date, datetime

from tallytrack.figure import Measure, Qualifier

# Figures count their day from 1970-01-01; Python's ordinals begin with the year 1.
EPOCH = date(1970, 1, 1).toordinal()

MEASURES = (Measure.TOTAL, Measure.DELTA)
QUALIFIERS = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER)

MEASURE_CODE = {measure: code for code, measure in enumerate(MEASURES)}
QUALIFIER_CODE = {qualifier: code for code, qualifier in enumerate(QUALIFIERS)}


def instant(moment: datetime) -> str:
    """An instant as the database holds it: UTC, to the millisecond, as SQLite writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def now() -> str:
    """This instant, as the database holds it."""
    return instant(datetime.now(UTC))
