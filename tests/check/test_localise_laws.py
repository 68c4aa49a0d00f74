"""The laws that the least weighted change keeps, whatever the record."""

import records
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.check import least_change
from tallytrack.check.judge import judge
from tallytrack.check.localise import localise
from tallytrack.check.rules import RULES, unbalanced_delta
from tallytrack.finding import Verdict
from tallytrack.series import Record

DELTAS = st.lists(st.integers(0, 2000), min_size=4, max_size=25)
STARTS = st.integers(0, 100_000)


@given(st.dictionaries(st.sampled_from(["tanks", "uavs", "mlrs"]), st.tuples(STARTS, DELTAS)))
def test_a_consistent_record_is_silent(given_):
    record = records.record(
        {
            category: records.consistent(start, deltas)
            for category, (start, deltas) in given_.items()
        }
    )

    assert list(unbalanced_delta.find(record)) == []
    assert localise(record).outcomes == {}


@given(STARTS, DELTAS, st.data())
def test_any_changed_number_in_a_complete_balance_is_found(start, deltas, data):
    totals, printed = records.consistent(start, deltas)
    place = data.draw(st.integers(1, len(deltas)))
    figures = data.draw(st.sampled_from([totals, printed]))
    figures[place] += data.draw(st.integers(-500, 500).filter(bool))
    record = records.record({"tanks": (totals, printed)})

    assert records.day(place) in {finding.day for finding in unbalanced_delta.find(record)}


@given(STARTS, DELTAS, st.data())
def test_a_misprinted_total_is_located_and_its_implied_value_is_the_true_one(start, deltas, data):
    totals, printed = records.consistent(start, deltas)
    place = data.draw(st.integers(1, len(deltas) - 1))
    true = totals[place]
    totals[place] = data.draw(st.integers(0, 200_000).filter(lambda total: total != true))

    record = records.record({"tanks": (totals, printed)})
    findings = judge(record, list(unbalanced_delta.find(record)))

    day = records.day(place)
    assert [finding.day for finding in findings] == [day, records.day(place + 1)]
    assert {(finding.verdict, finding.suspect.day) for finding in findings} == {
        (Verdict.MISPRINTED_TOTAL, day)
    }
    assert {finding.suspect.implied for finding in findings} == {true}
    assert {finding.suspect.printed for finding in findings} == {totals[place]}


SEVERAL = st.lists(st.tuples(STARTS, DELTAS), min_size=2, max_size=4)


@given(SEVERAL, st.data())
def test_the_verdict_does_not_depend_on_the_order_of_series_or_findings(given_, data):
    printed = {}
    for number, (start, deltas) in enumerate(given_):
        totals, reported = records.consistent(start, deltas)
        for place in data.draw(st.sets(st.integers(1, len(deltas)), max_size=3)):
            data.draw(st.sampled_from([totals, reported]))[place] += data.draw(st.integers(1, 60))
        printed[f"category_{number}"] = (totals, reported)
    record = records.record(printed)
    shuffled = Record(
        record.source, tuple(data.draw(st.permutations(record.series))), record.prints_deltas
    )

    def verdicts(one):
        found = [finding for rule in RULES for finding in rule.find(one)]
        return {(f.rule, f.category, f.day, f.verdict, f.suspect) for f in judge(one, found)}

    assert verdicts(record) == verdicts(shuffled)


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=12), st.data())
def test_what_is_changed_closes_every_balance_it_claims_to_close(shifts, data):
    """The errors and the rests of the outcomes together make each link come out."""
    totals, deltas = records.consistent(1000, [20] * len(shifts))
    for place, shift in enumerate(shifts, 1):
        data.draw(st.sampled_from([totals, deltas]))[place] += shift
    record = records.record({"tanks": (totals, deltas)})

    for outcome in localise(record).outcomes.values():
        link = outcome.link
        before = link.before.total + outcome.before
        after = link.today.total + outcome.after
        assert before + link.reported + outcome.rest == after


def test_a_series_broken_on_every_day_is_solved_in_linear_time(monkeypatch):
    weighed, weight = [], least_change.weight
    monkeypatch.setattr(least_change, "weight", lambda *of: weighed.append(of) or weight(*of))

    def steps(days):
        totals, deltas = records.consistent(1000, [20] * days)
        for place in range(1, days + 1):
            deltas[place] += place % 7 + 1
        weighed.clear()
        localise(records.record({"tanks": (totals, deltas)}))
        return len(weighed)

    # Eight times the days take some eight times as many steps; squares would take sixty-four.
    assert 0 < steps(2_400) < 9 * steps(300)
