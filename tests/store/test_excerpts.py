"""A large tally is checked in excerpts, and that changes no answer."""

from datetime import date, timedelta
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.check import checking
from tallytrack.check.checking import Window
from tallytrack.cli import known
from tallytrack.series import Quiet
from tallytrack.store import opening, quiet, reading
from tallytrack.vocabulary import shipped_vocabulary

HEAD = "day,category,total,delta,publisher,medium,published_on,qualifier,days"
FIRST = date(2024, 3, 1)
RULES = checking.selected()

CATEGORIES = ("tanks", "uavs", "vehicles", "fuel_tanks", "vehicles_fuel_tanks", "cruise_missiles")


# So many days at once, that a series has several such spans.
FEW = st.sampled_from([3, 8, quiet.CHUNK])


def records(path, *, in_excerpts, as_of=None, chunk=quiet.CHUNK):
    with opening.for_reading(path) as db, mock.patch.object(quiet, "CHUNK", chunk):
        return list(reading.records(db, as_of, in_excerpts=in_excerpts))


def told(found):
    return sorted(
        (f.rule, f.category, f.day, f.message, f.verdict, f.suspect, f.grounds, f.alternatives)
        for f in found
    )


@st.composite
def series(draw):
    """The rows of one category: quiet days, and now and then something else."""
    category = draw(st.sampled_from(CATEGORIES))
    length = draw(st.integers(1, 40))
    silent = draw(st.booleans()) and draw(st.booleans())
    speaks_from = draw(st.sampled_from([0, 0, 10, 20]))
    mishaps = draw(
        st.dictionaries(
            st.integers(0, length - 1),
            st.sampled_from(
                [
                    "gap",
                    "slip",
                    "wrong delta",
                    "no delta",
                    "no total",
                    "fall",
                    "stale",
                    "about",
                    "mirror",
                    "article",
                    "longer",
                    "too early",
                ]
            ),
            max_size=4,
        )
    )
    total, rows = 1000, []
    for place in range(length):
        day, delta = FIRST + timedelta(days=place), place % 7
        mishap = mishaps.get(place)
        if mishap == "fall":
            delta = -3
        total += delta
        printed = {"slip": total + 90, "stale": total - delta}.get(mishap, total)
        reported = delta + 10 if mishap == "wrong delta" else delta
        said = "" if silent or place < speaks_from or mishap == "no delta" else f"{reported:+}"
        own = f",,{day - timedelta(1) if mishap == 'too early' else ''},"
        if mishap == "gap":
            continue
        if mishap == "longer":
            rows.append(f"{day},{category},,{delta + 5:+},{own},7")
        if mishap == "about":
            rows.append(f"{day},{category},{printed},,{own}about,")
            rows.append(f"{day},{category},,{delta:+},{own},")
            continue
        if mishap == "mirror":
            rows.append(f"{day},{category},{total + 1},,orc-losses,table,{day},,")
        if mishap == "article":
            rows.append(f"{day},{category},,{total:+},newsweek,article,{day},,")
        number = "" if mishap == "no total" else printed
        if number != "" or said:
            rows.append(f"{day},{category},{number},{said},{own},")
    return category, rows


tallies = st.lists(series(), min_size=1, max_size=4, unique_by=lambda one: one[0]).map(
    lambda found: [row for _, rows in found for row in rows]
)


@given(tallies.filter(bool), FEW)
def test_the_same_is_found_in_excerpts_as_in_the_whole(tally_of, rows, chunk):
    path = tally_of(("a.csv", "\n".join([HEAD, *rows])))

    whole = checking.find(records(path, in_excerpts=False), RULES)
    excerpts = checking.find(records(path, in_excerpts=True, chunk=chunk), RULES)

    assert told(excerpts) == told(whole)


