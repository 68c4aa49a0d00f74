"""One capture on its way in: read, stored unless it is a dry run, and reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tallytrack.capture import Capture, Unchanged
from tallytrack.cli import editions, printing, progress
from tallytrack.document import Document
from tallytrack.edition import Plan
from tallytrack.errors import Fault, InputError, LatecomerError, TallyError, UndatedError
from tallytrack.figure import Figure, Printed, Qualifier, Reading, Slab, each
from tallytrack.ingest import reading as ingesting
from tallytrack.ingest import report
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import DEFAULT_SOURCE
from tallytrack.show import marked, receipts, structured

if TYPE_CHECKING:
    from datetime import date

    from tallytrack.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a capture, and of how many documents and figures.

    Args:
        origin: where it came from.
        documents: how many documents it has.
        figures: how many figures.
        is_new: whether it went in now, or would if this were no dry run.
        plan: what it said otherwise than before, where it is a later edition.
        notes: what is to be known of how it was read.
    """

    origin: str
    documents: int
    figures: int
    is_new: bool
    plan: Plan | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be done with each capture.

    Args:
        given: what the user says of them.
        options: the same, as options of the command line, which are kept with a capture.
        format_name: the format to read them in; None to find it.
        db: the tally, which may date a text by its totals.
        json: whether to report for programs.
        quiet: whether to leave to others what is said of each.
        origin: where they are from, if not from where they were found.
        rewrite_limit: how many percent of the past a later edition may rewrite; None for all.
    """

    given: Given
    options: str
    format_name: str | None
    db: Path
    json: bool
    quiet: bool = False
    origin: str | None = None
    rewrite_limit: float | None = None

    @property
    def says(self) -> editions.Say:
        """Which of the plans of later editions are said."""
        if self.json:
            return editions.Say.NONE
        return editions.Say.REFUSED if self.quiet else editions.Say.ALL


def take(
    gathered: Capture | Unchanged | TallyError, writer: "Writer | None", request: Request
) -> Receipt:
    """Read one capture, store it if there is a *writer*, and say what was read.

    Raises:
        InputError: it is at fault; nothing of it was taken.
        UnreachableError: there is none, for its address could not be reached.
    """
    if isinstance(gathered, TallyError):
        raise gathered
    if isinstance(gathered, Unchanged):
        assert writer  # noqa: S101  # who writes nothing asks for all there is
        return _known(writer.unchanged(gathered), gathered.fetched.asked, request)
    capture = replace(gathered, origin=request.origin or gathered.origin)
    try:
        receipt = _take(capture, writer, request)
    except LatecomerError:
        if not (capture.fetched and capture.retrieved_at) or request.given.published_on:
            raise
        # What an address has now is newer than what it had, though its last day be earlier.
        given = replace(request.given, published_on=capture.retrieved_at.date())
        receipt = _take(capture, writer, replace(request, given=given))
    if writer:
        writer.remember(capture)
    return receipt


def _take(capture: Capture, writer: "Writer | None", request: Request) -> Receipt:
    """Read one capture that is at hand, store it if there is a *writer*, and report it."""
    original = capture.original
    if original:
        # An export says itself what it was read with.
        request = replace(request, options=original.given)
    known = _held(capture, request, writer)
    if known and not request.json:
        return _known(known, capture.origin, request)
    found = _read(capture, request, writer)
    passed = _Passed(keeps=request.json or found.text is not None)
    watched = replace(found, printed=passed.over(progress.watched(capture, found.printed)))
    plans: list[Plan] = []
    tell = editions.announcer(capture.origin, found, request.rewrite_limit, request.says)

    def announce(plan: Plan) -> None:
        plans.append(plan)
        tell(plan)

    if writer and not known and (found.text is None or found.documents or any(found.printed)):
        receipt = writer.add(capture, watched, request.options, None if original else announce)
        done = Receipt(receipt.origin, receipt.documents, receipt.figures, receipt.is_new)
    else:
        if not writer:
            editions.rehearse(request.db, capture.origin, watched, announce)
        for _ in watched.printed:
            pass
        documents = passed.documents + len(found.documents)
        done = Receipt(capture.origin, documents, passed.figures, is_new=not known)
    done = replace(done, plan=plans[0] if plans else None, notes=found.notes)
    _report(capture, found, passed, done, request, is_dry=writer is None)
    if not (passed.figures or found.documents):
        fault = "no figure of a tally was read in it; `--dry-run` shows each number and why"
        raise InputError(Fault(capture.origin, 0, 0, fault))
    return done


def _known(known: receipts.Receipt, named: str, request: Request) -> Receipt:
    """Say of a capture that the tally has it already, by whatever name."""
    if not (request.quiet or request.json):
        printing.echo([receipts.line(known, written=True, named=named)])
    return Receipt(known.origin, known.documents, known.figures, is_new=False)


def _held(capture: Capture, request: Request, writer: "Writer | None") -> "receipts.Receipt | None":
    """What the tally has of the same bytes; a dry run looks without writing."""
    if writer:
        return writer.known(capture, request.options)
    if not request.db.exists():
        return None
    from tallytrack.store import known, opening

    with opening.for_reading(request.db) as tally:
        return known.receipt(tally, capture, request.options)


def _read(capture: Capture, request: Request, writer: "Writer | None") -> Reading:
    """What a format makes of the capture; a text that nobody dates is dated by its totals."""
    try:
        return ingesting.read(capture, request.given, request.format_name)
    except UndatedError:
        totals = _totals(capture, request.given)
        days = _days_with(totals, request, writer)
        if len(days) != 1:
            raise UndatedError(_undated(capture, totals, len(days))) from None
        given = replace(request.given, published_on=days[0])
        found = ingesting.read(capture, given, request.format_name)
        said = ", ".join(f"{value:,} {category}" for category, value in totals.items())
        return replace(found, notes=(f"dated {days[0]} by its totals: {said}", *found.notes))


def _totals(capture: Capture, given: Given) -> dict[str, int]:
    """The exact totals of an undated text, by category; those that had ended may date nothing."""
    return {
        figure.category: figure.value
        for figure in report.undated(capture, given)
        if figure.value is not None
        and figure.qualifier is Qualifier.EXACT
        and given.vocabulary.categories[figure.category].last_on is None
    }


def _days_with(totals: dict[str, int], request: Request, writer: "Writer | None") -> "list[date]":
    """The days on which the tally knows these totals; none where there is no tally yet."""
    from tallytrack.store import opening, reading

    source = request.given.source or DEFAULT_SOURCE
    if writer:
        # What came in just before may be what dates it.
        return writer.days_with(source, totals) if totals else []
    if not totals or not opening.exists(request.db):
        return []
    with opening.for_reading(request.db) as tally:
        return reading.days_with(tally, source, totals)


def _undated(capture: Capture, totals: dict[str, int], matching: int) -> Fault:
    match (len(totals), matching):
        case (0, _):
            why = ""
        case (_, 0):
            why = ", and the tally knows no day with its totals"
        case _:
            why = f", and its totals stand for {matching} days"
    return Fault(capture.origin, 0, 0, f"no date found in the text{why}; give --published DAY")


def _report(
    capture: Capture,
    found: Reading,
    passed: "_Passed",
    done: Receipt,
    request: Request,
    *,
    is_dry: bool,
) -> None:
    """Say what was read: for programs, or for people; of a dry run of a text, in its place."""
    if request.json:
        for line in structured.reading(capture, found, passed.kept):
            printing.out(line)
        return
    if request.quiet:
        return
    if is_dry and found.text is not None:
        figures = [figure for _, figure in passed.kept]
        printing.echo(marked.lines(found.text, figures, found.unread))
    printing.echo([receipts.line(done, written=not is_dry, unread=len(found.unread))])
    if found.notes:
        printing.echo([((f"{capture.origin}: {note}", "dim"),) for note in found.notes])


class _Passed:
    """What passes by on its way to the store: counted, and kept where it is to be shown."""

    def __init__(self, *, keeps: bool) -> None:
        self.kept: list[tuple[Document, Figure]] = []
        self.figures = 0
        self._keeps = keeps
        self._documents: set[int] = set()

    @property
    def documents(self) -> int:
        """How many documents have passed with figures."""
        return len(self._documents)

    def over(self, printed: Iterable[Printed]) -> Iterator[Printed]:
        """*printed*, as it is."""
        for piece in printed:
            if isinstance(piece, Slab):
                self.figures += piece.count
                self._documents.update(id(document) for document, _ in piece.heads)
            else:
                self.figures += 1
                self._documents.add(id(piece[0]))
            if self._keeps:
                self.kept.extend(each([piece]))
            yield piece
