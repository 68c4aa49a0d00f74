"""How long a command takes, as a whole process, next to the imports it does without.

    python tests/benchmarks/bench_start_up.py [ROUNDS]

Prints ratios, for they travel between machines where seconds do not. The processes that are
compared run in turns, so that a busy moment falls on both; of each the median counts. This is
a benchmark and no test: nothing fails here.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
LEAST_ROUNDS = 5

# A command and what it is held against.
PAIRS = [
    (["-m", "tallytrack", "--help"], ["-c", "import typer"]),
    (["-m", "tallytrack", "check"], ["-c", "import sqlmodel"]),
    (["-m", "tallytrack", "check", "--json"], ["-c", "import sqlmodel"]),
    (["-m", "tallytrack", "show"], ["-c", "import sqlmodel"]),
    (["-m", "tallytrack", "explain", "2022-10-05", "tanks"], ["-c", "import sqlmodel"]),
]


def seconds(words: list[str], folder: Path) -> float:
    """How long one process takes, from its start to its end."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    environment.pop("TALLY_DB", None)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, check=False
    )
    took = time.perf_counter() - began
    # 1 means findings; anything else above 0, that the comparison is worth nothing.
    if done.returncode > 1 or done.stderr:
        sys.exit(f"{' '.join(words)}: {done.stderr.decode()}")
    return took


def named(words: list[str]) -> str:
    """What was run, as one would type it."""
    said = " ".join(words).removeprefix("-m ").replace("tallytrack", "tally")
    return f'python -c "{words[1]}"' if words[0] == "-c" else said


def compared(rounds: int, folder: Path) -> Iterator[str]:
    """The table, line by line."""
    yield f"{'command':<34}{'ms':>6}   {'against':<28}{'ms':>6}{'ratio':>8}"
    for words, against in PAIRS:
        # The first of each warms the caches of files, and is not counted.
        both = [(seconds(words, folder), seconds(against, folder)) for _ in range(rounds + 1)][1:]
        one, other = (statistics.median(times) * 1000 for times in zip(*both, strict=True))
        ratio = statistics.median(a / b for a, b in both)
        yield f"{named(words):<34}{one:>6.0f}   {named(against):<28}{other:>6.0f}{ratio:>8.2f}"
    yield f"medians of {rounds} rounds, in turns"


def main() -> None:
    """Print the table, on the shipped record already ingested."""
    rounds = max(LEAST_ROUNDS, int(sys.argv[1]) if sys.argv[1:] else 0)
    with tempfile.TemporaryDirectory() as folder:
        seconds(["-m", "tallytrack", "ingest"], Path(folder))
        for line in compared(rounds, Path(folder)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
