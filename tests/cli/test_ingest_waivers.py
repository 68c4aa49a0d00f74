"""Waivers that are ingested: a TOML file is recorded as the shipped one is."""

import pytest

TABLE = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"
WAIVER = """
[[waiver]]
rule = "unbalanced-delta"
source = "general-staff"
day = 2024-03-02
category = "tanks"
adjustment = +2
reason = "a notice of the day"
"""


@pytest.fixture
def ingested(tally, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "w.toml").write_text(WAIVER)
    tally("ingest", "a.csv")
    return tally


def test_what_a_tally_exports_another_reads(ingested, tmp_path):
    ingested("ingest", "w.toml")
    (tmp_path / "again.toml").write_text(ingested("waive", "--export").out)

    ended = ingested("ingest", "a.csv", "again.toml", "--db", "other.db")

    assert ended.out.splitlines()[1] == "again.toml: 1 waiver: 1 new"
    assert ingested("waive", "--list", "--db", "other.db").out == ingested("waive", "--list").out


def test_a_waiver_that_is_ingested_settles_its_finding(ingested):
    before = ingested("check")
    ended = ingested("ingest", "w.toml")

    assert before.code == 1
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("w.toml: 1 waiver: 1 new\n")
    assert ingested("check").code == 0
    assert ingested("ingest", "w.toml").out.startswith("w.toml: 1 waiver: already known\n")


def test_a_dry_run_reads_waivers_and_records_none(ingested):
    ended = ingested("ingest", "--dry-run", "w.toml")

    assert ended.out == "w.toml: 1 waiver: read, not written\n"
    assert ingested("waive", "--list").out == ""


def test_a_table_that_is_at_fault_holds_no_waiver_back(ingested, tmp_path):
    (tmp_path / "bad.csv").write_text("day,category,total\n2024-03-01,tanks,x\n")

    ended = ingested("ingest", "bad.csv", "w.toml")

    assert ended.code == 1
    assert "w.toml: 1 waiver: 1 new\n" in ended.out
