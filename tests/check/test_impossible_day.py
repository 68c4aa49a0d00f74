"""T111, impossible-day: figures of days that a document cannot speak of."""

from dataclasses import replace

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


def test_a_document_of_the_day_before_the_source_began_cannot_tell_of_its_first_day():
    assert messages("2022-02-24  @general-staff/text/2022-02-23  80  -") == [
        "general-staff's text of 2022-02-23 gives a figure of 2022-02-24"
    ]


def test_each_measure_is_looked_at():
    table = """
        2024-03-04                                     6,640  -
        2024-03-04  @general-staff/picture/2024-03-02  -      +9
    """

    assert messages(table) == ["general-staff's picture of 2024-03-02 gives a figure of 2024-03-04"]


def test_of_a_source_that_is_not_known_no_day_is_too_early():
    record = notation.read("2022-02-01  @petroivaniuk/table/2022-03-01  150  -")

    assert list(impossible_day.find(replace(record, source="elsewhere"))) == []
