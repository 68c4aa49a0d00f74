"""T113, broken-merger: the one day that no single series can check."""

import pytest

from tallytrack import notation
from tallytrack.check.rules import broken_merger

PARTS = """
    2022-04-30  vehicles    1,701   +6
    2022-04-30  fuel_tanks     76   +0
"""


def found(line, parts=PARTS):
    return list(broken_merger.find(notation.read(f"{parts}\n{line}")))


def test_says_what_the_parts_and_the_delta_come_to():
    [finding] = found("2022-05-01  vehicles_fuel_tanks  1,796  +20")

    assert finding.message == (
        "reported +20 on 1,701 + 76 = 1,777, but the merged total is 1,796 (+19)"
    )
    assert (finding.reported, finding.difference, finding.discrepancy) == (20, 19, 1)
    assert [statement.value for statement in finding.evidence] == [20, 1796, 1701, 76]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        pytest.param("2022-05-01  vehicles_fuel_tanks  1,797  +20", PARTS, id="adds up"),
        pytest.param("2022-05-01  vehicles_fuel_tanks  1,796  -", PARTS, id="no delta"),
        pytest.param("2022-05-02  vehicles_fuel_tanks  1,796  +20", PARTS, id="a day later"),
        pytest.param(
            "2022-05-01  vehicles_fuel_tanks  1,796  +20",
            "2022-04-30  vehicles  1,701  +6",
            id="a part is not held",
        ),
        pytest.param(
            "2022-05-01  vehicles_fuel_tanks  1,796  +20",
            "2022-04-30  vehicles  1,701  +6\n2022-04-30  fuel_tanks  -  +0",
            id="a part has deltas alone",
        ),
    ],
)
def test_is_silent_where_it_adds_up_or_cannot_be_checked(line, parts):
    assert found(line, parts) == []


def test_what_the_merged_category_had_already_is_added_once():
    parts = """
        2022-04-30  srbm_launchers                   10   +0
        2022-04-30  cruise_missiles                 100    -
        2022-04-30  cruise_missiles  @petroivaniuk  100    -
    """

    [finding] = found("2022-05-01  cruise_missiles  112  +1", parts)

    assert finding.message == "reported +1 on 10 + 100 = 110, but the merged total is 112 (+2)"
    assert found("2022-05-01  cruise_missiles  111  +1", parts) == []
