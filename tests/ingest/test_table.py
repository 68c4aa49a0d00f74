"""What the columns of a tidy table mean: who speaks, when it was published, over how many days."""

from datetime import date

import pytest

from tallytrack.capture import Capture
from tallytrack.document import Medium
from tallytrack.figure import Qualifier
from tallytrack.ingest import reading
from tallytrack.ingest.given import Given


@pytest.fixture
def read(vocabulary):
    def run(header, *rows, **said):
        text = "\n".join([header, *rows])
        return list(
            reading.read(Capture("a.csv", text.encode()), Given(vocabulary, **said)).figures()
        )

    return run


def test_a_table_that_names_nobody_is_the_sources_own(read):
    [(document, _)] = read("day,category,total", "2024-03-02,tanks,6614")

    assert document.source == document.publisher == "general-staff"
    assert document.medium is Medium.TABLE
    assert document.origin == "a.csv"


def test_a_table_says_who_printed_it_where_and_how(read):
    [(document, _)] = read(
        "day,category,total,source,publisher,medium,published_on,title,url",
        "2024-03-02,tanks,6614,a-source,a-paper,article,2024-03-03,Losses,https://a.example/",
    )

    assert (document.source, document.publisher, document.medium) == (
        "a-source",
        "a-paper",
        Medium.ARTICLE,
    )
    assert document.published_on == date(2024, 3, 3)
    assert (document.title, document.url) == ("Losses", "https://a.example/")


def test_the_user_says_what_the_table_does_not(read):
    said = {"source": "s", "publisher": "p", "published_on": date(2024, 4, 1)}

    [(document, _)] = read("day,category,total", "2024-03-02,tanks,6614", **said)

    assert (document.source, document.publisher, document.published_on) == (
        "s",
        "p",
        date(2024, 4, 1),
    )


def test_the_table_is_believed_before_the_user(read):
    [(document, _)] = read(
        "day,category,total,publisher,published_on",
        "2024-03-02,tanks,6614,cripo,2024-03-03",
        publisher="p",
        published_on=date(2024, 4, 1),
    )

    assert (document.publisher, document.published_on) == ("cripo", date(2024, 3, 3))


def test_the_sources_own_rows_were_published_day_by_day(read):
    found = read("day,category,total", "2024-03-01,tanks,1", "2024-03-02,tanks,2")

    assert [document.published_on.day for document, _ in found] == [1, 2]


def test_a_copy_was_published_all_at_once_on_the_last_day_of_its_edition(read):
    rows = ["2024-03-01,tanks,1", "2024-03-05,tanks,2", "2024-03-02,tanks,2"]

    found = read("day,category,total", *rows, publisher="petroivaniuk")

    assert {document.published_on for document, _ in found} == {date(2024, 3, 5)}


def test_rows_of_one_publication_share_one_document(read):
    rows = ["2024-03-01,tanks,1", "2024-03-01,aircraft,1", "2024-03-02,tanks,2"]

    own = {id(document) for document, _ in read("day,category,total", *rows)}
    copied = {id(d) for d, _ in read("day,category,total", *rows, publisher="petroivaniuk")}

    assert (len(own), len(copied)) == (2, 1)


def test_a_delta_covers_one_day_unless_it_says_otherwise(read):
    found = read(
        "day,category,total,delta,days",
        "2024-03-01,tanks,6,1,",
        "2024-03-02,tanks,,5,7",
    )

    assert [figure.days for _, figure in found] == [None, 1, 7]


def test_a_qualifier_belongs_to_the_one_number_of_its_row(read):
    found = read(
        "day,category,total,delta,qualifier",
        "2024-03-01,tanks,6000,,over",
        "2024-03-01,tanks,,20,about",
        "2024-03-01,tanks,6014,18,",
    )

    assert [figure.qualifier for _, figure in found] == [
        Qualifier.OVER,
        Qualifier.ABOUT,
        Qualifier.EXACT,
        Qualifier.EXACT,
    ]


def test_the_same_number_twice_is_no_contradiction(read):
    found = read("day,category,total", "2024-03-01,tanks,6", "2024-03-01,tanks,6")

    assert [(figure.line, figure.value) for _, figure in found] == [(2, 6), (3, 6)]
