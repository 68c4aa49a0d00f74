"""A tally of the newest schema as text, kept so that every later tallytrack is tried on it.

After a migration is added, `python tests/safety/old_schema.py` writes the file that is missing.
"""

import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

SCHEMAS = Path(__file__).parent / "schemas"

HEAD = "day,category,total,delta,publisher,medium,published_on\n"
FILES = {
    "record.csv": "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"
    "2024-03-03,tanks,6620,6\n2024-03-01,ships,20,0\n2024-03-02,ships,21,0\n",
    "mirror.csv": HEAD + "2024-03-02,tanks,6641,,petroivaniuk,table,2024-03-09\n"
    "2024-03-03,tanks,6620,,petroivaniuk,table,2024-03-09\n",
    "later.csv": HEAD + "2024-03-02,tanks,6614,,petroivaniuk,table,2024-03-10\n"
    "2024-03-03,tanks,6620,,petroivaniuk,table,2024-03-10\n",
    "post.txt": "The total combat losses of the enemy from 24.02.22 to 02.03.24 were:\n"
    "tanks ‒ 6614 (+14),\nwarships / boats ‒ 21 (+1),\n",
    "wrong.csv": HEAD + "2024-03-02,tanks,1,1,petroivaniuk,text,2024-03-09\n",
    "mine.csv": "d,n,m\n2024-03-01,5,\n2024-03-02,7,1\n",
}
MINE = ["--columns", "day=d,total=n,delta=m", "--category", "visits"]
WAIVE = ["waive", "unbalanced-delta"]
COMMANDS = [
    ["ingest", "record.csv"],
    ["ingest", "mirror.csv"],
    ["ingest", "later.csv", "--origin", "mirror.csv", "--accept-rewrite"],
    ["ingest", "post.txt"],
    ["ingest", "mine.csv", *MINE, "--new-category", "--source", "me"],
    ["ingest", "wrong.csv"],
    ["withdraw", "wrong.csv", "--reason", "not theirs"],
    [*WAIVE, "2024-03-02", "tanks", "--adjustment", "2", "--reason", "restated"],
    [*WAIVE, "2024-03-02", "ships", "--adjustment", "1", "--reason", "restated"],
    [*WAIVE, "2024-03-02", "tanks", "--remove"],
    ["check", "--record"],
]


def dump(path: Path) -> str:
    """The tally at *path* as SQL."""
    with closing(sqlite3.connect(path)) as db:
        [application] = db.execute("PRAGMA application_id").fetchone()
        # A statement may end in a remark, which must not swallow its semicolon.
        lines = (line.removesuffix(";") + "\n;" if "\n" in line else line for line in db.iterdump())
        return "\n".join([f"PRAGMA application_id = {application};", *lines]) + "\n"


def restore(text: str, path: Path) -> None:
    """Make the tally at *path* that `dump` has told."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(text)


def write(folder: Path) -> None:
    """Write what the tally is made of into *folder*."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")


def main() -> None:
    """Write the newest schema, if it is not kept yet."""
    from tallytrack.store import opening  # noqa: PLC0415  # the tests need only the words above

    kept = SCHEMAS / f"{opening.versions()[-1]}.sql"
    if kept.exists():
        sys.exit(f"{kept}: kept already")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        for words in COMMANDS:
            command = [sys.executable, "-m", "tallytrack", *words]
            code = subprocess.run(command, cwd=folder, check=False).returncode
            if code > 1:
                sys.exit(code)
        SCHEMAS.mkdir(exist_ok=True)
        kept.write_text(dump(Path(folder, "tally.db")), "utf-8")


if __name__ == "__main__":
    main()
