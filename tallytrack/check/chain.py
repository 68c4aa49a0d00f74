"""The balances of a series, and the runs of neighbouring days on which they are broken.

A balance ties two totals to the delta between them: `total(day) = total(day before) + delta`.
A total therefore stands in two balances, its own day's and the next day's, and a wrong total
breaks both. Days that are broken together must be judged together: a run is what has to be.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tallytrack.document import Document
from tallytrack.series import Observation, Series, Statement

# A run goes on over one closed balance: two neighbouring totals that are wrong by the same
# amount close the balance between them.
REACH = 2


class Link(NamedTuple):
    """One equation between two totals and the delta between them.

    Args:
        before: the day before, with its totals.
        today: the day, with its totals.
        delta: the reported delta; None where the report prints deltas and none here, by
            which it says that nothing changed.
        difference: the difference of the totals, as computed.
        discrepancy: the reported delta less the difference; 0 where the balance closes.
    """

    before: Observation
    today: Observation
    delta: Statement | None
    difference: int
    discrepancy: int

    @classmethod
    def between(cls, before: Observation, today: Observation, delta: Statement | None) -> "Link":
        """The equation, with its arithmetic, which is asked for again and again."""
        difference = today.totals[0].value - before.totals[0].value
        reported = 0 if delta is None else delta.value
        return cls(before, today, delta, difference, reported - difference)

    @property
    def day(self) -> date:
        """The day whose delta it is about."""
        return self.today.day

    @property
    def reported(self) -> int:
        """What the report says the difference is."""
        return 0 if self.delta is None else self.delta.value


class Run(NamedTuple):
    """Neighbouring broken balances, with one closed balance on each side where there is one.

    Args:
        category: whose they are.
        links: on consecutive days.
    """

    category: str
    links: tuple[Link, ...]


def link(
    before: Observation, today: Observation, prints_deltas: frozenset[Document]
) -> Link | None:
    """The balance between two days that have totals; None where it cannot be checked.

    The days must follow one another. *prints_deltas* are the documents whose silence on a
    delta says "no change"; it does so only between two totals of the source's own, as in the
    rule unreported-change.
    """
    if today.day.toordinal() - before.day.toordinal() != 1:
        return None
    if today.deltas:
        return Link.between(before, today, today.deltas[0])
    document = today.totals[0].document
    if document.is_own and before.totals[0].document.is_own and document in prints_deltas:
        return Link.between(before, today, None)
    return None


def runs(series: Series, prints_deltas: frozenset[Document]) -> Iterator[Run]:
    """The runs of broken balances of *series*, each padded by its closed neighbours."""
    days = series.with_totals
    run: list[Link] = []
    last = 0
    for place, broken in _broken(days, prints_deltas):
        bridge = [_at(days, at, prints_deltas) for at in range(last + 1, min(place, last + REACH))]
        if run and place - last <= REACH and None not in bridge:
            run += [closed for closed in bridge if closed]
        else:
            if run:
                yield _padded(series, run, last, prints_deltas)
            run = [one for one in (_at(days, place - 1, prints_deltas),) if one]
        run.append(broken)
        last = place
    if run:
        yield _padded(series, run, last, prints_deltas)


def _broken(
    days: Sequence[Observation], prints_deltas: frozenset[Document]
) -> Iterator[tuple[int, Link]]:
    """Each broken balance with the place of its day. Most balances close: that is seen first."""
    for place in range(1, len(days)):
        before, today = days[place - 1], days[place]
        difference = today.totals[0].value - before.totals[0].value
        reported = today.deltas[0].value if today.deltas else 0
        if difference != reported:
            found = link(before, today, prints_deltas)
            if found:
                yield place, found


def _padded(series: Series, run: list[Link], last: int, prints_deltas: frozenset[Document]) -> Run:
    """The run with the closed balance after it, where there is one."""
    after = _at(series.with_totals, last + 1, prints_deltas)
    return Run(series.category, (*run, after) if after else tuple(run))


def _at(days: Sequence[Observation], place: int, prints_deltas: frozenset[Document]) -> Link | None:
    """The balance of the day at *place*, if there is one."""
    if not 0 < place < len(days):
        return None
    return link(days[place - 1], days[place], prints_deltas)
