"""The command as a process: from any folder, in a pipe, as a module."""

import shutil
import subprocess
import sys

import pytest

from tallytrack.cli import main

TABLE = b"day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"


@pytest.fixture
def ingested(tally, tmp_path):
    """A tally in the folder that a process starts in."""
    (tmp_path / "a.csv").write_bytes(TABLE)
    tally("ingest", "a.csv")


def test_the_module_is_the_command(process):
    ended = process("-m", "tallytrack", "rule", "T101")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("unbalanced-delta  T101 (error)\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check"], 1),
        (["check", "--json"], 1),
        (["show"], 0),
        (["nonsense"], 2),
        (["check", "--db", "x"], 3),
    ],
)
@pytest.mark.usefixtures("ingested")
def test_the_exit_code_of_the_process_is_that_of_the_command(process, words, code):
    assert process("-m", "tallytrack", *words).code == code


def test_the_shipped_record_is_found_from_any_folder(process, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    ended = process("-m", "tallytrack", "ingest", "--dry-run", cwd=folder)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("data/general_staff.csv: 1,418 documents, 34,124 figures: read")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["check"], ["show"], ["explain", "2024-03-02", "tanks"], ["rule"], ["--help"]]
)
@pytest.mark.usefixtures("ingested")
def test_nothing_is_coloured_boxed_or_wrapped_in_a_pipe(process, words):
    ended = process("-m", "tallytrack", *words)

    assert "\x1b" not in ended.out
    assert [character for character in "│╭─┃" if character in ended.out] == []


@pytest.mark.parametrize("words", [["check"], ["show"], ["check", "--json"]])
def test_a_reader_that_leaves_early_is_no_trouble(words, shipped_tally, tmp_path, environment):
    shutil.copy(shipped_tally, tmp_path / "tally.db")
    command = subprocess.Popen(
        [sys.executable, "-m", "tallytrack", *words],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    command.stdout.readline()
    command.stdout.close()
    said = command.stderr.read()
    command.stderr.close()
    command.wait()

    assert said == b""


def test_the_output_is_utf_8_whatever_the_terminal_says(process, tmp_path, environment):
    (tmp_path / "дані.csv").write_bytes(TABLE)
    ascii_only = {**environment, "PYTHONIOENCODING": "ascii"}

    ended = process("-m", "tallytrack", "ingest", "дані.csv", env=ascii_only)

    assert ended.out.startswith("дані.csv: 2 documents")


def test_a_bug_keeps_its_traceback(monkeypatch):
    def broken(**_):
        raise ZeroDivisionError

    monkeypatch.setattr("tallytrack.cli.app", broken)

    with pytest.raises(ZeroDivisionError):
        main()
