"""The balances of a series, and the runs of neighbouring days on which they are broken.

A balance ties two totals to the delta between them: `total(day) = total(day before) + delta`.
A total therefore stands in two balances, its own day's and the next day's, and a wrong total
breaks both. Days that are broken together must be judged together: a run is what has to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tallytrack.document import Document
from tallytrack.series import Observation, Series, Statement

# A run goes on over one closed balance: two neighbouring totals that are wrong by the same
# amount close the balance between them.
REACH = 2


class Balance(NamedTuple):
    """One equation between two totals and the delta between them.

    Args:
        before: the day before, with its totals.
        today: the day, with its totals.
        delta: the reported delta; None where the report prints deltas and none here, by
            which it says that nothing changed.
    """

    before: Observation
    today: Observation
    delta: Statement | None

    @property
    def day(self) -> date:
        """The day whose delta it is about."""
        return self.today.day

    @property
    def reported(self) -> int:
        """What the report says the difference is."""
        return 0 if self.delta is None else self.delta.value

    @property
    def difference(self) -> int:
        """The difference of the totals, as computed."""
        return self.today.totals[0].value - self.before.totals[0].value

    @property
    def discrepancy(self) -> int:
        """The reported delta less the difference; 0 where the balance closes."""
        return self.reported - self.difference


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring broken balances, with one closed balance on each side where there is one.

    Args:
        category: whose they are.
        balances: on consecutive days.
    """

    category: str
    balances: tuple[Balance, ...]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The days whose totals the balances tie together: one more than the balances."""
        return (self.balances[0].before, *(balance.today for balance in self.balances))


def balances(series: Series, prints_deltas: frozenset[Document]) -> Iterator[Balance]:
    """Each balance of *series* that can be checked, in order."""
    for before, today in series.consecutive():
        found = balance(before, today, prints_deltas)
        if found:
            yield found


def balance(
    before: Observation, today: Observation, prints_deltas: frozenset[Document]
) -> Balance | None:
    """The balance between two consecutive days; None where it cannot be checked.

    *prints_deltas* are the documents whose silence on a delta says "no change"; it does so
    only between two totals of the source's own, as in the rule unreported-change.
    """
    if not (before.totals and today.totals):
        return None
    if today.deltas:
        return Balance(before, today, today.deltas[0])
    document = today.totals[0].document
    if document.is_own and before.totals[0].document.is_own and document in prints_deltas:
        return Balance(before, today, None)
    return None


def runs(category: str, chain: list[Balance]) -> Iterator[Run]:
    """The runs of broken balances among those of one series, each padded by its neighbours."""
    broken = [place for place, balance in enumerate(chain) if balance.discrepancy]
    first = 0
    for number, place in enumerate(broken):
        ends = number + 1 == len(broken)
        if ends or not _touch(chain, place, broken[number + 1]):
            start, end = broken[first], place
            start -= start > 0 and _touch(chain, start - 1, start)
            end += end + 1 < len(chain) and _touch(chain, end, end + 1)
            yield Run(category, tuple(chain[start : end + 1]))
            first = number + 1


def _touch(chain: list[Balance], one: int, other: int) -> bool:
    """Whether two places of a chain are on neighbouring days, or nearly so."""
    days = chain[other].day.toordinal() - chain[one].day.toordinal()
    return days == other - one <= REACH
