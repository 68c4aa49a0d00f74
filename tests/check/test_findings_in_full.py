"""Every field of a finding: what each rule's own example, and each case here, is told with.

`findings/NAME.table` is a record in the notation of the documentation, NAME.jsonl beside it what
`tally check --json` would print of it, in which nothing is left out.
"""

import json
from pathlib import Path

import pytest

from tallytrack import notation
from tallytrack.check import checking
from tallytrack.show import structured

FOLDER = Path(__file__).parent / "findings"
CASES = sorted(FOLDER.glob("*.table"))


def told(table):
    """What is found in *table*, a line each."""
    found = checking.find([notation.read(table)], checking.KNOWN)
    return [json.dumps(structured.finding(one), ensure_ascii=False) for one in found]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_finding_is_told_in_full(path):
    expected = path.with_suffix(".jsonl").read_text("utf-8").splitlines()

    assert told(path.read_text("utf-8")) == expected


def test_each_rule_over_records_has_a_finding_that_is_told_in_full():
    rules = {
        json.loads(line)["rule"]
        for path in CASES
        for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()
    }

    assert rules == {checking.name(rule) for rule in checking.KNOWN} - {"stale-waiver"}
