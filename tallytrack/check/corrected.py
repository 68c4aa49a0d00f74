"""A series with the implied value in place of each suspect, so that a chart need not carry a
known misprint. Nothing is stored: the figures stay as they were printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Suspect
from tallytrack.series import Observation, Series, Statement


@dataclass(frozen=True, slots=True)
class Correction:
    """One printed number and what stands in its place."""

    day: date
    measure: Measure
    printed: int
    implied: int


def corrected(series: Series, findings: Iterable[Finding]) -> tuple[Series, tuple[Correction, ...]]:
    """*series* with each suspect that has an implied value corrected; and the corrections.

    Only what a series would otherwise show is corrected: the preferred statement of a day. A
    waived finding accuses nobody.
    """
    suspects = {
        (finding.suspect.day, finding.suspect.measure): finding.suspect
        for finding in findings
        if finding.suspect is not None
        and finding.suspect.implied is not None
        and finding.waived is None
        and (finding.source, finding.category) == (series.source, series.category)
    }
    observations: list[Observation] = []
    corrections: list[Correction] = []
    for observation in series.observations:
        totals = _replaced(observation.totals, suspects.get((observation.day, Measure.TOTAL)))
        deltas = _replaced(observation.deltas, suspects.get((observation.day, Measure.DELTA)))
        for measure, before, after in (
            (Measure.TOTAL, observation.totals, totals),
            (Measure.DELTA, observation.deltas, deltas),
        ):
            if before is not after:
                correction = Correction(observation.day, measure, before[0].value, after[0].value)
                corrections.append(correction)
        observations.append(observation._replace(totals=totals, deltas=deltas))
    return Series(series.source, series.category, tuple(observations)), tuple(corrections)


def _replaced(statements: tuple[Statement, ...], suspect: Suspect | None) -> tuple[Statement, ...]:
    if suspect is None or suspect.implied is None or not statements:
        return statements
    first = statements[0]
    if (first.document.publisher, first.value) != (suspect.publisher, suspect.printed):
        return statements
    return (first._replace(value=suspect.implied), *statements[1:])
