"""From a capture to its format: by content, or by name."""

from datetime import date
from pathlib import Path

import pytest

from tallytrack.capture import Capture
from tallytrack.errors import UsageError
from tallytrack.ingest import formats, reading
from tallytrack.ingest.given import Given

TABLE = b"day,category,total\n2024-03-02,tanks,6614\n"


@pytest.mark.parametrize("name", [None, "tidy-csv"])
def test_a_format_is_found_or_named(name, vocabulary):
    assert reading.read(Capture("a", TABLE), Given(vocabulary), name).format == "tidy-csv"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("tidycsv", "did you mean 'tidy-csv'?"), ("parquet", "expected one of ")],
)
def test_a_format_that_there_is_not_is_refused_with_its_like(name, remedy, vocabulary):
    with pytest.raises(UsageError) as refused:
        reading.read(Capture("a", TABLE), Given(vocabulary), name)

    assert str(refused.value).startswith(f"no format {name!r}; {remedy}")


def test_no_format_is_left_out():
    folder = Path(formats.__file__).parent
    written = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert {known.__name__.rpartition(".")[2] for known in formats.FORMATS} == written


@pytest.mark.parametrize("known", formats.FORMATS, ids=lambda known: known.NAME)
def test_a_format_has_a_name_and_a_docstring_and_reads(known):
    assert known.NAME
    assert known.__doc__
    assert callable(known.recognise)
    assert callable(known.read)


@pytest.mark.parametrize(
    "opening", ["Friday, 9 August, 2024\n|\n", "Kyiv, Ukraine\n\n", "Kyiv; August\nNews\n"]
)
def test_an_article_may_open_with_a_line_of_names_and_commas(opening, vocabulary):
    text = opening + "The General Staff said on Friday that Russia lost 12 tanks in a day.\n"
    given = Given(vocabulary, published_on=date(2024, 8, 9))

    made = reading.read(Capture("a", text.encode()), given)

    assert [figure.value for _, figure in made.printed] == [12]
