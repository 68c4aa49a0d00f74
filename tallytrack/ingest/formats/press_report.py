"""A newspaper's report of the tally, or any other text: prose and lists, Ukrainian or English."""

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Figure, Reading, Unread
from tallytrack.ingest import page
from tallytrack.ingest.given import Given
from tallytrack.ingest.grammar import reading
from tallytrack.text import Lines

NAME = "press-report"


def recognise(capture: Capture) -> bool:
    return True


def read(capture: Capture, given: Given) -> Reading:
    text = page.shown(capture.text)
    account = reading.account(text, given.vocabulary, given.published_on)
    day = given.published_on or account.day
    if day is None:
        raise InputError(Fault(capture.origin, 0, 0, "no date found; give --published DAY"))
    document = Document("general-staff", "unnamed-press", Medium.ARTICLE, day, capture.origin)
    lines = Lines(text)
    printed = tuple(
        (document, Figure(c.day, c.category, c.measure, c.value, c.qualifier, c.days, *lines.place(c.start), text[c.start:c.end]))
        for c in account.claims
    )
    unread = tuple(Unread(*lines.place(r.start), text[r.start:r.end], r.reason) for r in account.refusals)
    return Reading(NAME, printed, (), unread)
