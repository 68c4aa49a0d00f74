"""The check itself: the rules over the records, and what it covered."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tallytrack.check.rule import Rule, name
from tallytrack.check.rules import RULES
from tallytrack.errors import UsageError
from tallytrack.finding import Finding
from tallytrack.series import Record


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a check was made over.

    Args:
        balances: how many balances could be checked: days with a delta, a total, and a total
            on the day before.
        series: how many series.
        last_delta_on: the day of the last reported delta.
        last_total_on: the day of the last total.
    """

    balances: int
    series: int
    last_delta_on: date | None
    last_total_on: date | None


@dataclass(frozen=True, slots=True)
class Window:
    """What a check is asked about: days from *since* to *until*, both included."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether *day* is asked about."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)


def selected(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules to run, by name or code; all if none is selected.

    Raises:
        UsageError: there is no such rule.
    """
    known = {key: rule for rule in RULES for key in (name(rule), rule.CODE.lower())}
    for wanted in (*select, *ignore):
        if wanted.lower() not in known:
            raise UsageError(unknown_rule(wanted))
    chosen = [known[wanted.lower()] for wanted in select] or list(RULES)
    dropped = [known[unwanted.lower()] for unwanted in ignore]
    return tuple(rule for rule in RULES if rule in chosen and rule not in dropped)


def unknown_rule(wanted: str) -> str:
    """What to say of a rule that there is not."""
    names = [name(rule) for rule in RULES]
    close = difflib.get_close_matches(wanted, names, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"expected one of {', '.join(names)}"
    return f"no rule {wanted!r}; {hint}"


def find(records: Iterable[Record], rules: Sequence[Rule], window: Window) -> list[Finding]:
    """Every breach of *rules* in *records*, on the days asked about."""
    return [
        finding
        for record in records
        for rule in rules
        for finding in rule.find(record)
        if window.holds(finding.day)
    ]


def coverage(records: Iterable[Record], window: Window) -> Coverage:
    """What there was to check in *records*, on the days asked about."""
    balances = 0
    count = 0
    last_delta: date | None = None
    last_total: date | None = None
    for record in records:
        for series in record.series:
            count += 1
            for yesterday, today in series.consecutive():
                if today.deltas and yesterday.totals and window.holds(today.day):
                    balances += 1
            with_deltas = [o.day for o in series.observations if o.deltas and window.holds(o.day)]
            with_totals = [o.day for o in series.with_totals if window.holds(o.day)]
            if with_deltas and (last_delta is None or with_deltas[-1] > last_delta):
                last_delta = with_deltas[-1]
            if with_totals and (last_total is None or with_totals[-1] > last_total):
                last_total = with_totals[-1]
    return Coverage(balances, count, last_delta, last_total)
