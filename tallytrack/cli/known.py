"""What most commands begin with: the records of a tally, its waivers, and what is found in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tallytrack.finding import Finding
from tallytrack.series import Record, Series, Wanted
from tallytrack.waiver import Waiver

if TYPE_CHECKING:
    from tallytrack.check.checking import Window


@dataclass(frozen=True)
class Known:
    """A tally as it is known: all that is found in it, and the days of what is asked about."""

    window: "Window"
    records: tuple[Record, ...]
    waivers: tuple[Waiver, ...]
    findings: tuple[Finding, ...]

    def asked(self) -> Iterator[tuple[Record, Series]]:
        """Each series that is asked about, with its record; its days before and after may be there.

        Of a large tally these are the excerpts in which all days that are asked about stand.
        """
        for record in self.records:
            for series in record.series:
                if self.window.names(series.category) and any(
                    self.window.holds(observation.day) for observation in series.observations
                ):
                    yield record, series


def read(db: Path, window: "Window", as_of: date | None = None, *, is_judged: bool = True) -> Known:
    """What the tally at *db* holds, and every finding, as it was known on a day if one is given.

    Of a large tally every day in the *window* is held, and of the others those around findings.
    Who only marks what the findings are about does not need them to be judged.
    """
    from tallytrack.check import checking
    from tallytrack.store import opening, reading

    with opening.for_reading(db) as tally:
        is_narrow = bool(window.categories or window.since or window.until)
        in_excerpts = is_narrow and reading.is_large(tally)
        wanted = Wanted(window.categories, window.since or date.min, window.until or date.max)
        records = tuple(reading.records(tally, as_of, in_excerpts=in_excerpts, wanted=wanted))
        waivers = tuple(w for w in reading.waivers(tally) if as_of is None or w.day <= as_of)
    rules = checking.as_of(as_of, checking.selected())
    found = checking.find(records, rules, waivers, is_judged=is_judged)
    return Known(window, records, waivers, tuple(found))
