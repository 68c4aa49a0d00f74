"""Texts from end to end: a post and an article into a tally, and what the other commands say."""

import json
import shlex

import pytest

RECORD = """day,category,total,delta
2022-10-04,tanks,2424,19
2022-10-05,tanks,2435,11
2022-10-06,tanks,2449,14
2022-10-04,armoured_vehicles,5018,27
2022-10-05,armoured_vehicles,5038,20
2022-10-06,armoured_vehicles,5064,26
2022-10-05,ships,15,0
2022-10-06,ships,15,0
"""
POST = """Загальні бойові втрати противника з 24.02 по 05.10 орієнтовно склали:
танків ‒ 2435 (+11) од,
бойових броньованих машин ‒ 5038 (+20) од.
Найбільших втрат противник зазнав на 2 напрямках.
"""
PAGE = """<html><head><title>Втрати</title></head><body>
<p>Загальні бойові втрати противника з 24.02.22 по 05.10.22 орієнтовно склали:</p>
<p><b>танків&nbsp;‒ 2 435</b> (+11) од,</p></body></html>
"""
ARTICLE = """Russia has lost 2,435 tanks and 5,038 armoured vehicles since the war began,
the General Staff of Ukraine said. A bridge was closed at 9 a.m.
"""
SHIPS = "Russia has lost 15 ships and boats since the war began, the General Staff said.\n"
NOTHING = "The minister spoke to 300 guests on 5 October 2022.\n"
CORRECTION = "КОРИГУВАННЯ\n05.10.2022\nТАНКІВ -5\nБОЙОВИХ БРОНЬОВАНИХ МАШИН +7\n"
PUBLISHED = ["--published", "2022-10-05"]


@pytest.fixture
def folder(tmp_path):
    for name, text in [
        ("record.csv", RECORD),
        ("post.txt", POST),
        ("page.html", PAGE),
        ("article.txt", ARTICLE),
        ("ships.txt", SHIPS),
        ("nothing.txt", NOTHING),
        ("correction.txt", CORRECTION),
    ]:
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


pytestmark = pytest.mark.usefixtures("folder")


def observed(tally, *words):
    rows = json.loads(tally("show", "--json", *words).out)
    return {(row["category"], row["day"]): (row["total"], row["delta"]) for row in rows}


def found(tally, *words):
    return [
        (one["rule"], one["category"], one["message"])
        for one in json.loads(tally("check", "--json", *words).out)
    ]


@pytest.mark.parametrize("name", ["post.txt", "page.html"])
def test_a_post_goes_in_on_the_day_of_its_heading(tally, name):
    assert tally("ingest", name, *PUBLISHED).code == 0

    assert observed(tally, "--category", "tanks") == {("tanks", "2022-10-05"): (2435, 11)}


def test_an_article_goes_in_on_the_day_that_the_user_gives(tally):
    ended = tally("ingest", "article.txt", *PUBLISHED)

    assert (ended.code, ended.err) == (0, "")
    assert observed(tally) == {
        ("tanks", "2022-10-05"): (2435, None),
        ("armoured_vehicles", "2022-10-05"): (5038, None),
    }


def test_ingesting_counts_what_was_not_read(tally):
    assert tally("ingest", "article.txt", *PUBLISHED).out.splitlines() == [
        "article.txt: 1 document, 2 figures, 1 number unread: new",
        "1 input: 1 document and 2 figures new; 0 documents and 0 figures already known",
    ]


def test_a_dry_run_shows_the_text_with_what_was_read_in_place_then_the_unread(tally, folder):
    before = sorted(folder.iterdir())

    ended = tally("ingest", "--dry-run", "article.txt", *PUBLISHED)

    assert ended.code == 0
    first, second, third, *rest = ended.out.splitlines()
    assert first == (
        "     1 | Russia has lost [2,435: tanks total 2022-10-05] tanks and"
        " [5,038: armoured_vehicles total 2022-10-05] armoured vehicles since the war began,"
    )
    assert second == "    2:59 unread '9': no category"
    assert third == "article.txt: 1 document, 2 figures, 1 number unread: read, not written"
    assert rest == []
    assert sorted(folder.iterdir()) == before


