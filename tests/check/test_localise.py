"""The least weighted change: what it names in small tables."""

from datetime import date

from tallytrack import notation
from tallytrack.check.chain import runs
from tallytrack.check.judge import judge
from tallytrack.check.rules import falling_total, missing_day, unbalanced_delta
from tallytrack.figure import Measure
from tallytrack.finding import Verdict


def judged(given_, rule=unbalanced_delta):
    record = notation.read(given_) if isinstance(given_, str) else given_
    return judge(record, list(rule.find(record)))


def told(findings):
    """Each finding in short: its day, its verdict, and the figure it suspects."""
    return [
        (
            str(finding.day),
            str(finding.verdict),
            finding.suspect
            and (str(finding.suspect.measure), str(finding.suspect.day), finding.suspect.implied),
        )
        for finding in findings
    ]


def test_a_total_that_breaks_two_balances_is_misprinted():
    findings = judged("""
        2022-06-02  661   +2
        2022-06-03  661  +14
        2022-06-04  680   +5
        2022-06-05  686   +6
    """)

    assert told(findings) == [
        ("2022-06-03", "misprinted-total", ("total", "2022-06-03", 675)),
        ("2022-06-04", "misprinted-total", ("total", "2022-06-03", 675)),
    ]
    assert findings[0].grounds == (
        "the opposite discrepancy stands on the next day: +14 on 2022-06-03, -14 on 2022-06-04",
        "661 + 14 = 675 on 2022-06-03",
        "675 + 5 = 680 on 2022-06-04",
    )
    assert (findings[0].suspect.printed, findings[0].suspect.publisher) == (661, "general-staff")


def test_a_keystroke_and_another_document_are_grounds():
    [finding, _] = judged("""
        2025-04-28                22,338  +13
        2025-04-29                22,325  +14
        2025-04-29  @petroivaniuk 22,352  -
        2025-04-30                22,353   +1
    """)

    assert finding.grounds[-2:] == (
        "petroivaniuk's table has 22,352",
        "one keystroke: 22,325 for 22,352 (two digits swapped)",
    )


def test_a_delta_alone_and_one_keystroke_off_is_misprinted():
    [finding] = judged("""
        2024-06-20  11,221   +2
        2024-06-21  11,260  +39
        2024-06-22  11,305  +15
        2024-06-23  11,355  +50
    """)

    assert told([finding]) == [("2024-06-22", "misprinted-delta", ("delta", "2024-06-22", 45))]
    assert finding.alternatives == ()
    assert finding.grounds == (
        "one keystroke: +15 for +45 (a digit changed)",
        "the balances of 2024-06-21 and 2024-06-23 close",
    )


def test_a_slip_in_the_last_digit_may_as_well_be_a_small_restatement():
    [finding] = judged("""
        2024-01-01  6,657  +66
        2024-01-02  6,710  +53
        2024-01-03  6,748  +36
        2024-01-04  6,753   +5
    """)

    assert finding.verdict is Verdict.MISPRINTED_DELTA
    assert finding.alternatives == (Verdict.RESTATEMENT,)


def test_one_digit_for_another_explains_nothing():
    [finding] = judged("""
        2022-10-28  1,698  +8
        2022-10-29  1,708  +9
        2022-10-30  1,724  +16
    """)

    assert told([finding]) == [("2022-10-29", "unexplained", None)]
    assert finding.grounds == (
        "tanks alone breaks on 2022-10-29",
        "the balances of 2022-10-30 close",
        "no document has a figure that closes it, and no keystroke does",
    )


RESTATED = """
    2023-05-26  tanks        3,796   +1
    2023-05-26  helicopters    296   +0
    2023-05-26  uavs         2,910   +3
    2023-05-27  tanks        3,799   +3
    2023-05-28  tanks        3,797   +3
    2023-05-29  tanks        3,801   +4
    2023-05-27  helicopters    296   +0
    2023-05-28  helicopters    298   +0
    2023-05-29  helicopters    298   +0
    2023-05-27  uavs         2,941  +31
    2023-05-28  uavs         2,993   +3
    2023-05-29  uavs         3,054  +61
    2023-05-27  ships           18   +0
    2023-05-28  ships           18   +0
    2023-05-29  ships           18   +0
"""


def test_categories_that_break_together_and_stay_were_restated():
    findings = judged(RESTATED)

    assert [(one.category, str(one.verdict), one.suspect) for one in findings] == [
        ("tanks", "restatement", None),
        ("helicopters", "restatement", None),
        ("uavs", "restatement", None),
    ]
    assert findings[0].grounds == (
        "3 categories of general-staff break on 2023-05-28",
        "the total stays at its new level: the balance of 2023-05-29 closes",
        "an adjustment of -5 closes the balance",
    )


def test_two_categories_on_one_day_may_be_chance():
    findings = judged("\n".join(line for line in RESTATED.splitlines() if "uavs" not in line))

    assert {one.verdict for one in findings} == {Verdict.UNEXPLAINED}
    assert {one.alternatives for one in findings} == {(Verdict.RESTATEMENT,)}
    assert findings[0].grounds[0] == "helicopters and tanks both break on 2023-05-28"


