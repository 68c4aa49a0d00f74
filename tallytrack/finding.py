"""Findings: one breach of one rule, with the arithmetic, the evidence and the verdict."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tallytrack.figure import Measure
from tallytrack.series import Statement


class Severity(StrEnum):
    """An error is a certain contradiction; a query is merely suspicious."""

    ERROR = "error"
    QUERY = "query"


class Verdict(StrEnum):
    """Why the arithmetic fails, in one word."""

    MISPRINTED_TOTAL = "misprinted-total"
    MISPRINTED_DELTA = "misprinted-delta"
    RESTATEMENT = "restatement"
    MIRROR_ERROR = "mirror-error"
    STALE_REPORT = "stale-report"
    GAP = "gap"
    MISREAD = "misread"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Suspect:
    """The figure that is likely wrong.

    Args:
        measure: whether it is a total or a delta.
        day: the day it describes.
        publisher: who printed it, by key.
        printed: its value as printed.
        implied: what it must have been, where the arithmetic says so.
    """

    measure: Measure
    day: date
    publisher: str
    printed: int
    implied: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach of one rule.

    Args:
        rule: the rule's name: `unbalanced-delta`.
        code: its code: `T101`.
        severity: certain or suspicious.
        source: whose figures they are.
        category: the category; empty where the rule is about a whole day.
        day: the day of the breach.
        message: the arithmetic in words and numbers, in one line.
        measure: the measure concerned, where the rule is about one.
        reported: the delta as reported.
        difference: the difference as computed.
        evidence: the statements behind it, the one at issue first.
        verdict: why it fails; None until it has been judged.
        alternatives: verdicts that fit as well.
        suspect: the figure that is likely wrong.
        grounds: what the verdict rests on, each a line that a person can check.
        waived: the reason it was acknowledged with; None where it was not.
        url: the source's own page of that day, where its address is known.
    """

    rule: str
    code: str
    severity: Severity
    source: str
    category: str
    day: date
    message: str
    measure: Measure | None = None
    reported: int | None = None
    difference: int | None = None
    evidence: tuple[Statement, ...] = ()
    verdict: Verdict | None = None
    alternatives: tuple[Verdict, ...] = ()
    suspect: Suspect | None = None
    grounds: tuple[str, ...] = ()
    waived: str | None = None
    url: str | None = None

    @property
    def discrepancy(self) -> int | None:
        """The reported delta less the computed difference; None where either is missing."""
        if self.reported is None or self.difference is None:
            return None
        return self.reported - self.difference
