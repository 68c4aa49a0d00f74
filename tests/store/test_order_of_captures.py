"""Captures of any kind in any order: the same findings, and the same rows in the views."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tallytrack.check import checking
from tallytrack.check.events import grouped

PUBLISHERS = ["general-staff", "petroivaniuk", "orc-losses", "a-paper", "b-paper"]
HEAD = "day,category,total,delta,publisher,published_on\n"

days = st.integers(1, 5)
totals = st.integers(100, 104)
deltas = st.integers(0, 3)
tables = st.lists(
    st.tuples(days, totals, st.none() | deltas),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row[0],
).flatmap(
    lambda rows: st.tuples(st.sampled_from(PUBLISHERS), st.sampled_from([5, 6])).map(
        lambda said: (
            HEAD
            + "".join(
                f"2024-03-0{day},tanks,{total},{'' if delta is None else delta},"
                f"{said[0]},2024-03-0{said[1]}\n"
                for day, total, delta in rows
            )
        )
    )
)
posts = st.tuples(days, totals, deltas).map(
    lambda said: (
        "The total combat losses of the enemy from 24.02.22 to 0{}.03.24 were:\n"
        "tanks ‒ {} (+{}),\nAPV ‒ 900 (+0),\n".format(*said)
    )
)


@settings(max_examples=40)
@given(st.lists(tables | posts, min_size=2, max_size=4, unique=True), st.data())
def test_the_order_of_captures_changes_no_answer(tally_of, records_of, select, texts, data):
    captures = [
        (f"{number}.{'csv' if text.startswith(HEAD) else 'txt'}", text)
        for number, text in enumerate(texts)
    ]
    other = data.draw(st.permutations(captures))

    paths = tally_of(*captures), tally_of(*other)

    found = [grouped(checking.find(records_of(path), checking.selected())) for path in paths]
    seen = [select(path, "SELECT * FROM balance ORDER BY category, day") for path in paths]
    assert found[0] == found[1]
    assert seen[0] == seen[1]
