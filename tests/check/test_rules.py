"""What every rule owes its reader. Being listed in RULES is enough to be held to it."""

import re
from pathlib import Path

import pytest

from tallytrack import notation
from tallytrack.check import rules as package
from tallytrack.check.rule import name
from tallytrack.check.rules import RULES

every_rule = pytest.mark.parametrize("rule", RULES, ids=name)

HEADINGS = [
    "What it checks",
    "Why it matters",
    "Flagged",
    "Allowed",
    "When to waive it",
]


def example(rule, heading):
    """The example under *heading* in a rule's docstring."""
    return re.search(rf"^{heading}\n((?: {{4}}.+\n)+)", rule.__doc__, re.MULTILINE)[1]


@every_rule
def test_explains_itself_under_each_heading_in_order(rule):
    written = re.findall(r"^([A-Z][a-z ]+)\n {4}", rule.__doc__, re.MULTILINE)

    assert written == HEADINGS


@every_rule
def test_flags_its_own_example_on_the_marked_days(rule):
    table = example(rule, "Flagged")
    marked = [line.split()[0] for line in table.splitlines() if "<-" in line]

    assert marked
    assert [str(finding.day) for finding in rule.find(notation.read(table))] == marked


@every_rule
def test_names_itself_in_its_findings(rule):
    for finding in rule.find(notation.read(example(rule, "Flagged"))):
        assert (finding.rule, finding.code, finding.severity) == (
            name(rule),
            rule.CODE,
            rule.SEVERITY,
        )


@every_rule
def test_allows_its_own_counterexample(rule):
    assert list(rule.find(notation.read(example(rule, "Allowed")))) == []


def test_no_rule_is_left_out():
    written = {path.stem for path in Path(package.__file__).parent.glob("*.py")} - {"__init__"}

    assert {rule.__name__.rpartition(".")[2] for rule in RULES} == written


def test_codes_are_unique_and_in_order():
    codes = [rule.CODE for rule in RULES]

    assert codes == sorted(set(codes))
