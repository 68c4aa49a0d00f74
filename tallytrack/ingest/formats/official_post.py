"""The General Staff's daily post, as anyone may have copied it: Ukrainian, English or both.

Each entry gives one category's running total and, in brackets, the day's delta:
`танків ‒ 6 614 (+14) од`. The transcribed picture gives `6614 +14` over or before its label.
"""

from tallytrack.capture import Capture
from tallytrack.document import Medium
from tallytrack.figure import Reading
from tallytrack.ingest import report
from tallytrack.ingest.given import Given
from tallytrack.ingest.grammar.lexicon import headings

NAME = "official-post"

_HEAD = 400  # characters in which a post has its heading or its first entry


def recognise(capture: Capture) -> bool:
    """Whether *capture* opens as the post does: with its heading, or with its first entry."""
    head = " ".join(report.beginning(capture, _HEAD).split())
    return headings().search(head.casefold()) is not None


def read(capture: Capture, given: Given) -> Reading:
    """The figures of a post; raises InputError where its day cannot be found."""
    return report.read(NAME, capture, given, Medium.REPRINT, "unnamed-reprint")
