"""T103, falling-total: a running total lower than on the day before."""

import pytest

from tallytrack import notation
from tallytrack.check.rules import falling_total


def find(table):
    return list(falling_total.find(notation.read(table)))


def test_names_both_totals_and_the_fall():
    [finding] = find("2024-10-02 aircraft 1,369 -\n2024-10-03 aircraft 1,368 -1")

    assert (finding.category, str(finding.day)) == ("aircraft", "2024-10-03")
    assert finding.message == "the total falls from 1,369 to 1,368 (-1)"
    assert (finding.reported, finding.difference) == (None, -1)
    assert [statement.value for statement in finding.evidence] == [1368, 1369]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("2024-03-01 5 -\n2024-03-02 5 -", id="the same"),
        pytest.param("2024-03-01 5 -\n2024-03-02 6 -", id="one more"),
        pytest.param("2024-03-01 5 -\n2024-03-03 4 -", id="a day is missing"),
        pytest.param("2024-03-01 5 -\n2024-03-02 - -1", id="no total"),
        pytest.param(
            "2024-03-01 5 -\n2024-03-02 6 -\n2024-03-02 @petroivaniuk 4 -", id="a mirror falls"
        ),
    ],
)
def test_is_silent_where_the_total_does_not_fall(table):
    assert find(table) == []
