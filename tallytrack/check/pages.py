"""Pages: everything that one publisher prints of one day, across the categories.

A page that repeats the page before was not brought up to date. It is told from a quiet day by
what contradicts it: deltas that are not zero, or other documents that moved on.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
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


@lru_cache(maxsize=1)  # two rules and the verdicts ask for them, of one record after another
def repeated(record: Record) -> tuple[Page, ...]:
    """The pages of *record* on which every total repeats the page before, against evidence.

    The source's own total is contradicted by its delta, another's by the source's own total.
    """
    return tuple(_repeated(record))


def _repeated(record: Record) -> Iterator[Page]:
    still: dict[tuple[date, str], list[tuple[str, Statement, bool]]] = {}
    for series in record.series:
        for before, today in series.consecutive():
            _, totals, deltas, _ = today
            value = totals[0].value
            found: list[tuple[Statement, bool]] = []
            if deltas and deltas[0].value and value == before.totals[0].value:
                if totals[0].document.is_own:
                    found.append((totals[0], today.delta == before.delta))
            else:
                # Every day passes through here, and nearly always all documents agree.
                for other in totals:
                    if other.value != value:
                        found += _lagging(other, totals[0], before)
            for statement, same_delta in found:
                page = still.setdefault((today.day, statement.document.publisher), [])
                page.append((series.category, statement, same_delta))
    for (day, publisher), page in sorted(still.items()):
        if len(page) >= LEAST and not _moved(record, publisher, day):
            standing = tuple((category, statement) for category, statement, _ in page)
            yield Page(publisher, day, standing, all(same for *_, same in page))


def _lagging(
    other: Statement, first: Statement, before: Observation
) -> Iterator[tuple[Statement, bool]]:
    """*other*, where its publisher repeats its total of the day before and the source does not."""
    if first.document.is_own and not other.document.is_own:
        last = _total(before, other.document.publisher)
        if last is not None and last.value == other.value:
            yield other, True


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
