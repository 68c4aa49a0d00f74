"""Several processes on one file at once: each waits or says so; nothing is lost or doubled."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import processes
import pytest

from tallytrack.capture import Capture
from tallytrack.cli import intake
from tallytrack.errors import InputError
from tallytrack.ingest import gathering
from tallytrack.ingest.given import Given
from tallytrack.store import abreast, opening, reading
from tallytrack.store.writing import for_writing

TABLE = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"
UNDATED = "Russia has lost 6,614 tanks since the war began.\n"
NAMES = [f"{number}.csv" for number in range(8)]

in_pairs_and_eights = pytest.mark.parametrize("many", [2, 8])


def file(number):
    """A file of its own: the same days, another publisher."""
    return (
        "day,category,total,publisher,medium,published_on\n"
        f"2024-03-01,tanks,{6600 + number},paper-{number},table,2024-03-03\n"
        f"2024-03-02,tanks,{6614 + number},paper-{number},table,2024-03-03\n"
    )


@pytest.fixture
def folder(tmp_path):
    """A folder with files to ingest, and no tally."""
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "undated.txt").write_text(UNDATED)
    for number, name in enumerate(NAMES):
        (tmp_path / name).write_text(file(number))
    return tmp_path


def at_once(folder, commands):
    """What becomes of *commands* that start at one moment."""
    reading, writing = os.pipe()

    def ready():
        os.close(writing)
        os.read(reading, 1)

    started = [processes.start(*words, folder=folder, before=ready) for words in commands]
    os.close(reading)
    os.close(writing)
    return [process.wait() for process in started]


def captures(path):
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return [row for [row] in db.execute("SELECT origin FROM capture ORDER BY origin")]


@in_pairs_and_eights
def test_one_file_that_all_ingest_is_in_there_once(folder, many):
    ended = at_once(folder, [["ingest", "a.csv"]] * many)

    assert [(one.code, one.err) for one in ended] == [(0, "")] * many
    said = sorted(one.out.partition("\n")[0] for one in ended)
    known = "a.csv: 2 documents, 4 figures: already known"
    assert said == [*[known] * (many - 1), "a.csv: 2 documents, 4 figures: new"]
    assert captures(folder / "tally.db") == ["a.csv"]


@in_pairs_and_eights
def test_one_file_that_is_too_large_to_be_held_is_in_there_once(folder, many, monkeypatch):
    monkeypatch.setattr(gathering, "HELD", 10)

    ended = at_once(folder, [["ingest", "a.csv"]] * many)

    assert [(one.code, one.err) for one in ended] == [(0, "")] * many
    assert captures(folder / "tally.db") == ["a.csv"]


@in_pairs_and_eights
def test_one_text_that_its_totals_date_is_in_there_once(folder, many):
    assert processes.run("ingest", "a.csv", folder=folder).code == 0

    ended = at_once(folder, [["ingest", "undated.txt"]] * many)

    assert [one.code for one in ended] == [0] * many, ended
    assert captures(folder / "tally.db") == ["a.csv", "undated.txt"]


@in_pairs_and_eights
def test_of_files_that_each_ingests_one_none_is_lost(folder, many, select):
    ended = at_once(folder, [["ingest", name] for name in NAMES[:many]])

    assert [(one.code, one.err) for one in ended] == [(0, "")] * many
    assert captures(folder / "tally.db") == NAMES[:many]
    printed = select(folder / "tally.db", "SELECT value FROM printed ORDER BY origin, day")
    expected = [total + number for number in range(many) for total in (6600, 6614)]
    assert [value for [value] in printed] == expected


@in_pairs_and_eights
def test_a_check_beside_ingests_answers_for_one_moment(folder, many):
    assert processes.run("ingest", "a.csv", folder=folder).code == 0
    ingests = [["ingest", name] for name in NAMES[: many // 2]]

    ended = at_once(folder, [*ingests, *[["check", "--json"]] * (many // 2)])

    assert [one.err for one in ended] == [""] * many
    assert [one.code for one in ended] == [0] * (many // 2) + [1] * (many // 2)
    # One finding for the balance, and one for each other paper that was there already.
    moments = [sorted(processes.found(one.out)) for one in ended[many // 2 :]]
    for moment in moments:
        assert moment.count("unbalanced-delta") == 1
        assert set(moment) <= {"unbalanced-delta", "disagreeing-documents"}
    assert captures(folder / "tally.db") == sorted(["a.csv", *NAMES[: many // 2]])


@in_pairs_and_eights
def test_a_check_by_several_threads_answers_for_one_moment(folder, many, monkeypatch, vocabulary):
    monkeypatch.setattr(reading, "SMALL", 0)
    monkeypatch.setattr(abreast, "_processors", lambda: 3)
    lines = [
        f"2024-03-0{day},{key},{10 + day},1" for day in (1, 2) for key in vocabulary.categories
    ]
    broken = [f"2024-03-03,{key},13,2" for key in vocabulary.categories]
    for name, rows in (("first.csv", lines), ("next.csv", broken)):
        (folder / name).write_text("\n".join(["day,category,total,delta", *rows, ""]))
    assert processes.run("ingest", "first.csv", folder=folder).code == 0

    checks = [["check", "--select", "unbalanced-delta", "--json"]] * (many - 1)
    ingested, *ended = at_once(folder, [["ingest", "next.csv"], *checks])

    assert (ingested.code, ingested.err) == (0, "")
    # All of the next day's balances are broken, or none is there yet.
    found = [(one.code, len(processes.found(one.out)), one.err) for one in ended]
    assert set(found) <= {(0, 0, ""), (1, len(broken), "")}


@in_pairs_and_eights
def test_a_tally_of_an_older_schema_is_brought_up_to_date_and_backed_up_once(
    folder, many, next_schema
):
    path = folder / "tally.db"
    assert processes.run("ingest", "a.csv", folder=folder).code == 0
    with closing(sqlite3.connect(path)) as db:
        before, older = list(db.iterdump()), opening.versions()[-1]
    next_schema('op.execute("ALTER TABLE publisher ADD COLUMN motto TEXT")')

    ended = at_once(folder, [["ingest", name] for name in NAMES[:many]])

    assert [(one.code, one.err) for one in ended] == [(0, "")] * many
    assert captures(path) == sorted(["a.csv", *NAMES[:many]])
    assert sorted(one.name for one in folder.glob("tally.db?*")) == [f"tally.db.schema-{older}"]
    with closing(sqlite3.connect(folder / f"tally.db.schema-{older}")) as db:
        assert list(db.iterdump()) == before


@in_pairs_and_eights
def test_what_all_withdraw_is_withdrawn_by_one(folder, many):
    assert processes.run("ingest", "a.csv", folder=folder).code == 0

    ended = at_once(folder, [["withdraw", "a.csv", "--reason", "why"]] * many)

    done = (0, "a.csv: 1 capture withdrawn: why\n", "")
    late = (2, "", "tally: a.csv: no capture of that origin is in the tally\n")
    assert sorted((one.code, one.out, one.err) for one in ended) == [done, *[late] * (many - 1)]


# A process that has a connection may not be forked; these are started anew.


def can_be_locked(path):
    """Whether another process can get hold of the write lock."""
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], 0).execute('BEGIN IMMEDIATE')"
    ended = subprocess.run([sys.executable, "-c", code, path], capture_output=True, check=False)
    assert ended.returncode == 0 or b"database is locked" in ended.stderr
    return ended.returncode == 0


def test_what_one_reads_stays_as_it_is_while_another_waits_to_write(folder, environment):
    path = folder / "tally.db"
    assert processes.run("ingest", "a.csv", folder=folder).code == 0
    words = [sys.executable, "-m", "tallytrack", "ingest", "0.csv"]
    with opening.for_reading(path) as db:
        process = subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        while process.poll() is None and can_be_locked(path):
            pass

        assert process.poll() is None
        assert db.execute("SELECT count(*) FROM capture").fetchone() == (1,)

    assert process.wait() == 0
    assert captures(path) == ["0.csv", "a.csv"]


@pytest.mark.parametrize("words", [["ingest", "0.csv"], ["check"], ["show"]])
def test_who_has_waited_long_enough_says_so(folder, words, process):
    assert processes.run("ingest", "a.csv", folder=folder).code == 0
    before = (folder / "tally.db").read_bytes()
    impatient = (
        "from tallytrack.store import connecting; connecting.PATIENCE = 0.05\n"
        "from tallytrack.__main__ import run; run()"
    )
    with closing(sqlite3.connect(folder / "tally.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        ended = process("-c", impatient, *words)

    said = "tally: tally.db: in use by another process; try again when it is done\n"
    assert (ended.code, ended.out, ended.err) == (3, "", said)
    assert (folder / "tally.db").read_bytes() == before


@pytest.mark.parametrize("name", ["a.csv", "numbers.txt", "undated.txt", "tally.db", "empty.txt"])
@pytest.mark.usefixtures("capsys")
def test_nothing_that_is_read_lets_go_of_the_lock(name, folder, tally_of, vocabulary, monkeypatch):
    monkeypatch.chdir(folder)
    path = Path("tally.db")
    shutil.copy(tally_of(("known.csv", TABLE)), path)
    Path("numbers.txt").write_text("Of 12 people, 7 agree.\n")
    Path("empty.txt").write_text("")
    request = intake.Request(Given(vocabulary), "", None, path, json=False, rewrite_limit=5)
    with for_writing(path, vocabulary) as writer:
        assert writer.known(Capture("b.csv", b"b"), "") is None
        assert not can_be_locked(path)

        for capture in gathering.named([name], bytes, gathering.Fault, path):
            with suppress(InputError):
                intake.take(capture, writer, request)

            assert not can_be_locked(path)


def test_what_comes_in_while_a_check_is_recorded_is_news_to_the_next(
    folder, tally, process, monkeypatch
):
    assert tally("ingest", "a.csv").code == 0

    def meanwhile(*_, **__):
        assert process("-m", "tallytrack", "ingest", "0.csv", "1.csv").code == 0

    with monkeypatch.context() as patched:
        patched.setattr("tallytrack.cli.check._print", meanwhile)
        assert tally("check", "--record").code == 1

    ended = processes.run("check", "--new", "--json", folder=folder)
    assert (ended.code, processes.found(ended.out)) == (1, ["disagreeing-documents"] * 2)


def test_a_tally_is_no_document_of_its_own(folder):
    assert processes.run("ingest", "a.csv", folder=folder).code == 0
    (folder / "link.csv").symlink_to("tally.db")

    for name in ("tally.db", "./tally.db", "link.csv"):
        ended = processes.run("ingest", name, folder=folder)

        said = f"{name.removeprefix('./')}: the tally itself; expected a document\n"
        assert (ended.code, ended.err) == (1, said)
