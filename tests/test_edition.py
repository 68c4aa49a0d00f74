"""The edition noun: what a later edition will do, in one line."""

from datetime import date

import pytest

from tallytrack.edition import Change, Plan, together
from tallytrack.figure import Measure

DAY = date(2025, 9, 23)
MISPRINT = Change(DAY, "tanks", Measure.TOTAL, (11199,), (1119,))


def plan(held=100, new=0, changed=0, withdrawn=0, told=()):
    return Plan(date(2025, 9, 24), DAY, held, new, changed, withdrawn, told)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (MISPRINT, "2025-09-23 tanks 11,199 -> 1,119"),
        (MISPRINT._replace(measure=Measure.DELTA), "2025-09-23 tanks delta +11,199 -> +1,119"),
        (MISPRINT._replace(after=()), "2025-09-23 tanks 11,199"),
        (MISPRINT._replace(before=(1, 2)), "2025-09-23 tanks 1 and 2 -> 1,119"),
    ],
)
def test_a_change_is_told_with_its_values(change, said):
    assert str(change) == said


def test_a_plan_tells_what_is_new_changed_and_withdrawn():
    gone = MISPRINT._replace(category="ships", after=())

    assert str(plan(new=24, changed=1, withdrawn=1, told=(MISPRINT, gone))) == (
        "24 new, 1 changed, 1 withdrawn; changed: 2025-09-23 tanks 11,199 -> 1,119;"
        " withdrawn: 2025-09-23 ships 11,199"
    )


def test_what_is_not_told_one_by_one_is_counted():
    assert str(plan(changed=1200, told=(MISPRINT,))) == (
        "0 new, 1,200 changed, 0 withdrawn;"
        " changed: 2025-09-23 tanks 11,199 -> 1,119 and 1,199 more"
    )


@pytest.mark.parametrize(("changed", "is_more"), [(0, False), (5, False), (6, True)])
def test_a_rewrite_is_counted_against_the_past(changed, is_more):
    assert plan(changed=changed - changed // 2, withdrawn=changed // 2).rewrites_more_than(5) is (
        is_more
    )


def test_only_what_says_nothing_new_is_empty():
    assert plan().is_empty
    assert not plan(new=1).is_empty
    assert not plan(withdrawn=1).is_empty


def test_several_plans_are_told_as_one():
    gone = MISPRINT._replace(category="ships", after=())
    many = tuple(MISPRINT._replace(category=f"c{number}") for number in range(6))

    assert str(
        together(
            [
                plan(new=1, changed=6, told=many),
                plan(new=2, changed=2, withdrawn=1, told=(MISPRINT, gone)),
            ]
        )
    ) == (
        "3 new, 8 changed, 1 withdrawn; changed: "
        + ", ".join(f"2025-09-23 c{number} 11,199 -> 1,119" for number in range(6))
        + " and 2 more; withdrawn: 2025-09-23 ships 11,199"
    )


def test_a_year_that_is_typed_wrongly_is_told_once():
    wrong = ((date(2024, 1, 1), date(2025, 1, 1)),)
    one = Plan(date(2025, 1, 2), date(2024, 12, 31), 100, 5, 0, 0, (), wrong)

    assert str(together([one, one])) == (
        "10 new, 0 changed, 0 withdrawn; the year of 2024-01-01 is typed wrongly:"
        " it stands among the days around 2025-01-01"
    )
