"""What a rule is."""

from collections.abc import Iterator
from typing import Protocol

from tallytrack.finding import Finding, Severity
from tallytrack.series import Record


class Rule(Protocol):
    """A rule is a module: a docstring that explains it, a code, a severity, and `find`.

    Its name is the module's, with hyphens, and completes "allow ...": unbalanced-delta.
    """

    @property
    def __name__(self) -> str: ...

    @property
    def __doc__(self) -> str | None: ...  # type: ignore[override]  # a module's may be None

    CODE: str
    SEVERITY: Severity

    def find(self, record: Record) -> Iterator[Finding]:
        """Each breach of the rule in *record*."""


def name(rule: Rule) -> str:
    """The rule's name: `unbalanced-delta`; its module's, unless that says another."""
    return getattr(rule, "NAME", "") or rule.__name__.rpartition(".")[2].replace("_", "-")
