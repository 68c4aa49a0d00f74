"""Figures at the ends of what can be stored: first and last days, the greatest totals."""

import pytest

from tallytrack.ingest.cells import GREATEST

TABLES = {
    "the ends of the calendar": f"""day,category,total,delta
1000-01-01,tanks,0,{GREATEST}
1000-01-02,tanks,{GREATEST},-{GREATEST}
2024-03-01,tanks,0,{GREATEST}
9000-12-30,tanks,{GREATEST},{GREATEST}
9000-12-31,tanks,1,-{GREATEST}
""",
    "long periods": f"""day,category,total,delta,days,qualifier
1000-01-01,tanks,5,,,over
9000-12-31,tanks,{GREATEST},,,about
1000-01-02,tanks,,3,9999,under
9000-12-31,tanks,,{GREATEST},9999,about
""",
    "a run at the end": "day,category,total,delta\n"
    + "".join(f"9000-12-{day},tanks,{GREATEST - 31 + day},{day % 3}\n" for day in range(10, 32)),
    "a run at the beginning": "day,category,total,delta\n"
    + "".join(f"1000-01-{day:02},tanks,{day},{day % 3}\n" for day in range(1, 25)),
}
OTHER = f"""day,category,total,publisher,published_on
1000-01-01,tanks,{GREATEST},cripo,9000-12-31
9000-12-31,tanks,{GREATEST},cripo,1000-01-01
"""
COMMANDS = [
    ["check"],
    ["check", "--json"],
    ["check", "--select", "silent-revision"],
    ["check", "--since", "1000-01-01", "--until", "9000-12-31", "--as-of", "9000-12-31"],
    ["show"],
    ["show", "--corrected"],
    ["show", "--every", "week"],
    ["show", "--every", "month", "--json"],
    ["show", "--revisions"],
    ["plot", "--since", "8999-12-01"],
    ["plot", "--total", "--every", "day", "--until", "1001-01-01"],
    ["report", "out.html", "--since", "8999-12-01"],
    ["explain", "1000-01-01", "tanks"],
    ["explain", "9000-12-31", "tanks"],
    ["export", "out"],
    ["ingest", "out", "--db", "again.db"],
]


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_every_command_works_at_the_ends_of_what_can_be_stored(tally, tmp_path, table):
    (tmp_path / "a.csv").write_text(table)
    (tmp_path / "b.csv").write_text(OTHER)
    assert tally("ingest", "a.csv", "b.csv").code == 0
    for words in COMMANDS:
        ended = tally(*words)

        assert ended.code in {0, 1, 2}
        assert "Traceback" not in ended.err
