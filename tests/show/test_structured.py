"""Findings and readings for programs: the shape that scripts rely on."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack import notation
from tallytrack.capture import Capture
from tallytrack.check.rules import falling_total, unbalanced_delta
from tallytrack.figure import Measure, Unread
from tallytrack.finding import Suspect, Verdict
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest.given import Given
from tallytrack.show import structured

TABLE = "2024-03-01  6,600  +4\n2024-03-02  6,514  +14"

KEYS = [
    "rule", "code", "severity", "source", "category", "day", "measure", "message", "reported",
    "difference", "discrepancy", "verdict", "alternatives", "suspect", "grounds", "waived", "url",
    "documents",
]  # fmt: skip


def broken():
    [finding] = unbalanced_delta.find(notation.read(TABLE))
    return finding


def judged():
    return replace(
        broken(),
        verdict=Verdict.MISPRINTED_TOTAL,
        alternatives=(Verdict.RESTATEMENT, Verdict.UNEXPLAINED),
        suspect=Suspect(Measure.TOTAL, date(2024, 3, 2), "general-staff", 6514, 6614),
        grounds=("one; two", "three"),
        waived="why",
        url="https://a.example/",
    )


def test_a_finding_has_every_key_and_null_for_what_does_not_apply():
    found = json.loads(json.dumps(structured.finding(broken())))

    assert list(found) == KEYS
    assert found | {"verdict": None, "suspect": None, "waived": None, "url": None} == found
    assert (found["rule"], found["code"], found["severity"]) == (
        "unbalanced-delta",
        "T101",
        "error",
    )
    assert (found["source"], found["category"], found["day"]) == (
        "general-staff",
        "tanks",
        "2024-03-02",
    )
    assert (found["reported"], found["difference"], found["discrepancy"]) == (14, -86, 100)
    assert (found["alternatives"], found["grounds"]) == ([], [])


def test_the_documents_are_the_statements_behind_it():
    found = structured.finding(broken())["documents"]

    assert [document["value"] for document in found] == [14, 6514, 6600]
    assert found[0] == {
        "publisher": "general-staff",
        "medium": "text",
        "published_on": "2024-03-02",
        "value": 14,
        "origin": "example",
        "line": 2,
        "column": 0,
        "url": None,
    }


def test_a_judged_finding_has_its_verdict_and_its_suspect():
    found = json.loads(json.dumps(structured.finding(judged())))

    assert found["verdict"] == "misprinted-total"
    assert found["alternatives"] == ["restatement", "unexplained"]
    assert found["suspect"] == {
        "measure": "total",
        "day": "2024-03-02",
        "publisher": "general-staff",
        "printed": 6514,
        "implied": 6614,
    }
    assert found["waived"] == "why"


def test_a_finding_of_a_whole_day_has_no_category():
    assert structured.finding(replace(broken(), category=""))["category"] is None


def test_the_table_of_findings_has_a_column_for_every_fact():
    [row] = csv.DictReader(io.StringIO(structured.findings_csv([judged()])))

    assert tuple(row) == structured.FINDING_COLUMNS
    assert row["discrepancy"] == "100"
    assert row["suspect_implied"] == "6614"
    assert row["alternatives"] == "restatement; unexplained"
    assert row["documents"] == "example:2:0; example:2:0; example:1:0"


def test_what_does_not_apply_is_an_empty_cell():
    [finding] = falling_total.find(notation.read(TABLE))

    [row] = csv.DictReader(io.StringIO(structured.findings_csv([finding])))

    assert (row["reported"], row["verdict"], row["suspect_day"], row["waived"]) == ("", "", "", "")


def test_no_findings_are_an_empty_array_and_a_header():
    assert structured.json_array([]) == "[]"
    assert structured.findings_csv([]) == ",".join(structured.FINDING_COLUMNS)


@given(st.lists(st.dictionaries(st.text(), st.text() | st.integers() | st.none())))
def test_an_array_is_json_an_object_a_line(objects):
    text = structured.json_array(objects)

    assert json.loads(text) == objects
    assert text.count("\n") == (len(objects) + 1 if objects else 0)


def test_a_reading_is_an_object_for_each_document(vocabulary):
    capture = Capture(
        "a.csv", b"day,category,total,delta\n2024-03-01,tanks,6600,+4\n2024-03-02,tanks,6614,\n"
    )
    found = ingesting.read(capture, Given(vocabulary))

    first, second = map(json.loads, structured.reading(capture, found, found.figures()))

    assert first["document"] == {
        "origin": "a.csv",
        "format": "tidy-csv",
        "source": "general-staff",
        "publisher": "general-staff",
        "medium": "table",
        "published_on": "2024-03-01",
        "sha256": capture.sha256,
    }
    assert first["figures"] == [
        {
            "day": "2024-03-01",
            "category": "tanks",
            "measure": "total",
            "value": 6600,
            "qualifier": "exact",
            "days": None,
            "line": 2,
            "column": 18,
            "text": "6600",
        },
        {
            "day": "2024-03-01",
            "category": "tanks",
            "measure": "delta",
            "value": 4,
            "qualifier": "exact",
            "days": 1,
            "line": 2,
            "column": 23,
            "text": "+4",
        },
    ]
    assert second["document"]["published_on"] == "2024-03-02"
    assert first["unread"] == second["unread"] == []


def test_unread_numbers_are_said_once(vocabulary):
    capture = Capture("a.csv", b"day,category,total\n2024-03-01,tanks,1\n2024-03-02,tanks,2\n")
    unread = Unread(3, 4, "5", "a street number")
    found = replace(ingesting.read(capture, Given(vocabulary)), unread=(unread,))

    first, second = map(json.loads, structured.reading(capture, found, found.figures()))

    assert first["unread"] == [{"line": 3, "column": 4, "text": "5", "reason": "a street number"}]
    assert second["unread"] == []


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+x", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\x00", "=1", "-3", "+6"],
)
def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe_if_asked(text):
    [cell] = csv.DictReader(io.StringIO(structured.table(["x"], [{"x": text}], inert=True)))
    [plain] = csv.DictReader(io.StringIO(structured.table(["x"], [{"x": text}])))

    assert cell["x"] == f"'{text}"
    assert plain["x"] == text


@pytest.mark.parametrize("value", [-3, 6, 0, None, "tanks", "2024-03-01", "general-staff", "1 - 1"])
def test_numbers_days_and_other_texts_stay_as_they_are(value):
    rows = [{"x": value, "y": 1}]

    assert structured.table(["x", "y"], rows, inert=True) == structured.table(["x", "y"], rows)
