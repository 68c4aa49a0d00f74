"""`tally waive`: acknowledge a finding, once, with its reason."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack import dates
from tallytrack.cli import options, printing
from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from tallytrack.vocabulary import Vocabulary
    from tallytrack.waiver import Waiver

RuleName = Annotated[
    str | None, typer.Argument(metavar="[RULE]", help="The rule's name: unbalanced-delta.")
]
Day = Annotated[str | None, typer.Argument(metavar="[DAY]", help="The day of the finding.")]
Name = Annotated[
    str | None,
    typer.Argument(metavar="[CATEGORY]", help="Its category; without, every category of the day."),
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", parser=options.text, metavar="TEXT", help="Why it is acknowledged."),
]
Adjustment = Annotated[
    list[str] | None,
    typer.Option(
        "--adjustment",
        metavar="N|CATEGORY=N",
        help="Of a broken balance: the signed number that makes it close; may be repeated.",
    ),
]
Url = Annotated[
    str | None,
    typer.Option(
        "--url", parser=options.text, metavar="ADDRESS", help="Where the reason can be seen."
    ),
]
SourceName = Annotated[
    str, typer.Option("--source", parser=options.text, metavar="KEY", help="Whose figures.")
]
Listed = Annotated[bool, typer.Option("--list", help="List the waivers.")]
Removed = Annotated[bool, typer.Option("--remove", help="Remove the waiver named.")]
Exported = Annotated[bool, typer.Option("--export", help="Print all waivers as TOML.")]

# SQLite's integers end here.
_TOO_GREAT = 2**63
_SIGNED = re.compile(r"(?:(?P<category>[^=]+)=)?(?P<number>[+-]?\d{1,19})", re.ASCII)


def command(
    rule: RuleName = None,
    day: Day = None,
    category: Name = None,
    db: options.Database = options.DEFAULT_DATABASE,
    reason: Reason = None,
    adjustment: Adjustment = None,
    url: Url = None,
    source: SourceName = "general-staff",
    list_: Listed = False,
    remove: Removed = False,
    export: Exported = False,
) -> None:
    """Acknowledge a finding, so that it no longer counts; or list, remove, export waivers.

    The waiver of a broken balance is an equation: total = total of the day before + delta +
    adjustment. It holds only while that is true.
    """
    from tallytrack.waiver import Waiver

    options.one_of(("--list", list_), ("--remove", remove), ("--export", export))
    if list_ or export:
        _list(db, as_toml=export)
        return
    if rule is None or day is None:
        raise UsageError("name the rule and the day: tally waive RULE DAY [CATEGORY] --reason ...")
    if not remove and not (reason or "").strip():
        raise UsageError("say why: --reason ...")
    waivers = _waivers(
        _rule(rule), dates.parse_day(day), category, adjustment or (), options.vocabulary(db)
    )
    if not remove:
        _fits(waivers[0])
    said = [
        Waiver(w.rule, source, w.day, w.category, w.adjustment, reason or "removed", url)
        for w in waivers
    ]
    _change(db, said, remove=remove)


def _rule(wanted: str) -> str:
    from tallytrack.check import checking
    from tallytrack.check.rule import name
    from tallytrack.check.rules import RULES

    [rule] = checking.selected([wanted])
    if rule not in RULES:
        raise UsageError(f"{name(rule)} is about waivers themselves: correct or remove the waiver")
    return name(rule)


def _waivers(
    rule: str,
    day: "date",
    category: str | None,
    adjustments: "list[str] | tuple[()]",
    vocabulary: "Vocabulary",
) -> "list[Waiver]":
    """One waiver, or one for each category that has an adjustment of its own."""
    from tallytrack.waiver import Waiver

    key = options.categories([category], vocabulary)[0] if category else None
    if not adjustments:
        return [Waiver(rule, "", day, key, None, "")]
    found = []
    for text in adjustments:
        match = _SIGNED.fullmatch(text)
        if match is None or abs(int(match["number"])) >= _TOO_GREAT:
            raise UsageError(f"{text!r} is not an adjustment; expected -5 or tanks=-5")
        named = match["category"]
        own = options.categories([named], vocabulary)[0] if named else key
        if key not in {None, own}:
            what = f"--adjustment is for {own}, but the waiver for {key}"
            raise UsageError(f"{what}; name the category once")
        found.append(Waiver(rule, "", day, own, int(match["number"]), ""))
    if len({waiver.category for waiver in found}) < len(found):
        raise UsageError("two adjustments for one category; write --adjustment CATEGORY=N for each")
    return found


def _fits(waiver: "Waiver") -> None:
    """Refuse a balance without an adjustment, and an adjustment without a balance."""
    from tallytrack.check.waivers import BALANCES

    balances, adjusts = waiver.rule in BALANCES, waiver.adjustment is not None
    if balances and not adjusts:
        raise UsageError(
            f"{waiver.rule} is about a balance; give the number that makes it close:"
            " --adjustment N, or CATEGORY=N for each"
        )
    if adjusts and not balances:
        raise UsageError(f"{waiver.rule} has no balance to close; leave out --adjustment")


def _list(db: Path, *, as_toml: bool) -> None:
    from tallytrack.show import waivers as shown
    from tallytrack.store import opening, reading
    from tallytrack.waiver import to_toml

    with opening.for_reading(db) as tally:
        waivers = reading.waivers(tally)
    if as_toml:
        printing.out(to_toml(waivers).removesuffix("\n"))
    else:
        printing.echo(shown.listed(waivers))


def _change(db: Path, waivers: "list[Waiver]", *, remove: bool) -> None:
    from tallytrack.show import waivers as shown
    from tallytrack.store import opening
    from tallytrack.store.writing import for_writing
    from tallytrack.vocabulary import shipped_vocabulary

    opening.must_exist(db)
    with for_writing(db, shipped_vocabulary()) as writer:
        if remove:
            if missing := writer.unwaive(waivers):
                subjects = ", ".join(map(shown.subject, missing))
                raise UsageError(f"not waived: {subjects}; nothing was removed; see --list")
        else:
            writer.waive(waivers)
    verb = "no longer waived" if remove else "waived"
    printing.echo([((f"{verb}: {shown.subject(waiver)}", ""),) for waiver in waivers])
