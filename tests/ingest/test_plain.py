"""Plain rows are read a block at a time, and say what they would row by row."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack import capture as captures
from tallytrack.capture import Capture
from tallytrack.errors import InputError
from tallytrack.figure import Slab
from tallytrack.ingest import plain
from tallytrack.ingest.formats import tidy_csv
from tallytrack.ingest.given import Given

FIRST = date(2024, 3, 1)

numbers = st.sampled_from(["0", "7", "6614", "007", "123456789012345678"])
cells = {
    "day": st.integers(0, 5).map(lambda days: str(FIRST + timedelta(days=days))),
    "category": st.sampled_from(["tanks", "uavs", "special_equipment"]),
    "total": numbers | st.just(""),
    "delta": numbers.map("+{}".format) | st.just("") | numbers | st.just("-4"),
    "source": st.sampled_from(["", "general-staff", "a-source"]),
    "publisher": st.sampled_from(["", "newsweek"]),
    "title": st.sampled_from(["", "Losses", "Втрати", 'the 6" gun', "a, b", "two\nlines"]),
    "qualifier": st.sampled_from(["", "", "", "about", "nearly"]),
    "days": st.sampled_from(["", "", "", "1", "2"]),
    "note": st.sampled_from(["", "x"]),
}
odd = {
    "day": st.sampled_from(["2024-02-30", "1.3.2024"]),
    "category": st.sampled_from(["tonks", " tanks"]),
    "total": st.sampled_from(["-4", "1,0", "9223372036854775808", "٣", "1_0"]),
}


@st.composite
def tables(draw):
    """The text of a table, usually a plain one."""
    header = ["day", "category", *draw(st.permutations(["total", "delta"]))]
    header += draw(st.lists(st.sampled_from([*cells][4:]), unique=True, max_size=3))
    header = draw(st.permutations(header)) if draw(st.booleans()) else header
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=draw(st.sampled_from(["\n", "\n", "\r\n"])))
    writer.writerow(header)
    for _ in range(draw(st.integers(1, 30))):
        row = [draw(cells[name]) for name in header]
        if draw(st.integers(0, 60)) == 0:
            name = draw(st.sampled_from([*odd]))
            row[header.index(name)] = draw(odd[name])
        writer.writerow(row)
    text = written.getvalue()
    return text if draw(st.booleans()) else text.rstrip("\r\n")


def outcome(text, vocabulary):
    """The figures of a table, or its faults."""
    try:
        reading = tidy_csv.read(Capture("a.csv", text.encode("utf-8")), Given(vocabulary))
        return [(document, figure) for document, figure in reading.figures()]
    except InputError as error:
        return str(error)


@given(tables(), st.integers(1, 400))
def test_blocks_say_what_rows_say(vocabulary, text, size):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain.Plain, "slab", lambda *_: None)
        by_row = outcome(text, vocabulary)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(captures, "BLOCK", size)
        by_block = outcome(text, vocabulary)

    assert by_block == by_row


def test_a_plain_table_comes_in_slabs(vocabulary):
    text = "day,category,total,delta\n2024-03-01,tanks,6600,+4\n2024-03-01,uavs,7800,\n"

    [slab] = tidy_csv.read(Capture("a.csv", text.encode()), Given(vocabulary)).printed

    assert isinstance(slab, Slab)
    assert slab.count == 3
    assert [(f.category, f.measure, f.value, f.line, f.column) for _, f in slab.figures()] == [
        ("tanks", "total", 6600, 2, 18),
        ("tanks", "delta", 4, 2, 23),
        ("uavs", "total", 7800, 3, 17),
    ]


@pytest.mark.parametrize("size", [1, 40, 10_000])
def test_a_second_value_is_found_however_far_from_the_first(vocabulary, monkeypatch, size):
    monkeypatch.setattr(captures, "BLOCK", size)
    rows = [f"{FIRST + timedelta(days=n)},tanks,{n}" for n in range(100)]
    text = "\n".join(["day,category,total", *rows, f"{FIRST},tanks,7", rows[50]])

    with pytest.raises(InputError) as error:
        list(tidy_csv.read(Capture("a.csv", text.encode()), Given(vocabulary)).printed)

    assert str(error.value) == (
        "a.csv:102:18: 7 contradicts 0 on line 2, for the same day, category and document;"
        " keep the one that was printed"
    )
