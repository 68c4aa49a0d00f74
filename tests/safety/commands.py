"""Every command that has to do with a tally, and what it says where the tally cannot be used."""

from importlib.util import find_spec

from processes import Ended

from tallytrack.cli import browse

READING = [
    ["check"],
    ["check", "--json", "--as-of", "2024-03-02"],
    ["show"],
    ["show", "--corrected", "--csv"],
    ["show", "--revisions"],
    ["explain", "2024-03-02", "tanks"],
    ["plot"],
    ["report", "out.html"],
    ["export", "out"],
    ["waive", "--list"],
    ["waive", "--export"],
    ["browse", "--no-open", "--port", "0"],
    ["ingest", "--dry-run", "known.csv"],
]
WRITING = [
    ["ingest", "new.csv"],
    ["ingest", "undated.txt"],
    ["withdraw", "known.csv", "--reason", "r"],
    ["waive", "missing-day", "2024-03-02", "tanks", "--reason", "r"],
    ["waive", "unbalanced-delta", "2024-03-02", "tanks", "--remove"],
    ["check", "--record"],
]
if not find_spec("datasette"):
    READING = [words for words in READING if words[0] != "browse"]


def not_serving() -> None:
    """Have `tally browse` end where it would begin to serve."""
    browse._serve = lambda *_: None  # noqa: SLF001  # else it serves for ever


def is_said_in_one_line(ended: Ended, path: str = "tally.db") -> bool:
    """Whether the command could not run, and said why in one line."""
    is_one_line = ended.err.startswith(f"tally: {path}: ") and ended.err.count("\n") == 1
    return ended.code == 3 and is_one_line
