"""`tally rule`: what a rule means, and which rules there are."""

from typing import Annotated

import typer

from tallytrack.cli import printing
from tallytrack.errors import UsageError

Name = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="A rule's name or code; without, the list.")
]


def command(name: Name = None) -> None:
    """Explain a rule with its worked example, or list the rules."""
    from tallytrack.check import checking
    from tallytrack.check.rule import name as name_of
    from tallytrack.show import rules as shown

    if name is None:
        printing.echo(
            shown.listed(name_of(r), r.CODE, r.SEVERITY, r.__doc__ or "") for r in checking.KNOWN
        )
        return
    for rule in checking.KNOWN:
        if name.lower() in {name_of(rule), rule.CODE.lower()}:
            printing.echo(
                shown.explained(name_of(rule), rule.CODE, rule.SEVERITY, rule.__doc__ or "")
            )
            return
    raise UsageError(checking.unknown_rule(name))
