"""T104, unbalanced-gap: the deltas across days without a total against the difference."""

from dataclasses import replace
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check.rules import unbalanced_gap


def find(table, **longer):
    """Findings in *table*; `longer` gives days, by `d` and number, a delta over several days."""
    record = notation.read(table)
    [series] = record.series
    observations = []
    for observation in series.observations:
        value, days = longer.get(f"d{observation.day.day}", (None, None))
        if value is not None:
            said = observation.totals[0]._replace(value=value, days=days)
            observations.append(observation._replace(longer=(said,)))
        else:
            observations.append(observation)
    series = replace(series, observations=tuple(observations))
    return list(unbalanced_gap.find(replace(record, series=(series,))))


def test_names_the_sum_and_the_totals_on_both_sides():
    [finding] = find("""
        2024-03-01  6,600   +4
        2024-03-02  -       +9
        2024-03-03  6,614  +12
    """)

    assert finding.day == date(2024, 3, 3)
    assert finding.message == (
        "the deltas since 2024-03-01 add up to +21, but the totals go from 6,600 to 6,614 (+14)"
    )
    assert (finding.reported, finding.difference, finding.discrepancy) == (21, 14, 7)
    assert [statement.value for statement in finding.evidence] == [12, 9, 6614, 6600]


def test_a_delta_over_several_days_is_held_against_the_total_so_many_days_before():
    [finding] = find("2024-03-01 100 -\n2024-03-08 120 -", d8=(21, 7))

    assert finding.message == (
        "the deltas since 2024-03-01 add up to +21, but the totals go from 100 to 120 (+20)"
    )


def test_a_longer_delta_is_checked_where_no_day_is_missing_too():
    [finding] = find("2024-03-01 100 -\n2024-03-02 110 +10\n2024-03-03 120 +10", d3=(21, 2))

    assert finding.message == (
        "the deltas since 2024-03-01 add up to +21, but the totals go from 100 to 120 (+20)"
    )


def test_a_gap_is_one_finding_however_its_deltas_are_printed():
    found = find("2024-03-01 100 -\n2024-03-03 120 -", d3=(21, 2))

    assert len(found) == 1


@pytest.mark.parametrize(
    ("table", "longer"),
    [
        pytest.param("2024-03-01 6 +1\n2024-03-02 - +2\n2024-03-03 9 +1", {}, id="it adds up"),
        pytest.param("2024-03-01 6 +1\n2024-03-03 9 +1", {}, id="a delta is missing"),
        pytest.param(
            "2024-03-01 6 +1\n2024-03-02 - +9\n2024-03-03 9 -", {}, id="the last is missing"
        ),
        pytest.param("2024-03-01 6 +1\n2024-03-02 9 +1", {}, id="no day is missing"),
        pytest.param("2024-03-01 100 -\n2024-03-08 120 -", {"d8": (20, 7)}, id="a week adds up"),
        pytest.param(
            "2024-03-02 100 -\n2024-03-08 120 -", {"d8": (21, 7)}, id="a week is too long"
        ),
        pytest.param("2024-03-01 - +1\n2024-03-02 - +9\n2024-03-03 9 +5", {}, id="no total before"),
    ],
)
def test_is_silent_where_the_deltas_add_up_or_do_not_cover_every_day(table, longer):
    assert find(table, **longer) == []
