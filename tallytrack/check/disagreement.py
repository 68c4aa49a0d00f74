"""Which of two documents that disagree the balances support.

A total stands in two balances: with the total and delta of its day, and of the next. Each
value printed for a day is put into both. The source's own figure that closes them makes the
other a mirror's error (or a newspaper's misreading); a mirror's figure that closes them where
the source's does not is what the source meant to print. The totals of the days around are
taken as the least change of the record leaves them, and a balance that is broken for a known
reason of its own (a restatement, a misprinted delta) tests nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from tallytrack.check.chain import link
from tallytrack.check.least_change import Cause
from tallytrack.check.localise import Localisation
from tallytrack.check.misreading import misreading
from tallytrack.document import Medium
from tallytrack.figure import Measure
from tallytrack.finding import Finding, Suspect, Verdict
from tallytrack.series import Observation, Record, Series, Statement

_OWN_REASON = (Cause.RESTATEMENT, Cause.DELTA)


class Test(NamedTuple):
    """One balance that a figure was put into: two totals and the delta between them."""

    day: date
    before: int
    delta: int
    after: int

    @property
    def closes(self) -> bool:
        """Whether the sum comes out."""
        return self.before + self.delta == self.after

    def __str__(self) -> str:
        """The sum, and what it should have come to."""
        sign = "-" if self.delta < 0 else "+"
        said = f"{self.before:,} {sign} {abs(self.delta):,} = {self.before + self.delta:,}"
        return (
            f"{said} on {self.day}" if self.closes else f"{said}, not {self.after:,}, on {self.day}"
        )


def judged(record: Record, series: Series, localisation: Localisation, finding: Finding) -> Finding:
    """*finding*, a disagreement, with its verdict."""
    preferred, others = finding.evidence[0], finding.evidence[1:]
    measure = finding.measure or Measure.TOTAL
    tests = _total_tests if measure is Measure.TOTAL else _delta_tests
    tested = {
        value: tuple(tests(record, series, localisation, finding.day, value))
        for value in dict.fromkeys(statement.value for statement in finding.evidence)
    }
    grounds = tuple(f"{test}" for results in tested.values() for test in results)
    if not preferred.document.is_own:
        return _unexplained(finding, grounds, "the source's own figure is not held")
    if _supported(tested[preferred.value]):
        wrong = next(other for other in others if other.value != preferred.value)
        return _erring(series, finding, measure, wrong, preferred.value, grounds)
    right = next((other for other in others if _supported(tested[other.value])), None)
    if right is not None:
        said = f"{_who(right)} has {right.value:,}, which balances"
        return _verdict(finding, measure, preferred, right.value, (*grounds, said))
    if misread := _misread(series, finding, measure, others):
        return misread
    if not grounds:
        return _unexplained(finding, (), f"no balance tests the {measure} of {finding.day}")
    return _unexplained(finding, grounds, "neither figure closes all the balances it stands in")


def _supported(results: tuple[Test, ...]) -> bool:
    """Whether a figure was tested, and passed wherever it was."""
    return bool(results) and all(test.closes for test in results)


def _total_tests(
    record: Record, series: Series, localisation: Localisation, day: date, value: int
) -> Iterator[Test]:
    """The total *value* of *day* in the balance of its day and in that of the next day."""
    category = series.category
    for start, end in ((day - timedelta(1), day), (day, day + timedelta(1))):
        if _broken_by_itself(localisation, category, end):
            continue
        before, today = series.by_day.get(start), series.by_day.get(end)
        if not (before and today and before.totals and today.totals):
            continue
        tie = link(before, today, record.prints_deltas)
        if tie is None:
            continue
        first = value if start == day else _corrected(localisation, category, before)
        last = value if end == day else _corrected(localisation, category, today)
        yield Test(end, first, tie.reported, last)


def _delta_tests(
    _: Record, series: Series, localisation: Localisation, day: date, value: int
) -> Iterator[Test]:
    """The delta *value* of *day* between its two totals."""
    before, today = series.by_day.get(day - timedelta(1)), series.by_day.get(day)
    if not (before and today and before.totals and today.totals):
        return
    outcome = localisation.outcomes.get((series.category, day))
    if outcome and outcome.cause is Cause.RESTATEMENT:
        return
    first = _corrected(localisation, series.category, before)
    last = _corrected(localisation, series.category, today)
    yield Test(day, first, value, last)


def _broken_by_itself(localisation: Localisation, category: str, day: date) -> bool:
    outcome = localisation.outcomes.get((category, day))
    return outcome is not None and outcome.cause in _OWN_REASON


def _corrected(localisation: Localisation, category: str, observation: Observation) -> int:
    error = localisation.errors.get((category, observation.day), 0)
    return observation.totals[0].value + error


def _erring(  # noqa: PLR0913, PLR0917  # who erred, in what, against what, and why we say so
    series: Series,
    finding: Finding,
    measure: Measure,
    wrong: Statement,
    implied: int,
    grounds: tuple[str, ...],
) -> Finding:
    """The source's figure balances: the first document that has another one errs."""
    also = [
        _who(other)
        for other in finding.evidence[1:]
        if other is not wrong and other.value != implied
    ]
    grounds = (
        *grounds,
        *_how(series, finding.day, measure, wrong),
        *((f"so {'does' if len(also) == 1 else 'do'} {' and '.join(also)} err",) if also else ()),
    )
    return _verdict(finding, measure, wrong, implied, grounds)


def _how(series: Series, day: date, measure: Measure, wrong: Statement) -> tuple[str, ...]:
    """How the wrong figure may have come about."""
    if wrong.document.medium is Medium.ARTICLE:
        reason = misreading(series, day, measure, wrong)
        return (reason,) if reason else ()
    if measure is Measure.TOTAL:
        for other in (day - timedelta(1), day + timedelta(1)):
            there = series.by_day.get(other)
            if there and there.total == wrong.value:
                return (f"{wrong.value:,} is the total of {other}",)
    return ()


def _misread(
    series: Series, finding: Finding, measure: Measure, others: tuple[Statement, ...]
) -> Finding | None:
    """An article whose figure is plainly a misreading, whatever the balances say."""
    for other in others:
        if other.document.medium is Medium.ARTICLE:
            reason = misreading(series, finding.day, measure, other)
            if reason:
                return _verdict(finding, measure, other, finding.evidence[0].value, (reason,))
    return None


def _verdict(
    finding: Finding, measure: Measure, wrong: Statement, implied: int, grounds: tuple[str, ...]
) -> Finding:
    """The verdict that *wrong* is the figure that errs."""
    if wrong.document.medium is Medium.ARTICLE:
        verdict = Verdict.MISREAD
    elif not wrong.document.is_own:
        verdict = Verdict.MIRROR_ERROR
    elif measure is Measure.TOTAL:
        verdict = Verdict.MISPRINTED_TOTAL
    else:
        verdict = Verdict.MISPRINTED_DELTA
    suspect = Suspect(measure, finding.day, wrong.document.publisher, wrong.value, implied)
    return replace(finding, verdict=verdict, suspect=suspect, grounds=grounds)


def _unexplained(finding: Finding, grounds: tuple[str, ...], why: str) -> Finding:
    return replace(finding, verdict=Verdict.UNEXPLAINED, grounds=(*grounds, why))


def _who(statement: Statement) -> str:
    return f"{statement.document.publisher}'s {statement.document.medium}"
