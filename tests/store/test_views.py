"""The views answer what `tally check` answers: two implementations of one arithmetic, and a third
one here, ten lines long, that both must agree with.
"""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.check.rules import (
    disagreeing_documents,
    falling_total,
    unbalanced_delta,
    unbalanced_gap,
    unreported_change,
)

COLUMNS = ["day", "category", "total", "delta", "publisher", "medium", "qualifier", "days"]
# Best first.
SPEAKERS = [
    ("general-staff", "text"),
    ("general-staff", "picture"),
    ("cripo", "reprint"),
    ("petroivaniuk", "table"),
    ("newsweek", "article"),
]


def day(number):
    return f"2024-02-{number:02}" if number < 30 else f"2024-03-{number - 29:02}"


def tidy(rows):
    """Rows as tidy CSV text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for number, category, (publisher, medium), total, delta in rows:
        words = {"category": category, "publisher": publisher, "medium": medium}
        writer.writerow({"day": day(number), "total": total, "delta": delta, **words})
    return out.getvalue()


def model(rows):
    """The broken balances of *rows*: the preferred figure of each speaks, days are consecutive."""
    said = {}
    for number, category, _, total, delta in sorted(
        rows, key=lambda row: SPEAKERS.index(row[2]), reverse=True
    ):
        for measure, value in (("total", total), ("delta", delta)):
            if value is not None:
                said[category, number, measure] = value
    for (category, number, measure), delta in said.items():
        total = said.get((category, number, "total"))
        before = said.get((category, number - 1, "total"))
        if measure == "delta" and None not in (total, before) and total - before != delta:
            yield day(number), category, delta, total - before


rows = st.lists(
    st.tuples(
        st.integers(26, 33),
        st.sampled_from(["tanks", "aircraft"]),
        st.sampled_from(SPEAKERS),
        st.none() | st.integers(0, 4),
        st.none() | st.integers(-2, 2),
    ).filter(lambda row: (row[3], row[4]) != (None, None)),
    min_size=1,
    max_size=30,
    unique_by=lambda row: row[:3],
)


def in_sql(select, path):
    query = "SELECT day, category, delta, difference, discrepancy FROM discrepancy"
    found = select(path, query)
    assert all(delta - difference == discrepancy for *_, delta, difference, discrepancy in found)
    return sorted(row[:4] for row in found)


def in_python(records, *rules):
    return sorted(
        (str(finding.day), finding.category, finding.reported, finding.difference)
        for record in records
        for rule in rules
        for finding in rule.find(record)
    )


@given(rows, st.integers(0, 30))
def test_the_view_and_the_check_and_a_plain_model_say_the_same(
    tally_of, records_of, select, table, cut
):
    texts = [(f"{n}.csv", tidy(part)) for n, part in enumerate((table[:cut], table[cut:])) if part]
    path = tally_of(*texts)

    expected = sorted(model(table))

    assert in_sql(select, path) == expected
    assert in_python(records_of(path), unbalanced_delta) == expected


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(1, 5), st.integers(0, 3), st.integers(-1, 2)),
            max_size=6,
            unique_by=lambda row: row[0],
        ).filter(bool),
        min_size=2,
        max_size=3,
    )
)
def test_they_say_the_same_where_an_origin_is_captured_again(
    tally_of, records_of, select, editions
):
    texts = [
        ("a.csv", tidy([(n, "tanks", SPEAKERS[0], total, delta) for n, total, delta in edition]))
        for edition in editions
    ]
    said = {row[0]: row for edition in editions for row in edition}
    last = [(n, "tanks", SPEAKERS[0], total, delta) for n, total, delta in said.values()]

    path = tally_of(*texts)

    assert in_sql(select, path) == sorted(model(last))
    assert in_python(records_of(path), unbalanced_delta) == sorted(model(last))


consistent = st.tuples(
    st.integers(0, 10**6), st.lists(st.integers(0, 1000), min_size=2, max_size=12)
).map(
    lambda made: [
        (number, "tanks", SPEAKERS[0], made[0] + sum(made[1][:number]), made[1][number - 1])
        for number in range(1, len(made[1]) + 1)
    ]
)
CERTAIN = (
    unbalanced_delta,
    unreported_change,
    falling_total,
    unbalanced_gap,
    disagreeing_documents,
)


@given(consistent, st.data())
def test_a_consistent_series_is_never_flagged(tally_of, records_of, select, series, data):
    measures = data.draw(
        st.lists(
            st.sampled_from(["both", "total", "delta"]), min_size=len(series), max_size=len(series)
        )
    )
    thinned = [
        (
            number,
            category,
            speaker,
            total if kept != "delta" else None,
            # A text leaves a delta out only where nothing changed.
            delta if kept != "total" or delta else None,
        )
        for (number, category, speaker, total, delta), kept in zip(series, measures, strict=True)
    ]

    path = tally_of(("a.csv", tidy(thinned)))

    assert in_sql(select, path) == []
    assert in_python(records_of(path), *CERTAIN) == []


@given(consistent, st.data())
def test_any_single_changed_number_in_a_complete_balance_is_flagged(
    tally_of, records_of, select, series, data
):
    at = data.draw(st.integers(0, len(series) - 1))
    # The first delta stands in no balance: nothing is known of the day before.
    column = data.draw(st.sampled_from([3, 4] if at else [3]))
    printed = series[at][column]
    misprint = data.draw(st.integers(0, 2 * 10**6).filter(lambda number: number != printed))
    changed = [list(row) for row in series]
    changed[at][column] = misprint

    path = tally_of(("a.csv", tidy(changed)))

    broken = {at, at + 1} if column == 3 else {at}
    expected = [day(number + 1) for number in sorted(broken - {0, len(series)})]
    assert [row[0] for row in in_sql(select, path)] == expected
    assert [row[0] for row in in_python(records_of(path), unbalanced_delta)] == expected


SMALL = """day,category,total,delta,publisher,medium,published_on,qualifier,days
2024-03-01,tanks,6600,4,general-staff,text,,,
2024-03-02,tanks,6614,12,general-staff,text,,,
2024-03-02,tanks,6641,,petroivaniuk,table,2024-04-01,,
2024-03-03,tanks,6600,,newsweek,article,2024-03-04,over,
2024-03-03,tanks,6620,,newsweek,article,2024-03-04,,
2024-03-05,tanks,,7,newsweek,article,2024-03-06,about,7
2024-03-05,tanks,6630,,petroivaniuk,table,2024-04-01,,
2024-03-02,aircraft,,1,general-staff,picture,,,
"""


@pytest.fixture(scope="module")
def small(tally_of):
    return tally_of(("small.csv", SMALL))


def test_printed_has_every_figure_with_its_words(small, select):
    found = select(
        small,
        "SELECT publisher, medium, published_on, category, day, measure, value, qualifier, days"
        ' FROM printed ORDER BY line, "column"',
    )

    own = ("general-staff", "text", "2024-03-01", "tanks", "2024-03-01")
    article = ("newsweek", "article", "2024-03-06", "tanks", "2024-03-05")
    assert found[0] == (*own, "total", 6600, "exact", None)
    assert found[1] == (*own, "delta", 4, "exact", 1)
    assert found[7] == (*article, "delta", 7, "about", 7)
    assert len(found) == 10


def test_printed_says_where_a_figure_stands(small, select):
    query = 'SELECT origin, line, "column" FROM printed WHERE value = 6614'

    assert select(small, query) == [("small.csv", 3, 18)]


def test_observation_has_the_preferred_figure_and_only_deltas_of_one_day(small, select):
    assert select(small, "SELECT * FROM observation ORDER BY category, day") == [
        ("general-staff", "aircraft", "2024-03-02", None, 1),
        ("general-staff", "tanks", "2024-03-01", 6600, 4),
        ("general-staff", "tanks", "2024-03-02", 6614, 12),
        ("general-staff", "tanks", "2024-03-03", 6620, None),
        ("general-staff", "tanks", "2024-03-05", 6630, None),
    ]


def test_balance_has_the_arithmetic_where_the_day_before_has_a_total(small, select):
    query = (
        "SELECT day, total, delta, previous_day, previous_total, difference, discrepancy"
        " FROM balance WHERE category = 'tanks' ORDER BY day"
    )

    assert select(small, query) == [
        ("2024-03-01", 6600, 4, None, None, None, None),
        ("2024-03-02", 6614, 12, "2024-03-01", 6600, 14, -2),
        ("2024-03-03", 6620, None, "2024-03-02", 6614, 6, None),
        ("2024-03-05", 6630, None, None, None, None, None),
    ]


def test_discrepancy_is_the_balances_that_do_not_close(small, select):
    assert select(small, "SELECT * FROM discrepancy") == [
        ("general-staff", "tanks", "2024-03-02", 6614, 12, "2024-03-01", 6600, 14, -2)
    ]


@pytest.mark.parametrize(("view", "first"), [("totals", 6600), ("deltas", 4)])
def test_totals_and_deltas_have_a_row_a_day_and_a_column_a_category(small, select, view, first):
    rows = select(small, f"SELECT source, day, tanks FROM {view} ORDER BY day")

    assert rows[0] == ("general-staff", "2024-03-01", first)
    assert [day for _, day, _ in rows] == [f"2024-03-0{number}" for number in (1, 2, 3, 5)]


def test_every_query_of_a_view_is_of_words_and_iso_days(small, select):
    for view in ("observation", "balance", "printed"):
        for day in select(small, f"SELECT DISTINCT day, typeof(day), date(day) FROM {view}"):
            assert day[0] == day[2]
            assert day[1] == "text"
