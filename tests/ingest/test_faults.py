"""Inputs at fault: each file in faults/ is refused with exactly the lines of its .expected file.

To add a case, add both files.
"""

from pathlib import Path

import pytest

from tallytrack.capture import Capture
from tallytrack.errors import InputError
from tallytrack.ingest import reading
from tallytrack.ingest.given import Given

FAULTS = Path(__file__).parent / "faults"
CASES = sorted(path for path in FAULTS.iterdir() if path.suffix != ".expected")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_every_fault_of_a_file_is_listed_with_its_place(path, vocabulary):
    expected = path.with_name(f"{path.name}.expected").read_text("utf-8")

    with pytest.raises(InputError) as refused:
        list(reading.read(Capture(path.name, path.read_bytes()), Given(vocabulary)).figures())

    assert f"{refused.value}\n" == expected


def test_no_message_is_broken_over_lines_or_hides_control_characters():
    lines = [
        line for path in FAULTS.glob("*.expected") for line in path.read_text("utf-8").splitlines()
    ]

    assert [line for line in lines if not line.isprintable()] == []
    assert [line for line in lines if ": " not in line] == []


def test_there_are_cases_and_each_has_what_is_expected():
    assert len(CASES) > 40
    assert {path.name for path in FAULTS.glob("*.expected")} == {
        f"{path.name}.expected" for path in CASES
    }