@given(tallies.filter(bool), st.integers(-3, 45), st.integers(0, 45), FEW)
def test_what_there_was_to_check_is_counted_alike(tally_of, rows, start, length, chunk):
    path = tally_of(("a.csv", "\n".join([HEAD, *rows])))
    since = FIRST + timedelta(days=start)
    window = Window(since, since + timedelta(days=length))

    for asked in (Window(), window):
        whole = checking.coverage(records(path, in_excerpts=False), asked, RULES)
        read = records(path, in_excerpts=True, chunk=chunk)
        excerpts = checking.coverage(read, asked, RULES)
        assert excerpts == whole


@given(tallies.filter(bool), st.integers(0, 45), FEW)
def test_what_was_known_on_a_day_is_the_same_in_excerpts(tally_of, rows, known, chunk):
    path = tally_of(("a.csv", "\n".join([HEAD, *rows])))
    day = FIRST + timedelta(days=known)

    whole = checking.find(records(path, in_excerpts=False, as_of=day), RULES)
    excerpts = checking.find(records(path, in_excerpts=True, as_of=day, chunk=chunk), RULES)

    assert told(excerpts) == told(whole)


@pytest.mark.parametrize("chunk", [30, quiet.CHUNK])
def test_the_shipped_record_is_told_alike(shipped_tally, chunk):
    whole = checking.find(records(shipped_tally, in_excerpts=False), RULES)
    excerpts = checking.find(records(shipped_tally, in_excerpts=True, chunk=chunk), RULES)

    assert told(excerpts) == told(whole)
    assert len(whole) > 100


ALONE = [
    category.key
    for category in shipped_vocabulary().categories.values()
    if category.key not in {"vehicles", "fuel_tanks", "vehicles_fuel_tanks"}
]
ERRORS = ("slip", "wrong delta", "restatement", "stale")


def with_errors(category, begins, errors):
    """The rows of *category*, with an error on some days, by their number."""
    total, rows = 1000, []
    for place in range(24):
        day, delta = begins + timedelta(days=place), 3 + place % 5
        error = errors.get(place)
        total += delta + 7 * (error == "restatement")
        printed = {"slip": total + 90, "stale": total - delta}.get(error, total)
        reported = delta + 10 * (error == "wrong delta")
        rows.append(f"{day},{category},{printed},+{reported}")
    return rows


@pytest.mark.parametrize("apart", range(1, 8))
@pytest.mark.parametrize("third", [0, 2])
def test_errors_near_one_another_are_judged_alike(tally_of, apart, third):
    # Those of one category are long over when those of the next begin.
    pairs = [(one, other) for one in ERRORS for other in ERRORS]
    rows = [
        row
        for number, (category, (one, other)) in enumerate(zip(ALONE, pairs, strict=True))
        for row in with_errors(
            category,
            FIRST + timedelta(days=30 * number),
            {8: one, 8 + apart: other} | ({8 + apart + third: one} if third else {}),
        )
    ]
    path = tally_of(("a.csv", "\n".join(["day,category,total,delta", *rows])))

    whole = checking.find(records(path, in_excerpts=False), RULES)
    [record] = records(path, in_excerpts=True)

    assert told(checking.find([record], RULES)) == told(whole)
    assert len(whole) > len(pairs)
    assert sum(len(one.observations) for one in record.series) < len(rows)


@pytest.fixture
def quiet_days(tally_of):
    """Sixty days of tanks that balance, but for one."""
    rows = [
        f"{FIRST + timedelta(days=place)},tanks,{6600 + 5 * place},+{6 if place == 30 else 5}"
        for place in range(60)
    ]
    return tally_of(("a.csv", "\n".join(["day,category,total,delta", *rows])))


def test_only_the_days_around_a_finding_are_read(quiet_days):
    [record] = records(quiet_days, in_excerpts=True)

    assert [len(series.observations) for series in record.series] == [5]
    assert record.quiet == (
        Quiet("tanks", FIRST, FIRST + timedelta(27), has_deltas=True, begins=True),
        Quiet("tanks", FIRST + timedelta(33), FIRST + timedelta(59), has_deltas=True, ends=True),
    )