def test_a_dry_run_leaves_an_existing_tally_as_it_is(tally, folder):
    tally("ingest", "record.csv")
    before = (folder / "tally.db").read_bytes()

    tally("ingest", "--dry-run", "post.txt", "article.txt", *PUBLISHED)

    assert (folder / "tally.db").read_bytes() == before


def test_the_same_text_twice_changes_nothing(tally):
    tally("ingest", "post.txt", *PUBLISHED)

    assert tally("ingest", "post.txt", *PUBLISHED).out.splitlines()[0] == (
        "post.txt: 1 document, 4 figures: already known"
    )


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_an_undated_text_is_dated_by_its_totals(tally, dry):
    tally("ingest", "record.csv")

    ended = tally("ingest", "article.txt", *dry)

    assert ended.code == 0
    assert (
        "article.txt: dated 2022-10-05 by its totals: 2,435 tanks, 5,038 armoured_vehicles\n"
    ) in ended.out
    assert tally("check", "--select", "disagreeing-documents").code == 0


def test_an_undated_text_is_dated_by_a_record_that_came_in_with_it(tally):
    ended = tally("ingest", "record.csv", "article.txt")

    assert (ended.code, ended.err) == (0, "")
    assert "article.txt: dated 2022-10-05 by its totals: " in ended.out


@pytest.mark.parametrize(
    ("known", "name", "why"),
    [
        pytest.param(
            [], "article.txt", ", and the tally knows no day with its totals", id="no tally"
        ),
        pytest.param(
            ["post.txt", *PUBLISHED],
            "ships.txt",
            ", and the tally knows no day with its totals",
            id="no such day",
        ),
        pytest.param(["record.csv"], "ships.txt", ", and its totals stand for 2 days", id="two"),
        pytest.param(["record.csv"], "words.txt", "", id="no totals"),
    ],
)
def test_a_text_that_nothing_dates_asks_for_its_day(tally, folder, known, name, why):
    (folder / "words.txt").write_text("Two tanks were parked.\n")
    if known:
        tally("ingest", *known)

    ended = tally("ingest", name)

    assert ended.code == 1
    assert ended.err == f"{name}: no date found in the text{why}; give --published DAY\n"


@pytest.mark.parametrize("form", [[], ["--json"], ["--dry-run"]])
def test_a_text_without_figures_is_at_fault(tally, form):
    ended = tally("ingest", "nothing.txt", *form)

    assert ended.code == 1
    assert ended.err == (
        "nothing.txt: no figure of a tally was read in it; `--dry-run` shows each number and why\n"
    )


def test_a_text_without_figures_is_not_kept(tally):
    tally("ingest", "nothing.txt")

    assert tally("withdraw", "nothing.txt", "--reason", "x").err == (
        "tally: nothing.txt: no capture of that origin is in the tally\n"
    )


def test_a_correction_prints_commands_that_work_when_run(tally, folder):
    (folder / "corrected.csv").write_text(
        "day,category,total,delta\n"
        "2022-10-05,tanks,2435,11\n2022-10-06,tanks,2444,14\n"
        "2022-10-05,armoured_vehicles,5038,20\n2022-10-06,armoured_vehicles,5071,26\n"
    )
    tally("ingest", "corrected.csv")
    assert len(found(tally)) == 2

    ended = tally("ingest", "correction.txt")
    commands = [line.partition(": ")[2] for line in ended.out.splitlines() if "tally waive" in line]
    because = '--reason "the source announced a correction"'
    assert ended.code == 0
    assert commands == [
        f"tally waive unbalanced-delta 2022-10-06 tanks --adjustment -5 {because}",
        f"tally waive unbalanced-delta 2022-10-06 armoured_vehicles --adjustment +7 {because}",
    ]
    for command in commands:
        assert tally(*shlex.split(command)[1:]).code == 0

    assert found(tally) == []
    assert observed(tally)["tanks", "2022-10-05"] == (2435, 11)


