"""Across days without a total, the reported deltas do not add up to the difference of totals.

What it checks
    Two totals with days missing between them, where deltas cover every day after the first
    up to the second: each day's own delta, or a delta over several days. A delta over n days
    is also checked where both its totals stand n days apart with none missing.

Why it matters
    A missing total hides no error as long as the deltas are there: they must still add up.

Flagged
    2024-03-01  6,600   +4
    2024-03-02  -       +9
    2024-03-03  6,614  +12  <- the totals rose by 14, the deltas say 21

Allowed
    2024-03-01  6,600   +4
    2024-03-02  -       +9
    2024-03-03  6,614   +5
    2024-03-05  6,650  +20

When to waive it
    The source announced that it corrects an earlier total: name the notice that says so.
"""

from collections.abc import Iterator
from datetime import timedelta

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity
from tallytrack.series import Observation, Record, Series, Statement

CODE = "T104"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each gap whose deltas are all there and do not add up, and each longer delta likewise."""
    for series in record.series:
        for before, after in series.gaps():
            if deltas := _covering(series, before, after):
                yield from _compare(record, series, before, after, deltas)
        for after in series.observations:
            if after.longer and after.totals and after.longer[0].document.is_own:
                delta = after.longer[0]
                start = series.by_day.get(after.day - timedelta(days=delta.days or 1))
                if start and start.totals and not _spans_gap(series, start, after):
                    yield from _compare(record, series, start, after, (delta,))


def _covering(series: Series, before: Observation, after: Observation) -> tuple[Statement, ...]:
    """The deltas that together cover each day after *before* up to *after*; empty if any lacks."""
    found: list[Statement] = []
    day = after.day
    while day > before.day:
        observation = series.by_day.get(day)
        if observation is None:
            return ()
        if observation.deltas:
            delta = observation.deltas[0]
        elif observation.longer:
            delta = observation.longer[0]
        else:
            return ()
        found.append(delta)
        day -= timedelta(days=delta.days or 1)
    return tuple(found) if day == before.day else ()


def _spans_gap(series: Series, start: Observation, after: Observation) -> bool:
    """Whether the two are neighbours across a gap, which is compared already."""
    return any(pair == (start, after) for pair in series.gaps())


def _compare(
    record: Record,
    series: Series,
    before: Observation,
    after: Observation,
    deltas: tuple[Statement, ...],
) -> Iterator[Finding]:
    reported = sum(delta.value for delta in deltas)
    difference = after.totals[0].value - before.totals[0].value
    if reported != difference:
        yield Finding(
            rule="unbalanced-gap",
            code=CODE,
            severity=SEVERITY,
            source=record.source,
            category=series.category,
            day=after.day,
            message=(
                f"the deltas since {before.day} add up to {reported:+,}, but the totals go from"
                f" {before.totals[0].value:,} to {after.totals[0].value:,} ({difference:+,})"
            ),
            measure=Measure.DELTA,
            reported=reported,
            difference=difference,
            evidence=(*deltas, after.totals[0], before.totals[0]),
        )
