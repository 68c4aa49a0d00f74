"""`tally` in a forked process: everything is imported already, so that it runs in milliseconds.

What a fault does to a process (a kill, a full disk, a signal) stays in that process.
"""

import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

# What a command imports when it runs; here once, before the fork.
import sqlmodel  # noqa: F401  # likewise

from tallytrack.check import checking, events  # noqa: F401  # likewise
from tallytrack.cli import intake  # noqa: F401  # likewise
from tallytrack.ingest import gathering  # noqa: F401  # likewise
from tallytrack.show import figures, findings, structured  # noqa: F401  # likewise
from tallytrack.store import editions, reading, writing  # noqa: F401  # likewise

# No command of these tests takes a second; one that waits for ever is ended, and found out.
PATIENCE = 60


@dataclass(frozen=True)
class Ended:
    """What became of a process; the code of one that a signal ended is negative."""

    code: int
    out: str
    err: str


@dataclass
class Started:
    """A process that runs."""

    number: int
    streams: tuple[IO[bytes], IO[bytes]] = field(repr=False)

    def wait(self) -> Ended:
        """What became of it."""
        _, status = os.waitpid(self.number, 0)
        said = []
        for stream in self.streams:
            stream.seek(0)
            said.append(stream.read().decode("utf-8"))
            stream.close()
        return Ended(os.waitstatus_to_exitcode(status), *said)


def start(
    *words: object,
    folder: Path,
    before: Callable[[], object] = lambda: None,
    stdin: bytes = b"",
    out: int | None = None,
) -> Started:
    """Start `tally` with *words* in *folder*, after *before* has prepared the process.

    Its standard output goes to the descriptor *out* if one is given.
    """
    streams = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115  # until it is read
    number = os.fork()
    if number:
        return Started(number, streams)
    try:
        signal.alarm(PATIENCE)
        os.chdir(folder)
        os.environ.pop("TALLY_DB", None)
        os.environ["COLUMNS"] = "80"
        os.dup2(streams[0].fileno() if out is None else out, 1)
        os.dup2(streams[1].fileno(), 2)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        sys.argv = ["tally", *map(str, words)]
        from tallytrack.__main__ import run  # noqa: PLC0415  # it stops the search for cycles

        before()
        run()
    except BaseException:  # noqa: BLE001  # the tests must not run twice from here on
        import traceback  # noqa: PLC0415  # seldom needed

        traceback.print_exc()
        sys.stderr.flush()
    os._exit(70)


def run(
    *words: object,
    folder: Path,
    before: Callable[[], object] = lambda: None,
    stdin: bytes = b"",
    out: int | None = None,
) -> Ended:
    """What becomes of `tally` with *words*; as `start`."""
    return start(*words, folder=folder, before=before, stdin=stdin, out=out).wait()


def found(out: str) -> list[str]:
    """The rules that the findings break which `tally check --json` printed."""
    return [finding["rule"] for finding in json.loads(out)]
