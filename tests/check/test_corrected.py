"""A series with implied values in place of suspects; nothing else of it changes."""

from dataclasses import replace
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check import checking
from tallytrack.check.corrected import Correction, corrected
from tallytrack.check.rules import unbalanced_delta
from tallytrack.figure import Measure

MISPRINTED_TOTAL = """
    2024-03-01  6,600   +4
    2024-03-02  6,641  +14
    2024-03-03  6,620   +6
    2024-03-04  6,625   +5
"""
MISPRINTED_DELTA = """
    2024-03-01  6,600   +4
    2024-03-02  6,614  +41
    2024-03-03  6,620   +6
"""


def judged(table):
    record = notation.read(table)
    return record.series[0], checking.find([record], (unbalanced_delta,))


def printed(series):
    return [(one.day.day, one.total, one.delta) for one in series.observations]


def test_a_misprinted_total_is_replaced_by_what_it_must_have_been():
    series, changes = corrected(*judged(MISPRINTED_TOTAL))

    assert changes == (Correction(date(2024, 3, 2), Measure.TOTAL, 6641, 6614),)
    assert printed(series) == [(1, 6600, 4), (2, 6614, 14), (3, 6620, 6), (4, 6625, 5)]


def test_a_misprinted_delta_is_replaced_by_the_difference():
    series, changes = corrected(*judged(MISPRINTED_DELTA))

    assert changes == (Correction(date(2024, 3, 2), Measure.DELTA, 41, 14),)
    assert printed(series) == [(1, 6600, 4), (2, 6614, 14), (3, 6620, 6)]


@pytest.mark.parametrize("table", [MISPRINTED_TOTAL, MISPRINTED_DELTA])
def test_what_is_corrected_balances(table):
    series, _ = corrected(*judged(table))

    assert not any(balance.discrepancy for balance in series.balances())


def test_the_series_itself_stays_as_it_was_printed():
    series, findings = judged(MISPRINTED_TOTAL)

    corrected(series, findings)

    assert printed(series)[1] == (2, 6641, 14)


@pytest.mark.parametrize(
    "changed",
    [
        {"waived": "announced"},
        {"suspect": None},
        {"category": "aircraft"},
        {"source": "other-staff"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_nothing_is_corrected_that_nobody_accuses(changed):
    series, findings = judged(MISPRINTED_DELTA)

    same, changes = corrected(series, [replace(one, **changed) for one in findings])

    assert (same, changes) == (series, ())


@pytest.mark.parametrize(
    "changed",
    [
        {"implied": None},
        {"publisher": "newsweek"},
        {"printed": 42},
        {"measure": Measure.TOTAL},
        {"day": date(2024, 3, 5)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_suspect_that_is_not_what_speaks_changes_nothing(changed):
    series, [finding] = judged(MISPRINTED_DELTA)
    suspect = replace(finding.suspect, **changed)

    same, changes = corrected(series, [replace(finding, suspect=suspect)])

    assert (same, changes) == (series, ())


def test_a_suspect_where_nothing_was_printed_changes_nothing():
    _, [finding] = judged(MISPRINTED_DELTA)
    [series] = notation.read("2024-03-02  6,614  -").series

    same, changes = corrected(series, [finding])

    assert (same, changes) == (series, ())


def test_only_the_preferred_statement_is_replaced():
    series, findings = judged(
        MISPRINTED_TOTAL + "2024-03-02 @petroivaniuk 6,641 -\n2024-03-03 @petroivaniuk 6,620 -"
    )

    changed, _ = corrected(series, findings)

    totals = changed.by_day[date(2024, 3, 2)].totals
    assert [said.value for said in totals] == [6614, 6641]


def test_a_series_without_findings_is_the_same():
    series, _ = judged(MISPRINTED_TOTAL)

    assert corrected(series, []) == (series, ())
