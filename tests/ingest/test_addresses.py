"""Addresses: documents that are known without any figure."""

from datetime import date

from tallytrack.capture import Capture
from tallytrack.document import Medium
from tallytrack.ingest import reading
from tallytrack.ingest.given import Given

TABLE = b"day,url\n2024-03-01,https://a.example/1\n2024-03-02,https://a.example/2\n"


def test_each_row_is_the_sources_own_text_of_that_day(vocabulary):
    found = reading.read(Capture("pages.csv", TABLE), Given(vocabulary))

    assert found.format == "addresses"
    assert list(found.printed) == []
    assert [(d.published_on, d.url) for d in found.documents] == [
        (date(2024, 3, 1), "https://a.example/1"),
        (date(2024, 3, 2), "https://a.example/2"),
    ]
    assert {(d.source, d.publisher, d.medium) for d in found.documents} == {
        ("general-staff", "general-staff", Medium.TEXT)
    }


def test_the_user_may_say_whose_pages_they_are(vocabulary):
    found = reading.read(Capture("pages.csv", TABLE), Given(vocabulary, "a-source", "a-paper"))

    assert {(d.source, d.publisher) for d in found.documents} == {("a-source", "a-paper")}
