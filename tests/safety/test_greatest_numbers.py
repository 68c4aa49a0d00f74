"""The arithmetic of the greatest numbers is exact, in the views as in the findings."""

import json

import processes
import pytest

from tallytrack.ingest.cells import GREATEST

# The totals fall from the greatest to nothing while the delta is the greatest, and back.
TABLE = f"""day,category,total,delta
2024-03-01,tanks,{GREATEST},
2024-03-02,tanks,0,{GREATEST}
2024-03-03,tanks,{GREATEST},-{GREATEST}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    assert processes.run("ingest", "a.csv", folder=tmp_path).code == 0
    return tmp_path


def test_differences_and_discrepancies_are_whole_numbers(folder, select):
    rows = select(folder / "tally.db", "SELECT difference, discrepancy FROM balance ORDER BY day")

    assert rows == [(None, None), (-GREATEST, 2 * GREATEST), (GREATEST, -2 * GREATEST)]
    assert all(type(number) is int for row in rows[1:] for number in row)


def test_every_command_tells_them_exactly(folder):
    shown = processes.run("show", "--json", folder=folder).out
    found = processes.run("check", folder=folder)

    assert [row["difference"] for row in json.loads(shown)] == [None, -GREATEST, GREATEST]
    assert found.code == 1
    assert f"(-{GREATEST:,})" in found.out
    for words in (["plot"], ["plot", "--total"], ["report", "out.html"], ["show", "--corrected"]):
        assert processes.run(*words, folder=folder).code == 0


def test_the_waiver_of_the_greatest_discrepancy_can_be_recorded(folder, select):
    words = ["waive", "unbalanced-delta", "2024-03-02", "tanks", "--reason", "r"]

    ended = processes.run(*words, "--adjustment", f"{-2 * GREATEST}", folder=folder)

    assert (ended.code, ended.err) == (0, "")
    assert select(folder / "tally.db", "SELECT day FROM discrepancy") == [("2024-03-03",)]
    beyond = processes.run(*words, "--adjustment", f"{2**63}", folder=folder)
    assert beyond.code == 2
    assert beyond.err == f"tally: '{2**63}' is not an adjustment; expected -5 or tanks=-5\n"
