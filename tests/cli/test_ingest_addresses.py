"""`tally ingest https://...`: what an address has goes in as what a file has does."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from werkzeug import Response

from tallytrack import vocabulary

HEAD = "day,category,total\n"
FIRST = HEAD + "2024-03-01,tanks,6600\n2024-03-02,tanks,6614\n"
SECOND = HEAD + "2024-03-01,tanks,6600\n2024-03-02,tanks,6615\n2024-03-03,tanks,6620\n"
MIRROR = ["--publisher", "petroivaniuk", "--accept-rewrite"]
POST = """Загальні бойові втрати противника з 24.02.22 по 05.10.22 орієнтовно склали:
танків ‒ 2435 (+11) од,
"""


@pytest.fixture
def own(monkeypatch):
    """Let an address be one of the source's own."""
    real = vocabulary.shipped_vocabulary()

    def run(address):
        source = replace(real.sources["general-staff"], addresses=(address,))
        known = replace(real, sources={"general-staff": source})
        monkeypatch.setattr(vocabulary, "shipped_vocabulary", lambda: known)

    return run


@pytest.fixture
def rows(tmp_path):
    """The rows that a query finds in the tally."""

    def run(query):
        with closing(sqlite3.connect(tmp_path / "tally.db")) as db:
            return db.execute(query).fetchall()

    return run


def test_what_it_has_goes_in_by_its_address(tally, web, rows):
    address = web("/a.csv", FIRST)

    ended = tally("ingest", address, *MIRROR)

    assert ended.code == 0
    assert ended.out.splitlines() == [
        f"{address}: 1 document, 2 figures: new",
        "1 input: 1 document and 2 figures new; 0 documents and 0 figures already known",
    ]
    [(origin, retrieved_at)] = rows("SELECT origin, retrieved_at FROM capture")
    assert origin == address
    age = datetime.now(UTC) - datetime.fromisoformat(retrieved_at)
    assert 0 <= age.total_seconds() < 60


def test_addresses_files_and_standard_input_go_in_as_they_are_named(tally, web, tmp_path):
    (tmp_path / "a.csv").write_text(FIRST)
    address = web("/b.csv", SECOND)

    ended = tally("ingest", "a.csv", address, "-", *MIRROR, stdin=b"day,category,total\n")

    named = [line.partition(": ")[0] for line in ended.out.splitlines()]
    assert named[:2] == ["a.csv", address]
    assert ended.err.startswith("stdin:")


def test_it_is_asked_only_for_what_is_newer(tally, web, httpserver, rows):
    address = web("/a.csv", FIRST, headers={"ETag": '"one"'})
    tally("ingest", address, *MIRROR)
    web("/a.csv", b"", status=304)

    ended = tally("ingest", address, *MIRROR)

    assert ended.code == 0
    assert ended.out.splitlines()[0] == f"{address}: 1 document, 2 figures: already known"
    assert httpserver.log[-1][0].headers["If-None-Match"] == '"one"'
    assert rows("SELECT address, etag, last_modified, capture FROM fetched") == [
        (address, '"one"', None, 1)
    ]


def test_a_later_edition_is_stored_as_what_it_says_otherwise(tally, web):
    tally("ingest", web("/a.csv", FIRST), *MIRROR)

    ended = tally("ingest", web("/a.csv", SECOND), *MIRROR)

    plan = "1 new, 1 changed, 0 withdrawn; changed: 2024-03-02 tanks 6,614 -> 6,615"
    address = web("/a.csv", SECOND)
    assert ended.out.splitlines()[:2] == [
        f"{address}: the edition of 2024-03-03, after that of 2024-03-02: {plan}",
        f"{address}: 1 document, 2 figures: new",
    ]


