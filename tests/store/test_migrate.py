"""The schema: made, readable, one with the SQLModel classes, and brought up to date."""

import re
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlmodel import Integer, SQLModel

from tallytrack import shipped
from tallytrack.errors import StoreError
from tallytrack.store import opening, tables  # noqa: F401  # tables are known once imported
from tallytrack.store.writing import for_writing

VIEWS = {"speaking", "printed", "preferred", "observation", "balance", "discrepancy"} | {
    "totals",
    "deltas",
}
TABLES = {table.name: table for table in SQLModel.metadata.sorted_tables}
every_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@pytest.fixture(scope="module")
def schema(empty_tally):
    """A connection to an up-to-date tally without captures."""
    with closing(sqlite3.connect(empty_tally)) as db:
        yield db


def names(schema, kind):
    rows = schema.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    return {name for [name] in rows if not name.startswith("sqlite_")}


def test_has_a_table_for_each_class_and_the_views(schema):
    assert names(schema, "table") == {*TABLES, "alembic_version"}
    assert names(schema, "view") == VIEWS


@every_table
def test_a_class_has_the_columns_of_its_table_in_order(table, schema):
    made = [
        (name, kind == "INTEGER", not not_null, bool(key))
        for _, name, kind, not_null, _, key in schema.execute(f"PRAGMA table_info({table.name})")
    ]

    # An INTEGER PRIMARY KEY is never NULL, and SQLite does not say so.
    assert [(name, number, null and not key, key) for name, number, null, key in made] == [
        (c.name, isinstance(c.type, Integer), c.nullable, c.primary_key) for c in table.columns
    ]


@every_table
def test_a_class_refers_to_the_tables_that_its_table_refers_to(table, schema):
    rows = schema.execute(f"PRAGMA foreign_key_list({table.name})")
    made = {(column, f"{other}.{to or 'id'}") for _, _, other, column, to, *_ in rows}

    assert made == {(key.parent.name, key.target_fullname) for key in table.foreign_keys}


@every_table
def test_a_class_has_the_unique_columns_of_its_table(table, schema):
    indexes = schema.execute(f"PRAGMA index_list({table.name})").fetchall()
    made = set()
    for _, index, is_unique, origin, _ in indexes:
        columns = [row[2] for row in schema.execute(f"PRAGMA index_info({index})")]
        if is_unique and origin == "u" and len(columns) == 1:
            made.add(columns[0])

    assert made == {column.name for column in table.columns if column.unique}


@every_table
def test_a_table_is_strict(table, schema):
    [strict] = schema.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table.name,))

    assert strict == (1,)


@every_table
def test_a_remark_stands_beside_every_column_and_survives_in_the_schema(table, schema):
    [text] = schema.execute(
        "SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)
    ).fetchone()
    first, *body = text.splitlines()

    assert re.search(r"-- \S", first)
    for column in table.columns:
        # A column goes on over lines that stand further in: its CHECK, its reference.
        lines = re.search(rf'^  "?{column.name}"? .*(\n   .*)*', "\n".join(body), re.MULTILINE)
        assert re.search(r"-- \S", lines[0]), column.name


def test_knows_itself_by_its_application_id(schema):
    assert schema.execute("PRAGMA application_id").fetchone() == (opening.APPLICATION_ID,)
    assert opening.APPLICATION_ID.to_bytes(4, "big") == b"TALY"


@pytest.mark.parametrize(
    ("table", "values", "constraint"),
    [
        ("source(key, name, began_on)", ("x", "x", "2020-02-30"), "began_on"),
        ("source(key, name, began_on)", ("x", "x", "2020-2-3"), "began_on"),
        ("source(key, name)", ("", "x"), "key <> ''"),
        ("category(key, label, unit, first_on)", ("x", "x", "x", "yesterday"), "first_on"),
        ("document VALUES", (1, 1, 1, 1, "fax", "2024-03-01", None, None), "medium"),
        ("document VALUES", (1, 1, 1, 1, "text", "2020-02-30", None, None), "published_on"),
        ("figure VALUES", (1, 10**7, 0, 1, 1, 1, 5, 0, None, 1), "day BETWEEN"),
        ("figure VALUES", (1, 1, 2, 1, 1, 1, 5, 0, None, 1), "measure IN"),
        ("figure VALUES", (1, 1, 0, 1, 1, 1, -5, 0, None, 1), "value >= 0"),
        ("figure VALUES", (1, 1, 0, 1, 1, 1, 5, 4, None, 1), "qualifier BETWEEN"),
        ("figure VALUES", (1, 1, 0, 1, 1, 1, 5, 0, 1, 1), "CASE measure"),
        ("figure VALUES", (1, 1, 1, 1, 1, 1, 5, 0, None, 1), "CASE measure"),
        ("figure VALUES", (1, 1, 1, 1, 1, 1, 5, 0, 0, 1), "CASE measure"),
        ("waiver(rule, source, day, reason)", ("r", "s", "2024-02-30", "why"), "day IS"),
        ("waiver(rule, source, day, reason)", ("r", "s", "2024-02-29", ""), "reason <> ''"),
        (
            "capture(origin, format, sha256, given, retrieved_at)",
            ("a", "f", "0" * 63, "", "2024-03-01T00:00:00Z"),
            "length",
        ),
        (
            "capture(origin, format, sha256, given, retrieved_at)",
            ("a", "f", "0" * 64, "", "2024-03-01 00:00:00"),
            "retrieved_at",
        ),
    ],
)
def test_refuses_what_cannot_be(table, values, constraint, schema):
    into = table.removesuffix(" VALUES")

    with pytest.raises(
        sqlite3.IntegrityError, match=f"CHECK constraint failed: .*{re.escape(constraint)}"
    ):
        schema.execute(f"INSERT INTO {into} VALUES ({', '.join('?' * len(values))})", values)


