"""A command imports what it needs when it runs, and nothing else."""

import shutil

import pytest

WATCHED = (
    "sqlalchemy",
    "sqlmodel",
    "alembic",
    "pydantic",
    "rich",
    "tallytrack.store",
    "httpx2",
    "tenacity",
)


@pytest.fixture
def imported(process, shipped_tally, tmp_path):
    """Which of WATCHED are imported once `tally` has run, with a tally at hand."""
    shutil.copy(shipped_tally, tmp_path / "tally.db")

    def run(*words):
        code = (
            "import sys\n"
            "from tallytrack.cli import main\n"
            f"sys.argv[1:] = {list(words)!r}\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            f"print([name for name in {WATCHED!r} if name in sys.modules], file=sys.stderr)\n"
        )
        ended = process("-c", code)
        return set(eval(ended.err))  # a list that this test has just printed

    return run


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["ingest", "--help"], ["rule"]])
def test_help_and_rules_need_neither_the_orm_nor_the_store(imported, words):
    assert imported(*words) == set()


@pytest.mark.parametrize(
    "words", [["check"], ["check", "--json"], ["show"], ["explain", "2022-10-05", "tanks"]]
)
def test_reading_commands_need_the_store_and_no_orm(imported, words):
    assert imported(*words) == {"tallytrack.store"}


def test_nothing_of_the_web_is_needed_where_no_address_is_named(imported):
    assert imported("ingest") & {"httpx2", "tenacity"} == set()


def test_a_dry_run_needs_no_orm(imported):
    assert imported("ingest", "--dry-run") & {"sqlalchemy", "sqlmodel", "alembic"} == set()
