"""`tally ingest --from`: the publishers' current editions, as a cron job fetches them."""

import json
from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("publishers")

PERSONNEL = "/russia_losses_personnel.json"
EQUIPMENT = "/russia_losses_equipment.json"
ORC = "/russian-losses.json"
BULLETIN = "/latest"
DAYS = [date(2025, 9, 20) + timedelta(number) for number in range(40)]


def personnel(days=DAYS):
    return json.dumps(
        [{"date": str(d), "day": 1, "personnel": 1_000_000 + n} for n, d in enumerate(days)]
    )


def equipment(days=DAYS, **last):
    rows = [{"date": str(d), "day": 1, "tank": 11_000 + n} for n, d in enumerate(days)]
    rows[-1] |= last
    return json.dumps(rows)


def orc(days=DAYS):
    return json.dumps([{"date": str(d), "afvs": 23_000 + n} for n, d in enumerate(days)])


def bulletin(tanks=11_039):
    told = {"date": str(DAYS[-1]), "day": 1, "stats": {"tanks": tanks}, "increase": {"tanks": 1}}
    return json.dumps({"message": "fetched", "data": told})


@pytest.fixture
def editions(web):
    """Let the server have these editions, each by its path, and no others."""

    def serve(**changed):
        had = {
            PERSONNEL: personnel(),
            EQUIPMENT: equipment(),
            ORC: orc(),
            BULLETIN: bulletin(),
        } | {"/" + name: content for name, content in changed.items()}
        web("/nothing", b"")
        for path, content in had.items():
            if isinstance(content, int):
                web.add(path, b"", status=content)
            else:
                web.add(path, content, content_type="text/plain; charset=utf-8")

    return serve


def test_the_first_time_everything_is_new_in_a_line_a_publisher(tally, editions):
    editions()

    ended = tally("ingest", "--from", "all")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "petroivaniuk: 2 documents, 80 figures: new",
        "orc-losses: 1 document, 40 figures: new",
        "russianwarship: 1 document, 2 figures: new",
    ]


def test_nothing_at_all_is_said_where_nothing_has_changed(tally, editions):
    editions()
    tally("ingest", "--from", "all")
    figures = tally("show", "--json").out

    ended = tally("ingest", "--from", "all")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert tally("show", "--json").out == figures


def test_what_has_changed_is_one_line_a_publisher(tally, editions):
    editions()
    tally("ingest", "--from", "all")
    later = [*DAYS, DAYS[-1] + timedelta(1)]
    rewritten = equipment(later).replace('"tank": 11039', '"tank": 1103')
    editions(**{PERSONNEL[1:]: personnel(later), EQUIPMENT[1:]: rewritten})

    ended = tally("ingest", "--from", "all")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "petroivaniuk: 2 new, 1 changed, 0 withdrawn; changed: 2025-10-29 tanks 11,039 -> 1,103\n"
    )


def test_one_publisher_is_fetched_by_its_name(tally, editions, httpserver):
    editions()

    ended = tally("ingest", "--from", "orc-losses")

    assert ended.out == "orc-losses: 1 document, 40 figures: new\n"
    assert [asked.path for asked, _ in httpserver.log] == [ORC]


def test_a_dry_run_says_what_it_would_do(tally, editions, tmp_path):
    editions()

    ended = tally("ingest", "--from", "orc-losses", "--dry-run")

    assert ended.out == "orc-losses: 1 document, 40 figures: new; not written\n"
    assert not (tmp_path / "tally.db").exists()


def test_what_a_publisher_has_under_a_new_key_is_said_once_it_is_taken(tally, editions, httpserver):
    editions(**{EQUIPMENT[1:]: equipment(hovercraft=3)})

    first = tally("ingest", "--from", "petroivaniuk")
    second = tally("ingest", "--from", "petroivaniuk")

    address = httpserver.url_for(EQUIPMENT)
    assert first.out.splitlines() == [
        "petroivaniuk: 2 documents, 80 figures: new",
        f"{address}: not read: 'hovercraft', 1 value",
    ]
    assert second.out == ""


def test_one_that_fails_does_not_stop_the_others(tally, editions, httpserver):
    editions(**{EQUIPMENT[1:]: "<html>", ORC[1:]: 503})

    ended = tally("ingest", "--from", "all")

    assert ended.code == 1
    assert ended.out.splitlines() == [
        "petroivaniuk: 1 document, 40 figures: new",
        "russianwarship: 1 document, 2 figures: new",
    ]
    assert ended.err.splitlines() == [
        f"{httpserver.url_for(EQUIPMENT)}: answered with a page, where JSON was expected",
        f"{httpserver.url_for(ORC)}: 503 SERVICE UNAVAILABLE, 4 times",
    ]


