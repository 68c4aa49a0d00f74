"""Waivers on record: all or none, appended and never changed, and honoured by the views."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.check import checking
from tallytrack.check.rules import unbalanced_delta
from tallytrack.errors import UsageError
from tallytrack.store import opening, reading
from tallytrack.store.writing import for_writing
from tallytrack.waiver import Waiver

DAY = date(2023, 5, 28)
TANKS = Waiver("unbalanced-delta", "general-staff", DAY, "tanks", -5, "announced")
UAVS = replace(TANKS, category="uavs", adjustment=49)
WHOLE_DAY = replace(TANKS, rule="missing-day", category=None, adjustment=None)


@pytest.fixture
def path(empty_tally, tmp_path):
    return shutil.copy(empty_tally, tmp_path / "tally.db")


@pytest.fixture
def writer(path, vocabulary):
    """A tally open for writing."""
    with for_writing(path, vocabulary) as opened:
        yield opened


def in_force(path):
    with opening.for_reading(path) as db:
        return reading.waivers(db)


def rows(path):
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT category, adjustment, reason, removed_at IS NULL FROM waiver ORDER BY id"
        return [(*said, bool(holds)) for *said, holds in db.execute(query)]


def test_waivers_are_recorded_by_day_rule_and_category(writer, path):
    assert writer.waive([UAVS, WHOLE_DAY, TANKS]) == 3

    assert in_force(path) == [WHOLE_DAY, TANKS, UAVS]


def test_the_same_waiver_twice_is_recorded_once(writer, path):
    writer.waive([TANKS, WHOLE_DAY])

    assert writer.waive([WHOLE_DAY, TANKS]) == 0
    assert len(rows(path)) == 2


@pytest.mark.parametrize(
    "second",
    [
        replace(TANKS, adjustment=-4),
        replace(TANKS, reason="announced, and seen"),
        replace(TANKS, url="https://a.example/"),
    ],
    ids=["adjustment", "reason", "address"],
)
def test_a_second_word_on_one_matter_is_the_last_and_the_first_stays_on_record(
    writer, path, second
):
    writer.waive([TANKS])

    assert writer.waive([second]) == 1
    assert in_force(path) == [second]
    assert rows(path) == [
        ("tanks", -5, "announced", False),
        ("tanks", second.adjustment, second.reason, True),
    ]


def test_what_is_removed_stays_on_record_and_can_be_waived_again(writer, path):
    writer.waive([TANKS])

    assert writer.unwaive([replace(TANKS, adjustment=None, reason="")]) == []
    assert in_force(path) == []
    assert rows(path) == [("tanks", -5, "announced", False)]
    assert writer.waive([TANKS]) == 1
    assert in_force(path) == [TANKS]


@pytest.mark.parametrize(
    "other",
    [
        replace(TANKS, rule="falling-total"),
        replace(TANKS, day=date(2023, 5, 27)),
        replace(TANKS, category="uavs"),
        replace(TANKS, category=None),
    ],
    ids=["rule", "day", "category", "every category"],
)
def test_removing_what_was_not_waived_says_so_and_removes_nothing_else(writer, path, other):
    writer.waive([TANKS])

    assert writer.unwaive([TANKS, other]) == [other]
    assert in_force(path) == [TANKS]


@pytest.mark.parametrize(
    ("unknown", "said"),
    [
        (replace(UAVS, source="nobody"), "no source 'nobody' in the tally; nothing was waived"),
        (replace(UAVS, category="x"), "no category 'x' in the tally; nothing was waived"),
    ],
)
def test_one_unknown_name_refuses_all_waivers(path, vocabulary, unknown, said):
    with pytest.raises(UsageError) as raised, for_writing(path, vocabulary) as writer:
        writer.waive([TANKS, unknown])

    assert str(raised.value) == said
    assert rows(path) == []


def test_a_mark_says_how_far_captures_and_waivers_go(writer, path):
    writer.mark()
    writer.waive([TANKS])
    with opening.for_reading(path) as db:
        first = reading.last_mark(db)
        assert reading.waivers(db, first) == []
    writer.mark()

    with opening.for_reading(path) as db:
        assert reading.waivers(db, reading.last_mark(db)) == [TANKS]
    assert (first.capture, first.waiver) == (0, 0)


def test_what_was_replaced_after_a_mark_still_stands_at_the_mark(writer, path):
    writer.waive([TANKS])
    writer.mark()
    writer.waive([replace(TANKS, adjustment=-4)])

    with opening.for_reading(path) as db:
        assert reading.waivers(db, reading.last_mark(db)) == [TANKS]


days = st.integers(1, 6)
categories = st.sampled_from(["tanks", "uavs"])
tables = st.lists(
    st.tuples(days, categories, st.integers(0, 3), st.integers(-1, 2)),
    min_size=4,
    max_size=12,
    unique_by=lambda row: row[:2],
)
waivings = st.lists(
    st.builds(
        Waiver,
        rule=st.sampled_from(["unbalanced-delta", "unbalanced-delta", "falling-total"]),
        source=st.sampled_from(["general-staff", "general-staff", "other-staff"]),
        day=days.map(lambda number: date(2024, 3, number)),
        category=st.none() | categories,
        adjustment=st.none() | st.integers(-3, 3),
        reason=st.just("why"),
    ),
    max_size=20,
)


@given(tables, waivings)
def test_the_view_leaves_out_exactly_what_the_check_holds_for_waived(
    tally_of, vocabulary, select, table, waivers
):
    said = "".join(f"2024-03-0{row[0]},{','.join(map(str, row[1:]))}\n" for row in table)
    other = "day,category,total,source\n2024-03-01,tanks,1,other-staff\n"
    path = tally_of(("a.csv", f"day,category,total,delta\n{said}"), ("b.csv", other))
    with for_writing(path, vocabulary) as writer:
        writer.waive(waivers)
        writer.unwaive(waivers[:2])

    with opening.for_reading(path) as db:
        found = checking.find(reading.records(db), (unbalanced_delta,), reading.waivers(db))
    broken = [one for one in found if one.rule == "unbalanced-delta"]

    assert select(path, "SELECT category, day FROM discrepancy ORDER BY category, day") == sorted(
        (one.category, str(one.day)) for one in broken if one.waived is None
    )
