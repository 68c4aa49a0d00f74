"""The pages in a real browser: Debian's chromium, without a head, driven by Playwright.

    pip install -e '.[browser]' && apt-get install chromium && pytest -m browser

Elsewhere they are skipped, and say why.
"""

import os
import re
import shutil
import subprocess
import sys
import zlib
from importlib.util import find_spec
from pathlib import Path

import pytest

import tallytrack

CHECKOUT = Path(tallytrack.__file__).parents[1]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = [
    name for name in ("playwright", "altair", "vl_convert", "datasette") if not find_spec(name)
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(MISSING), reason=f"needs the extra `browser` ({', '.join(MISSING)})"),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs chromium"),
]

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # an extra

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser):
    """Open an address; what the page said and asked for is kept, and must be nothing."""
    contexts = []

    def go(address, viewport=DESKTOP, *, may_ask=()):
        context = browser.new_context(viewport=viewport)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        assert [url for url in page.asked if not url.startswith((address, "data:", *may_ask))] == []
        return page

    yield go
    for context in contexts:
        context.close()


def run(db, *words):
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "TALLY_DB": str(db)}
    subprocess.run(
        [sys.executable, "-m", "tallytrack", *map(str, words)], env=environment, check=True
    )


@pytest.fixture(scope="module")
def report(shipped_tally, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    run(shipped_tally, "report", path)
    return path.as_uri()


@pytest.fixture(scope="module")
def plot(shipped_tally, tmp_path_factory):
    path = tmp_path_factory.mktemp("plot") / "plot.html"
    run(
        shipped_tally,
        "plot",
        "artillery",
        "--since",
        "2022-10-01",
        "--until",
        "2022-10-31",
        "-o",
        path,
    )
    return path.as_uri()


def colours(png):
    """How many different rows of pixels a PNG has: a blank one has few."""
    data = b"".join(
        png[at + 8 : at + 8 + length] for at, length, kind in chunks(png) if kind == b"IDAT"
    )
    pixels = zlib.decompress(data)
    width = int.from_bytes(png[16:20], "big")
    stride = len(pixels) // int.from_bytes(png[20:24], "big")
    assert stride > width
    return len({pixels[at : at + stride] for at in range(0, len(pixels), stride)})


def chunks(png):
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield at, length, png[at + 4 : at + 8]
        at += 12 + length


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", ["report", "plot"])
def test_is_not_blank_and_has_nothing_to_complain_of(request, visit, name, viewport):
    page = visit(request.getfixturevalue(name), viewport)
    if name == "plot":
        page.wait_for_selector("body[data-drawn]")

    assert colours(page.screenshot()) > 100
    assert page.said == []


def test_the_report_is_no_wider_than_a_phone(visit, report):
    page = visit(report, PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def rows(page):
    return page.locator("#rows tbody tr:visible").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )


def test_the_table_sorts_by_number_and_by_day(visit, report):
    page = visit(report)
    page.get_by_role("button", name="Discrepancy").click()
    page.get_by_role("button", name="Discrepancy").click()

    assert rows(page)[0][:2] == ["2023-11-13", "Personnel"]
    assert rows(page)[0][6] == "+1,000"

    page.get_by_role("button", name="Day").click()
    days = [row[0] for row in rows(page)]

    assert days == sorted(days)
    assert page.locator("th[aria-sort]").count() == 1


def test_the_table_sorts_by_keyboard(visit, report):
    page = visit(report)
    page.get_by_role("button", name="Reported").focus()
    page.keyboard.press("Enter")

    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Reported")


def test_the_table_filters(visit, report):
    page = visit(report)
    everything = len(rows(page))
    page.get_by_label("Category").select_option("Tanks")
    page.get_by_label("Search").fill("unbalanced")
    shown = rows(page)

    assert 0 < len(shown) < everything
    assert {(row[1], row[2]) for row in shown} == {("Tanks", "unbalanced-delta")}
    assert page.locator("#count").inner_text() == f"{len(shown)} of {everything} findings"


def test_a_mark_on_a_chart_leads_to_its_finding(visit, report):
    page = visit(report)
    mark = page.locator("figure", has_text="Personnel").locator("a").first
    said = mark.get_attribute("aria-label")
    mark.click()
    target = page.locator("article:target")

    assert said.startswith("23 October 2023: misprinted total")
    assert "23 October 2023" in target.locator("h3").inner_text()


def test_a_tooltip_shows_the_figure_and_its_document(visit, plot):
    page = visit(plot)
    page.wait_for_selector("body[data-drawn]")
    bar = page.locator(".mark-rect.role-mark path").nth(13)
    bar.hover(force=True, position={"x": 2, "y": 40})
    page.wait_for_selector("#vg-tooltip-element.visible")
    said = page.locator("#vg-tooltip-element").inner_text()

    assert "14 October 2022" in said
    assert "+107" in said
    assert "1,566" in said
    assert "data/general_staff.csv:2361:27" in said


HOSTILE = "<img src=x onerror=document.title='tally'><script>document.title='tally'</script>"


def test_markup_in_a_document_is_shown_as_text(visit, tmp_path):
    table = tmp_path / "in.csv"
    rows = ("2024-03-01,tanks,10,1", "2024-03-02,tanks,12,2", "2024-03-03,tanks,13,5")
    table.write_text("\n".join(["day,category,total,delta", *rows]), "utf-8")
    db = tmp_path / "tally.db"
    run(db, "ingest", table)
    run(
        db,
        "waive",
        "unbalanced-delta",
        "2024-03-03",
        "tanks",
        "--adjustment",
        "-4",
        "--reason",
        HOSTILE,
    )
    run(db, "report", tmp_path / "report.html")
    page = visit((tmp_path / "report.html").as_uri())

    assert HOSTILE in page.locator("main").inner_text()
    assert page.title() != "tally"
    assert page.said == []


@pytest.fixture(scope="module")
def site(shipped_tally):
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "TALLY_DB": str(shipped_tally)}
    words = [sys.executable, "-m", "tallytrack", "browse", "--no-open", "--port", "0"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as served:
        said = served.stdout.readline()
        yield re.match(r"(http://127\.0\.0\.1:\d+/\S+)", said)[1]
        served.terminate()


def test_datasette_shows_the_discrepancies(visit, site):
    root = site.rsplit("/", 1)[0]
    page = visit(f"{site}/discrepancy?_sort=day", may_ask=(root,))
    first = page.locator("table.rows-and-columns tbody tr").first.inner_text().split()

    assert "91 rows" in page.locator("h3").first.inner_text()
    assert first[:3] == ["general-staff", "uavs", "2022-04-30"]
    assert "The balances that do not close" in page.inner_text("body")
    assert page.said == []


def test_datasette_links_a_figure_to_its_document(visit, site):
    root = site.rsplit("/", 1)[0]
    page = visit(f"{site}/figure", may_ask=(root,))
    page.locator("td.col-document a").first.click()

    assert "one publication inside a capture" in page.inner_text("body")


def test_datasette_cannot_change_anything(visit, site):
    root = site.rsplit("/", 1)[0]
    page = visit(f"{site}?sql=delete+from+figure", may_ask=(root,))

    assert "must be a SELECT" in page.inner_text("body")


def test_datasette_answers_the_questions(visit, site):
    root = site.rsplit("/", 1)[0]
    page = visit(f"{site}/worst", may_ask=(root,))

    assert "2025-02-28" in page.inner_text("table.rows-and-columns")
