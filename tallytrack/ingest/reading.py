"""From a capture to what it says: find its format, and read it."""

import codecs
import difflib

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError, UsageError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, mapped
from tallytrack.ingest.format import Format
from tallytrack.ingest.formats import FORMATS, TABLES
from tallytrack.ingest.given import Given

TABULAR = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")


def read(capture: Capture, given: Given, format_name: str | None = None) -> Reading:
    """What *capture* says, in the format named or in the first that recognises it.

    A large table is read while its figures are consumed; faults are raised then.

    Raises:
        InputError: the capture is at fault, or in no known format.
        UsageError: there is no format of that name.
    """
    if not capture.content.removeprefix(codecs.BOM_UTF8).strip():
        raise InputError(Fault(capture.origin, 0, 0, "an empty file; expected a document"))
    if given.layout:
        return mapped.read(capture, given, given.layout)
    if format_name:
        return _named(format_name).read(capture, given)
    # What is named as a table is not read as prose: its faults would be taken for sentences.
    candidates = TABLES if capture.origin.lower().endswith(TABULAR) else FORMATS
    for known in candidates:
        if known.recognise(capture):
            return known.read(capture, given)
    raise InputError(_unknown(capture))


def _unknown(capture: Capture) -> Fault:
    """What to say of a capture in no known format: what begins it, and what was expected."""
    first = cells.clipped(capture.head.lstrip()[:100].partition("\n")[0].rstrip("\r"))
    if capture.origin.lower().endswith((".json", ".jsonl", ".ndjson")):
        expected = "expected objects with day, category and total or delta"
    else:
        expected = (
            "expected a header such as day,category,total,delta;"
            " name other columns with --columns day=...,total=..."
        )
    return Fault(capture.origin, 1, 1, f"no known format begins with {first}; {expected}")


def _named(name: str) -> Format:
    by_name = {known.NAME: known for known in FORMATS}
    if name in by_name:
        return by_name[name]
    names = list(by_name)
    close = difflib.get_close_matches(name, names, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"expected one of {', '.join(names)}"
    raise UsageError(f"no format {name!r}; {hint}")
