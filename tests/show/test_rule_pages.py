"""Rules for people: the list, and one rule explained by its own docstring."""

import pytest

from tallytrack.check.checking import KNOWN
from tallytrack.check.rule import name
from tallytrack.show import rules, styled


@pytest.mark.parametrize("rule", KNOWN, ids=name)
def test_a_rule_is_listed_in_a_line_that_fits(rule):
    line = styled.plain(rules.listed(name(rule), rule.CODE, rule.SEVERITY, rule.__doc__))

    assert line.startswith(f"{rule.CODE}  {name(rule)} ")
    assert line.endswith(rule.__doc__.partition("\n")[0])


@pytest.mark.parametrize("rule", KNOWN, ids=name)
def test_a_rule_is_explained_in_its_own_words_with_its_headings_marked(rule):
    lines = list(rules.explained(name(rule), rule.CODE, rule.SEVERITY, rule.__doc__))

    assert "\n".join(map(styled.plain, lines[2:])) == rule.__doc__.strip()
    assert [line[0][0] for line in lines[2:] if line[0][1] == "bold"] == [
        "What it checks",
        "Why it matters",
        "Flagged",
        "Allowed",
        "When to waive it",
    ]
