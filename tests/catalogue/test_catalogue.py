"""The catalogue of errors: each message that `tally` can print, what provokes it, its exact text.

To add a case, add a file to cases/; how it is written is told in case.py.
"""

from functools import cache
from pathlib import Path

import case as catalogue
import pytest

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.fixture(scope="session")
def ran(tmp_path_factory, empty_tally):
    """What came of a case; each is run once."""

    @cache
    def run(path):
        folder = tmp_path_factory.mktemp("case")
        return catalogue.run(catalogue.read(path), folder, empty_tally)

    return run


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_said_is_what_the_catalogue_says(ran, path):
    expected = catalogue.read(path)
    said = ran(path)

    assert said.err.splitlines() == expected.steps[-1][2]
    assert said.code == expected.code


def test_every_message_of_the_package_is_in_the_catalogue(ran):
    reached = set().union(*(ran(path).reached for path in CASES))
    missing = [
        f"{file}:{first}"
        for file, first, last in catalogue.sites()
        if not any((file, line) in reached for line in range(first, last + 1))
    ]

    assert missing == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_message_is_lines_that_any_terminal_shows(path):
    said = catalogue.read(path).steps[-1][2]

    assert said
    assert [line for line in said if not line.isprintable()] == []


def test_cases_are_told_apart_by_their_titles():
    titles = [catalogue.read(path).title for path in CASES]

    assert len(set(titles)) == len(titles) > 100
