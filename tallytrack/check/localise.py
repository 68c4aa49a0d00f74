"""Error localisation: which of the figures around a broken balance is the wrong one.

The question is that of Fellegi and Holt (1976, *A systematic approach to automatic edit and
imputation*, JASA 71): given edits that a record fails, change the least weighted set of its
fields so that all edits hold. Here the edits are the balances of a series,

    total(day) = total(day before) + delta(day) + adjustment(day)

and three kinds of field may change: a total (misprinted), a delta (misprinted), or the
adjustment, which is 0 unless the source restated its total. A balance may also be left open,
at a price: that is what "unexplained" means. What each change weighs, and why, stands in
`evidence`: a keystroke between the printed and the implied value, as in the rules for simple
typing errors in balance edits (Scholtus 2009; `keystroke` has the distance), another document
that has the implied value, many categories that break on one day.

The general problem is a search over sets of fields; this one is a chain. A balance ties a
total to the one before it and to nothing else, so the least change of a whole run of broken
days is found by going along it once (dynamic programming, as Viterbi's). The state is the
error of a total, what must be added to its printed value. It need not range over all numbers.
An error can only be

    0,
    the discrepancy of its own day, which closes that balance from a right total before,
    the opposite discrepancy of the next day, which closes the next balance to a right one,
    the distance to the total that another document prints.

These few states make the work linear in the length of the run, and they include two
neighbouring wrong totals, such as days that changed places. Between two states lies what the
balance still lacks; the lightest of a misprinted delta, a restatement and "unexplained" has
to make it up. Going along the run forwards and backwards gives, besides the best solution,
the best one in which a balance is explained in another way: where it weighs hardly more, it
is an alternative.

Runs are solved twice. Whether several categories broke together can be said only once totals
that are merely misprinted are out of the way, so the first solution counts the rest by day,
and the second one knows the days of a restatement.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from tallytrack.check.chain import Link, Run, runs
from tallytrack.check.evidence import (
    CHANGED_TOTAL,
    HALF_TESTED,
    SWAPPED_DAYS,
    UNEXPLAINED,
    Days,
    against_delta,
    against_total,
    broken_together,
    for_restatement,
    weight,
)
from tallytrack.check.pages import LEAST, Page, stale_days
from tallytrack.check.pages import repeated as repeated_pages
from tallytrack.series import Record

# An explanation that weighs no more than this above the best one fits as well.
MARGIN = 2


class Cause(IntEnum):
    """How a balance is made to close. Of equal weight, the first is taken."""

    CLOSED = 0
    TOTAL = 1
    RESTATEMENT = 2
    DELTA = 3
    UNEXPLAINED = 4


class Outcome(NamedTuple):
    """What the least change makes of one broken balance.

    Args:
        run: the run it was solved in.
        place: the balance's place in it.
        cause: what is changed to close it.
        errors: for each total of the run, what has to be added to it.
        rest: what has to be added to the delta once the totals are right.
        alternatives: other causes that weigh hardly more.
    """

    run: Run
    place: int
    cause: Cause
    errors: tuple[int, ...]
    rest: int
    alternatives: tuple[Cause, ...]

    @property
    def before(self) -> int:
        """The error of the total of the day before."""
        return self.errors[self.place]

    @property
    def after(self) -> int:
        """The error of the day's own total."""
        return self.errors[self.place + 1]

    @property
    def link(self) -> Link:
        """The broken balance."""
        return self.run.links[self.place]


@dataclass(frozen=True)
class Localisation:
    """The least change of a whole record.

    Args:
        outcomes: what it makes of each broken balance, by category and day.
        errors: for each total it changes, by category and day, what to add to it.
        days: what is known of whole days.
    """

    outcomes: dict[tuple[str, date], Outcome] = field(default_factory=dict)
    errors: dict[tuple[str, date], int] = field(default_factory=dict)
    days: Days = field(default_factory=Days)


def localise(record: Record) -> Localisation:
    """The least weighted change that makes the balances of *record* close."""
    found = [run for series in record.series for run in runs(series, record.prints_deltas)]
    stale, repeated = stale_days(_pages(record, found), record.source)
    alone = Days(stale=stale, repeated=repeated)
    solutions = [solve(run, record.source, alone) for run in found]
    breaks = (
        (outcome.link.day, run.category)
        for run, outcomes in zip(found, solutions, strict=True)
        for outcome in outcomes
        if outcome.rest
    )
    days = Days(broken_together(breaks), stale, repeated)
    solved = Localisation(days=days)
    for run, first in zip(found, solutions, strict=True):
        is_shared = any(len(days.broken.get(link.day, ())) > 1 for link in run.links)
        for outcome in solve(run, record.source, days) if is_shared else first:
            link = outcome.link
            if link.discrepancy:
                solved.outcomes[run.category, link.day] = outcome
            for day, error in ((link.before.day, outcome.before), (link.day, outcome.after)):
                if error:
                    solved.errors[run.category, day] = error
    return solved


def _pages(record: Record, found: list[Run]) -> Iterator[Page]:
    """The repeated pages of *record*. They are looked for where totals stand still together."""
    still = Counter(
        link.day for run in found for link in run.links if link.reported and not link.difference
    )
    return repeated_pages(record) if max(still.values(), default=0) >= LEAST else iter(())


