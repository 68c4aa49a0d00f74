"""README: its transcripts, help, rules and queries are what the program prints today."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
COMMANDS = ("ingest", "check", "show", "explain", "rule", "withdraw")


def test_what_cog_would_write_is_what_stands_there():
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", str(README)],
        cwd=README.parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_shows_five_queries():
    shown = re.findall(r'^\$ sqlite3 -box tally\.db "', README.read_text("utf-8"), re.MULTILINE)

    assert len(shown) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown(command):
    assert f"tally {command}" in README.read_text("utf-8")


def test_gives_the_two_commands_for_a_fresh_machine():
    text = README.read_text("utf-8")

    assert re.search(r"<!-- the main job -->\n```sh\npython3 -m venv .+tally check\n```", text)
    assert re.search(r"<!-- the tests -->\n```sh\npython3 -m venv .+pytest.*\n```", text)
