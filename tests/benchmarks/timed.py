"""Whole processes, timed: how long from start to end, and how much memory at most."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parents[2]
LEAST_ROUNDS = 5

# A count of findings is no failure.
FINDINGS = 1


class Ran(NamedTuple):
    """What a process took: seconds, MB of memory at its peak, and what it printed."""

    seconds: float
    memory: float
    printed: str


def rounds() -> int:
    """How many rounds the command line asks for; five at least."""
    return max(LEAST_ROUNDS, int(sys.argv[1]) if sys.argv[1:] else 0)


def tally(*words: str) -> list[str]:
    """The command `tally` of this checkout."""
    return [sys.executable, "-m", "tallytrack", *words]


def run(command: Sequence[str], folder: Path, standard_input: str = "") -> Ran:
    """Run *command* in *folder*; exits where it fails, for then a comparison is worth nothing."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    environment.pop("TALLY_DB", None)
    # What is installed has its bytecode; the first turn leaves a checkout's.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    out, said = folder / "out.txt", folder / "said.txt"
    given = folder / "in.txt"
    given.write_text(standard_input, "utf-8")
    began = time.perf_counter()
    with given.open("rb") as stdin, out.open("wb") as stdout, said.open("wb") as stderr:
        files = [
            (os.POSIX_SPAWN_DUP2, stdin.fileno(), 0),
            (os.POSIX_SPAWN_DUP2, stdout.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, stderr.fileno(), 2),
        ]
        before = Path.cwd()
        os.chdir(folder)
        try:
            child = os.posix_spawnp(command[0], command, environment, file_actions=files)
        finally:
            os.chdir(before)
        _, status, used = os.wait4(child, 0)
    took = time.perf_counter() - began
    complaint = said.read_text("utf-8", "replace")
    # A bug's exit code is that of findings.
    if os.waitstatus_to_exitcode(status) not in {0, FINDINGS} or "Traceback" in complaint:
        sys.exit(f"{' '.join(command)}: {complaint}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(took, used.ru_maxrss * unit / 1e6, out.read_text("utf-8", "replace"))


class Compared(NamedTuple):
    """The medians of two things done in turns, and of their ratio."""

    one: float
    other: float
    ratio: float


def in_turns(one: Callable[[], float], other: Callable[[], float], times: int) -> Compared:
    """Both, in turns, so that a busy moment falls on both; the first turn warms up."""
    pairs = [(one(), other()) for _ in range(times + 1)][1:]
    ones, others = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Compared(ones, others, statistics.median(a / b for a, b in pairs))
