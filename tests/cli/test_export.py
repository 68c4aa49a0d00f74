"""`tally export`, and the way back: an export is ingested into an equal tally."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HEAD = "day,category,total,delta,publisher,qualifier\n"
POST = """Загальні бойові втрати противника з 24.02.22 по 28.05.23 орієнтовно склали:
танків ‒ 3797 (+3) од
літаків ‒ 313 (+0) од
"""
EVIDENCE = (
    "SELECT * FROM printed ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
    "SELECT * FROM observation ORDER BY 1, 2, 3",
    "SELECT origin, format, sha256, given, text, withdrawn_because FROM capture ORDER BY 1, id",
    "SELECT rule, source, day, category, adjustment, reason, url FROM waiver ORDER BY 1, 2, 3, 4",
    "SELECT published_on, title, url FROM document ORDER BY 1, 2, 3",
    "SELECT key, label, unit FROM category ORDER BY key",
)

tables = st.dictionaries(
    st.tuples(st.integers(0, 4), st.sampled_from(["tanks", "ships"])),
    st.tuples(st.integers(0, 99), st.sampled_from(["", "about"])),
    min_size=1,
)


def csv(table):
    days = date(2024, 3, 1)
    rows = [
        f"{days + timedelta(day)},{what},{value},,petroivaniuk,{how}\n"
        for (day, what), (value, how) in sorted(table.items())
    ]
    return HEAD + "".join(rows)


def evidence(path):
    with closing(sqlite3.connect(path)) as db:
        return [db.execute(query).fetchall() for query in EVIDENCE]


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def there_and_back(tally, folder):
    """The evidence and the export of a tally, and of the one made of its export."""
    assert tally("export", "out").code == 0
    assert tally("ingest", "out", "--db", "again.db").code == 0
    assert tally("export", "out2", "--db", "again.db").code == 0
    first, second = files(folder / "out"), files(folder / "out2")
    return (evidence(folder / "tally.db"), first), (evidence(folder / "again.db"), second)


def test_a_tally_of_everything_comes_back_equal(tally, tmp_path):
    write = {
        "m.csv": csv({(0, "tanks"): (5, ""), (1, "tanks"): (6, "about")}),
        "own.csv": "day,category,total,delta\n2024-03-01,tanks,5,\n2024-03-02,tanks,6,1\n",
        "post.txt": POST,
        "pages.csv": "day,url\n2024-03-01,https://mod.gov.ua/1\n",
        "wrong.csv": "day,category,total\n2024-03-01,ships,9\n",
        "mine.csv": "d,n\n2024-03-01,5\n",
    }
    for name, text in write.items():
        (tmp_path / name).write_text(text, "utf-8")
    for name in ("m.csv", "own.csv", "post.txt", "pages.csv", "wrong.csv"):
        assert tally("ingest", name).code == 0
    mine = ("--columns", "day=d,total=n", "--category", "visits", "--source", "me")
    assert tally("ingest", "mine.csv", *mine, "--new-category").code == 0
    assert tally("withdraw", "wrong.csv", "--reason", "a look-alike").code == 0
    (tmp_path / "m.csv").write_text(csv({(1, "tanks"): (7, ""), (9, "tanks"): (8, "")}), "utf-8")
    assert tally("ingest", "m.csv", "--accept-rewrite").code == 0
    waived = ("falling-total", "2024-03-02", "tanks", "--reason", "known", "--source")
    tally("waive", *waived, "general-staff")

    before, after = there_and_back(tally, tmp_path)

    assert after == before
    assert {name.partition("-")[0] for name in before[1] if name.startswith("captures/m")} == {
        "captures/m",
        "captures/mine",
    }


def test_the_shipped_record_comes_back_equal(tally, tmp_path):
    assert tally("ingest").code == 0

    before, after = there_and_back(tally, tmp_path)

    assert after == before
    again = tally("ingest", "out").out
    assert again.endswith("; 2,874 documents and 76,153 figures already known\n")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(tables, min_size=1, max_size=3), st.booleans())
def test_any_history_of_editions_comes_back_and_in_any_order_gives_the_same_bytes(
    tally, tmp_path_factory, monkeypatch, history, is_first
):
    folder = tmp_path_factory.mktemp("export")
    monkeypatch.chdir(folder)
    (folder / "other.csv").write_text("day,category,total\n2024-03-01,tanks,5\n", "utf-8")
    for db in ("tally.db", "swapped.db"):
        steps = [
            (csv(table), f"2024-04-{number:02}", "m.csv") for number, table in enumerate(history, 1)
        ]
        for text, day, name in steps:
            if (db == "tally.db") is is_first:
                tally("ingest", "other.csv", "--db", db)
            (folder / name).write_text(text, "utf-8")
            tally("ingest", name, "--published", day, "--accept-rewrite", "--db", db)
        tally("ingest", "other.csv", "--db", db)

    before, after = there_and_back(tally, folder)
    tally("export", "swapped", "--db", "swapped.db")

    assert after == before
    assert files(folder / "swapped") == before[1]


def test_lines_end_in_lf_and_the_package_describes_every_table(tally, tmp_path):
    (tmp_path / "a.csv").write_text("day,category,total\n2024-03-01,tanks,5\n", "utf-8")
    tally("ingest", "a.csv")

    ended = tally("export", "out")

    assert ended.out == "out: 1 capture\n"
    package = json.loads((tmp_path / "out/datapackage.json").read_text("utf-8"))
    [resource] = package["resources"]
    header, row = (tmp_path / "out" / resource["path"]).read_bytes().decode().splitlines()
    assert header == ",".join(field["name"] for field in resource["schema"]["fields"])
    assert row == (
        "1,2024-03-01,tanks,5,,exact,,2,18,1,general-staff,general-staff,table,2024-03-01,,"
    )
    assert all(b"\r" not in content for content in files(tmp_path / "out").values())


def test_what_an_export_no_longer_has_is_removed_and_other_folders_are_left_alone(tally, tmp_path):
    (tmp_path / "a.csv").write_text("day,category,total\n2024-03-01,tanks,5\n", "utf-8")
    tally("ingest", "a.csv")
    tally("export", "out")
    (tmp_path / "out/captures/stale.csv").write_text("", "utf-8")

    again = tally("export", "out")
    refused = tally("export", ".")

    assert again.code == 0
    assert not (tmp_path / "out/captures/stale.csv").exists()
    assert (refused.code, refused.err) == (
        2,
        "tally: .: holds other files; name a new folder, or an export's own\n",
    )


def test_it_needs_a_tally_and_makes_no_folder_without(tally, tmp_path):
    ended = tally("export", "out")

    assert ended.code == 3
    assert not (tmp_path / "out").exists()


def test_a_folder_that_may_not_be_written_to_is_one_line(tally, tmp_path):
    (tmp_path / "a.csv").write_text(HEAD + "2024-03-01,tanks,5,,petroivaniuk,\n")
    tally("ingest", "a.csv")

    # Whoever is root may write anywhere but into a file.
    ended = tally("export", "a.csv/out")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err == "tally: a.csv/out: cannot be written: Not a directory\n"


def test_an_export_is_known_quietly(tally, tmp_path):
    (tmp_path / "a.csv").write_text(HEAD + "2024-03-01,tanks,5,1,general-staff,\n")
    tally("ingest", "a.csv")
    tally("waive", "unbalanced-delta", "2024-03-01", "tanks", "--reason", "x", "--adjustment", "1")
    tally("export", "out")

    new = tally("ingest", "-q", "out", "--db", "again.db")
    same = tally("ingest", "-q", "out", "--db", "again.db")

    assert new.out.splitlines() == [
        "a.csv: 1 document, 2 figures: new",
        "out/waivers.toml: 1 waiver: 1 new",
    ]
    assert (same.code, same.out) == (0, "")


def test_whatever_a_title_or_an_address_is_made_of_comes_back(tally, tmp_path):
    strange = ["=1+1", "a\rb", "a\nb", '"', "a,b", "\x1b[2J\x9b1m\u202e", "'", "\u2028", " x "]
    rows = [
        {"day": f"2024-03-{day:02}", "category": "tanks", "total": 1, "title": text, "url": text}
        for day, text in enumerate([*strange, "\x00", "a\x00b"], 1)
    ]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    assert tally("ingest", "a.json").code == 0

    before, after = there_and_back(tally, tmp_path)

    assert after == before