def test_a_net_that_is_down_exits_with_3(tally, editions):
    editions(**dict.fromkeys((PERSONNEL[1:], EQUIPMENT[1:], ORC[1:], BULLETIN[1:]), 502))

    ended = tally("ingest", "--from", "all")

    assert (ended.code, ended.out) == (3, "")
    assert len(ended.err.splitlines()) == 4


def test_an_edition_that_rewrites_much_is_refused_with_what_it_would_change(
    tally, editions, httpserver
):
    editions()
    tally("ingest", "--from", "all")
    editions(**{ORC[1:]: orc().replace('"afvs": 2', '"afvs": 3')})

    ended = tally("ingest", "--from", "all")

    address = httpserver.url_for(ORC)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines() == [
        (
            f"{address}: the edition of 2025-10-29, after that of 2025-10-29: 0 new, 40 changed,"
            " 0 withdrawn; changed: 2025-09-20 armoured_vehicles 23,000 -> 33,000, 2025-09-21"
            " armoured_vehicles 23,001 -> 33,001, 2025-09-22 armoured_vehicles 23,002 -> 33,002,"
            " 2025-09-23 armoured_vehicles 23,003 -> 33,003, 2025-09-24 armoured_vehicles 23,004 ->"
            " 33,004, 2025-09-25 armoured_vehicles 23,005 -> 33,005 and 34 more"
        ),
        (
            f"{address}: rewrites 100.0% of the past (40 of 40 figures), more than 5 %;"
            " if that is right, --accept-rewrite"
        ),
    ]


def test_a_page_that_calls_itself_text_is_not_read_as_an_article(tally, editions, httpserver):
    editions(**{BULLETIN[1:]: "<p>Russia has lost 11,039 tanks, said the General Staff.</p>"})

    ended = tally("ingest", "--from", "russianwarship")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"{httpserver.url_for(BULLETIN)}: answered with a page, where a table was expected\n"
    )


def test_files_can_go_in_beside_them_as_quietly(tally, editions, tmp_path):
    editions()
    (tmp_path / "a.csv").write_text("day,category,total,delta\n2025-10-29,tanks,11039,1\n")

    ended = tally("ingest", "a.csv", "--from", "orc-losses")

    assert ended.out.splitlines() == [
        "a.csv: 1 document, 2 figures: new",
        "orc-losses: 1 document, 40 figures: new",
    ]


def test_for_programs_each_document_is_an_object(tally, editions):
    editions()

    ended = tally("ingest", "--from", "petroivaniuk", "--json")

    found = [json.loads(line) for line in ended.out.splitlines()]
    assert [one["document"]["publisher"] for one in found] == ["petroivaniuk"] * 2


@pytest.mark.parametrize("name", ["newsweek", "nobody"])
def test_of_others_no_edition_is_known(tally, tmp_path, name):
    ended = tally("ingest", "--from", name)

    assert ended.code == 2
    assert ended.err == (
        f"tally: no editions of {name!r} are known;"
        " expected one of petroivaniuk, orc-losses, russianwarship, all\n"
    )
    assert not (tmp_path / "tally.db").exists()


def test_an_origin_is_no_name_for_several(tally):
    ended = tally("ingest", "--from", "all", "--origin", "mirror")

    assert (ended.code, ended.err) == (
        2,
        "tally: --origin and --from exclude each other; give one of them\n",
    )


def test_a_publisher_of_one_s_own_is_declared_with_its_editions(tally, web, tmp_path):
    address = web("/daily.csv", "Day,Sum\n2024-03-01,5\n")
    (tmp_path / "mine.toml").write_text(
        f'[columns]\nday = "Day"\n[totals]\nSum = "tanks"\n'
        f'[[publisher]]\nkey = "mine"\neditions = "{address}"\n'
    )

    ended = tally("ingest", "--layout", "mine.toml", "--from", "mine", "--publisher", "mine")

    assert (ended.code, ended.out) == (0, "mine: 1 document, 1 figure: new\n")


def test_an_edition_is_not_fetched_over_http(tally, tmp_path):
    (tmp_path / "mine.toml").write_text(
        '[columns]\nday = "Day"\n[totals]\nSum = "tanks"\n'
        '[[publisher]]\nkey = "mine"\neditions = ["http://example.org/daily.csv"]\n'
    )

    ended = tally("ingest", "--layout", "mine.toml", "--from", "mine")

    assert ended.code == 2
    assert ended.err.startswith("tally: http://example.org/daily.csv: not https: ")
