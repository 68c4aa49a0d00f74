"""A series made ready to be drawn: from observations and findings to a `Plot`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tallytrack.figure import Measure
from tallytrack.finding import Finding, Suspect, Verdict
from tallytrack.series import Balance, Observation, Revision, Series, Statement, measured
from tallytrack.show import colours, sheets
from tallytrack.show.findings import where
from tallytrack.show.plotted import MEAN_OVER, Bar, Change, Flag, Plot, View

# Where somebody else erred, the number that is drawn is not at issue.
_OTHERS_ERRORS = frozenset({Verdict.MIRROR_ERROR, Verdict.MISREAD})
# More places than these of one document are counted, not listed.
_MOST_PLACES = 4


def plot(
    series: Series, findings: Iterable[Finding], view: View, revisions: Iterable[Revision] = ()
) -> Plot | None:
    """*series* ready to be drawn; None where there is no number to draw.

    Args:
        series: the series, whole.
        findings: findings of any series; those about this one's numbers are marked.
        view: what is to be drawn of it.
        revisions: figures of any series that a later capture replaced.
    """
    days = [
        (balance, observation)
        for balance, observation in zip(series.balances(), series.observations, strict=True)
        if view.holds(balance.day)
    ]
    days = _trimmed(days, view.measure)
    if not days:
        return None
    bars = {bar.begins: bar for bar in _with_means(_bars(days, view), MEAN_OVER[view.every])}
    mine = [f for f in findings if (f.source, f.category) == (series.source, series.category)]
    mine = [f for f in mine if view.begin(f.day) in bars and view.holds(f.day)]
    marked = [f for f in mine if f.verdict not in _OTHERS_ERRORS]
    statements = [s for _, o in days for s in measured(o, view.measure)[:1]]
    return Plot(
        source=series.source,
        category=series.category,
        measure=view.measure,
        every=view.every,
        bars=tuple(bars.values()),
        flags=tuple(_flags(marked, bars, view)),
        changes=tuple(_changes(series, marked, revisions, bars, view)),
        first=days[0][0].day,
        last=days[-1][0].day,
        publishers=tuple(dict.fromkeys(s.document.publisher for s in statements)),
        data_on=max(statement.document.published_on for statement in statements),
        not_marked=len(mine) - len(marked),
    )


_Day = tuple[Balance, Observation]


def _number(balance: Balance, measure: Measure) -> int | None:
    return sheets.number(balance, balance.difference, measure)


def _trimmed(days: Sequence[_Day], measure: Measure) -> list[_Day]:
    """The days from the first to the last on which a number of *measure* was printed."""
    there = [at for at, (_, observation) in enumerate(days) if measured(observation, measure)]
    return list(days[there[0] : there[-1] + 1]) if there else []


def _bars(days: Sequence[_Day], view: View) -> Iterator[Bar]:
    """A bar for every period from the first day to the last, the empty ones included."""
    periods: dict[date, list[_Day]] = {}
    for day in days:
        periods.setdefault(view.begin(day[0].day), []).append(day)
    begins, last = min(periods), max(periods)
    while begins <= last:
        ends = view.end(begins)
        yield _bar(begins, ends, periods.get(begins, ()), view.measure)
        begins = ends + timedelta(days=1)


def _bar(begins: date, ends: date, days: Sequence[_Day], measure: Measure) -> Bar:
    numbers = [n for balance, _ in days if (n := _number(balance, measure)) is not None]
    differences = [b.difference for b, _ in days if b.difference is not None]
    totals = [b.total for b, _ in days if b.total is not None]
    value = None
    if numbers:
        value = numbers[-1] if measure is Measure.TOTAL else sum(numbers)
    said = [s for _, observation in days for s in measured(observation, measure)[:1]]
    return Bar(
        begins,
        ends,
        value,
        len(numbers),
        sum(differences) if differences else None,
        totals[-1] if totals else None,
        tuple(_documents(said)),
    )


def _documents(statements: Iterable[Statement]) -> Iterator[str]:
    """Who printed some numbers and where, the places of one publisher and file put together."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for statement in statements:
        document = statement.document
        key = document.publisher, document.medium.value, document.origin
        _, colon, line = where(statement).removeprefix(document.origin).partition(":")
        places.setdefault(key, []).append(f"{colon}{line}")
    for (publisher, medium, origin), at in places.items():
        listed = ", ".join(at[:_MOST_PLACES])
        more = f" and {len(at) - _MOST_PLACES} more" if len(at) > _MOST_PLACES else ""
        yield f"{publisher} {medium}, {origin}{listed}{more}"


def _with_means(bars: Iterable[Bar], over: int) -> Iterator[Bar]:
    """The bars with their rolling means; one that is not whole has no part in any."""
    recent: list[int] = []
    for bar in bars:
        if bar.value is None or not bar.is_whole:
            recent = []
            yield bar
            continue
        recent = [*recent, bar.value][-over:]
        yield replace(bar, mean=sum(recent) / over) if len(recent) == over else bar


def _flags(findings: Iterable[Finding], bars: Mapping[date, Bar], view: View) -> Iterator[Flag]:
    """A flag for each day and verdict."""
    together: dict[tuple[date, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.day):
        together.setdefault((finding.day, colours.name(finding)), []).append(finding)
    for (day, name), group in together.items():
        said = "; ".join(dict.fromkeys(finding.message for finding in group))
        sizes = [abs(f.discrepancy or f.difference or 0) for f in group]
        yield Flag(day, bars[view.begin(day)], name, said, max(sizes))


def _changes(
    series: Series,
    findings: Iterable[Finding],
    revisions: Iterable[Revision],
    bars: Mapping[date, Bar],
    view: View,
) -> Iterator[Change]:
    """What the suspects would make of their bars, and what revised figures had made of them."""
    for suspect in dict.fromkeys(f.suspect for f in findings if f.suspect and not f.waived):
        if suspect.measure is view.measure and suspect.implied is not None:
            drawn = _drawn(series, suspect.day, bars, view)
            if drawn and _is(suspect, drawn[1]):
                by = suspect.implied - suspect.printed
                yield Change(suspect.day, drawn[0], _value(drawn), _value(drawn) + by, "implied")
    for one in revisions:
        if (one.category, one.measure) == (series.category, view.measure):
            drawn = _drawn(series, one.day, bars, view)
            if drawn and drawn[1] == one.later:
                by = one.earlier.value - one.later.value
                yield Change(one.day, drawn[0], _value(drawn) + by, _value(drawn), "revised")


def _is(suspect: Suspect, said: Statement) -> bool:
    return (suspect.publisher, suspect.printed) == (said.document.publisher, said.value)


def _value(drawn: tuple[Bar, Statement]) -> int:
    return drawn[0].value or 0


def _drawn(
    series: Series, day: date, bars: Mapping[date, Bar], view: View
) -> tuple[Bar, Statement] | None:
    """The bar that a day's number is seen in, and the number; None where it is not seen.

    Of totals, a bar has the last alone.
    """
    bar = bars.get(view.begin(day))
    observation = series.by_day.get(day)
    said = measured(observation, view.measure)[:1] if observation else ()
    if bar is None or bar.value is None or not said:
        return None
    if view.measure is Measure.TOTAL and bar.value != said[0].value:
        return None
    return bar, said[0]
