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


def main() -> None:
    """Print the table."""
    rounds = max(LEAST_ROUNDS, int(sys.argv[1]) if sys.argv[1:] else 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds(["-m", "tallytrack", "ingest"], folder)
        for words, against in PAIRS:
            # The first of each warms the caches of files, and is not counted.
            both = [(seconds(words, folder), seconds(against, folder)) for _ in range(rounds + 1)]
            _one, _other = (statistics.median(times) for times in zip(*both[1:], strict=True))
            statistics.median(a / b for a, b in both[1:])


if __name__ == "__main__":
    main()
