"""How long a command takes, as a whole process, next to the imports it does without.

    python tests/benchmarks/bench_start_up.py [ROUNDS]

Prints ratios, for they travel between machines where seconds do not. The processes that are
compared run in turns, so that a busy moment falls on both; of each the median counts. This is
a benchmark and no test: nothing fails here.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from timed import in_turns, rounds, run, tally

# A command and what it is held against.
PAIRS = [
    (["-m", "tallytrack", "--help"], ["-c", "import typer"]),
    (["-m", "tallytrack", "check"], ["-c", "import sqlmodel"]),
    (["-m", "tallytrack", "check", "--json"], ["-c", "import sqlmodel"]),
    (["-m", "tallytrack", "show"], ["-c", "import sqlmodel"]),
    (["-m", "tallytrack", "explain", "2022-10-05", "tanks"], ["-c", "import sqlmodel"]),
]


def named(words: list[str]) -> str:
    """What was run, as one would type it."""
    said = " ".join(words).removeprefix("-m ").replace("tallytrack", "tally")
    return f'python -c "{words[1]}"' if words[0] == "-c" else said


def compared(times: int, folder: Path) -> Iterator[str]:
    """The table, line by line."""
    yield f"{'command':<34}{'ms':>6}   {'against':<28}{'ms':>6}{'ratio':>8}"
    for words, against in PAIRS:
        found = in_turns(
            lambda words=words: run([sys.executable, *words], folder).seconds,
            lambda against=against: run([sys.executable, *against], folder).seconds,
            times,
        )
        one, other = found.one * 1000, found.other * 1000
        said = f"{named(words):<34}{one:>6.0f}   {named(against):<28}{other:>6.0f}"
        yield f"{said}{found.ratio:>8.2f}"
    yield f"medians of {times} rounds, in turns"


def main() -> None:
    """Print the table, on the shipped record already ingested."""
    with tempfile.TemporaryDirectory() as folder:
        run(tally("ingest"), Path(folder))
        for line in compared(rounds(), Path(folder)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
