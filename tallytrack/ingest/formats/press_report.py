"""A newspaper's report of the tally, or any other text: prose and lists, Ukrainian or English.

Every number of the text is accounted for: it is a figure, or it is unread with its reason.
"""

import re

from tallytrack.capture import Capture
from tallytrack.document import Medium
from tallytrack.figure import Reading
from tallytrack.ingest import report
from tallytrack.ingest.given import Given

NAME = "press-report"

_JSON = re.compile(r"\s*[\[{]")
_HEADER = re.compile(r'\s*("?\w+"?(?:[,;\t]"?[\w ]+"?)+)\s*\r?\n')
_SEPARATORS = re.compile(r"[,;\t]")


def recognise(capture: Capture) -> bool:
    """Whether *capture* is a text at all: anything that is neither JSON nor a table."""
    return _JSON.match(capture.head) is None and not _opens_a_table(capture.head)


def _opens_a_table(head: str) -> bool:
    """Whether *head* begins with a row of names and, below it, a row of as many cells.

    An article may open with its dateline, `Monday, 12 December, 2022`: no row of a table follows.
    """
    header = _HEADER.match(head)
    if header is None:
        return False
    below = head[header.end() :].partition("\n")[0]
    return not head[header.end() :].strip() or _cells(below) == _cells(header[1])


def _cells(line: str) -> int:
    return len(_SEPARATORS.findall(line)) + 1


def read(capture: Capture, given: Given) -> Reading:
    """The figures of an article; raises InputError where its day cannot be found."""
    return report.read(NAME, capture, given, Medium.ARTICLE, "unnamed-press")
