"""Findings as GitHub's workflow commands: escaped, so that no text can end or begin another."""

from dataclasses import replace
from datetime import date

import pytest

from tallytrack.document import Document, Medium
from tallytrack.finding import Finding, Severity, Verdict
from tallytrack.series import Statement
from tallytrack.show import findings as shown

DAY = date(2024, 3, 2)
DOCUMENT = Document("general-staff", "general-staff", Medium.TEXT, DAY, "a.csv")
FINDING = Finding(
    rule="falling-total",
    code="T103",
    severity=Severity.ERROR,
    source="general-staff",
    category="tanks",
    day=DAY,
    message="it fell",
    evidence=(Statement(DOCUMENT, 5, line=3, column=18),),
)


def test_an_error_is_an_annotation_of_its_line():
    assert list(shown.github([FINDING])) == [
        "::error title=T103 falling-total,file=a.csv,line=3,col=18::tanks on 2024-03-02: it fell"
    ]


def test_a_query_is_a_warning():
    [line] = shown.github([replace(FINDING, severity=Severity.QUERY)])

    assert line.startswith("::warning title=")


def test_a_verdict_stands_at_the_end():
    [line] = shown.github([replace(FINDING, verdict=Verdict.RESTATEMENT)])

    assert line.endswith(": it fell (restatement)")


def test_what_has_no_place_annotates_none():
    [line] = shown.github([replace(FINDING, evidence=(), category="")])

    assert line == "::error title=T103 falling-total::on 2024-03-02: it fell"


def test_a_document_without_lines_is_annotated_as_a_whole():
    [line] = shown.github([replace(FINDING, evidence=(Statement(DOCUMENT, 5),))])

    assert line.startswith("::error title=T103 falling-total,file=a.csv::")


@pytest.mark.parametrize(
    ("text", "in_message", "in_path"),
    [
        ("50%", "50%25", "50%25"),
        ("%0A", "%250A", "%250A"),
        ("a\nb", "a%0Ab", "a%0Ab"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a:b", "a:b", "a%3Ab"),
        ("a,b", "a,b", "a%2Cb"),
        ("::error::", "::error::", "%3A%3Aerror%3A%3A"),
    ],
)
def test_what_would_end_a_field_is_written_as_github_reads_it(text, in_message, in_path):
    document = replace(DOCUMENT, origin=text)
    finding = replace(FINDING, message=text, evidence=(Statement(document, 5),))

    assert list(shown.github([finding])) == [
        f"::error title=T103 falling-total,file={in_path}::tanks on 2024-03-02: {in_message}"
    ]
