"""T107 and T108: pages that were not brought up to date."""

from tallytrack import notation
from tallytrack.check.rules import repeated_report, stale_report
from tallytrack.finding import Verdict

STALE = """
    2024-03-01  tanks  6,600   +4
    2024-03-02  tanks  6,600  +14
    2024-03-01  uavs   7,800  +20
    2024-03-02  uavs   7,800  +33
    2024-03-01  ships     26   +0
    2024-03-02  ships     26   +0
"""


def test_says_which_totals_should_have_moved():
    [finding] = stale_report.find(notation.read(STALE))

    assert finding.message == "general-staff repeats every total of the day before"
    assert finding.grounds == ("2 of them should have moved: tanks, uavs",)
    assert (finding.category, finding.verdict) == ("", Verdict.STALE_REPORT)


def test_one_total_that_moved_clears_the_page():
    table = STALE.replace("2024-03-02  ships     26   +0", "2024-03-02  ships     27   +1")

    assert list(stale_report.find(notation.read(table))) == []


def test_one_total_that_stands_still_proves_nothing():
    table = "2024-03-01 6,600 +4\n2024-03-02 6,600 +14"

    assert list(stale_report.find(notation.read(table))) == []


def test_deltas_that_repeat_as_well_make_it_a_repeated_report():
    table = STALE.replace("+14", "+4").replace("+33", "+20")

    [finding] = repeated_report.find(notation.read(table))

    assert list(stale_report.find(notation.read(table))) == []
    assert finding.message == "general-staff repeats every total and every delta of the day before"


def test_a_mirror_that_waits_a_day_repeats_its_totals():
    [finding] = repeated_report.find(
        notation.read("""
        2024-11-02  tanks               9,170   +8
        2024-11-02  tanks  @orc-losses  9,170   -
        2024-11-03  tanks               9,182  +12
        2024-11-03  tanks  @orc-losses  9,170   -
        2024-11-02  uavs               18,117  +29
        2024-11-02  uavs   @orc-losses 18,117   -
        2024-11-03  uavs               18,187  +70
        2024-11-03  uavs   @orc-losses 18,117   -
        """)
    )

    assert finding.message == "orc-losses repeats every total of the day before"
    assert {statement.document.publisher for statement in finding.evidence} == {"orc-losses"}


def test_a_quiet_day_is_no_repeated_page():
    table = """
        2024-03-01  tanks  6,600   +0
        2024-03-02  tanks  6,600   +0
        2024-03-01  ships     26   +0
        2024-03-02  ships     26   +0
    """

    assert list(repeated_report.find(notation.read(table))) == []
    assert list(stale_report.find(notation.read(table))) == []