def test_a_strict_column_takes_no_text_for_a_number(schema):
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        schema.execute("INSERT INTO figure VALUES (1, 1, 0, 1, 1, 1, 'five', 0, NULL, 1)")


@pytest.fixture
def old(tmp_path, tally_of):
    """A tally with a figure, of what will be the older schema."""
    path = tmp_path / "tally.db"
    shutil.copy(tally_of(("a.csv", "day,category,total\n2024-03-02,tanks,6614\n")), path)
    return path


def contents(path):
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def version(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_an_older_tally_is_backed_up_and_brought_up_to_date(next_schema, old, vocabulary):
    before, older = contents(old), version(old)
    newer = next_schema('op.execute("ALTER TABLE publisher ADD COLUMN motto TEXT")')

    with for_writing(old, vocabulary):
        pass

    assert version(old) == newer
    backup = old.with_name(f"tally.db.schema-{older}")
    assert contents(backup) == before
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("SELECT value FROM printed").fetchall() == [(6614,)]
        assert db.execute("SELECT DISTINCT motto FROM publisher").fetchall() == [(None,)]


def test_a_tally_that_was_never_fetched_for_is_brought_up_to_date(old, vocabulary):
    with closing(sqlite3.connect(old)) as db:
        db.execute("DROP TABLE fetched")
        db.execute("UPDATE alembic_version SET version_num = '0001'")
        db.commit()

    with for_writing(old, vocabulary) as writer:
        assert writer.asked_before("https://example.org/a.csv", "") is None

    assert version(old) == opening.versions()[-1]
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("SELECT value FROM printed").fetchall() == [(6614,)]


def test_an_older_tally_cannot_be_read_and_is_left_alone(next_schema, old):
    before, older = old.read_bytes(), version(old)
    next_schema("pass")

    with pytest.raises(StoreError) as refused, opening.for_reading(old):
        pass

    assert str(refused.value) == (
        f"{old}: of an older schema ({older}); any command that writes, such as `tally ingest`,"
        " brings it up to date"
    )
    assert old.read_bytes() == before


def test_a_failed_migration_leaves_the_old_schema(next_schema, old, vocabulary):
    before = contents(old)
    next_schema('op.execute("CREATE TABLE half (a TEXT)"); op.execute("DROP TABLE nothing")')

    with pytest.raises(StoreError), for_writing(old, vocabulary):
        pass

    assert contents(old) == before


def test_a_killed_migration_leaves_the_old_schema(next_schema, old, process):
    before = contents(old)
    next_schema('op.execute("CREATE TABLE half (a TEXT)"); import os; os._exit(9)')
    code = (
        "from pathlib import Path\n"
        "from tallytrack import shipped\n"
        "from tallytrack.store.writing import for_writing\n"
        "from tallytrack.vocabulary import shipped_vocabulary\n"
        "words = shipped_vocabulary()\n"
        f"shipped.folder = lambda name: Path({str(shipped.folder('migrations'))!r})\n"
        f"for_writing(Path({str(old)!r}), words).__enter__()\n"
    )

    assert process("-c", code).code == 9
    assert contents(old) == before


def test_a_file_is_looked_at_in_one_moment_whatever_others_write(tmp_path, vocabulary, monkeypatch):
    moments, identify = [], opening.identify

    def looked_at(db, path):
        moments.append(db.in_transaction)
        return identify(db, path)

    monkeypatch.setattr(opening, "identify", looked_at)
    path = tmp_path / "tally.db"
    for _ in range(2):
        with for_writing(path, vocabulary):
            pass
    with opening.for_reading(path):
        pass

    # Once before the lock and once with it, then before it alone, then to read.
    assert moments == [True, True, True, True]


def test_an_up_to_date_tally_is_not_backed_up(old, vocabulary):
    with for_writing(old, vocabulary):
        pass

    assert [path.name for path in old.parent.glob("tally.db*")] == ["tally.db"]


def test_alembic_runs_only_where_a_file_is_behind(old, process):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tallytrack.store.writing import for_writing\n"
        "from tallytrack.vocabulary import shipped_vocabulary\n"
        f"with for_writing(Path({str(old)!r}), shipped_vocabulary()): pass\n"
        "print('alembic' in sys.modules)\n"
    )

    assert process("-c", code).out == "False\n"
