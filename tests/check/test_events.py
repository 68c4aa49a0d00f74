"""Events: findings that one happening caused, put together and ranked, the worst first."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tallytrack import notation
from tallytrack.check import events
from tallytrack.check.rules import (
    disagreeing_documents,
    missing_day,
    unbalanced_delta,
    unreported_change,
)
from tallytrack.figure import Measure
from tallytrack.finding import Finding, Severity


def finding(rule="unbalanced-delta", day=1, category="tanks", size=1, **more):
    code = {"unbalanced-delta": "T101", "falling-total": "T103", "missing-day": "T105"}[rule]
    severity = Severity.QUERY if rule == "missing-day" else Severity.ERROR
    return Finding(
        rule=rule,
        code=code,
        severity=severity,
        source="s",
        category=category,
        day=date(2024, 3, day),
        message="m",
        reported=size,
        difference=0,
        **more,
    )


def summed_up(findings):
    return [
        (event.rule, event.day.day, [one.category for one in event.findings])
        for event in events.grouped(findings)
    ]


def test_the_broken_balances_of_one_day_are_one_event_the_largest_first():
    found = [finding(category="tanks"), finding(category="uavs", size=-9), finding(category="apc")]

    assert summed_up(found) == [("unbalanced-delta", 1, ["uavs", "apc", "tanks"])]


def test_an_event_is_of_its_findings_source():
    [event] = events.grouped([finding()])

    assert event.source == "s"


def test_of_one_category_the_delta_stands_before_the_total():
    found = [finding(measure=Measure.TOTAL), finding(measure=Measure.DELTA)]

    [event] = events.grouped(found)

    assert [one.measure for one in event.findings] == [Measure.DELTA, Measure.TOTAL]


def test_the_certain_comes_before_the_suspicious_and_rules_in_their_order():
    found = [finding("missing-day", size=99), finding("falling-total"), finding(size=0)]

    assert [rule for rule, *_ in summed_up(found)] == [
        "unbalanced-delta",
        "falling-total",
        "missing-day",
    ]


def test_many_categories_come_before_large_numbers_and_those_before_early_days():
    found = [
        finding(day=1, size=5),
        finding(day=2, size=9),
        finding(day=3, category="tanks"),
        finding(day=3, category="uavs"),
        finding(day=4, size=5),
    ]

    assert [day for _, day, _ in summed_up(found)] == [3, 2, 1, 4]


def test_what_is_waived_comes_after_what_is_not():
    found = [finding(day=1, size=9, waived="why"), finding(day=2)]

    assert [day for _, day, _ in summed_up(found)] == [2, 1]


def test_the_size_is_the_discrepancy_the_difference_or_the_spread():
    [broken] = unbalanced_delta.find(notation.read("2024-03-01 10 -\n2024-03-02 15 +2"))
    [missing] = missing_day.find(notation.read("2024-03-01 10 -\n2024-03-03 15 +2"))

    assert events.size(broken) == 3
    assert events.size(missing) == 0


def test_the_size_of_a_disagreement_is_the_spread_of_what_was_printed():
    table = "2024-03-01 10 -\n2024-03-01 @petroivaniuk 14 -\n2024-03-01 @orc-losses 7 -"

    [disagreement] = disagreeing_documents.find(notation.read(table))

    assert events.size(disagreement) == 7


def test_the_size_of_an_unreported_change_is_the_difference():
    table = "2024-03-01 10 -\n2024-03-02 8 -\n2024-03-02 uavs 5 +1"

    [change] = unreported_change.find(notation.read(table))

    assert events.size(change) == 2


def test_what_has_no_numbers_has_no_size():
    assert events.size(replace(finding(), reported=None, difference=None)) == 0


@given(
    st.lists(
        st.builds(
            finding,
            st.sampled_from(["unbalanced-delta", "falling-total", "missing-day"]),
            st.integers(1, 5),
            st.sampled_from(["tanks", "uavs"]),
            st.integers(-3, 3),
        )
    )
)
def test_no_finding_is_lost_or_said_twice(findings):
    grouped = [one for event in events.grouped(findings) for one in event.findings]

    assert sorted(map(repr, grouped)) == sorted(map(repr, findings))
