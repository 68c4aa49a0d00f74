"""How quick, small and linear `tally` is with millions of observations, next to other tools.

    python tests/benchmarks/bench_size.py [ROUNDS]

The others are `sqlite3 .import`, sqlite-utils and pandas; the last two are installed into a
virtual environment of their own. All are whole processes, timed in turns, on one seeded table
of many series, of which the truth is kept: each round also looks whether the answer is right.
Prints ratios, for they travel between machines where seconds do not. Nothing fails here but a
wrong answer.
"""

import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

import county_tally
from timed import Ran, in_turns, rounds, run, tally

PEERS = ("pandas", "sqlite-utils")
SIZES = (100_000, 1_000_000, 5_000_000)
MIDDLE = SIZES[1]

# What a pandas user would write to find the same broken balances.
PANDAS = """
import sys
import pandas as pd

tally = pd.read_csv(sys.argv[1], parse_dates=["day"]).sort_values(["category", "day"])
series = tally.groupby("category")
follows = series["day"].diff().dt.days == 1
difference = series["total"].diff()
broken = tally[follows & tally["delta"].notna() & (tally["delta"] != difference)]
print(len(broken))
broken.assign(difference=difference).to_csv("broken.csv", index=False)
"""

# The bare scan: what reading every figure in order costs at the least.
SCAN = """
import sqlite3, sys
figures = "SELECT series, value FROM figure ORDER BY series, day, measure"
query = f"SELECT count(*), sum(value) FROM ({figures})"
print(*sqlite3.connect(sys.argv[1]).execute(query).fetchone())
"""

# As many rows, the same order, the same cache as `tally` has.
IMPORT = """
PRAGMA cache_size = -32768;
CREATE TABLE observation (
  day TEXT, category TEXT, total INTEGER, delta INTEGER, PRIMARY KEY (category, day)
) WITHOUT ROWID;
.mode csv
.import --skip 1 tally.csv observation
"""


class Bench:
    """One size of table in a folder of its own."""

    def __init__(self, folder: Path, observations: int, peers: Path) -> None:
        self.folder = folder
        self.peers = peers
        folder.mkdir()
        self.truth = county_tally.write(folder / "tally.csv", observations)
        (folder / "broken.py").write_text(PANDAS, "utf-8")
        (folder / "scan.py").write_text(SCAN, "utf-8")

    def ingest(self) -> Ran:
        """A new tally of the table."""
        self._remove("tally.db")
        ran = run(
            tally("ingest", "--new-category", "--source", "counties", "tally.csv"), self.folder
        )
        _see(f"{2 * self.truth.observations:,} figures: new" in ran.printed, ran.printed)
        return ran

    def check(self) -> Ran:
        """Its broken balances, every one."""
        ran = run(tally("check", "--select", "unbalanced-delta"), self.folder)
        said = f"{self.truth.broken:,} of {self.truth.balances:,} balances"
        _see(said in ran.printed, ran.printed[-200:])
        return ran

    def check_by_all_rules(self) -> Ran:
        """What every rule finds, with its verdicts."""
        return run(tally("check"), self.folder)

    def imported(self) -> Ran:
        """The same table by SQLite's own shell."""
        self._remove("import.db")
        return run(["sqlite3", "import.db"], self.folder, IMPORT)

    def inserted(self) -> Ran:
        """The same table by sqlite-utils."""
        self._remove("utils.db")
        tool, key = str(self.peers / "bin" / "sqlite-utils"), ("--pk", "category", "--pk", "day")
        return run([tool, "insert", "utils.db", "t", "tally.csv", "--csv", *key], self.folder)

    def by_pandas(self) -> Ran:
        """The same broken balances by pandas."""
        python = str(self.peers / "bin" / "python")
        ran = run([python, "broken.py", "tally.csv"], self.folder)
        _see(ran.printed.strip() == str(self.truth.broken), ran.printed)
        return ran

    def scanned(self) -> Ran:
        """Every figure of the tally, summed."""
        return run([sys.executable, "scan.py", "tally.db"], self.folder)

    def size(self, name: str) -> int:
        """The size of a file, in bytes."""
        return (self.folder / name).stat().st_size

    def _remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)


