"""T102, unreported-change: the source's own total moved, and no delta was printed for it."""

import pytest

from tallytrack import notation
from tallytrack.check.rules import unreported_change


def find(table):
    return list(unreported_change.find(notation.read(table)))


def test_names_the_totals_that_moved():
    [finding] = find("""
        2024-03-01 tanks    7,660 +12
        2024-03-01 aircraft 2,221 -
        2024-03-02 tanks    7,672 +12
        2024-03-02 aircraft 2,219 -
    """)

    assert (finding.category, finding.day.day) == ("aircraft", 2)
    assert finding.message == "no delta printed, but the totals go from 2,221 to 2,219 (-2)"
    assert (finding.reported, finding.difference, finding.discrepancy) == (None, -2, None)
    assert [statement.value for statement in finding.evidence] == [2219, 2221]


TANKS = "2024-03-01 tanks 1 +1\n2024-03-02 tanks 2 +1\n"


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("2024-03-01 aircraft 5 -\n2024-03-02 aircraft 6 -", id="prints no deltas"),
        pytest.param(f"{TANKS}2024-03-01 aircraft 5 -\n2024-03-02 aircraft 5 -", id="unmoved"),
        pytest.param(f"{TANKS}2024-03-01 aircraft 5 -\n2024-03-02 aircraft 6 +1", id="reported"),
        pytest.param(f"{TANKS}2024-03-01 aircraft 5 -\n2024-03-02 aircraft 6 +9", id="misreported"),
        pytest.param(f"{TANKS}2024-02-28 aircraft 5 -\n2024-03-02 aircraft 6 -", id="a gap"),
        pytest.param(
            f"{TANKS}2024-03-01 aircraft @orc-losses 5 -\n2024-03-02 aircraft 6 -",
            id="a mirror has the day before",
        ),
        pytest.param(
            f"{TANKS}2024-03-01 aircraft 5 -\n2024-03-02 aircraft @orc-losses 6 -",
            id="a mirror has the day",
        ),
        pytest.param(
            f"{TANKS}2024-03-01 aircraft 5 -\n2024-03-02 aircraft 6 -\n"
            "2024-03-02 aircraft @cripo/reprint 6 +1",
            id="a reprint has the delta",
        ),
    ],
)
def test_is_silent_where_the_source_leaves_nothing_out(table):
    assert find(table) == []


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("2024-03-02 aircraft 6 +1", id="a day with a delta"),
        pytest.param("2024-03-02 aircraft 5 -", id="a day without a change"),
        pytest.param("2024-03-02 aircraft @orc-losses 6 -", id="a day of a mirror"),
        pytest.param("2024-03-02 aircraft @general-staff/picture 6 -", id="a page without deltas"),
    ],
)
def test_the_days_after_one_that_tells_nothing_are_looked_at(table):
    found = find(f"""
        2024-03-01 aircraft 5 -
        {table}
        2024-03-03 aircraft 9 -
        2024-03-04 aircraft 12 -
        2024-03-03 tanks 1 +1
        2024-03-04 tanks 2 +1
    """)

    assert [finding.day.day for finding in found][-1] == 4
