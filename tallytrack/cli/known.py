"""What most commands begin with: the records of a tally, its waivers, and what is found in them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallytrack.finding import Finding
from tallytrack.series import Record, Series
from tallytrack.waiver import Waiver


@dataclass(frozen=True)
class Known:
    """A tally as it is known: all that is found in it, and the days of what is asked about."""

    records: tuple[Record, ...]
    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]

    def series(self) -> Iterator[Series]:
        """Every series of every source."""
        for record in self.records:
            yield from record.series


def read(
    db: Path,
    as_of: date | None = None,
    categories: Collection[str] = (),
    *,
    is_judged: bool = True,
) -> Known:
    """What the tally at *db* holds, and every finding, as it was known on a day if one is given.

    Of a large tally the *categories* alone are held with all their days; without any, all are.
    Who only marks what the findings are about does not need them to be judged.
    """
    from tallytrack.check import checking
    from tallytrack.store import opening, reading

    with opening.for_reading(db) as tally:
        in_excerpts = bool(categories) and reading.is_large(tally)
        records = tuple(reading.records(tally, as_of, in_excerpts=in_excerpts, whole=categories))
        waivers = tuple(w for w in reading.waivers(tally) if as_of is None or w.day <= as_of)
    rules = checking.as_of(as_of, checking.selected())
    found = checking.find(records, rules, waivers, is_judged=is_judged)
    return Known(records, waivers, tuple(found))
