"""The report: everything an editor needs, in one page, with what documents say shown as text."""

import itertools
from html.parser import HTMLParser

import pytest

HOSTILE = "<script>alert('tally')</script>"
TABLE = """day,category,total,delta,source,publisher,medium,url,title
2024-03-01,tanks,6600,10,general-staff,general-staff,text,,
2024-03-02,tanks,6612,12,general-staff,general-staff,text,,
2024-03-03,tanks,6625,133,general-staff,general-staff,text,{url},{title}
2024-03-04,tanks,6640,15,general-staff,general-staff,text,,
2024-03-05,tanks,6651,11,general-staff,general-staff,text,,
"""


class Page(HTMLParser):
    """What a browser would make of a page, roughly: its elements, and where they point."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.links = []
        self.texts = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        self.links += [found[name] for name in ("href", "src") if name in found]

    def handle_data(self, data):
        self.texts.append(data)


@pytest.fixture
def page(tally, tmp_path):
    def make(table=TABLE, name="in.csv", url="https://example.org/a", title="Morning"):
        (tmp_path / name).write_text(table.format(url=url, title=title), "utf-8")
        assert tally("ingest", name).code == 0
        ended = tally("report", "out.html")
        assert (ended.code, ended.out) == (0, "")
        return (tmp_path / "out.html").read_text("utf-8")

    return make


def test_says_what_was_found_with_the_arithmetic_and_the_verdict(page):
    text = page()

    assert "1 of 4 balances does not close" in text
    assert "reported +133, but the totals go from 6,612 to 6,625 (+13)" in text
    assert "misprinted delta" in text
    assert "should be +13" in text


def test_shows_the_line_that_a_number_stands_on(page):
    assert "2024-03-03,tanks,6625,<mark>133</mark>,general-staff" in page()


def test_links_to_the_document(page):
    assert "https://example.org/a" in Page(page()).links


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,hi"])
def test_follows_no_other_kind_of_address(page, address):
    assert not [
        link
        for link in Page(page(url=address.replace(",", "%2C"))).links
        if link.startswith(("javascript:", "data:text"))
    ]


def test_markup_in_a_document_is_shown_as_text(page, tally):
    assert HOSTILE not in page(name=f"in{HOSTILE.replace('/', '_')}.csv")
    reason = f"settled {HOSTILE}"
    waived = tally(
        "waive",
        "unbalanced-delta",
        "2024-03-03",
        "tanks",
        "--adjustment",
        "-120",
        "--reason",
        reason,
    )
    assert waived.code == 0
    assert tally("report", "out.html").code == 0

    with open("out.html", encoding="utf-8") as file:  # noqa: PTH123  # the command's own folder
        read = Page(file.read())

    assert len([tag for tag, _ in read.tags if tag == "script"]) == 1
    assert reason in "".join(read.texts)


def test_loads_nothing(page):
    read = Page(page())

    assert not [found for tag, found in read.tags if "src" in found]
    assert [f for t, f in read.tags if t == "link"] == [{"rel": "icon", "href": "data:,"}]


def test_every_anchor_leads_somewhere(page):
    read = Page(page())
    ids = {found["id"] for _, found in read.tags if "id" in found}

    assert {link[1:] for link in read.links if link.startswith("#")} <= ids


def test_headings_descend_one_by_one_and_every_chart_says_what_it_is(page):
    tags = Page(page()).tags
    levels = [int(tag[1]) for tag, _ in tags if tag in {"h1", "h2", "h3"}]
    charts = [f for t, f in tags if t == "svg" and "aria-hidden" not in f]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert charts
    assert all("reported per week" in chart["aria-label"] for chart in charts)


def test_a_clean_tally_has_a_report_too(page):
    text = page("day,category,total,delta\n2024-03-01,tanks,10,1\n2024-03-02,tanks,12,2\n")

    assert "Nothing contradicts anything." in text


def test_of_the_shipped_record_it_is_small(process, shipped_tally, tmp_path):
    out = tmp_path / "out.html"
    ended = process("-m", "tallytrack", "report", out, "--db", shipped_tally)
    text = out.read_text("utf-8")

    assert ended.code == 0
    assert len(text.encode()) < 2_000_000
    assert "of 13,020 balances do not close" in text
    assert text.count("<figure>") == 19


def test_a_missing_folder_is_said_before_the_work(tally):
    ended = tally("report", "no/out.html")

    assert (ended.code, ended.err) == (2, "tally: no/out.html: no folder no; make it first\n")
