"""T111, impossible-day: figures of days that a document cannot speak of."""

from tallytrack import notation
from tallytrack.check.rules import impossible_day


def messages(table):
    return [finding.message for finding in impossible_day.find(notation.read(table))]


def test_a_document_cannot_tell_of_a_later_day():
    assert messages("2024-03-04  @general-staff/text/2024-03-02  6,640  +9") == [
        "general-staff's text of 2024-03-02 gives a figure of 2024-03-04"
    ]


def test_nothing_was_counted_before_the_source_began():
    assert messages("2022-02-23  @petroivaniuk/table/2022-03-01  0  -") == [
        "2022-02-23 is before the source began, on 2022-02-24"
    ]


def test_one_finding_a_day_is_enough():
    table = """
        2024-03-04  @general-staff/text/2024-03-02     6,640  +9
        2024-03-04  @general-staff/picture/2024-03-02  6,640  +9
    """

    assert len(messages(table)) == 1


def test_the_day_of_publication_itself_is_possible():
    assert messages("2022-02-24  @general-staff/text/2022-02-24  80  -") == []