@pytest.mark.parametrize(
    ("name", "excerpt"),
    [
        (
            "post.txt",
            [
                "post.txt:2:10  unnamed-reprint's reprint, published 2022-10-05",
                "     2 | танків ‒ 2435 (+11) од,",
                "       |          ^^^^ total 2,435",
                "     2 | танків ‒ 2435 (+11) од,",
                "       |                 ^^ delta +11",
            ],
        ),
        (
            "page.html",
            [
                "page.html:3:10  unnamed-reprint's reprint, published 2022-10-05",
                "     3 | танків\u00a0‒ 2 435 (+11) од,",
                "       |          ^^^^^ total 2,435",
                "     3 | танків\u00a0‒ 2 435 (+11) од,",
                "       |                  ^^ delta +11",
            ],
        ),
        (
            "article.txt",
            [
                "article.txt:1:17  unnamed-press's article, published 2022-10-05",
                f"     1 | {ARTICLE.splitlines()[0]}",
                "       |                 ^^^^^ total 2,435",
            ],
        ),
    ],
)
def test_explain_shows_the_own_line_of_a_text_with_a_caret_under_the_number(
    tally, folder, name, excerpt
):
    tally("ingest", name, *PUBLISHED)
    (folder / name).unlink()

    lines = tally("explain", "2022-10-05", "tanks").out.splitlines()

    assert lines[2 : 2 + len(excerpt)] == excerpt


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        pytest.param([], 2435, id="a pasted text"),
        pytest.param(["--publisher", "newsweek"], 2435, id="a newspaper"),
        pytest.param(["--publisher", "cripo"], 2435, id="a known reprint"),
        pytest.param(["--publisher", "general-staff"], 2453, id="the source, says the user"),
    ],
)
@pytest.mark.parametrize("post_first", [True, False])
def test_only_the_users_word_makes_a_text_the_sources_own(tally, folder, words, speaks, post_first):
    (folder / "post.txt").write_text(POST.replace("2435", "2453"), "utf-8")
    text = ["ingest", "post.txt", "--published", "2022-11-05", *words]
    record = ["ingest", "record.csv"]
    for command in (text, record) if post_first else (record, text):
        assert tally(*command).code == 0

    assert observed(tally, "--category", "tanks")["tanks", "2022-10-05"] == (speaks, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Russia has lost 2,400 tanks since the war began, the General Staff said.",
            [],
            id="rounded",
        ),
        pytest.param(
            "Russia has lost over 2,400 tanks since the war began, the General Staff said.",
            [],
            id="over",
        ),
        pytest.param(
            "Russia has lost 2,500 tanks since the war began, the General Staff said.",
            ["unnamed-press: 2,500 is no rounding of 2,435"],
            id="wrong",
        ),
        pytest.param(
            "Russia lost 2,435 tanks over the past day, the General Staff said.",
            ["unnamed-press: 2,435 is the running total of 2022-10-05, given as the day's delta"],
            id="the running total as the day's loss",
        ),
        pytest.param(
            "Russia has lost 2,424 tanks since the war began, the General Staff said.",
            ["unnamed-press: 2,424 is the total of 2022-10-04"],
            id="another day's",
        ),
    ],
)
def test_the_press_is_held_to_the_record(tally, folder, text, expected):
    (folder / "press.txt").write_text(text)
    tally("ingest", "record.csv")
    assert tally("ingest", "press.txt", *PUBLISHED).code == 0

    flagged = found(tally, "--select", "misread-by-press")

    assert [message for *_, message in flagged] == expected
    assert tally("check", "--select", "misread-by-press").code == bool(expected)
    assert found(tally, "--select", "unbalanced-delta") == []