def test_the_same_figures_in_other_bytes_are_known_and_not_asked_for_again(
    tally, web, httpserver, rows
):
    tally("ingest", web("/a.csv", FIRST, headers={"ETag": '"one"'}), *MIRROR)
    address = web("/a.csv", FIRST + "\n", headers={"ETag": '"two"'})

    tally("ingest", address, *MIRROR)
    web("/a.csv", b"", status=304)
    ended = tally("ingest", address, *MIRROR)

    assert ended.code == 0
    assert httpserver.log[-1][0].headers["If-None-Match"] == '"two"'
    assert rows("SELECT count(*) FROM capture") == [(1,)]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda tally, at: tally("withdraw", at, "--reason", "x"), id="withdrawn"),
        pytest.param(
            lambda tally, at: tally("ingest", "-", "--origin", at, *MIRROR, stdin=SECOND.encode()),
            id="a later edition",
        ),
    ],
)
def test_it_is_asked_for_all_where_the_tally_no_longer_has_just_that(
    tally, web, httpserver, change
):
    address = web("/a.csv", FIRST, headers={"ETag": '"one"'})
    tally("ingest", address, *MIRROR)
    assert change(tally, address).code == 0

    tally("ingest", address, *MIRROR)

    assert "If-None-Match" not in httpserver.log[-1][0].headers


@pytest.mark.parametrize("words", [["--dry-run"], ["--json"], ["--format", "tidy-csv"]])
def test_it_is_asked_for_all_where_that_is_to_be_read_anew(tally, web, httpserver, words):
    address = web("/a.csv", FIRST, headers={"ETag": '"one"'})
    tally("ingest", address, *MIRROR)

    ended = tally("ingest", address, *MIRROR, *words)

    assert "If-None-Match" not in httpserver.log[-1][0].headers
    assert "figure" in ended.out + ended.err or "already in the tally" in ended.err


def test_an_edition_that_was_refused_is_asked_for_again(tally, web, httpserver):
    address = web("/a.csv", FIRST, headers={"ETag": '"one"'})
    tally("ingest", address, "--publisher", "petroivaniuk")
    web("/a.csv", SECOND, headers={"ETag": '"two"'})

    refused = tally("ingest", address, "--publisher", "petroivaniuk")
    accepted = tally("ingest", address, *MIRROR)

    assert (refused.code, accepted.code) == (1, 0)
    assert httpserver.log[-1][0].headers["If-None-Match"] == '"one"'
    assert f"{address}: 1 document, 2 figures: new" in accepted.out


def test_one_that_takes_its_last_day_back_is_dated_by_the_day_it_was_asked(tally, web, rows):
    tally("ingest", web("/a.csv", SECOND), *MIRROR)
    address = web("/a.csv", HEAD + "2024-03-01,tanks,6600\n2024-03-02,tanks,6615\n")

    ended = tally("ingest", address, *MIRROR)

    today = datetime.now(UTC).date()
    assert ended.code == 0
    assert ended.out.splitlines()[0] == (
        f"{address}: the edition of {today}, after that of 2024-03-03:"
        " 0 new, 0 changed, 1 withdrawn; withdrawn: 2024-03-03 tanks 6,620"
    )
    assert rows("SELECT max(day) FROM observation") == [("2024-03-02",)]
    assert rows("SELECT DISTINCT published_on FROM document ORDER BY 1")[-1] == (str(today),)


def test_a_file_that_is_older_is_still_refused(tally, tmp_path):
    (tmp_path / "a.csv").write_text(SECOND)
    tally("ingest", "a.csv", *MIRROR)
    (tmp_path / "a.csv").write_text(FIRST)

    assert tally("ingest", "a.csv", *MIRROR).code == 1


def test_what_is_not_there_is_a_fault_and_the_others_go_in(tally, web):
    there = web("/a.csv", FIRST)
    gone = there.replace("a.csv", "b.csv")
    web.add("/b.csv", b"", status=404)

    ended = tally("ingest", gone, there, *MIRROR)

    assert ended.code == 1
    assert ended.err == f"{gone}: 404 NOT FOUND; expected a document\n"
    assert ended.out.splitlines() == [
        f"{there}: 1 document, 2 figures: new",
        (
            "2 inputs: 1 document and 2 figures new; 0 documents and 0 figures already known;"
            " 1 input refused"
        ),
    ]


def test_one_that_cannot_be_reached_exits_with_3(tally, web):
    there = web("/a.csv", FIRST)
    down = there.replace("a.csv", "b.csv")
    web.add("/b.csv", b"", status=503)

    ended = tally("ingest", down, there, *MIRROR)

    assert ended.code == 3
    assert ended.err == f"{down}: 503 SERVICE UNAVAILABLE, 4 times\n"
    assert ended.out.splitlines()[-1] == (
        "2 inputs: 1 document and 2 figures new; 0 documents and 0 figures already known;"
        " 1 not reached"
    )


