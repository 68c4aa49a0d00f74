"""Grounds: what each says, and how much lighter it makes a change."""

from datetime import date

from tallytrack import notation
from tallytrack.check.evidence import (
    ANOTHER_TOTAL,
    KEYSTROKE,
    LAST_DIGIT,
    Days,
    Ground,
    against_total,
    weight,
)

NOTHING = Days("general-staff")


def grounds(table, implied):
    """What speaks against the total of the one day of *table*."""
    [series] = notation.read(table).series
    [observation] = series.observations
    return against_total(observation, implied, NOTHING)


def test_no_change_is_free_however_good_its_grounds():
    assert weight([Ground("a good one", 9), Ground("a better one", 10)]) == 1


def test_a_keystroke_in_the_last_digit_is_worth_less_than_another():
    assert grounds("2024-03-02  6,614  -", 6641) == (
        Ground("one keystroke: 6,614 for 6,641 (two digits swapped)", KEYSTROKE),
    )
    assert grounds("2024-03-02  6,614  -", 6618) == (
        Ground("one keystroke: 6,614 for 6,618 (a digit changed)", LAST_DIGIT),
    )


def test_the_other_documents_that_have_the_implied_value_are_one_ground():
    table = """
        2024-03-02                6,614  -
        2024-03-02  @petroivaniuk 6,700  -
        2024-03-02  @orc-losses   6,700  -
        2024-03-02  @minusrus     6,699  -
    """

    assert grounds(table, 6700) == (
        Ground("petroivaniuk's table and orc-losses's table have 6,700", ANOTHER_TOTAL),
    )


def test_a_document_that_prints_two_values_is_no_witness_against_itself():
    table = """
        2024-03-02  6,614  -
        2024-03-02  6,700  -
    """

    assert grounds(table, 6700) == ()


def test_a_stale_page_speaks_against_the_totals_of_its_day_alone():
    [series] = notation.read("2024-03-02  614  -\n2024-03-03  614  -").series
    days = Days("general-staff", stale=frozenset({date(2024, 3, 3)}))

    assert [len(against_total(one, 700, days)) for one in series.observations] == [0, 1]
