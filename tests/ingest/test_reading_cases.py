"""Texts and the figures that are in them: each file of cases/ is a text, `---`, its figures.

A figure is a line `2024-02-15 tanks 6442` (a total) or `2024-02-15 tanks +9/2` (a delta, over two
days); `~`, `>` and `<` before the number are about, over and under. A line `! 13: a reason` is a
number that stays unread. Before the text there may be `published: DAY` and an empty line.
"""

from datetime import date
from pathlib import Path

import pytest

from tallytrack.capture import Capture
from tallytrack.figure import Figure, Measure, Qualifier
from tallytrack.ingest import reading
from tallytrack.ingest.given import Given
from tallytrack.vocabulary import shipped_vocabulary

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
SIGNS = {Qualifier.EXACT: "", Qualifier.ABOUT: "~", Qualifier.OVER: ">", Qualifier.UNDER: "<"}


def written(figure: Figure) -> str:
    """A figure in the notation of the cases."""
    sign = "+" if figure.measure is Measure.DELTA else ""
    days = f"/{figure.days}" if figure.days not in {None, 1} else ""
    return f"{figure.day} {figure.category} {sign}{SIGNS[figure.qualifier]}{figure.value}{days}"


def case(path: Path) -> tuple[Given, str, list[str], list[str]]:
    text, _, expected = path.read_text("utf-8").rpartition("\n---\n")
    published = None
    if text.startswith("published: "):
        head, _, text = text.partition("\n\n")
        published = date.fromisoformat(head.removeprefix("published: "))
    lines = [line for line in expected.splitlines() if line.strip()]
    unread = [line.removeprefix("! ") for line in lines if line.startswith("! ")]
    figures = [line for line in lines if not line.startswith("! ")]
    return Given(shipped_vocabulary(), published_on=published), text, figures, unread


def test_there_are_cases():
    assert len(CASES) > 20


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_figures_of_a_text_are_read_and_no_others(path):
    given, text, figures, unread = case(path)

    found = reading.read(Capture(path.name, text.encode()), given)

    assert [written(figure) for _, figure in found.printed] == figures
    left = [f"{item.text}: {item.reason}" for item in found.unread]
    assert [line for line in unread if line not in left] == []
