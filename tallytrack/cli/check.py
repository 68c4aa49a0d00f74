"""`tally check`: find what contradicts itself."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.cli import options, printing
from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from tallytrack.check.checking import Coverage
    from tallytrack.check.rule import Rule
    from tallytrack.finding import Finding
    from tallytrack.series import Record
    from tallytrack.store.voices import Mark

FORMATS = ("text", "json", "csv", "github")

Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Only this rule; may be repeated."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help="Not this rule; may be repeated."),
]
ShowWaived = Annotated[
    bool, typer.Option("--show-waived", help="Show the acknowledged findings too.")
]
New = Annotated[
    bool, typer.Option("--new", help="Only what was not there at the last recorded check.")
]
RecordIt = Annotated[
    bool, typer.Option("--record", help="Record how far the evidence goes, for --new.")
]
FormatName = Annotated[
    str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print the findings.")
]


def command(
    db: options.Database = options.DEFAULT_DATABASE,
    since: options.Since = None,
    until: options.Until = None,
    category: options.Categories = None,
    select: Select = None,
    ignore: Ignore = None,
    as_of: options.AsOf = None,
    show_waived: ShowWaived = False,
    new: New = False,
    record: RecordIt = False,
    json: options.Json = False,
    csv: options.Csv = False,
    safe_csv: options.SafeCsv = False,
    format_name: FormatName = "text",
) -> None:
    """Find where the figures contradict one another, the worst first.

    Exit code 0: nowhere. 1: there are findings. 2: wrong usage. 3: it could not run.
    """
    from tallytrack.check import checking

    format_name = _format(format_name, json=json, csv=csv or safe_csv)
    rules = checking.as_of(as_of, checking.selected(select or (), ignore or ()))
    if not rules and as_of and not ignore:
        raise UsageError("stale-waiver is asked of the tally as it is now; leave out --as-of")
    keys = options.categories(category, options.vocabulary(db)) if category else ()
    window = checking.Window(since, until, keys)
    records, everything, before, reached = _findings(db, rules, as_of, new=new)
    found = [
        finding
        for finding in everything
        if window.asks_about(finding) and _key(finding) not in before
    ]
    shown = [finding for finding in found if show_waived or finding.waived is None]
    covered = None if new else checking.coverage(records, window, rules)
    _print(format_name, shown, found, covered, inert=safe_csv)
    if record:
        _record(db, reached)
    if any(finding.waived is None for finding in shown):
        raise typer.Exit(1)


def _format(name: str, *, json: bool, csv: bool) -> str:
    options.one_of(("--json", json), ("--csv", csv), ("--format", name != "text"))
    if name not in FORMATS:
        raise UsageError(f"no format {name!r}; expected one of {', '.join(FORMATS)}")
    return "json" if json else "csv" if csv else name


def _findings(
    db: Path, rules: "tuple[Rule, ...]", as_of: date | None, *, new: bool
) -> "tuple[list[Record], list[Finding], set[tuple[object, ...]], Mark]":
    """The records, and what is found in them.

    Then, if asked, the keys of what was found at the last mark; and how far the evidence goes.
    """
    from tallytrack.check import checking
    from tallytrack.store import opening, reading

    with opening.for_reading(db) as tally:
        reached = reading.reached(tally)
        # Where a day has no more than its balance, only the optional rules look at it.
        in_excerpts = reading.is_large(tally) and not checking.asks_of_every_day(rules)
        records = list(reading.records(tally, as_of, in_excerpts=in_excerpts))
        waivers = [w for w in reading.waivers(tally) if as_of is None or w.day <= as_of]
        found = checking.find(records, rules, waivers)
        if not new:
            return records, found, set(), reached
        mark = reading.last_mark(tally)
        if mark is None:
            raise UsageError("no check was recorded yet; record one with `tally check --record`")
        then = checking.find(
            reading.records(tally, as_of, mark, in_excerpts=in_excerpts),
            rules,
            reading.waivers(tally, mark),
        )
    return records, found, {_key(finding) for finding in then}, reached


def _key(finding: "Finding") -> tuple[object, ...]:
    """What makes a finding the same as an earlier one: what it says, and whether it was waived."""
    return (
        finding.rule,
        finding.source,
        finding.category,
        finding.day,
        finding.message,
        finding.waived is None,
    )


def _print(
    format_name: str,
    shown: "list[Finding]",
    found: "list[Finding]",
    covered: "Coverage | None",
    *,
    inert: bool,
) -> None:
    from tallytrack.check import events

    ranked = events.grouped(shown)
    in_order = [finding for event in ranked for finding in event.findings]
    if format_name in {"json", "csv"}:
        from tallytrack.show import structured

        if format_name == "json":
            printing.out(structured.json_array(map(structured.finding, in_order)))
        else:
            printing.out(structured.findings_csv(in_order, inert=inert))
        return
    from tallytrack.show import findings

    if format_name == "github":
        printing.echo(((line, ""),) for line in findings.github(in_order))
    else:
        printing.echo(findings.lines(ranked))
        printing.echo(findings.summary(found, covered) if covered else findings.news(shown))


def _record(db: Path, reached: "Mark") -> None:
    """Record what was checked; what came in meanwhile was not, and is news to the next check."""
    from tallytrack.store.writing import for_writing
    from tallytrack.vocabulary import shipped_vocabulary

    with for_writing(db, shipped_vocabulary()) as writer:
        writer.mark(reached)
