"""The same evidence gives the same answers, byte for byte: in any order, anywhere on earth."""

import json
import random
import shutil

import processes
import pytest
from scenes import POINTS

HEAD = "day,category,total,delta,publisher,medium,published_on\n"
FILES = {
    "record.csv": "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"
    "2024-03-01,ships,20,0\n2024-03-02,ships,21,0\n",
    "mirror.csv": HEAD + "2024-03-02,tanks,6641,,petroivaniuk,table,2024-03-09\n"
    "2024-03-03,tanks,6620,,petroivaniuk,table,2024-03-09\n",
    "other.csv": HEAD + "2024-03-02,tanks,6614,,orc-losses,table,2024-03-09\n"
    "2024-03-02,ships,12,,some-paper,article,2024-03-03\n",
    "допис.txt": "Загальні бойові втрати противника з 24.02.22 по 02.03.24 орієнтовно склали:\n"
    "танків ‒ 6614 (+14) од\nкораблі /катери ‒ 21 (+1) од\n",
    "article.txt": "Russia has lost over 6,600 tanks and 12 ships since the war began\n"
    "as of 2 March 2024, the General Staff said.\n",
    "wrong.csv": HEAD + "2024-03-02,tanks,1,1,petroivaniuk,text,2024-03-09\n",
    "zebras.csv": "d,n,m\n2024-03-01,5,\n2024-03-02,7,1\n",
    "apples.csv": "d,n,m\n2024-03-01,3,\n2024-03-02,4,2\n",
}
MINE = ["--columns", "day=d,total=n,delta=m", "--new-category", "--category"]
WAIVE = ["waive", "unbalanced-delta"]
# What is done to a tally; what a line names second has to come before it.
DONE = {
    "record": (["ingest", "record.csv"], None),
    "mirror": (["ingest", "mirror.csv"], None),
    "other": (["ingest", "other.csv"], None),
    "post": (["ingest", "допис.txt"], None),
    "article": (["ingest", "article.txt"], None),
    "wrong": (["ingest", "wrong.csv"], None),
    "zebras": (["ingest", "zebras.csv", *MINE, "zebras"], None),
    "apples": (["ingest", "apples.csv", *MINE, "apples"], None),
    "withdraw": (["withdraw", "wrong.csv", "--reason", "not theirs"], "wrong"),
    "waive": ([*WAIVE, "2024-03-02", "ships", "--adjustment", "1", "--reason", "r"], "record"),
    "settle": ([*WAIVE, "2024-03-02", "zebras", "--adjustment", "1", "--reason", "r"], "zebras"),
}
QUESTIONS = [
    ["check"],
    ["check", "--json", "--show-waived"],
    ["check", "--csv", "--as-of", "2024-03-05"],
    ["check", "--format", "github"],
    ["show"],
    ["show", "--json"],
    ["show", "--corrected", "--csv", "--every", "month"],
    ["show", "--revisions", "--json"],
    ["explain", "2024-03-02", "tanks"],
    ["waive", "--export"],
    ["export", "out"],
    ["report", "out.html"],
]


def answers(folder):
    """Every answer, and every file that was written out."""
    said = [processes.run(*words, folder=folder) for words in QUESTIONS]
    assert {one.code for one in said} <= {0, 1}, said
    return said, written(folder)


def written(folder):
    files = [*(folder / "out").rglob("*"), folder / "out.html"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.is_file()}


def done_in(order, folder):
    """What is answered once everything was done in that *order*."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    for name in order:
        ended = processes.run(*DONE[name][0], folder=folder)
        assert (ended.code, ended.err) == (0, ""), (name, ended)
    return answers(folder)


def order(chance):
    """An order of what is done, in which nothing comes before what it is about."""
    found = chance.sample(list(DONE), len(DONE))
    for name, (_, about) in DONE.items():
        here = found.index(name)
        if about and found.index(about) > here:
            there = found.index(about)
            found[here], found[there] = about, name
    return found


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    said, files = done_in(DONE, tmp_path_factory.mktemp("expected"))
    # The questions are about something.
    assert "zebras" in said[4].out
    assert len(json.loads(said[1].out)) > 5
    assert len(files) > 10
    return said, files


@pytest.mark.parametrize("seed", range(max(6, POINTS // 30)))
def test_any_order_of_ingestion_gives_the_same_answers(seed, expected, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()

    said, files = done_in(order(random.Random(seed)), folder)

    for one, other in zip(said, expected[0], strict=True):
        assert one == other
    for name, content in files.items():
        assert content == expected[1].get(name), name
    assert files.keys() == expected[1].keys()


# Runs `tally` with one line of words after another, and prints what it says.
SCRIPT = """
import json, os, sys
from tallytrack import cli
for words in json.load(sys.stdin):
    sys.argv = ["tally", *(os.fsdecode(word.encode()) for word in words)]
    try:
        cli.main()
    except SystemExit as ended:
        print("exit", ended.code)
"""
PLACES = [
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "XXX+23:59", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
]


def test_time_zone_locale_and_hashing_change_nothing(process, environment, tmp_path):
    everything = [words for words, _ in DONE.values()] + QUESTIONS
    seen = []
    for number, place in enumerate(PLACES):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in FILES.items():
            (folder / name).write_text(text, "utf-8")
        kept = {k: v for k, v in environment.items() if not k.startswith(("LC_", "LANG"))}
        env = {**kept, "COLUMNS": "80", **place}
        stdin = json.dumps(everything).encode()

        seen.append((process("-c", SCRIPT, cwd=folder, env=env, stdin=stdin), written(folder)))

    ended, files = seen[0]
    assert (ended.code, ended.err) == (0, "out.html: written\n")
    assert "exit 3" not in ended.out
    assert len(files) > 10
    for other in seen[1:]:
        assert other == seen[0]