def test_a_check_of_a_large_file_is_made_in_excerpts(quiet_days, tally, monkeypatch):
    whole = tally("check", "--db", quiet_days)
    monkeypatch.setattr(reading, "SMALL", 0)
    monkeypatch.setattr("tallytrack.store.reading._whole", None)

    assert tally("check", "--db", quiet_days) == whole
    assert "1 of 59 balances does not close" in whole.out


days = st.integers(-3, 45).map(lambda place: FIRST + timedelta(days=place))
windows = st.builds(
    Window,
    st.none() | st.just(FIRST + timedelta(days=5)),
    st.none() | days.filter(lambda day: day >= FIRST + timedelta(days=5)),
    st.sets(st.sampled_from(CATEGORIES)),
)


@given(tallies.filter(bool), windows, FEW)
def test_what_is_asked_about_can_be_held_with_all_its_days(tally_of, rows, window, chunk):
    path = tally_of(("a.csv", "\n".join([HEAD, *rows])))
    whole = known.read(path, window)
    with mock.patch.object(reading, "SMALL", 0), mock.patch.object(quiet, "CHUNK", chunk):
        excerpts = known.read(path, window)

    assert [_asked(*one, window) for one in excerpts.asked()] == [
        _asked(*one, window) for one in whole.asked()
    ]
    assert told(excerpts.findings) == told(whole.findings)
    assert covered(excerpts) == covered(whole)


def _asked(record, series, window):
    """What is shown of a series: the balances of the days asked about."""
    balances = [balance for balance in series.balances() if window.holds(balance.day)]
    return record.source, series.category, balances


def covered(tally):
    return checking.coverage(tally.records, tally.window, RULES)


@pytest.mark.parametrize(
    "command",
    [
        ("show", "--category", "tanks"),
        ("show", "--category", "tanks", "--corrected", "--json"),
        ("show", "--since", "2024-03-20"),
        ("show", "--since", "2024-03-10", "--until", "2024-03-12", "--every", "week"),
        ("plot", "tanks"),
        ("plot", "tanks", "--until", "2024-03-20"),
        ("explain", "2024-03-20", "tanks"),
    ],
)
def test_what_is_asked_about_of_a_large_tally_is_shown_without_the_rest(
    quiet_days, tally, monkeypatch, command
):
    shown = tally(command[0], "--db", quiet_days, *command[1:])
    monkeypatch.setattr(reading, "SMALL", 0)
    monkeypatch.setattr("tallytrack.store.reading._whole", None)

    assert tally(command[0], "--db", quiet_days, *command[1:]) == shown
    assert shown.code == 0


@pytest.mark.parametrize("asked", [("--category", "tanks"), ("--since", "2024-03-20")])
def test_a_report_of_a_part_of_a_large_tally_is_the_same(
    quiet_days, tally, monkeypatch, tmp_path, asked
):
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    tally("report", one, "--db", quiet_days, *asked)
    monkeypatch.setattr(reading, "SMALL", 0)
    monkeypatch.setattr("tallytrack.store.reading._whole", None)
    tally("report", other, "--db", quiet_days, *asked)

    assert other.read_bytes() == one.read_bytes()


def test_a_rule_that_looks_at_every_day_reads_the_whole(quiet_days, tally, monkeypatch):
    whole = tally("check", "--db", quiet_days, "--select", "outlying-delta")
    monkeypatch.setattr(reading, "SMALL", 0)
    monkeypatch.setattr("tallytrack.store.reading._excerpts", None)

    assert tally("check", "--db", quiet_days, "--select", "outlying-delta") == whole


def test_the_random_tallies_have_a_merger_among_them():
    merged = {c.merged_into for c in shipped_vocabulary().categories.values() if c.merged_into}

    assert merged <= set(CATEGORIES)
