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

# A table's header, or JSON: no prose, whatever else it is.
_NO_PROSE = re.compile(r'\s*(?:[\[{]|"?\w+"?(?:[,;\t]"?[\w ]+"?)+\s*\r?\n)')


def recognise(capture: Capture) -> bool:
    """Whether *capture* is a text at all: anything that is neither JSON nor a table."""
    return _NO_PROSE.match(capture.head) is None


def read(capture: Capture, given: Given) -> Reading:
    """The figures of an article; raises InputError where its day cannot be found."""
    return report.read(NAME, capture, given, Medium.ARTICLE, "unnamed-press")
