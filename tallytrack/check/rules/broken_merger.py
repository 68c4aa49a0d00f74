"""Categories were merged, and the total of the merged one is not the sum of its parts.

What it checks
    On the first day after the parts end, the merged category's total against the parts' last
    totals, its own total of the day before where it has one, and its delta. Which categories
    went into which stands in data/categories.toml.

Why it matters
    A merger is the one day on which no single series can be checked, and therefore the day
    on which a total may be restated unseen.

Flagged
    2022-04-30  vehicles             1,701   +6
    2022-04-30  fuel_tanks              76   +0
    2022-05-01  vehicles_fuel_tanks  1,796  +20  <- 1,701 + 76 + 20 = 1,797

Allowed
    2022-04-30  vehicles             1,701   +6
    2022-04-30  fuel_tanks              76   +0
    2022-05-01  vehicles_fuel_tanks  1,797  +20

When to waive it
    The source explains what it left out when it merged them: name the place.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity, Verdict
from tallytrack.series import Observation, Record, Series, Statement
from tallytrack.vocabulary import shipped_vocabulary

CODE = "T113"
SEVERITY = Severity.ERROR


def find(record: Record) -> Iterator[Finding]:
    """Each merger whose first total is not what its parts and its delta add up to."""
    series = {one.category: one for one in record.series}
    mergers: defaultdict[str, list[str]] = defaultdict(list)
    for category in shipped_vocabulary().categories.values():
        if category.merged_into:
            mergers[category.merged_into].append(category.key)
    for merged, parts in mergers.items():
        if merged in series and all(part in series for part in parts):
            yield from _compare(record, series[merged], [series[part] for part in parts])


def _compare(record: Record, merged: Series, parts: list[Series]) -> Iterator[Finding]:
    if not all(part.with_totals for part in parts):
        return
    last = {part.with_totals[-1].day for part in parts}
    if len(last) != 1:
        return
    [before] = last
    today = merged.by_day.get(before + timedelta(days=1))
    if today is None or not (today.totals and today.deltas):
        return
    own = merged.by_day.get(before)
    sums = [part.by_day[before].totals[0] for part in parts]
    sums += own.totals[:1] if own else ()
    if sum(one.value for one in sums) + today.deltas[0].value != today.totals[0].value:
        yield _finding(record.source, merged.category, today, sums)


def _finding(source: str, category: str, today: Observation, sums: list[Statement]) -> Finding:
    delta, total = today.deltas[0], today.totals[0]
    before = sum(one.value for one in sums)
    said = " + ".join(f"{one.value:,}" for one in sums)
    return Finding(
        rule="broken-merger",
        code=CODE,
        severity=SEVERITY,
        source=source,
        category=category,
        day=today.day,
        message=(
            f"reported {delta.value:+,} on {said} = {before:,}, but the merged total is"
            f" {total.value:,} ({total.value - before:+,})"
        ),
        measure=Measure.DELTA,
        reported=delta.value,
        difference=total.value - before,
        evidence=(delta, total, *sums),
        verdict=Verdict.UNEXPLAINED,
        grounds=("no balance around a merger says which of its numbers is wrong",),
    )