def test_a_fault_is_not_hidden_by_a_net_that_is_down(tally, web):
    gone = web("/a.csv", b"", status=404)
    down = gone.replace("a.csv", "b.csv")
    web.add("/b.csv", b"", status=503)

    assert tally("ingest", gone, down).code == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "http://example.org/a.csv",
            (
                "http://example.org/a.csv: not https: the figures could be changed on the way;"
                " give its https:// address"
            ),
        ),
        ("ftp://example.org/a.csv", "ftp://example.org/a.csv: expected an https:// address"),
        (
            "https://me:secret@example.org/a.csv",
            (
                "https://example.org/a.csv: a user's name or password is in the address,"
                " and would be kept in the tally"
            ),
        ),
    ],
)
def test_what_is_not_to_be_asked_is_wrong_usage(tally, tmp_path, name, said):
    ended = tally("ingest", name)

    assert (ended.code, ended.err) == (2, f"tally: {said}\n")
    assert not (tmp_path / "tally.db").exists()


def test_nobody_waits_for_us_while_a_server_is_slow(tally, web, httpserver, tmp_path):
    """A tally is not locked while an address is asked, and has what came before it."""
    (tmp_path / "a.csv").write_text(FIRST)
    met = []

    def look(_):
        with closing(sqlite3.connect(tmp_path / "tally.db", timeout=0)) as db:
            db.execute("BEGIN IMMEDIATE")
            met.append(db.execute("SELECT origin FROM capture").fetchall())
        return Response(SECOND)

    address = web("/c.csv", b"")
    httpserver.clear_all_handlers()
    httpserver.expect_request("/c.csv").respond_with_handler(look)

    assert tally("ingest", "a.csv", address, *MIRROR).code == 0
    assert met == [[("a.csv",)]]


def test_a_post_at_an_address_of_the_source_s_own_is_the_source_s(tally, web, own, rows):
    address = web("/post", POST)
    own(address)

    tally("ingest", address)

    assert rows("SELECT DISTINCT publisher, medium, url FROM printed") == [
        ("general-staff", "text", address)
    ]


def test_what_only_claims_to_be_at_one_is_not(tally, web, own, rows, tmp_path):
    address = web("/post", b"", status=302, headers={"Location": "/copy"})
    web.add("/copy", POST)
    own(address)
    (tmp_path / "saved.txt").write_text(POST, "utf-8")

    tally("ingest", address)
    tally("ingest", "saved.txt", "--origin", address)

    assert rows("SELECT DISTINCT publisher, medium FROM printed") == [
        ("unnamed-reprint", "reprint")
    ]


def test_quietly_only_what_is_new_is_said(tally, web):
    address = web("/a.csv", FIRST)

    new = tally("ingest", "-q", address, *MIRROR)
    same = tally("ingest", "-q", address, *MIRROR)
    later = tally("ingest", "-q", web("/a.csv", SECOND), *MIRROR)

    assert (new.out, new.code) == (f"{address}: 1 document, 2 figures: new\n", 0)
    assert (same.out, same.err, same.code) == ("", "", 0)
    assert later.out == (
        f"{address}: 1 new, 1 changed, 0 withdrawn; changed: 2024-03-02 tanks 6,614 -> 6,615\n"
    )


def test_for_programs_an_address_is_an_origin(tally, web):
    address = web("/a.csv", FIRST)

    [line] = tally("ingest", address, "--json", *MIRROR).out.splitlines()

    document = json.loads(line)["document"]
    assert (document["origin"], document["published_on"]) == (address, str(date(2024, 3, 2)))


def test_an_export_says_what_it_had_and_not_how_it_was_asked(tally, web, tmp_path):
    address = web("/a.csv", FIRST, headers={"ETag": '"unheard-of"'})
    tally("ingest", address, *MIRROR)

    tally("export", "out")

    files = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert any(address.encode() in content for content in files)
    assert not any(b"unheard-of" in content for content in files)
