"""A reported delta lies far outside the recent habit of its series.

What it checks
    Each delta against the last 60 of its series that are not zero, at least 10 of them. It
    must lie 8 times their spread from their median, and twice as far as any of them. The
    spread is the median absolute deviation, scaled to a standard deviation (1.4826), and at
    least the square root of the median, as counts have it; a few wild values do not move
    it (Hampel 1974; Iglewicz and Hoaglin 1993). Runs only when it is selected.

Why it matters
    A surge is news or a misprint; either deserves a look. Nothing contradicts it.

Flagged
    2024-03-01  -    +4
    2024-03-02  -    +6
    2024-03-03  -    +3
    2024-03-04  -    +5
    2024-03-05  -    +8
    2024-03-06  -    +4
    2024-03-07  -    +7
    2024-03-08  -    +5
    2024-03-09  -    +3
    2024-03-10  -    +6
    2024-03-11  -  +107  <- a digit too many, or a very bad day

Allowed
    2024-03-01  -    +4
    2024-03-02  -    +6
    2024-03-03  -    +3
    2024-03-04  -    +5
    2024-03-05  -    +8
    2024-03-06  -    +4
    2024-03-07  -    +7
    2024-03-08  -    +5
    2024-03-09  -    +3
    2024-03-10  -    +6
    2024-03-11  -   +17

When to waive it
    The day was as bad as that: name a report that tells of it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity
from tallytrack.series import Record

CODE = "T112"
SEVERITY = Severity.QUERY

WINDOW = 60
LEAST = 10
SPREADS = 8
FURTHEST = 2
TO_DEVIATION = 1.4826


def find(record: Record) -> Iterator[Finding]:
    """Each delta far outside what its series was used to."""
    for series in record.series:
        habit: deque[int] = deque(maxlen=WINDOW)
        for observation in series.observations:
            delta = observation.delta
            if not delta:
                continue
            if len(habit) >= LEAST and _is_far(delta, habit):
                usual = _median(habit)
                yield Finding(
                    rule="outlying-delta",
                    code=CODE,
                    severity=SEVERITY,
                    source=record.source,
                    category=series.category,
                    day=observation.day,
                    message=(
                        f"reported {delta:+,}, where the last {len(habit)} deltas had a median"
                        f" of {usual:+,.10g} and lay between {min(habit):+,} and {max(habit):+,}"
                    ),
                    measure=Measure.DELTA,
                    reported=delta,
                    evidence=(observation.deltas[0],),
                )
            habit.append(delta)


def _is_far(delta: int, habit: Sequence[int]) -> bool:
    usual = _median(habit)
    deviations = [abs(value - usual) for value in habit]
    spread = max(TO_DEVIATION * _median(deviations), max(usual, 1) ** 0.5)
    distance = abs(delta - usual)
    return distance > SPREADS * spread and distance > FURTHEST * max(deviations)


def _median(values: Iterable[float]) -> float:
    """The middle value. `statistics` has it too, and takes longer to import than to compute."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
