"""The source's own posts, in every manner it has written them, are read without a slip.

The figures are those of the shipped record; how they are written is drawn from a seed, so that
a failing case comes back by its number.
"""

import random
import re
from datetime import date, timedelta

import official_pages
import official_posts
import pytest

from tallytrack.capture import Capture
from tallytrack.ingest import page, reading
from tallytrack.ingest.formats import official_post
from tallytrack.ingest.given import Given
from tallytrack.vocabulary import shipped_vocabulary

DAYS = sorted(official_posts.record())
ENTRY = re.compile(r"\(\s*(\+\s?[\d \u00a0\u2009\u202f,]+?)\s*\)")
LIST = """\
The total combat losses of the enemy from 24.02.22 to 28.09.23 were approximately:
personnel ‒ about 277320 (+330) persons,
tanks ‒ 4679 (+4),
APV ‒ 8962 (+12),
artillery systems – 6375(+38),
MLRS – 793 (+1),
aircraft – 315 (+0),
helicopters – 316 (+0),
cruise missiles ‒ 1529 (+0),
special equipment ‒ 929(+2)."""


def read(text, published=None):
    given = Given(shipped_vocabulary(), published_on=published)
    return reading.read(Capture("post", text.encode()), given)


def figures(text, published=None):
    return {
        (f.category, str(f.measure), f.value, str(f.qualifier), f.day, f.days)
        for _, f in read(text, published).printed
    }


def expected(post):
    return {
        (category, measure, value, qualifier, post.day, 1 if measure == "delta" else None)
        for category, measure, value, qualifier in post.figures
    }


def drawn(make, seed):
    """A post from *seed*, and the day of release that a user may give with it."""
    draw = random.Random(seed)
    day = draw.choice(DAYS)
    return make(day, draw), day + timedelta(draw.choice((0, 0, 0, 1)))


@pytest.mark.parametrize("hundred", range(10))
@pytest.mark.parametrize("make", [official_posts.post, official_pages.page])
def test_a_post_in_any_manner_is_read_exactly(make, hundred):
    for seed in range(100 * hundred, 100 * hundred + 100):
        post, published = drawn(make, seed)
        assert (seed, figures(post.text, published)) == (seed, expected(post))


def unbracketed(text):
    return ENTRY.sub(r" \1", text)


def unclosed(text):
    return ENTRY.sub(r"(\1", text)


def of_the_past_day(text):
    return ENTRY.sub(r"(\1 за минулу добу)", text)


def unsettled(text):
    return text.replace("),", ") (інформація уточнюється),")


def sprinkled(text):
    """Signs that nobody sees, where a page lets a word break."""
    return "\ufeff" + text.replace(" ", " \u200b")


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("damage", [unbracketed, of_the_past_day, unsettled, sprinkled])
def test_a_post_is_read_though_its_brackets_differ(damage, seed):
    post, published = drawn(official_posts.post, seed)

    assert figures(damage(post.text), published) == expected(post)


def test_brackets_that_are_never_closed_hide_no_delta():
    assert figures(unclosed(LIST)) == figures(LIST)


def test_a_post_printed_in_two_languages_is_read_twice():
    draw = random.Random(5)
    one, other = (official_posts.post(date(2024, 2, 19), draw) for _ in range(2))

    assert figures(f"{one.text}\n\n{other.text}") == expected(one) | expected(other)


def test_headlines_below_the_list_are_another_story():
    stories = "\n\nRead also\n950 invaders, 17 tanks eliminated over the past day\n05.06.2024\n"

    found = read(LIST + stories)

    assert {figure.value for _, figure in found.printed} == {
        value for _, _, value, *_ in figures(LIST)
    }
    assert [item.text for item in found.unread if "another story" in item.reason] == ["950", "17"]


def test_the_heading_says_the_day_and_the_reading_says_so():
    found = read(LIST, date(2023, 9, 30))

    assert {figure.day for _, figure in found.printed} == {date(2023, 9, 28)}
    assert found.notes == ("dated 2023-09-28 by its heading, not 2023-09-30 as --published says",)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.mil.gov.ua/news/2023/09/28/x/" />',
        "<title>Total combat losses of the enemy from 24.02.2022 to 28.09.2023 | MoD</title>",
    ],
)
def test_a_page_without_a_heading_is_dated_by_its_address_or_title(head):
    text = f"<html><head>{head}</head><body><p>{LIST.partition(':')[2]}</p></body></html>"

    assert {figure.day for _, figure in read(text).printed} == {date(2023, 9, 28)}


def test_a_whole_page_is_recognised_below_its_menu():
    menu = "".join(f"<li><a href='/{n}'>Розділ номер {n}</a></li>" for n in range(80))
    banner = "<div>Гаряча лінія, приймальня, довідка та інші служби</div>" * 20
    post = f"<h1>Втрати ворога</h1><div>{LIST}</div>"
    text = f"<html><body><ul>{menu}</ul>{banner}{post}</body></html>"

    assert official_post.recognise(Capture("page", text.encode()))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>tanks\n    ‒ 5\n  (+1)</p>", "tanks ‒ 5 (+1)"),
        ("<p title='a > b'>tanks ‒ 5</p>", "tanks ‒ 5"),
        ("<div data-x='<p>tanks ‒ 6</p>'>tanks ‒ 5</div>", "tanks ‒ 5"),
        ("<script>if (a<b) x = '<p>7</p>'</script><p>tanks ‒ 5</p>", "tanks ‒ 5"),
        ('<script>a<b; y="</script><p>tanks ‒ 5</p>', "tanks ‒ 5"),
        ("<nav><p>tanks ‒ 5</p>", "tanks ‒ 5"),
        ("<svg><svg>1</svg>2</svg><p>tanks ‒ 5</p>", "tanks ‒ 5"),
        ("<tr><td>12</td><td>3</td></tr>", "12\t\t3"),
        ("<p>4<span>6</span>79</p>", "4679"),
        ("<pre>tanks\n5</pre><br>", "tanks\n5"),
        (
            "<html><a href=/><div>5 June</div><h3>7 tanks lost</h3></a><p>tanks ‒ 5</html>",
            "tanks ‒ 5",
        ),
    ],
)
def test_markup_is_shown_as_a_browser_shows_it(markup, text):
    assert page.shown(markup) == text