def solve(run: Run, source: str, days: Days) -> list[Outcome]:
    """The least change of one run: an outcome for each of its balances."""
    totals = [_states(run, place, days) for place in range(len(run.links) + 1)]
    steps = [
        [
            [_Step.cheapest(run, place, one, other, source, days) for other in after]
            for one in before
        ]
        for place, (before, after) in enumerate(pairwise(totals))
    ]
    forwards = _reach(totals, steps)
    backwards = _reach(totals[::-1], [_transposed(step) for step in steps[::-1]])[::-1]
    path = _path(totals, steps, forwards)
    best = min(forwards[-1])
    errors = tuple(states[state].error for states, state in zip(totals, path, strict=True))
    outcomes = []
    for place, step in enumerate(steps):
        one, other = path[place], path[place + 1]
        chosen = step[one][other].causes[0]
        weights: dict[Cause, int] = {}
        for start, row in enumerate(step):
            for end, way in enumerate(row):
                around = forwards[place][start] + backwards[place + 1][end]
                for cause, cost in way.causes:
                    weights[cause] = min(weights.get(cause, around + cost), around + cost)
        outcomes.append(
            Outcome(
                run,
                place,
                chosen[0],
                errors,
                step[one][other].rest,
                tuple(
                    cause
                    for cause in sorted(weights, key=lambda cause: (weights[cause], cause))
                    if cause not in (chosen[0], Cause.CLOSED, Cause.UNEXPLAINED)
                    and weights[cause] <= best + MARGIN
                ),
            )
        )
    return outcomes


class _State(NamedTuple):
    """One error that a total may have, and what it weighs to say so."""

    error: int
    weight: int


class _Step(NamedTuple):
    """From one total to the next: what the delta still lacks, and each cause with its weight."""

    rest: int
    causes: tuple[tuple[Cause, int], ...]

    @classmethod
    def cheapest(  # noqa: PLR0913, PLR0917  # a step is between two states, of one run, on one day
        cls, run: Run, place: int, one: _State, other: _State, source: str, days: Days
    ) -> "_Step":
        """The ways from the state *one* to the state *other*, the lightest first."""
        link = run.links[place]
        rest = other.error - one.error - link.discrepancy
        if not rest:
            swapped = one.error and one.error == -other.error == link.difference
            cause = Cause.TOTAL if link.discrepancy else Cause.CLOSED
            return cls(0, ((cause, -SWAPPED_DAYS if swapped else 0),))
        ways = (
            (Cause.RESTATEMENT, weight(for_restatement(link.day, source, days))),
            (Cause.DELTA, weight(against_delta(link, link.reported + rest, days))),
            (Cause.UNEXPLAINED, UNEXPLAINED),
        )
        return cls(rest, tuple(sorted(ways, key=lambda way: (way[1], way[0]))))


def _states(run: Run, place: int, days: Days) -> list[_State]:
    """The errors that the total at *place* may have; 0 first."""
    chain = run.links
    own = chain[place - 1] if place else None
    following = chain[place] if place < len(chain) else None
    # Beyond a closed balance at the run's end the totals are tied to days that close, too.
    if (own is None and not chain[0].discrepancy) or (
        following is None and not chain[-1].discrepancy
    ):
        return [_State(0, 0)]
    observation = own.today if own else chain[0].before
    printed = observation.totals[0].value
    errors = dict.fromkeys(
        (
            0,
            own.discrepancy if own else 0,
            -following.discrepancy if following else 0,
            *(statement.value - printed for statement in observation.totals[1:]),
        )
    )
    change = CHANGED_TOTAL if own and following else CHANGED_TOTAL + HALF_TESTED
    return [
        _State(error, weight(against_total(observation, printed + error, days), change))
        if error
        else _State(0, 0)
        for error in errors
    ]


def _reach(totals: list[list[_State]], steps: list[list[list[_Step]]]) -> list[list[int]]:
    """The least weight of getting to each state from the beginning, its own weight included."""
    reached = [[state.weight for state in totals[0]]]
    for states, step in zip(totals[1:], steps, strict=True):
        last = reached[-1]
        reached.append(
            [
                state.weight
                + min(cost + row[end].causes[0][1] for cost, row in zip(last, step, strict=True))
                for end, state in enumerate(states)
            ]
        )
    return reached


def _path(
    totals: list[list[_State]], steps: list[list[list[_Step]]], reached: list[list[int]]
) -> list[int]:
    """The states of the best solution. Of equal weight, the one that changes fewer totals."""
    end = min(range(len(totals[-1])), key=lambda state: (reached[-1][state], state))
    path = [end]
    for place in range(len(steps) - 1, -1, -1):
        end = min(
            range(len(totals[place])),
            key=lambda state: (
                reached[place][state] + steps[place][state][end].causes[0][1],
                state,
            ),
        )
        path.append(end)
    return path[::-1]


def _transposed(step: list[list[_Step]]) -> list[list[_Step]]:
    return [list(row) for row in zip(*step, strict=True)]
