"""The rules, each a module. To add one, write its file and name it in RULES.

RULES are in the order of their codes. OPTIONAL are those that run only when selected.
"""

from tallytrack.check.rule import Rule
from tallytrack.check.rules import (
    broken_merger,
    disagreeing_documents,
    falling_total,
    impossible_day,
    misread_by_press,
    missing_day,
    outlying_delta,
    repeated_report,
    silent_revision,
    stale_report,
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
    stale_report,
    repeated_report,
    silent_revision,
    misread_by_press,
    impossible_day,
    outlying_delta,
    broken_merger,
)

OPTIONAL: tuple[Rule, ...] = (outlying_delta,)
