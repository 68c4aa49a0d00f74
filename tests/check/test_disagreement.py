"""Two documents that disagree: which one the balances support."""

from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check.judge import judge
from tallytrack.check.rules import disagreeing_documents
from tallytrack.finding import Verdict


def judged(table):
    record = notation.read(table)
    [finding] = judge(record, list(disagreeing_documents.find(record)))
    return finding


def test_a_mirror_errs_where_the_source_balances_on_both_sides():
    finding = judged("""
        2022-07-03                3,744   +7
        2022-07-04                3,754  +10
        2022-07-04  @petroivaniuk 3,744  -
        2022-07-05                3,772  +18
    """)

    suspect = finding.suspect
    assert finding.verdict is Verdict.MIRROR_ERROR
    assert (suspect.publisher, suspect.day, suspect.printed, suspect.implied) == (
        "petroivaniuk",
        date(2022, 7, 4),
        3744,
        3754,
    )
    assert finding.grounds == (
        "3,744 + 10 = 3,754 on 2022-07-04",
        "3,754 + 18 = 3,772 on 2022-07-05",
        "3,744 + 10 = 3,754, not 3,744, on 2022-07-04",
        "3,744 + 18 = 3,762, not 3,772, on 2022-07-05",
        "3,744 is the total of 2022-07-03",
    )


def test_the_source_misprinted_where_the_mirror_balances():
    finding = judged("""
        2024-06-21                14,106  +54
        2024-06-22                14,188  +28
        2024-06-22  @petroivaniuk 14,134  -
        2024-06-23                14,195  +61
    """)

    assert finding.verdict is Verdict.MISPRINTED_TOTAL
    assert (finding.suspect.publisher, finding.suspect.implied) == ("general-staff", 14134)


def test_the_sources_picture_may_be_right_and_its_text_wrong():
    finding = judged("""
        2023-11-12                         311,750  +1,100
        2023-11-13                         311,550    +800
        2023-11-13  @general-staff/picture 312,550    +800
        2023-11-14                         313,470    +920
    """)

    assert finding.verdict is Verdict.MISPRINTED_TOTAL
    assert (finding.suspect.printed, finding.suspect.implied) == (311550, 312550)


def test_a_delta_left_out_says_that_nothing_changed():
    finding = judged("""
        2024-10-13  tanks                   9,000  +5
        2024-10-14  tanks                   9,007  +7
        2024-10-15  tanks                   9,010  +3
        2024-10-13  air_defence               978  -
        2024-10-14  air_defence               978  -
        2024-10-14  air_defence @orc-losses   976  -
        2024-10-15  air_defence               978  -
    """)

    assert finding.verdict is Verdict.MIRROR_ERROR
    assert finding.grounds[0] == "978 + 0 = 978 on 2024-10-14"


@pytest.mark.parametrize(
    ("table", "ground"),
    [
        pytest.param(
            """
            2025-10-02                3,979  -
            2025-10-02  @orc-losses   3,970  -
            2025-10-03                3,980  -
            """,
            "no balance tests the total of 2025-10-02",
            id="no deltas",
        ),
        pytest.param(
            """
            2026-03-03  @petroivaniuk 37,842  -
            2026-03-04  @petroivaniuk 37,832  -
            2026-03-04  @orc-losses   37,874  -
            """,
            "the source's own figure is not held",
            id="mirrors alone",
        ),
        pytest.param(
            """
            2024-08-21                 tanks            7,000  +1
            2024-08-22                 tanks            7,002  +2
            2024-08-23                 tanks            7,003  +1
            2024-08-21                 cruise_missiles  2,442  +4
            2024-08-22                 cruise_missiles  2,443  +1
            2024-08-22  cruise_missiles @petroivaniuk   2,442  -
            2024-08-23                 cruise_missiles  2,442  -
            """,
            "neither figure closes all the balances it stands in",
            id="one side each",
        ),
    ],
)
def test_what_no_balance_settles_stays_unexplained(table, ground):
    finding = judged(table)

    assert (finding.verdict, finding.suspect) == (Verdict.UNEXPLAINED, None)
    assert finding.grounds[-1] == ground


def test_of_two_deltas_the_totals_support_one():
    finding = judged("""
        2023-09-15                         8,492  +34
        2023-09-16                         8,525  +33
        2023-09-16  @general-staff/picture 8,525  +32
    """)

    assert finding.verdict is Verdict.MISPRINTED_DELTA
    assert (finding.suspect.printed, finding.suspect.implied) == (32, 33)


def test_an_article_that_gives_the_total_as_the_days_loss_misread_it():
    finding = judged("""
        2022-11-12                      1,829     +12
        2022-11-13                      1,837      +8
        2022-11-13  @newsweek/article   -      +1,837
    """)

    assert finding.verdict is Verdict.MISREAD
    assert finding.grounds[-1] == (
        "1,837 is the running total of 2022-11-13, given as the day's delta"
    )


def test_further_documents_that_err_are_named():
    finding = judged("""
        2025-02-21                38,104  +143
        2025-02-22                38,243  +139
        2025-02-22  @petroivaniuk 38,234  -
        2025-02-22  @orc-losses   38,234  -
        2025-02-23                38,334   +91
    """)

    assert finding.suspect.publisher == "petroivaniuk"
    assert finding.grounds[-1] == "so does orc-losses's table err"


def test_a_total_next_to_a_misprinted_one_is_tested_against_what_was_meant():
    finding = judged("""
        2024-03-01                6,600   +4
        2024-03-02                6,614  +14
        2024-03-02  @petroivaniuk 6,613  -
        2024-03-03                6,691   +5
        2024-03-04                6,626   +7
    """)

    assert finding.verdict is Verdict.MIRROR_ERROR
    assert "6,614 + 5 = 6,619 on 2024-03-03" in finding.grounds
