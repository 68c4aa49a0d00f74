"""The shipped record, end to end: what is known of it, counted anew with every change."""

import json
import shutil
import subprocess
import sys
from collections import Counter

import pytest

from tallytrack.check.rules import disagreeing_documents
from tallytrack.show import findings as shown


@pytest.fixture
def recorded(tally, tmp_path, shipped_tally):
    """`tally`, in a folder with the shipped record."""
    shutil.copy(shipped_tally, tmp_path / "tally.db")
    return tally


@pytest.fixture(scope="module")
def found(shipped_tally, environment):
    """Every finding of `tally check`, the waived ones too, as programs get them."""
    command = [sys.executable, "-m", "tallytrack", "check", "--json", "--show-waived"]
    done = subprocess.run(
        [*command, "--db", shipped_tally], env=environment, capture_output=True, check=False
    )
    return json.loads(done.stdout)


def of(found, rule):
    return [one for one in found if one["rule"] == rule]


def test_100_of_13020_balances_do_not_close_on_57_days(recorded):
    ended = recorded("check")

    assert ended.code == 1
    assert ended.out.splitlines()[-2] == (
        "100 of 13,020 balances do not close, on 57 days, 9 waived;"
        " last reported delta 2025-08-09, last total 2026-08-22"
    )


def test_the_broken_balances_are_100_the_unreported_changes_22_and_the_falls_18(found):
    rules = Counter(one["rule"] for one in found)

    assert len({one["day"] for one in of(found, "unbalanced-delta")}) == 57
    assert rules["unbalanced-delta"] == 100
    assert rules["unreported-change"] == 22
    assert rules["falling-total"] == 18


def test_documents_disagree_on_the_total_of_127_observations_and_on_5_deltas(found):
    measures = Counter(one["measure"] for one in of(found, "disagreeing-documents"))

    assert measures == {"total": 127, "delta": 5}


def test_only_the_source_itself_is_waived_and_with_a_link(found):
    waived = [one for one in found if one["waived"]]

    assert {(one["rule"], one["day"]) for one in waived} == {("unbalanced-delta", "2023-05-28")}
    assert len(waived) == 9


def test_the_view_says_what_the_check_says(found, select, shipped_tally):
    query = "SELECT source, day, category, delta, difference, discrepancy FROM discrepancy"

    assert sorted(select(shipped_tally, query)) == sorted(
        (o["source"], o["day"], o["category"], o["reported"], o["difference"], o["discrepancy"])
        for o in of(found, "unbalanced-delta")
        if not o["waived"]
    )


def test_the_views_have_every_observation_and_every_figure(select, shipped_tally):
    assert select(shipped_tally, "SELECT count(*) FROM observation") == [(22_571,)]
    assert select(shipped_tally, "SELECT count(*) FROM balance") == [(22_571,)]
    assert select(shipped_tally, "SELECT count(*) FROM printed") == [(76_153,)]
    assert select(shipped_tally, "SELECT count(*) FROM balance WHERE discrepancy IS NOT NULL") == [
        (13_020,)
    ]


def test_the_view_and_the_record_have_the_same_observations(select, shipped_tally, records_of):
    read = {
        (record.source, series.category, str(one.day), one.total, one.delta)
        for record in records_of(shipped_tally)
        for series in record.series
        for one in series.observations
        if one.total is not None or one.delta is not None
    }

    assert set(select(shipped_tally, "SELECT * FROM observation")) == read


def test_a_finding_says_the_arithmetic_and_leads_to_the_page(found):
    [tanks] = [
        one
        for one in of(found, "unbalanced-delta")
        if (one["day"], one["category"]) == ("2023-05-28", "tanks")
    ]

    assert tanks["message"] == "reported +3, but the totals go from 3,799 to 3,797 (-2)"
    assert tanks["url"].startswith("https://www.mil.gov.ua/news/2023/05/28/")
    assert [document["value"] for document in tanks["documents"]] == [3, 3797, 3799]
    assert all(document["line"] > 1 for document in tanks["documents"])


def test_every_finding_stands_on_documents_with_a_place(found):
    assert [one for one in found if not one["documents"] and one["category"]] == []
    assert [
        document
        for one in found
        for document in one["documents"]
        if not (document["origin"].startswith("data/") and document["line"] > 1)
    ] == []


def test_ingesting_it_again_changes_nothing(recorded, tmp_path):
    before = (tmp_path / "tally.db").read_bytes()

    ended = recorded("ingest")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1] == (
        "5 inputs: 0 documents and 0 figures new; 2,874 documents and 76,153 figures already known"
    )
    assert (tmp_path / "tally.db").read_bytes() == before


def test_explaining_a_day_quotes_every_document_with_its_number_under_a_caret(recorded):
    lines = recorded("explain", "2022-10-05", "tanks").out.splitlines()

    carets = [(lines[at - 1], line) for at, line in enumerate(lines) if "^" in line]
    numbers = {quoted[caret.index("^") : caret.rindex("^") + 1] for quoted, caret in carets}
    assert numbers == {"2435", "2400", "11"}
    assert sum(" published " in line for line in lines) == 4


def test_the_first_day_shown_uses_the_hidden_day_before(recorded):
    words = ["--category", "tanks", "--since", "2022-10", "--until", "2022-10-02"]

    assert recorded("show", *words).out.splitlines() == [
        "tanks  general-staff",
        "       day  total  delta  difference",
        "2022-10-01  2,354    +16         +16",
        "2022-10-02  2,377    +23         +23",
    ]


def test_two_documents_of_a_finding_are_named_as_they_are_shown(records_of, shipped_tally):
    [record] = records_of(shipped_tally)

    for finding in disagreeing_documents.find(record):
        places = [shown.where(statement) for statement in finding.evidence]
        assert len(set(places)) == len(places) > 1