def test_a_misprinted_total_does_not_count_towards_a_restatement():
    findings = judged("""
        2024-06-21  artillery 14,106  +54
        2024-06-22  artillery 14,188  +28
        2024-06-23  artillery 14,195  +61
        2024-06-21  tanks      7,900  +10
        2024-06-22  tanks      7,907   +9
        2024-06-23  tanks      7,910   +3
        2024-06-21  mlrs       1,100   +1
        2024-06-22  mlrs       1,104   +1
        2024-06-23  mlrs       1,105   +1
    """)

    assert told(findings) == [
        ("2024-06-22", "misprinted-total", ("total", "2024-06-22", 14134)),
        ("2024-06-23", "misprinted-total", ("total", "2024-06-22", 14134)),
        ("2024-06-22", "unexplained", None),
        ("2024-06-22", "unexplained", None),
    ]


def test_two_days_that_changed_places_are_solved_together():
    findings = judged("""
        2024-03-01  1,000  +10
        2024-03-02  1,055  +20
        2024-03-03  1,020  +35
        2024-03-04  1,062   +7
    """)

    assert told(findings) == [
        ("2024-03-02", "misprinted-total", ("total", "2024-03-02", 1020)),
        ("2024-03-03", "misprinted-total", ("total", "2024-03-03", 1055)),
        ("2024-03-04", "misprinted-total", ("total", "2024-03-03", 1055)),
    ]
    assert "1,055 is printed on 2024-03-02: the two days changed places" in findings[1].grounds


def test_a_restatement_beside_a_misprinted_delta_is_told_apart():
    findings = judged("""
        2022-10-12  artillery     1,507  +11
        2022-10-13  artillery     1,556  +17
        2022-10-14  artillery     1,566 +107
        2022-10-15  artillery     1,582  +16
        2022-10-12  helicopters     235   +0
        2022-10-13  helicopters     240   +6
        2022-10-14  helicopters     240   +0
        2022-10-12  ships            15   +0
        2022-10-13  ships            16   +0
        2022-10-14  ships            16   +0
    """)

    assert told(findings)[:2] == [
        ("2022-10-13", "restatement", None),
        ("2022-10-14", "misprinted-delta", ("delta", "2022-10-14", 10)),
    ]


def test_a_page_whose_totals_stand_still_is_a_stale_report():
    findings = judged("""
        2024-03-01  tanks  6,600   +4
        2024-03-02  tanks  6,600  +14
        2024-03-03  tanks  6,619   +5
        2024-03-01  uavs   7,800  +20
        2024-03-02  uavs   7,800  +33
        2024-03-03  uavs   7,840   +7
    """)

    assert {one.verdict for one in findings} == {Verdict.STALE_REPORT}
    assert [one.suspect.implied for one in findings] == [6614, 6614, 7833, 7833]


def test_a_fall_has_the_verdict_of_its_balance():
    table = """
        2025-04-28  22,338  +13
        2025-04-29  22,325  +14
        2025-04-30  22,353   +1
    """

    assert told(judged(table, falling_total)) == [
        ("2025-04-29", "misprinted-total", ("total", "2025-04-29", 22352))
    ]


def test_a_fall_that_the_source_reports_is_a_restatement():
    [finding] = judged("2024-03-01 6,600 +4\n2024-03-02 6,590 -10", falling_total)

    assert (finding.verdict, finding.grounds) == (
        Verdict.RESTATEMENT,
        ("the source reports the fall itself: -10",),
    )


def test_runs_stop_where_a_day_is_missing():
    [series] = notation.read("""
        2024-03-01  100  -
        2024-03-02  105  +4
        2024-03-04  120  +9
        2024-03-05  125  +4
    """).series

    found = list(runs(series, frozenset()))

    assert [[str(link.day) for link in run.links] for run in found] == [
        ["2024-03-02"],
        ["2024-03-05"],
    ]


def test_the_last_total_is_suspected_on_the_word_of_another_document():
    [finding] = judged("""
        2024-03-01                6,600   +4
        2024-03-02                6,641  +14
        2024-03-02  @petroivaniuk 6,614  -
    """)

    assert told([finding]) == [("2024-03-02", "misprinted-total", ("total", "2024-03-02", 6614))]
    assert finding.suspect.measure is Measure.TOTAL


def test_the_first_total_may_be_the_wrong_one():
    [finding] = judged("""
        2024-03-01                6,660   +4
        2024-03-01  @petroivaniuk 6,600  -
        2024-03-02                6,614  +14
        2024-03-03                6,620   +6
    """)

    assert finding.suspect.day == date(2024, 3, 1)
    assert finding.suspect.implied == 6600


def test_missing_days_are_a_gap():
    table = """
        2024-03-01  6,600   +4
        2024-03-04  6,640  +40
    """

    [finding] = judged(table, missing_day)

    assert (finding.verdict, finding.grounds) == (
        Verdict.GAP,
        ("no total is held between 2024-03-01 and 2024-03-04",),
    )
