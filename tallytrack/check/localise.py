"""Error localisation: which of the figures around a broken balance is the wrong one.

The question is that of Fellegi and Holt (1976, *A systematic approach to automatic edit and
imputation*, JASA 71): given edits that a record fails, change the least weighted set of its
fields so that all edits hold. Here the edits are the balances of a series,

    total(day) = total(day before) + delta(day) + adjustment(day)

and three kinds of field may change: a total (misprinted), a delta (misprinted), or the
adjustment, which is 0 unless the source restated its total. A balance may also be left open,
at a price: that is what "unexplained" means. What each change weighs, and why, stands in
`evidence`: a keystroke between the printed and the implied value, told by optimal string
alignment as in the rules for typing errors of Scholtus (2009, *Automatic correction of simple
typing errors in numerical data with balance edits*, Statistics Netherlands; `keystroke` has the
distance), another document that has the implied value, many categories that break on one day.

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
and the second one knows the days of a restatement. `least_change` solves one run.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tallytrack.check.chain import Run, runs
from tallytrack.check.coincidence import several
from tallytrack.check.evidence import Days, broken_together
from tallytrack.check.least_change import Outcome, solve
from tallytrack.check.pages import LEAST, Page, stale_days
from tallytrack.check.pages import repeated as repeated_pages
from tallytrack.series import Record


@dataclass(frozen=True)
class Localisation:
    """The least change of a whole record.

    Args:
        days: what is known of whole days.
        outcomes: what it makes of each broken balance, by category and day.
        errors: for each total it changes, by category and day, what to add to it.
    """

    days: Days
    outcomes: dict[tuple[str, date], Outcome] = field(default_factory=dict)
    errors: dict[tuple[str, date], int] = field(default_factory=dict)


def localise(record: Record) -> Localisation:
    """The least weighted change that makes the balances of *record* close."""
    found = [run for series in record.series for run in runs(series, record.prints_deltas)]
    stale, repeated = stale_days(_pages(record, found), record.source)
    alone = Days(record.source, stale=stale, repeated=repeated)
    solutions = [solve(run, alone) for run in found]
    breaks = (
        (outcome.link.day, run.category)
        for run, outcomes in zip(found, solutions, strict=True)
        for outcome in outcomes
        if outcome.rest and outcome.link.day not in repeated
    )
    broken = broken_together(breaks)
    categories = len(record.categories())
    least = several([len(one) for one in broken.values()], _length(record), categories)
    days = Days(record.source, broken, stale, repeated, least)
    solved = Localisation(days)
    for run, first in zip(found, solutions, strict=True):
        is_shared = any(len(days.broken.get(link.day, ())) >= least - 1 for link in run.links)
        for outcome in solve(run, days) if is_shared else first:
            link = outcome.link
            if link.discrepancy:
                solved.outcomes[run.category, link.day] = outcome
            for day, error in ((link.before.day, outcome.before), (link.day, outcome.after)):
                if error:
                    solved.errors[run.category, day] = error
    return solved


def _length(record: Record) -> int:
    """How many days *record* goes on for."""
    ends = [(one.first, one.last) for one in record.quiet]
    held = [series.observations for series in record.series if series.observations]
    ends += [(observations[0].day, observations[-1].day) for observations in held]
    return (max(last for _, last in ends) - min(ends)[0]).days + 1 if ends else 0


def _pages(record: Record, found: list[Run]) -> tuple[Page, ...]:
    """The repeated pages of *record*. They are looked for where totals stand still together."""
    still = Counter(
        link.day for run in found for link in run.links if link.reported and not link.difference
    )
    return repeated_pages(record) if max(still.values(), default=0) >= LEAST else ()