def _see(is_right: bool, printed: str) -> None:  # noqa: FBT001  # the answer, plainly
    if not is_right:
        sys.exit(f"a wrong answer: {printed}")


def lines(folder: Path, times: int) -> Iterator[str]:
    """The tables, line by line."""
    peers = folder / "peers"
    venv.create(peers, with_pip=True)
    subprocess.run([peers / "bin" / "pip", "install", "--quiet", *PEERS], check=True)
    versions = subprocess.run(
        [peers / "bin" / "pip", "list"], check=True, capture_output=True, text=True
    ).stdout
    named = re.findall(r"^(pandas|sqlite-utils) +(\S+)", versions, re.MULTILINE)
    yield f"SQLite {sqlite3.sqlite_version}, {', '.join(' '.join(one) for one in named)}"
    yield from _ratios(Bench(folder / "middle", MIDDLE, peers), times)
    yield from _growth(folder, peers)


def _ratios(bench: Bench, times: int) -> Iterator[str]:
    yield f"{'1 million observations':<34}{'s':>6}   {'against':<28}{'s':>6}{'ratio':>8}"
    bench.ingest()
    pairs = [
        ("tally check", bench.check_by_all_rules, "pandas", bench.by_pandas),
        ("tally check", bench.check_by_all_rules, "a bare ordered scan", bench.scanned),
        ("... --select unbalanced-delta", bench.check, "pandas", bench.by_pandas),
        ("tally ingest", bench.ingest, "sqlite-utils insert --csv", bench.inserted),
    ]
    if shutil.which("sqlite3"):
        pairs.insert(0, ("tally ingest", bench.ingest, "sqlite3 .import", bench.imported))
    for name, one, against, other in pairs:
        found = in_turns(lambda one=one: one().seconds, lambda other=other: other().seconds, times)
        yield (f"{name:<34}{found.one:>6.2f}   {against:<28}{found.other:>6.2f}{found.ratio:>8.2f}")
    share = bench.size("tally.db") / bench.size("tally.csv")
    yield f"the database is {share:.2f} times the CSV; medians of {times} rounds, in turns"


def _growth(folder: Path, peers: Path) -> Iterator[str]:
    yield f"{'':>14}{'a million, s':>18}{'each further, s':>18}{'MB':>18}"
    yield f"{'observations':>14}" + f"{'ingest':>9}{'check':>9}" * 3
    before: tuple[float, list[float]] = 0, [0, 0]
    for size in SIZES:
        bench = _anew(folder, size, peers)
        runs = [[take() for _ in range(3)] for take in (bench.ingest, bench.check_by_all_rules)]
        millions = bench.truth.observations / 1e6
        seconds = [min(one.seconds for one in ran) for ran in runs]
        # What the start of a process takes is in both, and not in their difference.
        further = [
            (now - then) / (millions - before[0])
            for now, then in zip(seconds, before[1], strict=True)
        ]
        before = millions, seconds
        yield (
            f"{bench.truth.observations:>14,}"
            + "".join(f"{one / millions:>9.2f}" for one in seconds)
            + "".join(f"{one:>9.2f}" if size > SIZES[0] else f"{'':>9}" for one in further)
            + "".join(f"{max(one.memory for one in ran):>9.0f}" for ran in runs)
        )
        shutil.rmtree(bench.folder)


def _anew(folder: Path, size: int, peers: Path) -> Bench:
    place = folder / ("middle" if size == MIDDLE else f"{size}")
    shutil.rmtree(place, ignore_errors=True)
    return Bench(place, size, peers)


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(Path(folder), rounds()):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
