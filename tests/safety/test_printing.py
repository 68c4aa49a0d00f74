"""What is printed goes where it can; where it cannot, that is one line and exit 3."""

import io
import os
import sys
from pathlib import Path

import processes
import pytest

TABLE = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"
COMMANDS = [
    ["check"],
    ["check", "--json"],
    ["show"],
    ["explain", "2024-03-02", "tanks"],
    ["plot"],
    ["waive", "--list"],
    ["rule"],
    ["ingest", "a.csv"],
    ["ingest", "--json", "--dry-run", "a.csv"],
    ["export", "out"],
    ["--help"],
    ["check", "--help"],
]
every_command = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    waiver = ["waive", "missing-day", "2024-03-02", "tanks", "--reason", "r"]
    assert processes.run("ingest", "a.csv", folder=tmp_path).code == 0
    assert processes.run(*waiver, folder=tmp_path).code == 0
    return tmp_path


@every_command
def test_where_there_is_no_room_for_it_says_so(folder, words):
    if not Path("/dev/full").exists():
        pytest.skip("no full device here")
    full = os.open("/dev/full", os.O_WRONLY)

    ended = processes.run(*words, folder=folder, out=full)

    os.close(full)
    said = "tally: standard output: cannot be written: No space left on device\n"
    assert (ended.code, ended.err) == (3, said)


@every_command
def test_a_reader_who_has_left_is_not_spoken_of(folder, words):
    reading, writing = os.pipe()
    os.close(reading)

    ended = processes.run(*words, folder=folder, out=writing)

    os.close(writing)
    assert ended.code in {0, 1}
    assert ended.err == ""


@every_command
def test_a_process_without_any_output_does_its_work(folder, words):
    def closed():
        for number in (0, 1, 2):
            os.close(number)
        sys.stdin = sys.stdout = sys.stderr = None

    ended = processes.run(*words, folder=folder, before=closed)

    assert ended.code == (1 if words[0] == "check" and "--help" not in words else 0)
    assert processes.run("check", folder=folder).code == 1


def test_what_goes_wrong_is_told_by_the_exit_code_where_it_cannot_be_printed(folder):
    def full():
        device = os.open("/dev/full", os.O_WRONLY)
        os.dup2(device, 2)

    ended = processes.run("check", "--db", "none.db", folder=folder, before=full)

    assert (ended.code, ended.out, ended.err) == (3, "", "")


class Interrupted(io.TextIOBase):
    """A standard input at which the user loses patience."""

    def __init__(self):
        self.buffer = self

    def read(self, _):
        raise KeyboardInterrupt


def test_a_command_that_is_interrupted_keeps_what_went_in_whole(folder):
    (folder / "b.csv").write_text(TABLE.replace("tanks", "ships"))

    def interrupted():
        sys.stdin = Interrupted()

    ended = processes.run("ingest", "b.csv", "-", "a.csv", folder=folder, before=interrupted)

    assert ended.out == "b.csv: 2 documents, 4 figures: new\n"
    assert (ended.code, ended.err) == (130, "")
    again = processes.run("ingest", "b.csv", folder=folder).out
    assert again.startswith("b.csv: 2 documents, 4 figures: already known\n")
