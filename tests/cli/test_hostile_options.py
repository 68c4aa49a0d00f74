"""Every option and argument of every command, found by introspection, given what is hostile.

Whatever is said, the command ends with one of its four exit codes and no traceback, nothing is
run, and the tally is a whole tally afterwards.
"""

import contextlib
import shutil
import socket
import sqlite3

import pytest
import typer

from tallytrack import cli
from tallytrack.cli import browse

HOSTILE = [
    "'; DROP TABLE figure; --",
    "\" UNION SELECT * FROM capture; ATTACH DATABASE 'pwned' AS x --",
    "$(touch pwned) `touch pwned` ; touch pwned | touch pwned & > pwned",
    "[bold]x[/] [link=https://a.example]y[/link] \x1b]8;;https://a.example\x07\x1b[2J\x9b1m\u202e",
    "\udcff\udc80",  # bytes that are no UTF-8, as Python has them in its arguments
    "9" * 5_000,
    "-9223372036854775809",
    "٣\u200f\N{MATHEMATICAL DOUBLE-STRUCK DIGIT ONE}",
    "",
    "x=" * 50_000,
]
COMMANDS = typer.main.get_command(cli.app).commands
# What a command needs besides what is hostile.
NEEDED = {
    "explain": {"day": "2024-03-02", "category": "tanks"},
    "waive": {"rule": "missing-day", "day": "2024-03-02", "reason": "x"},
    "withdraw": {"origin": "a.csv", "reason": "x"},
    "report": {"output": "out.html"},
    "export": {"folder": "out"},
    "ingest": {"paths": "a.csv"},
    "browse": {"no_open": None},
}
# What stands beside an option, for it to be looked at at all.
BESIDE = {
    "delimiter": {"columns": "day=day,total=total", "category": "tanks"},
    "encoding": {"columns": "day=day,total=total", "category": "tanks"},
    "adjustment": {"rule": "unbalanced-delta"},
    "category": {"columns": "day=day,total=total"},
}


def parameters():
    """Each option and argument that takes a value, with the name of its command."""
    for name, command in COMMANDS.items():
        for parameter in command.params:
            if parameter.name != "help" and not getattr(parameter, "is_flag", False):
                yield pytest.param(name, parameter, id=f"{name}-{parameter.name}")


def words(name, parameter, value):
    """The words of a command line that gives *value* to *parameter*."""
    given = dict(NEEDED.get(name, {}))
    if name == "ingest" or parameter.name != "category":
        given |= BESIDE.get(parameter.name, {})
    given[parameter.name] = value
    options, arguments = [], []
    for one in COMMANDS[name].params:
        if one.name in given:
            said = given[one.name]
            if one.param_type_name == "argument":
                arguments.append(said)
            else:
                options += [one.opts[0]] if said is None else [f"{one.opts[0]}={said}"]
    return [name, *options, "--", *arguments]


@pytest.fixture
def quiet(monkeypatch):
    """Nothing is served, and no name looked up."""

    def unknown(host, *_, **__):
        host.encode("idna")
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(browse, "find_spec", lambda _: True)
    monkeypatch.setattr(browse, "_serve", lambda *_: None)
    monkeypatch.setattr(browse, "_address", lambda *_: "http://here/")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(("name", "parameter"), list(parameters()))
def test_whatever_an_option_is_given_the_command_ends_as_it_should(
    tally, tally_of, tmp_path, name, parameter
):
    table = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"
    made = tally_of(("a.csv", table))
    (tmp_path / "a.csv").write_text(table)
    for value in HOSTILE:
        shutil.copy(made, tmp_path / "tally.db")

        ended = tally(*words(name, parameter, value))

        assert ended.code in {0, 1, 2, 3}
        assert "Traceback" not in ended.err
        assert all(line.isprintable() for line in ended.err.splitlines())
        assert not (tmp_path / "pwned").exists()
        with contextlib.closing(sqlite3.connect(tmp_path / "tally.db")) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("SELECT count(*) FROM figure").fetchone() >= (4,)


def test_every_command_is_tried():
    tried = {parameter.values[0] for parameter in parameters()}

    assert tried == set(COMMANDS)
    assert len(list(parameters())) > 40
