"""The least weighted change of one run of broken balances: the dynamic programme.

`localise` has the whole story. Here a run is gone along forwards and backwards; the states
are the errors that its totals may have, and the steps between them are what the deltas, or
restatements, still have to make up.
"""

from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from tallytrack.check.chain import Link, Run
from tallytrack.check.evidence import (
    CHANGED_TOTAL,
    HALF_TESTED,
    SWAPPED_DAYS,
    UNEXPLAINED,
    Days,
    against_delta,
    against_total,
    for_restatement,
    weight,
)

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


def solve(run: Run, days: Days) -> list[Outcome]:
    """The least change of one run: an outcome for each of its balances."""
    totals = [_states(run, place, days) for place in range(len(run.links) + 1)]
    steps = [
        [[_Step.cheapest(run, place, one, other, days) for other in after] for one in before]
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
        way = step[one][other]
        cause = way.causes[0][0]
        others: tuple[Cause, ...] = ()
        # Nobody asks what else may be the cause of a balance that closes.
        if run.links[place].discrepancy:
            weights = _weights(step, forwards[place], backwards[place + 1])
            others = _near(weights, best, cause)
        outcomes.append(Outcome(run, place, cause, errors, way.rest, others))
    return outcomes


def _weights(step: list[list["_Step"]], before: list[int], after: list[int]) -> dict[Cause, int]:
    """What the best solution weighs in which a balance is explained by each cause.

    *before* and *after* are the least weights of what is around it, for each of its states.
    """
    weights: dict[Cause, int] = {}
    for start, row in enumerate(step):
        for end, way in enumerate(row):
            around = before[start] + after[end]
            for cause, cost in way.causes:
                weights[cause] = min(weights.get(cause, around + cost), around + cost)
    return weights


def _near(weights: dict[Cause, int], best: int, chosen: Cause) -> tuple[Cause, ...]:
    """The causes, but for the *chosen* one, that weigh hardly more than the *best* solution."""
    return tuple(
        cause
        for cause in sorted(weights, key=lambda cause: (weights[cause], cause))
        if cause not in (chosen, Cause.CLOSED, Cause.UNEXPLAINED)
        and weights[cause] <= best + MARGIN
    )


class _State(NamedTuple):
    """One error that a total may have, and what it weighs to say so."""

    error: int
    weight: int


class _Step(NamedTuple):
    """From one total to the next: what the delta still lacks, and each cause with its weight."""

    rest: int
    causes: tuple[tuple[Cause, int], ...]

    @classmethod
    def cheapest(cls, run: Run, place: int, one: _State, other: _State, days: Days) -> "_Step":
        """The ways from the state *one* to the state *other*, the lightest first."""
        link = run.links[place]
        rest = other.error - one.error - link.discrepancy
        if not rest:
            swapped = one.error and one.error == -other.error == link.difference
            cause = Cause.TOTAL if link.discrepancy else Cause.CLOSED
            return cls(0, ((cause, -SWAPPED_DAYS if swapped else 0),))
        # In the order of `Cause`, which sorting by weight keeps where two weigh the same.
        ways = (
            (Cause.RESTATEMENT, weight(for_restatement(link.day, days))),
            (Cause.DELTA, weight(against_delta(link, link.reported + rest, days))),
            (Cause.UNEXPLAINED, UNEXPLAINED),
        )
        return cls(rest, tuple(sorted(ways, key=lambda way: way[1])))


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
