"""From the account of a text to its Reading: one document, its figures with their places."""

from collections.abc import Sequence
from datetime import date

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import Fault, InputError, UndatedError
from tallytrack.figure import Figure, Reading, Unread
from tallytrack.ingest import page
from tallytrack.ingest.given import Given
from tallytrack.ingest.grammar.claims import Account
from tallytrack.ingest.grammar.reading import account, day_in, official
from tallytrack.ingest.table import DEFAULT_SOURCE
from tallytrack.text import Lines

LONGEST = 1_000_000  # characters of shown text: a report has some thousands
NO_DAY = "no date found in the text; give --published DAY"


def text_of(capture: Capture) -> str:
    """The text that is read and stored; raises InputError where it is no report's length."""
    text = page.shown(capture.text)
    if len(text) > LONGEST:
        message = f"{len(text):,} characters of text; a report has {LONGEST:,} at most"
        raise InputError(Fault(capture.origin, 0, 0, message))
    return text


def beginning(capture: Capture, length: int) -> str:
    """The first *length* characters of the text: of a page, from its headline on."""
    text = text_of(capture)
    start = max(0, text.find(page.title(capture.text) or ""))
    return text[start : start + length]


def published_on(capture: Capture, given: Given) -> date | None:
    """The day of release: as given, else as the page or its text says; None if neither does."""
    return (
        given.published_on
        or page.published(capture.text)
        or day_in(text_of(capture), given.vocabulary)
        or day_in(page.title(capture.text) or "", given.vocabulary)
    )


def document(capture: Capture, given: Given, day: date, medium: Medium, unnamed: str) -> Document:
    """The one document of a text. Without a publisher it is an *unnamed* reprint or article.

    A post that was fetched from one of the source's own addresses is the source's.
    """
    source = given.source or DEFAULT_SOURCE
    url = capture.fetched.answered if capture.fetched else None
    known = given.vocabulary.sources.get(source)
    if url and known and known.owns(url) and medium is Medium.REPRINT:
        unnamed = source
    publisher = given.publisher or unnamed
    own = publisher == source
    return Document(
        source,
        publisher,
        Medium.TEXT if own else medium,
        day,
        capture.origin,
        page.title(capture.text),
        url,
    )


def read(name: str, capture: Capture, given: Given, medium: Medium, unnamed: str) -> Reading:
    """Read *capture* as one report; raises InputError where no day can be found."""
    day = published_on(capture, given)
    if day is None:
        raise UndatedError(Fault(capture.origin, 0, 0, NO_DAY))
    text = text_of(capture)
    made = (official if medium is Medium.REPRINT else account)(text, given.vocabulary, day)
    printed_by = document(capture, given, day, medium, unnamed)
    lines = Lines(text)
    figures = _figures(made, text, lines)
    return Reading(
        name,
        tuple((printed_by, figure) for figure in figures),
        unread=unread(made, text, lines),
        notes=_of_another_day(figures, given.published_on) if medium is Medium.REPRINT else (),
        text=text,
    )


def _of_another_day(figures: Sequence[Figure], published: date | None) -> tuple[str, ...]:
    """A note where a post's own heading names another day than the user does."""
    days = {figure.day for figure in figures if figure.days is None}
    if published is None or not days or published in days:
        return ()
    named = ", ".join(day.isoformat() for day in sorted(days))
    return (f"dated {named} by its heading, not {published} as --published says",)


def undated(capture: Capture, given: Given) -> tuple[Figure, ...]:
    """The totals of a text whose day nobody says, on the first day there is.

    For a caller who can match them with what is known: the day that has these totals.
    """
    text = text_of(capture)
    made = account(text, given.vocabulary, None)
    return tuple(figure for figure in _figures(made, text, Lines(text)) if figure.days is None)


def unread(made: Account, text: str, lines: Lines) -> tuple[Unread, ...]:
    """The numbers of *text* that are no figures, with their places and reasons."""
    return tuple(
        Unread(*lines.place(refusal.start), text[refusal.start : refusal.end], refusal.reason)
        for refusal in made.refusals
    )


def _figures(made: Account, text: str, lines: Lines) -> list[Figure]:
    return [
        Figure(
            claim.day or date.min,
            claim.category,
            claim.measure,
            claim.value,
            claim.qualifier,
            claim.days,
            *lines.place(claim.start),
            text[claim.start : claim.end],
        )
        for claim in made.claims
    ]
