"""What the formats of texts say of a document: who printed it, how, when, and what is amiss."""

from datetime import date

import pytest

from tallytrack.capture import Capture
from tallytrack.document import Medium
from tallytrack.errors import InputError
from tallytrack.figure import Unread
from tallytrack.ingest import page, reading, report
from tallytrack.ingest.given import Given
from tallytrack.vocabulary import shipped_vocabulary

POST = """The total combat losses of the enemy from 24.02.22 to 19.02.24 were approximately:
personnel ‒ about 403720 (+1290) persons,
tanks ‒ 6498 (+11),
"""
ARTICLE = "Russia has lost 6,498 tanks since the war began, the General Staff said."
CORRECTION = "КОРИГУВАННЯ\n27.05.2023\n-5 ЛІТАКІВ\n+12\nТАНКІВ\n"


def read(text, **said):
    return reading.read(Capture("post.txt", text.encode()), Given(shipped_vocabulary(), **said))


def document(found):
    [document] = {document for document, _ in found.printed}
    return document


def test_a_pasted_post_is_a_reprint_of_the_day_in_its_heading():
    found = document(read(POST))

    assert (found.source, found.publisher) == ("general-staff", "unnamed-reprint")
    assert (found.medium, found.published_on) == (Medium.REPRINT, date(2024, 2, 19))


def test_a_post_is_the_sources_own_only_if_the_user_says_so():
    found = document(read(POST, publisher="general-staff"))

    assert (found.publisher, found.medium) == ("general-staff", Medium.TEXT)


def test_an_article_is_the_press():
    found = document(read(ARTICLE, published_on=date(2024, 2, 19)))

    assert (found.publisher, found.medium) == ("unnamed-press", Medium.ARTICLE)


def test_a_text_without_any_date_asks_for_one():
    with pytest.raises(InputError, match="no date found in the text; give --published DAY"):
        read(ARTICLE)


def test_the_totals_of_an_undated_text_can_be_had_to_date_it_by():
    capture = Capture("article.txt", ARTICLE.encode())

    [figure] = report.undated(capture, Given(shipped_vocabulary()))

    assert (figure.category, figure.value, figure.text) == ("tanks", 6498, "6,498")


def test_a_text_without_figures_is_a_reading_without_figures():
    found = read("Two tanks were parked.", published_on=date(2024, 2, 19))

    assert tuple(found.printed) == ()
    assert found.unread == (Unread(1, 1, "Two", "no word of a loss"),)


def test_a_correction_has_no_figures_and_says_how_to_record_it():
    found = read(CORRECTION)
    because = '--reason "the source announced a correction"'

    assert tuple(found.printed) == ()
    assert [item.text for item in found.unread] == ["27.05.2023", "5", "12"]
    assert found.notes[1:] == (
        f"tally waive unbalanced-delta 2023-05-28 aircraft --adjustment -5 {because}",
        f"tally waive unbalanced-delta 2023-05-28 tanks --adjustment +12 {because}",
    )


def test_lines_and_columns_are_those_of_the_text_shown():
    text = "<p>tanks&nbsp;&#8211; 6498,</p><p>APV &#8211; 12232</p>"

    places = [
        (figure.line, figure.column, figure.text)
        for _, figure in read(text, published_on=date(2024, 2, 19)).printed
    ]

    assert page.shown(text) == "tanks\u00a0– 6498,\n\nAPV – 12232"
    assert places == [(1, 9, "6498"), (3, 7, "12232")]


def test_the_stories_beside_and_the_scripts_of_a_page_are_not_read():
    text = (
        "<html><head><script>var lost = 5</script></head><body><nav>7 tanks</nav>"
        "<p>tanks - <a>6498</a> (+11)</p><p><a href='/x'>8 tanks lost</a></p>"
        "<!-- tanks - 1 --><aside>lost 9 tanks</aside></body></html>"
    )

    assert page.shown(text) == "tanks - 6498 (+11)"


def test_a_page_says_in_its_markup_when_it_was_published():
    found = read(f'<time datetime="2024-02-20T08:00"></time><p>{ARTICLE}</p>')

    assert document(found).published_on == date(2024, 2, 20)
