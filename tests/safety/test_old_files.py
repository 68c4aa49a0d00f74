"""A tally of any earlier schema opens, is backed up and brought up to date, and says the same."""

import sqlite3
from contextlib import closing

import old_schema
import processes
import pytest
from old_schema import COMMANDS, SCHEMAS
from scenes import UPGRADE, state

from tallytrack.store import opening

KNOWN = ["ingest", "record.csv"]
QUESTIONS = [
    ["check"],
    ["check", "--json", "--show-waived"],
    ["check", "--csv", "--as-of", "2024-03-09"],
    ["show", "--json"],
    ["show", "--revisions", "--json"],
    ["explain", "2024-03-02", "tanks"],
    ["waive", "--export"],
    ["export", "out"],
]
VIEWS = ("printed", "observation", "balance", "discrepancy", "totals", "deltas")

every_schema = pytest.mark.parametrize("schema", sorted(path.stem for path in SCHEMAS.glob("*")))


def answers(folder):
    """Every answer, every file that was written out, and what the views say."""
    said = [processes.run(*words, folder=folder) for words in QUESTIONS]
    assert {one.code for one in said} <= {0, 1}, said
    files = {path.name: path.read_bytes() for path in (folder / "out").rglob("*.*")}
    with closing(sqlite3.connect(folder / "tally.db")) as db:
        rows = [sorted(map(repr, db.execute(f"SELECT * FROM {view}"))) for view in VIEWS]
    return said, files, rows


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """What a new tally of the same evidence says."""
    folder = tmp_path_factory.mktemp("new")
    old_schema.write(folder)
    for words in COMMANDS:
        assert processes.run(*words, folder=folder).code in {0, 1}
    return answers(folder)


def test_every_schema_is_kept():
    missing = "write what is missing with `python tests/safety/old_schema.py`"

    assert sorted(path.stem for path in SCHEMAS.glob("*.sql")) == opening.versions(), missing


@pytest.mark.parametrize("later", [False, True], ids=["as it is", "once there is a later one"])
@every_schema
def test_a_tally_of_a_kept_schema_is_brought_up_to_date(
    schema, later, expected, tmp_path, next_schema
):
    path = tmp_path / "tally.db"
    old_schema.write(tmp_path)
    old_schema.restore((SCHEMAS / f"{schema}.sql").read_text("utf-8"), path)
    kept = state(path)
    if later:
        # The view is left as it is: with its waivers, which that of UPGRADE has not.
        next_schema(UPGRADE.partition('\n    op.execute("DROP VIEW')[0])
    is_old = schema != opening.versions()[-1]

    refused = processes.run("check", folder=tmp_path)
    ended = processes.run(*KNOWN, folder=tmp_path)

    assert ended.code == 0
    assert ended.out.startswith("record.csv: 3 documents, 10 figures: already known\n")
    assert refused.code == (3 if is_old else 1)
    if is_old:
        assert refused.err == (
            f"tally: tally.db: of an older schema ({schema}); any command that writes,"
            " such as `tally ingest`, brings it up to date\n"
        )
    backup = path.with_name(f"tally.db.schema-{schema}")
    assert backup.exists() == is_old
    assert not is_old or state(backup) == kept
    with opening.for_reading(path):
        pass
    assert answers(tmp_path) == expected
