"""T109, silent-revision: what a publisher changed after the fact."""

from datetime import date

from tallytrack import notation
from tallytrack.check.rules import silent_revision
from tallytrack.document import Document, Medium
from tallytrack.figure import Measure
from tallytrack.finding import Verdict
from tallytrack.series import Record, Revision, Statement

DAY = date(2024, 3, 2)


def test_names_both_values_and_the_days_they_were_published():
    [finding] = silent_revision.find(
        notation.read("""
        2024-03-02  @general-staff/text/2024-03-02  6,614  +14
        2024-03-02  @general-staff/text/2024-03-05  6,641  -
        """)
    )

    assert finding.message == (
        "general-staff's text gave the total 6,614 on 2024-03-02, and gives 6,641 on 2024-03-05"
    )
    assert finding.verdict is Verdict.RESTATEMENT
    assert (finding.suspect.printed, finding.suspect.implied) == (6614, 6641)
    assert [statement.value for statement in finding.evidence] == [6641, 6614]


def test_each_step_of_several_revisions_is_one_finding():
    findings = silent_revision.find(
        notation.read("""
        2024-03-02  @general-staff/text/2024-03-02  6,614  -
        2024-03-02  @general-staff/text/2024-03-05  6,641  -
        2024-03-02  @general-staff/text/2024-03-09  6,616  -
        """)
    )

    assert [finding.suspect.implied for finding in findings] == [6616, 6641]


def test_a_text_and_a_picture_of_one_day_revise_nothing():
    record = notation.read("""
        2024-03-02  @general-staff/text/2024-03-02     6,614  -
        2024-03-02  @general-staff/picture/2024-03-03  6,641  -
    """)

    assert list(silent_revision.find(record)) == []


def test_a_revision_between_editions_of_a_table_comes_with_the_record():
    earlier = Document("general-staff", "petroivaniuk", Medium.TABLE, date(2024, 3, 2), "table")
    later = Document("general-staff", "petroivaniuk", Medium.TABLE, date(2024, 3, 9), "table")
    revision = Revision(
        "tanks", DAY, Measure.TOTAL, Statement(earlier, 6614), Statement(later, 6641)
    )

    [finding] = silent_revision.find(Record("general-staff", (), revisions=(revision,)))

    assert finding.message == (
        "petroivaniuk's table gave the total 6,614 on 2024-03-02, and gives 6,641 on 2024-03-09"
    )
    assert finding.source == "general-staff"


def test_a_later_text_does_not_revise_an_earlier_picture():
    record = notation.read("""
        2024-03-02  @general-staff/text/2024-03-05     6,641  -
        2024-03-02  @general-staff/picture/2024-03-02  6,614  -
    """)

    assert list(silent_revision.find(record)) == []


def test_what_is_printed_twice_on_one_day_is_not_revised():
    record = notation.read("""
        2024-03-02  @general-staff/text/2024-03-02  6,614  -
        2024-03-02  @general-staff/text/2024-03-02  6,641  -
    """)

    assert list(silent_revision.find(record)) == []
