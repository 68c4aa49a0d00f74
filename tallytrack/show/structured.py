"""Findings and readings for programs: JSON and CSV, the same facts as people are shown."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from tallytrack.document import Document
from tallytrack.figure import Figure, Measure, Reading
from tallytrack.finding import Finding
from tallytrack.series import Statement
from tallytrack.text import escaped

if TYPE_CHECKING:
    from tallytrack.capture import Capture

FINDING_COLUMNS = (
    "rule",
    "code",
    "severity",
    "source",
    "category",
    "day",
    "message",
    "reported",
    "difference",
    "discrepancy",
    "verdict",
    "alternatives",
    "suspect_measure",
    "suspect_day",
    "suspect_publisher",
    "suspect_printed",
    "suspect_implied",
    "grounds",
    "waived",
    "url",
    "documents",
)


def finding(found: Finding) -> dict[str, Any]:
    """A finding as the object that `check --json` prints; what does not apply is null."""
    suspect = found.suspect
    return {
        "rule": found.rule,
        "code": found.code,
        "severity": found.severity,
        "source": found.source,
        "category": found.category or None,
        "day": str(found.day),
        "measure": found.measure,
        "message": found.message,
        "reported": found.reported,
        "difference": found.difference,
        "discrepancy": found.discrepancy,
        "verdict": found.verdict,
        "alternatives": list(found.alternatives),
        "suspect": suspect
        and {
            "measure": suspect.measure,
            "day": str(suspect.day),
            "publisher": suspect.publisher,
            "printed": suspect.printed,
            "implied": suspect.implied,
        },
        "grounds": list(found.grounds),
        "waived": found.waived,
        "url": found.url,
        "documents": [_evidence(statement) for statement in found.evidence],
    }


def _evidence(statement: Statement) -> dict[str, Any]:
    document = statement.document
    return {
        "publisher": document.publisher,
        "medium": document.medium,
        "published_on": str(document.published_on),
        "value": statement.value,
        "origin": document.origin,
        "line": statement.line,
        "column": statement.column,
        "url": document.url,
    }


def json_array(objects: Iterable[Mapping[str, Any]]) -> str:
    """One array, an object a line, so that it can be read, diffed and searched as text."""
    rows = ",\n".join(_json(one) for one in objects)
    return f"[\n{rows}\n]" if rows else "[]"


def _json(one: Mapping[str, Any]) -> str:
    """An object as JSON, in which nothing is a command to a terminal."""
    return escaped(json.dumps(one, ensure_ascii=False))


def findings_csv(findings: Iterable[Finding], *, inert: bool = False) -> str:
    """The findings as a table; what is a list in JSON is joined by semicolons."""
    return table(FINDING_COLUMNS, (_flat(finding(found)) for found in findings), inert=inert)


def _flat(one: dict[str, Any]) -> dict[str, Any]:
    suspect = one.pop("suspect") or {}
    places = [
        f"{d['origin']}:{d['line']}:{d['column']}" if d["line"] else d["origin"]
        for d in one["documents"]
    ]
    return {
        **one,
        **{f"suspect_{key}": value for key, value in suspect.items()},
        "alternatives": "; ".join(one["alternatives"]),
        "grounds": "; ".join(one["grounds"]),
        "documents": "; ".join(places),
    }


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, inert: bool = False) -> str:
    """Rows as CSV (RFC 4180, but LF): a missing value is an empty cell.

    *inert* puts an apostrophe before a text that a spreadsheet would run as a formula. Numbers
    stay as they are, `-3` included.
    """
    out = io.StringIO()
    writer = csv.DictWriter(LineFeeds(out), columns, restval="", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _inert(value) for name, value in row.items()} if inert else row)
    return out.getvalue().removesuffix("\n")


class LineFeeds:
    """Writes the rows of a `csv.writer` with LF at their ends.

    Given LF as the end, the writer would leave a CR in a cell without quotes, and no reader
    takes that.
    """

    def __init__(self, file: TextIO) -> None:
        """Write to *file*."""
        self._file = file

    def write(self, row: str) -> None:
        """Write a *row* that ends in CRLF."""
        self._file.write(row.removesuffix("\r\n") + "\n")


# What makes a formula of a cell, https://owasp.org/www-community/attacks/CSV_Injection: also as
# full-width signs, and behind white space that a spreadsheet strips.
_FORMULA = re.compile(r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n\x00]")


def _inert(value: Any) -> Any:  # noqa: ANN401  # whatever a cell holds
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def reading(
    capture: "Capture", found: Reading, printed: Iterable[tuple[Document, Figure]]
) -> Iterable[str]:
    """What was read of a capture, as the objects that `ingest --json` prints, one a document."""
    by_document: dict[int, tuple[Document, list[dict[str, Any]]]] = {
        id(document): (document, []) for document in found.documents
    }
    for document, figure in printed:
        by_document.setdefault(id(document), (document, []))[1].append(_figure(figure))
    unread = [dict(one._asdict()) for one in found.unread]
    for document, figures in by_document.values():
        head = {
            "origin": capture.origin,
            "format": found.format,
            "source": document.source,
            "publisher": document.publisher,
            "medium": document.medium,
            "published_on": str(document.published_on),
            "sha256": capture.sha256,
        }
        one = {"document": head, "figures": figures, "unread": unread}
        yield _json(one)
        unread = []


def _figure(figure: Figure) -> dict[str, Any]:
    days = None if figure.measure is Measure.TOTAL else figure.days
    return {**figure._asdict(), "day": str(figure.day), "days": days}
