"""The rules, each a module. To add one, write its file and name it in RULES.

RULES are in the order of their codes. OPTIONAL are those that run only when selected.
"""

from tallytrack.check.rule import Rule
from tallytrack.check.rules import (
    disagreeing_documents,
    falling_total,
    missing_day,
    unbalanced_delta,
    unbalanced_gap,
    unreported_change,
)

RULES: tuple[Rule, ...] = (
    unbalanced_delta,
    unreported_change,
    falling_total,
    unbalanced_gap,
    missing_day,
    disagreeing_documents,
)
