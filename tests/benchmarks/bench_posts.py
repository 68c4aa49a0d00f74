"""How long a thousand official posts take to go in, next to the import of the store's library.

    python tests/benchmarks/bench_posts.py [ROUNDS]

Each round ingests the posts, one file a day, in one command into a copy of a database that has
the shipped record, and imports sqlmodel; both are whole processes, in turns. Prints the median
ratio, for ratios travel between machines where seconds do not. Nothing fails here.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
sys.path.insert(0, str(CHECKOUT / "tests" / "ingest"))

import official_posts  # noqa: E402 - beside the tests, which are no package

POSTS = 1000
LEAST_ROUNDS = 5


def written(day: date) -> str:
    """The post of *day* as the source's page has it, in English."""
    lines = [f"The total combat losses of the enemy from 24.02.22 to {day:%d.%m.%y} were about:"]
    for row in official_posts.record()[day]:
        about, unit = ("about ", " persons") if row.category == "personnel" else ("", "")
        delta = "" if row.delta is None else f" (+{row.delta})"
        label = official_posts.ENGLISH[row.category][0]
        lines.append(f"{label} ‒ {about}{row.total}{delta}{unit},")
    return f'<p class="justifyfull">{"<br />".join(lines)}<br />Data are being updated.</p>'


def seconds(words: list[str], folder: Path) -> float:
    """How long one process takes, from its start to its end."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    environment.pop("TALLY_DB", None)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, check=False
    )
    took = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr.decode()}")
    return took


def main() -> None:
    """Print the median of each, and of their ratio."""
    rounds = max(LEAST_ROUNDS, int(sys.argv[1]) if sys.argv[1:] else 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "posts").mkdir()
        for day in sorted(official_posts.record())[:POSTS]:
            (folder / "posts" / f"{day}.html").write_text(written(day), "utf-8")
        seconds(["-m", "tallytrack", "ingest"], folder)
        times: list[tuple[float, float]] = []
        for _ in range(rounds):
            shutil.copy(folder / "tally.db", folder / "copy.db")
            ingest = seconds(["-m", "tallytrack", "ingest", "--db", "copy.db", "posts"], folder)
            times.append((ingest, seconds(["-c", "import sqlmodel"], folder)))
    posts, library = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(one / other for one, other in times)
    sys.stdout.write(
        f"{POSTS:,} posts: {posts:.2f} s; import sqlmodel: {library:.2f} s; ratio {ratio:.1f}"
        f" (median of {rounds})\n"
    )


if __name__ == "__main__":
    main()
