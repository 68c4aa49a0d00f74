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


def test_a_category_that_begins_on_the_day_does_not_clear_the_page():
    table = STALE.replace("2024-03-01  ships     26   +0", "")

    [finding] = stale_report.find(notation.read(table))

    assert finding.grounds == ("2 of them should have moved: tanks, uavs",)


MIRRORS = """
    2024-11-02  tanks               9,170   +8
    2024-11-02  tanks  @cripo       9,170   -
    2024-11-02  tanks  @orc-losses  9,170   -
    2024-11-03  tanks               9,182  +12
    2024-11-03  tanks  @cripo       9,170   -
    2024-11-03  tanks  @orc-losses  9,170   -
    2024-11-02  uavs               18,117  +29
    2024-11-02  uavs   @cripo      18,117   -
    2024-11-02  uavs   @orc-losses 18,117   -
    2024-11-03  uavs               18,187  +70
    2024-11-03  uavs   @cripo      18,117   -
    2024-11-03  uavs   @orc-losses 18,117   -
"""


def test_each_mirror_that_waits_a_day_has_a_page_of_its_own():
    found = repeated_report.find(notation.read(MIRRORS))

    assert [finding.evidence[0].document.publisher for finding in found] == ["cripo", "orc-losses"]


def test_where_the_sources_own_total_is_not_held_no_mirror_is_told_to_wait():
    lines = [line for line in MIRRORS.splitlines() if "@" in line]
    table = "\n".join(lines).replace(
        "2024-11-03  tanks  @cripo       9,170", "2024-11-03  tanks  @cripo       9,182"
    )
    table = table.replace(
        "2024-11-03  uavs   @cripo      18,117", "2024-11-03  uavs   @cripo      18,187"
    )

    assert list(repeated_report.find(notation.read(table))) == []


def test_the_sources_picture_is_not_told_to_wait_by_its_text():
    table = """
        2024-11-02  tanks                          9,170   +8
        2024-11-02  uavs                          18,117  +29
        2024-11-03  tanks                          9,182  +12
        2024-11-03  tanks  @general-staff/picture  9,170   -
        2024-11-03  uavs                          18,187  +70
        2024-11-03  uavs   @general-staff/picture 18,117   -
    """

    assert list(repeated_report.find(notation.read(table))) == []
