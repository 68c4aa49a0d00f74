"""The check itself: the rules over the records, and what it covered."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from tallytrack.check import waivers as stale_waiver
from tallytrack.check.rule import Rule, name
from tallytrack.check.rules import OPTIONAL, RULES, unbalanced_delta
from tallytrack.errors import UsageError
from tallytrack.finding import Finding
from tallytrack.series import Quiet, Record, Series
from tallytrack.waiver import Waiver

# Every rule that can be named: those over records, and the one over the waivers themselves.
KNOWN: tuple[Rule, ...] = (*RULES, stale_waiver)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a check was made over.

    Args:
        balances: how many balances could be checked: days with a delta, a total, and a total
            on the day before; None where unbalanced-delta was not run.
        series: how many series.
        last_delta_on: the day of the last reported delta.
        last_total_on: the day of the last total.
    """

    balances: int | None
    series: int
    last_delta_on: date | None
    last_total_on: date | None


@dataclass(frozen=True, slots=True)
class Window:
    """What a check is asked about.

    Args:
        since: the first day; None for the beginning.
        until: the last day, included; None for the end.
        categories: these alone; empty for all.

    Raises:
        UsageError: the first day is after the last.
    """

    since: date | None = None
    until: date | None = None
    categories: Collection[str] = ()

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(
                f"--since {self.since} is after --until {self.until};"
                " give the earlier day as --since"
            )

    def holds(self, day: date) -> bool:
        """Whether *day* is asked about."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)

    def latest(self, first: date, last: date) -> date | None:
        """The last day from *first* to *last* that is asked about."""
        latest = min(last, self.until or last)
        return latest if latest >= max(first, self.since or first) else None

    def names(self, category: str) -> bool:
        """Whether *category* is asked about; what concerns all categories always is."""
        return not self.categories or not category or category in self.categories

    def asks_about(self, finding: Finding) -> bool:
        """Whether *finding* is asked about."""
        return self.holds(finding.day) and self.names(finding.category)


def selected(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules to run, by name or code; all but the optional ones if none is selected.

    Raises:
        UsageError: there is no such rule.
    """
    known = {key: rule for rule in KNOWN for key in (name(rule), rule.CODE.lower())}
    for wanted in (*select, *ignore):
        if wanted.lower() not in known:
            raise UsageError(unknown_rule(wanted))
    chosen = [known[wanted.lower()] for wanted in select] or [
        rule for rule in KNOWN if rule not in OPTIONAL
    ]
    dropped = [known[unwanted.lower()] for unwanted in ignore]
    return tuple(rule for rule in KNOWN if rule in chosen and rule not in dropped)


def asks_of_every_day(rules: Collection[Rule]) -> bool:
    """Whether any of *rules* looks at days on which nothing is out of balance."""
    return any(rule in OPTIONAL for rule in rules)


def as_of(day: date | None, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Those of *rules* that can be asked of what was known on *day*; None for now.

    What a waiver is about may not have been known yet: that makes it no stale one.
    """
    return tuple(rule for rule in rules if day is None or rule is not stale_waiver)


def unknown_rule(wanted: str) -> str:
    """What to say of a rule that there is not."""
    import difflib  # noqa: PLC0415  # only for a slip of the pen

    names = [name(rule) for rule in KNOWN]
    close = difflib.get_close_matches(wanted, names)
    hint = f"did you mean {close[0]!r}?" if close else f"expected one of {', '.join(names)}"
    return f"no rule {wanted!r}; {hint}"


def find(
    records: Iterable[Record],
    rules: Sequence[Rule],
    waivers: Iterable[Waiver] = (),
    *,
    is_judged: bool = True,
) -> list[Finding]:
    """Every breach of *rules* in *records*, judged, with the page of its day; and stale waivers.

    *records* must be whole: a verdict looks at the days and categories around a finding. What
    is not asked about is left out afterwards, with `Window.holds` and by category. Whoever asks
    for no verdicts has the findings sooner.
    """
    waivers = list(waivers)
    wanted = {name(rule) for rule in rules}
    run = wanted
    if stale_waiver in rules:
        # Whether a waiver is stale is told by what its rule finds, be that asked about or not.
        run = wanted | {waiver.rule for waiver in waivers}
    found: list[Finding] = []
    for record in records:
        breaches = [finding for rule in RULES if name(rule) in run for finding in rule.find(record)]
        judged = _judged(record, breaches) if is_judged else breaches
        found += (
            replace(finding, url=record.pages[finding.day])
            if finding.day in record.pages
            else finding
            for finding in judged
        )
    settled = stale_waiver.apply(found, [waiver for waiver in waivers if waiver.rule in run])
    return [finding for finding in settled if finding.rule in wanted]


def _judged(record: Record, breaches: Sequence[Finding]) -> Sequence[Finding]:
    from tallytrack.check.judge import judge  # noqa: PLC0415  # not every finding is judged

    return judge(record, breaches)


def coverage(records: Iterable[Record], window: Window, rules: Collection[Rule]) -> Coverage:
    """What there was to check in *records* by *rules*, on the days asked about."""
    asked = [
        series for record in records for series in record.series if window.names(series.category)
    ]
    passed = [quiet for record in records for quiet in record.quiet if window.names(quiet.category)]
    names = [name for record in records for name in record.categories() if window.names(name)]
    balances = sum(
        1
        for series in asked
        for _, today in series.consecutive()
        if today.deltas and window.holds(today.day)
    ) + sum(_balances(quiet, window) for quiet in passed if quiet.has_deltas)
    in_quiet = [(window.latest(one.first, one.last), one.has_deltas) for one in passed]
    last_deltas = [
        *(_last(s, window, "deltas") for s in asked),
        *(day for day, has_deltas in in_quiet if has_deltas),
    ]
    last_totals = [*(_last(s, window, "totals") for s in asked), *(day for day, _ in in_quiet)]
    return Coverage(
        balances if unbalanced_delta in rules else None,
        len(names),
        max(filter(None, last_deltas), default=None),
        max(filter(None, last_totals), default=None),
    )


def _balances(quiet: Quiet, window: Window) -> int:
    """How many balances on the days asked about *quiet* has; that of the day after it included."""
    first = quiet.first + timedelta(days=quiet.begins)
    last = quiet.last + timedelta(days=not quiet.ends)
    first, last = max(first, window.since or first), min(last, window.until or last)
    return max(0, (last - first).days + 1)


def _last(series: Series, window: Window, said: Literal["totals", "deltas"]) -> date | None:
    """The last day asked about on which any document says that."""
    days = (
        observation.day
        for observation in reversed(series.observations)
        if getattr(observation, said) and window.holds(observation.day)
    )
    return next(days, None)
