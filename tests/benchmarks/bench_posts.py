"""How long a thousand official posts take to go in, next to the import of the store's library.

    python tests/benchmarks/bench_posts.py [ROUNDS]

Each round ingests the posts, one file a day, in one command into a copy of a database that has
the shipped record, and imports sqlmodel; both are whole processes, in turns. Prints the median
ratio, for ratios travel between machines where seconds do not. Nothing fails here.
"""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from timed import CHECKOUT, in_turns, rounds, run, tally

sys.path.insert(0, str(CHECKOUT / "tests" / "ingest"))

import official_posts

POSTS = 1000


def written(day: date) -> str:
    """The post of *day* as the source's page has it, in English."""
    lines = [f"The total combat losses of the enemy from 24.02.22 to {day:%d.%m.%y} were about:"]
    for row in official_posts.record()[day]:
        about, unit = ("about ", " persons") if row.category == "personnel" else ("", "")
        delta = "" if row.delta is None else f" (+{row.delta})"
        label = official_posts.ENGLISH[row.category][0]
        lines.append(f"{label} ‒ {about}{row.total}{delta}{unit},")
    return f'<p class="justifyfull">{"<br />".join(lines)}<br />Data are being updated.</p>'


def main() -> None:
    """Print the median of each, and of their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "posts").mkdir()
        for day in sorted(official_posts.record())[:POSTS]:
            (folder / "posts" / f"{day}.html").write_text(written(day), "utf-8")
        run(tally("ingest"), folder)

        def ingest() -> float:
            shutil.copy(folder / "tally.db", folder / "copy.db")
            return run(tally("ingest", "--db", "copy.db", "posts"), folder).seconds

        library = [sys.executable, "-c", "import sqlmodel"]
        found = in_turns(ingest, lambda: run(library, folder).seconds, rounds())
    sys.stdout.write(
        f"{POSTS:,} posts: {found.one:.2f} s; import sqlmodel: {found.other:.2f} s;"
        f" ratio {found.ratio:.1f} (median of {rounds()})\n"
    )


if __name__ == "__main__":
    main()
