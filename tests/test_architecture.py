"""The tree is the design. This says which way imports may point, and sees that they do."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tallytrack"

# The nouns, in the order the data flows; each may use those before it.
NOUNS = [
    "errors",
    "toml",
    "shipped",
    "address",
    "text",
    "dates",
    "misdated",
    "declaration",
    "foreign",
    "capture",
    "document",
    "figure",
    "edition",
    "revision",
    "vocabulary",
    "interval",
    "series",
    "notation",
    "finding",
    "waiver",
]
# The verbs, and the store. They know the nouns, and not one another.
VERBS = ["fetch", "ingest", "check", "show", "store"]

MAY_IMPORT = {noun: NOUNS[:index] for index, noun in enumerate(NOUNS)}
MAY_IMPORT |= dict.fromkeys(VERBS, NOUNS)
MAY_IMPORT |= {"cli": NOUNS + VERBS, "__main__": ["cli"], "__init__": []}

# Most modules have some hundred lines; past this many one holds two things.
MOST_LINES = 350

# What comes from outside, and the only parts that may know it.
ONLY_IN = {
    "sqlite3": {"store"},
    "sqlalchemy": {"store"},
    "sqlmodel": {"store"},
    "alembic": {"store"},
    "rich": {"show", "cli"},
    "typer": {"cli"},
    "httpx2": {"fetch"},
    "tenacity": {"fetch"},
}
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN)\s")

FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
every_file = pytest.mark.parametrize("file", FILES)


def part(file):
    """The part of the package that *file* belongs to."""
    return Path(file).parts[0].removesuffix(".py")


def nodes(file):
    return ast.walk(ast.parse((PACKAGE / file).read_text("utf-8")))


def imports(file):
    """Every module that *file* imports, anywhere in it, with what is taken from tallytrack."""
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "tallytrack":
            yield from (f"tallytrack.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that this test can read them"
            yield node.module


@every_file
def test_imports_point_one_way(file):
    used = {name.split(".")[1] for name in imports(file) if name.startswith("tallytrack.")}

    assert used <= {part(file), *MAY_IMPORT[part(file)]}


@every_file
def test_only_its_own_part_knows_what_comes_from_outside(file):
    used = {name.partition(".")[0] for name in imports(file)}

    assert {name for name in used & set(ONLY_IN) if part(file) not in ONLY_IN[name]} == set()


@every_file
def test_sql_is_written_in_the_store_alone(file):
    texts = [
        node.value
        for node in nodes(file)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]

    assert part(file) == "store" or [text for text in texts if SQL.match(text)] == []


def test_every_part_has_its_place():
    assert {part(file) for file in FILES} == set(MAY_IMPORT)


def test_the_store_does_know_sql():
    used = {name.partition(".")[0] for file in FILES for name in imports(file)}

    assert set(ONLY_IN) <= used


def test_no_file_is_too_long_to_be_read_at_once():
    folders = [PACKAGE, PACKAGE.parent / "tests", PACKAGE.parent / "migrations"]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files}

    assert [str(path) for path, lines in lengths.items() if lines > MOST_LINES] == []
