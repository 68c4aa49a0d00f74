"""Two hundred consecutive editions of the mirror, one command each, and what is left of them.

    python tests/benchmarks/bench_editions.py [EDITIONS]

Prints whether each edition comes back with --as-of its day, whether the revisions found are those
of the history, how large the file is against one with the last edition alone, and how long the
last edition took against the first.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "tests" / "store")]

import consecutive  # noqa: E402 - beside the tests, which are no package

from tallytrack.store import opening, reading  # noqa: E402 - of this checkout

EDITIONS = 200
RESTATED = 230


def ingest(folder: Path, content: bytes) -> float:
    """Ingest an edition as a user does; how long that took."""
    (folder / "equipment.json").write_bytes(content)
    words = [sys.executable, "-m", "tallytrack", "ingest", "equipment.json"]
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    environment.pop("TALLY_DB", None)
    subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Make the editions, ingest them, and look."""
    history = consecutive.history(int(sys.argv[1]) if sys.argv[1:] else EDITIONS, RESTATED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        took = [ingest(folder, history.text(number)) for number in range(history.editions)]
        whole = folder / "whole.db"
        shutil.move(folder / "tally.db", whole)
        ingest(folder, history.text(history.editions - 1))
        ratio = whole.stat().st_size / (folder / "tally.db").stat().st_size
        with opening.for_reading(whole) as db:
            right = sum(
                history.table(number)
                == {
                    (series.category, one.day): one.total
                    for record in reading.records(db, history.day(number))
                    for series in record.series
                    for one in series.observations
                }
                for number in range(history.editions)
            )
            found = {
                (one.category, one.day): [said.value for said in one.said]
                for one in reading.revised(db)
            }
    revised = history.revised()
    sys.stdout.write(f"{right} of {history.editions} editions come back as of their day\n")
    sys.stdout.write(
        f"{len(found)} figures revised, {len(revised)} in the history: {found == revised}\n"
    )
    sys.stdout.write(f"the file is {ratio:.2f} times that of the last edition alone\n")
    sys.stdout.write(f"the last edition took {took[-1] / took[0]:.2f} times as long as the first\n")


if __name__ == "__main__":
    main()
