"""The back-test: how often an error that was put in is found, located and repaired.

Run as a script it prints the table that the README shows:

    python tests/check/backtest.py

The stretches are real: a fortnight and a day of the source's own text or picture in which
every category is printed every day and every balance closes. Mirrors are left out: with a
mirror that has the right figure the question would be answered before it is asked.
"""

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import records
from injected import KINDS, TOTAL, Injection, Printed

from tallytrack import shipped
from tallytrack.check.judge import judge
from tallytrack.check.rules import unbalanced_delta, unreported_change
from tallytrack.finding import Finding

DAYS = 15
PER_STRETCH = 10
MEDIA = {"text": 0, "picture": 1}


@dataclass
class Score:
    """What became of the errors of one kind.

    Args:
        injected: how many errors were put in.
        found: how many broke each of the balances they stand in, and were flagged there.
        located: of how many each finding suspects the very figures that are wrong, or, where
            none is wrong, has the right verdict and suspects none.
        repaired: of how many the implied values, or the adjustments, are the true ones.
        blamed: how many findings suspect a figure that is right.
        elsewhere: findings on balances that were not touched.
    """

    injected: int = 0
    found: int = 0
    located: int = 0
    repaired: int = 0
    blamed: int = 0
    elsewhere: int = 0


def stretches() -> Iterator[Printed]:
    """The consistent stretches of the shipped record, one after another, none overlapping."""
    printed: dict[date, dict[str, dict[str, tuple[int, int | None]]]] = defaultdict(dict)
    with (shipped.folder("data") / "general_staff.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["total"] and row["medium"] in MEDIA:
                delta = int(row["delta"]) if row["delta"] else None
                media = printed[date.fromisoformat(row["day"])].setdefault(row["category"], {})
                media[row["medium"]] = (int(row["total"]), delta)
    day = min(printed)
    while day <= max(printed):
        stretch = _stretch(printed, day)
        if stretch and not _judged(stretch):
            yield stretch
            day += timedelta(days=DAYS)
        else:
            day += timedelta(days=1)


def _stretch(
    printed: dict[date, dict[str, dict[str, tuple[int, int | None]]]], first: date
) -> Printed | None:
    """The figures from *first* on, of the categories that are printed on each day."""
    days = [first + timedelta(days=offset) for offset in range(DAYS)]
    if not all(day in printed for day in days):
        return None
    categories = sorted(set.intersection(*({*printed[day]} for day in days)))
    stretch: Printed = {}
    for category in categories:
        rows = [
            printed[day][category][min(printed[day][category], key=MEDIA.__getitem__)]
            for day in days
        ]
        stretch[category] = ([total for total, _ in rows], [None, *(d for _, d in rows[1:])])
    # Whether a delta left out says "no change" is known where the others are printed.
    return stretch if all(_speaks(stretch, place) for place in range(1, DAYS)) else None


def _speaks(stretch: Printed, place: int) -> bool:
    return any(deltas[place] is not None for _, deltas in stretch.values())


def _judged(printed: Printed) -> list[Finding]:
    record = records.record(printed)
    found = [*unbalanced_delta.find(record), *unreported_change.find(record)]
    return judge(record, found)


def measure(seed: int = 2022) -> dict[str, Score]:
    """The score of each kind of error, over every stretch."""
    rng = random.Random(seed)  # the same errors on every run, not secrets
    scores = {kind: Score() for kind in KINDS}
    for stretch in stretches():
        for kind, inject in KINDS.items():
            for _ in range(PER_STRETCH):
                injection = inject(stretch, rng)
                if injection:
                    hold(injection, _judged(injection.printed), scores[kind])
    return scores


def hold(injection: Injection, findings: list[Finding], score: Score) -> None:
    """Hold *findings* against what was put in."""
    touched = _touched(injection)
    told = {(one.category, (one.day - records.FIRST).days): one for one in findings}
    there = [told[place] for place in touched if place in told]
    score.injected += 1
    score.found += len(there) > 0 and _broken(injection) <= told.keys()
    score.elsewhere += len(told.keys() - touched)
    suspects = {
        (one.category, str(one.suspect.measure), (one.suspect.day - records.FIRST).days): (
            one.suspect.implied
        )
        for one in there
        if one.suspect
    }
    score.blamed += len(suspects.keys() - injection.changed.keys())
    right = all(str(one.verdict) == injection.verdict for one in there)
    is_located = bool(there) and suspects.keys() == injection.changed.keys() and right
    score.located += is_located
    if injection.restated:
        adjustments = {place: -(one.discrepancy or 0) for place, one in told.items()}
        adjustments |= {
            place: one.difference or 0 for place, one in told.items() if one.reported is None
        }
        score.repaired += is_located and adjustments == injection.restated
    else:
        score.repaired += is_located and suspects == injection.changed


def _touched(injection: Injection) -> set[tuple[str, int]]:
    """The balances in which a changed figure stands."""
    touched = set(injection.restated)
    for category, measure_, place in injection.changed:
        touched.add((category, place))
        if measure_ == TOTAL:
            touched.add((category, place + 1))
    return touched


def _broken(injection: Injection) -> set[tuple[str, int]]:
    """Those of them that no longer close."""
    broken = set()
    for category, place in _touched(injection):
        totals, deltas = injection.printed[category]
        difference = (totals[place] or 0) - (totals[place - 1] or 0)
        if difference != (deltas[place] or 0):
            broken.add((category, place))
    return broken


def table(scores: dict[str, Score]) -> str:
    """The scores as the README shows them."""
    lines = [
        "| error put in | times | found | located | repaired | wrongly blamed | false alarms |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for kind, score in scores.items():
        shares = (
            f"{100 * part / score.injected:.1f} %"
            for part in (score.found, score.located, score.repaired)
        )
        row = (kind, str(score.injected), *shares, str(score.blamed), str(score.elsewhere))
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table(measure()) + "\n")
