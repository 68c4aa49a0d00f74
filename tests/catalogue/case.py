r"""A case of the catalogue: what stands in a folder, a command, what it says on standard error.

    A cell too many is quoted, and the row refused.

    file a.csv
    | day,category,total
    | 2024-03-01,tanks,1,2

    $ tally ingest a.csv
    | a.csv:2:1: ...
    exit 1

`bytes NAME` is a file whose lines have Python's escapes and are joined without an end; `given`
names one of the circumstances; `no tally` starts without one. Of several commands, only the
last says what is expected; those before it prepare. `sh` prepares with the shell. A quoted
`\xff` in a command is that byte.
"""

import ast
import gc
import io
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import typer
from circumstances import CIRCUMSTANCES

import tallytrack
from tallytrack import cli, errors
from tallytrack.ingest import cells, objects, package

PACKAGE = Path(tallytrack.__file__).parent


@dataclass
class Case:
    """What a file of the catalogue says."""

    title: str
    steps: list[tuple[str, str, list[str]]] = field(default_factory=list)
    code: int = -1


def read(path):
    """The case that the file at *path* describes."""
    case = Case("")
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("|"):
            case.steps[-1][2].append(line.removeprefix("|").removeprefix(" "))
        elif line.startswith("exit "):
            case.code = int(line.split()[1])
        elif not case.title:
            case.title = line
        elif line:
            word, _, rest = line.partition(" ")
            assert word in {"file", "bytes", "given", "no", "$", "sh"}, f"{path.name}:{number}"
            case.steps.append((word, rest, []))
    assert case.steps[-1][0] == "$"
    return case


@dataclass(frozen=True)
class Ran:
    """What came of a case: its exit code, what it said, and every line that raised or noted."""

    code: int
    out: str
    err: str
    reached: frozenset[tuple[str, int]]


def run(case, folder, empty_tally):
    """Run *case* in *folder*."""
    with pytest.MonkeyPatch.context() as patch, _watched(patch) as reached:
        patch.chdir(folder)
        patch.delenv("TALLY_DB", raising=False)
        patch.setenv("COLUMNS", "80")
        if ("no", "tally", []) not in case.steps:
            shutil.copy(empty_tally, folder / "tally.db")
        ended = (0, "", "")
        for word, rest, lines in case.steps:
            match word:
                case "file":
                    _write(folder / rest, "".join(f"{line}\n" for line in lines).encode("utf-8"))
                case "bytes":
                    escaped = "".join(lines).encode("latin-1", "backslashreplace")
                    _write(folder / rest, escaped.decode("unicode_escape").encode("latin-1"))
                case "sh":
                    subprocess.run(["sh", "-c", rest], cwd=folder, check=True)
                case "given":
                    CIRCUMSTANCES[rest](patch)
                case "$":
                    ended = _tally(patch, shlex.split(rest)[1:])
        held = getattr(sys.modules["tallytrack.store.opening"], "_held", None)
        if held:
            held.close()
    return Ran(*ended, frozenset(reached))


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _tally(patch, words):
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2)]
    patch.setattr(sys, "argv", ["tally", *(word.replace(r"\xff", "\udcff") for word in words)])
    patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 50), "utf-8"))
    patch.setattr(sys, "stdout", streams[0])
    patch.setattr(sys, "stderr", streams[1])
    try:
        cli.main()
    except SystemExit as ended:
        code = ended.code or 0
    finally:
        gc.enable()
    return (code, *(stream.buffer.getvalue().decode("utf-8") for stream in streams))


# What makes a message, by the names under which the package calls it.
MAKERS = {
    "Fault",
    "InputError",
    "UndatedError",
    "UsageError",
    "StoreError",
    "OutputError",
    "UnreachableError",
    "LatecomerError",
    "damaged",
    "Refused",
    "Unusable",
    "_Broken",
    "BadParameter",
    "fault",
    "_missing",
}


def sites():
    """Every place in the package where a message is made: its file, first and last line."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                yield path.relative_to(PACKAGE).as_posix(), node.lineno, node.end_lineno


def _name(called):
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


@contextmanager
def _watched(patch):
    """Note every line of the package that is at work whenever a message is made."""
    reached = set()

    def watch(made):
        plain = made.__init__

        def noting(self, *words, **named):
            frame = sys._getframe(1)  # noqa: SLF001  # who called, and nothing else
            while frame:
                file = frame.f_code.co_filename
                if file.startswith(str(PACKAGE)):
                    reached.add((Path(file).relative_to(PACKAGE).as_posix(), frame.f_lineno))
                frame = frame.f_back
            plain(self, *words, **named)

        patch.setattr(made, "__init__", noting)

    own = (errors.Fault, errors.TallyError, errors.InputError, cells.Refused, package.Unusable)
    for made in (*own, objects._Broken, typer.BadParameter):  # noqa: SLF001  # a maker of messages
        watch(made)
    yield reached
