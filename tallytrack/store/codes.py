"""The compact keys inside the figure table, and what they stand for outside it."""

from datetime import date

from tallytrack.figure import Measure, Qualifier

# Figures count their day from 1970-01-01; Python's ordinals begin with the year 1.
EPOCH = date(1970, 1, 1).toordinal()

MEASURES = (Measure.TOTAL, Measure.DELTA)
QUALIFIERS = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER)

MEASURE_CODE = {measure: code for code, measure in enumerate(MEASURES)}
QUALIFIER_CODE = {qualifier: code for code, qualifier in enumerate(QUALIFIERS)}
