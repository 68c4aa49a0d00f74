"""T105, missing-day: days without any figure between days that have them."""

import pytest

from tallytrack import notation
from tallytrack.check.rules import missing_day


def find(table):
    return list(missing_day.find(notation.read(table)))


@pytest.mark.parametrize(
    ("after", "message"),
    [
        ("2024-03-03", "no figure for 2024-03-02 (1 day)"),
        ("2024-03-05", "no figure for 2024-03-02 to 2024-03-04 (3 days)"),
    ],
)
def test_a_run_of_missing_days_is_one_finding_on_the_day_that_ends_it(after, message):
    [finding] = find(f"2024-03-01 6,600 +4\n{after} 6,640 +9")

    assert finding.message == message
    assert str(finding.day) == after
    assert [statement.value for statement in finding.evidence] == [6640]


def test_every_run_is_found():
    found = find("2024-03-01 1\n2024-03-03 2\n2024-03-04 2\n2024-03-07 3")

    assert [finding.day.day for finding in found] == [3, 7]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("2024-03-01 1", id="one day"),
        pytest.param("2024-02-28 1\n2024-02-29 2\n2024-03-01 2", id="over the end of February"),
        pytest.param("2024-03-01 1\n2024-03-02 - +1\n2024-03-03 2", id="a delta alone"),
        pytest.param("2024-03-01 1\n2024-03-02 @newsweek/article 1\n2024-03-03 2", id="the press"),
    ],
)
def test_is_silent_where_any_document_speaks_of_every_day(table):
    assert find(table) == []
