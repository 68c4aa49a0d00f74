"""Pages: everything that one publisher prints of one day, across the categories.

A page that repeats the page before was not brought up to date. It is told from a quiet day by
what contradicts it: deltas that are not zero, or other documents that moved on.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tallytrack.finding import Finding, Severity, Verdict
from tallytrack.series import Observation, Record, Statement

# One figure that stands still proves nothing.
LEAST = 2

ONE_DAY = timedelta(days=1)


class Page(NamedTuple):
    """A page that repeats the one before.

    Args:
        publisher: who printed it, by key.
        day: the day it describes.
        totals: its totals that stand still though they should have moved, by category.
        repeats_deltas: whether its deltas, too, are those of the day before.
    """

    publisher: str
    day: date
    totals: tuple[tuple[str, Statement], ...]
    repeats_deltas: bool

    def finding(self, rule: str, code: str, severity: Severity, source: str) -> Finding:
        """The finding that this page is, by *rule*."""
        names = ", ".join(category for category, _ in self.totals)
        own = self.publisher == source
        so = " and every delta" if own and self.repeats_deltas else ""
        return Finding(
            rule=rule,
            code=code,
            severity=severity,
            source=source,
            category="",
            day=self.day,
            message=f"{self.publisher} repeats every total{so} of the day before",
            evidence=tuple(statement for _, statement in self.totals),
            verdict=Verdict.STALE_REPORT,
            grounds=(f"{len(self.totals)} of them should have moved: {names}",),
        )


def repeated(record: Record) -> Iterator[Page]:
    """The pages of *record* on which every total repeats the page before, against evidence.

    The source's own total is contradicted by its delta, another's by the source's own total.
    """
    still: dict[tuple[date, str], list[tuple[str, Statement, bool]]] = {}
    for series in record.series:
        for before, today in series.consecutive():
            first = today.totals[0]
            if today.deltas and today.deltas[0].value and first.value == before.totals[0].value:
                found = [(first, today.delta == before.delta)] if first.document.is_own else []
            else:
                found = [
                    (other, True)
                    for other in today.totals[1:]
                    if other.value != first.value and _lags(other, first, before)
                ]
            for statement, same_delta in found:
                page = still.setdefault((today.day, statement.document.publisher), [])
                page.append((series.category, statement, same_delta))
    for (day, publisher), page in sorted(still.items()):
        if len(page) >= LEAST and not _moved(record, publisher, day):
            totals = tuple((category, statement) for category, statement, _ in page)
            yield Page(publisher, day, totals, all(same for *_, same in page))


def _lags(other: Statement, first: Statement, before: Observation) -> bool:
    """Whether another publisher repeats its total of the day before, and the source does not."""
    if other.document.is_own or not first.document.is_own:
        return False
    last = _total(before, other.document.publisher)
    return last is not None and last.value == other.value


def _moved(record: Record, publisher: str, day: date) -> bool:
    """Whether any total that *publisher* prints for *day* differs from its last."""
    for series in record.series:
        before, today = series.by_day.get(day - ONE_DAY), series.by_day.get(day)
        if before and today:
            one, other = _total(before, publisher), _total(today, publisher)
            if one and other and one.value != other.value:
                return True
    return False


def _total(observation: Observation, publisher: str) -> Statement | None:
    return next((s for s in observation.totals if s.document.publisher == publisher), None)


def stale_days(pages: Iterable[Page], source: str) -> tuple[frozenset[date], frozenset[date]]:
    """The days of the source's own repeated pages, and those whose deltas repeat as well."""
    own = [page for page in pages if page.publisher == source]
    return (
        frozenset(page.day for page in own),
        frozenset(page.day for page in own if page.repeats_deltas),
    )
