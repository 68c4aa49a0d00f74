"""`tally ingest`: read documents into the tally."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack import shipped
from tallytrack.capture import Capture
from tallytrack.cli import editions, options, printing, progress
from tallytrack.document import Document
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Figure, Reading

if TYPE_CHECKING:
    from tallytrack.ingest.given import Given
    from tallytrack.store.writing import Writer

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH|-]...",
        help="Files, folders, or - for standard input. Without any: the shipped record.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and report, but write nothing.")]
SourceName = Annotated[
    str | None,
    typer.Option("--source", metavar="KEY", help="Whose tally it is, where it does not say."),
]
PublisherName = Annotated[
    str | None,
    typer.Option("--publisher", metavar="KEY", help="Who printed it, where it does not say."),
]
Published = Annotated[
    date | None,
    typer.Option(parser=options.day, metavar="DAY", help="The day of its release."),
]
FormatName = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="Its format, where it is not recognised."),
]
OriginName = Annotated[
    str | None,
    typer.Option("--origin", metavar="NAME", help="Where it is from, if not from this path."),
]
AcceptRewrite = Annotated[
    bool,
    typer.Option("--accept-rewrite", help="Take a later edition, however much it rewrites."),
]
RewriteLimit = Annotated[
    float,
    typer.Option("--rewrite-limit", metavar="PERCENT", help="How much of the past it may rewrite."),
]
JsonLines = Annotated[bool, typer.Option("--json", help="For programs: a JSON object a document.")]


@dataclass(frozen=True, slots=True)
class _Receipt:
    """What became of a capture."""

    origin: str
    documents: int
    figures: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Request:
    """What the command was asked to do with each capture."""

    given: "Given"
    options: str
    format_name: str | None
    json: bool
    origin: str | None
    rewrite_limit: float | None
    db: Path


def command(
    paths: Paths = None,
    db: options.Database = options.DEFAULT_DATABASE,
    dry_run: DryRun = False,
    source: SourceName = None,
    publisher: PublisherName = None,
    published: Published = None,
    format_name: FormatName = None,
    origin: OriginName = None,
    accept_rewrite: AcceptRewrite = False,
    rewrite_limit: RewriteLimit = 5,
    json: JsonLines = False,
) -> None:
    """Read documents into the tally.

    A document is a table (CSV, JSON, JSON Lines) of days, categories, totals and deltas. A
    file goes in whole or not at all; the same bytes twice change nothing.
    """
    from tallytrack.ingest import gathering
    from tallytrack.ingest.cells import Refused, key
    from tallytrack.ingest.given import Given
    from tallytrack.show import receipts as shown
    from tallytrack.vocabulary import shipped_vocabulary

    for option, name in (("--source", source), ("--publisher", publisher)):
        try:
            key(name) if name is not None else None
        except Refused as refused:
            raise typer.BadParameter(str(refused), param_hint=option) from None
    said = [
        f"{option} {value}"
        for option, value in (
            ("--source", source),
            ("--publisher", publisher),
            ("--published", published),
            ("--format", format_name),
        )
        if value is not None
    ]
    given = Given(shipped_vocabulary(), source, publisher, published)
    limit = None if accept_rewrite else rewrite_limit
    request = _Request(given, " ".join(said), format_name, json, origin, limit, db)
    captures = (
        gathering.named(paths, sys.stdin.buffer.read) if paths else gathering.shipped_record()
    )
    done: list[_Receipt] = []
    faulty = 0
    with _writer(db, given, dry_run=dry_run) as writer:
        for capture in captures:
            try:
                done.append(_take(capture, writer, request))
            except InputError as error:
                faulty += 1
                typer.echo(str(error), err=True)
        if writer and not paths:
            _waive_shipped(writer, quiet=json)
    if not json and not dry_run:
        printing.echo(shown.summary(done, faulty))
    if faulty:
        raise typer.Exit(1)


def _writer(db: Path, given: "Given", *, dry_run: bool) -> AbstractContextManager["Writer | None"]:
    if dry_run:
        return nullcontext()
    from tallytrack.store.writing import for_writing

    return for_writing(db, given.vocabulary)


def _waive_shipped(writer: "Writer", *, quiet: bool) -> None:
    """Record the waivers that are shipped with the record."""
    from tallytrack.waiver import from_toml

    path = shipped.folder("data") / "waivers.toml"
    waivers = from_toml(path.read_text("utf-8"), "data/waivers.toml")
    changed = writer.waive(waivers)
    if not quiet:
        said = f"{changed:,} new" if changed else "already known"
        printing.echo([((f"data/waivers.toml: {len(waivers):,} waivers: {said}", ""),)])


def _take(capture: Capture | InputError, writer: "Writer | None", request: _Request) -> _Receipt:
    """Read one capture, store it, and say so; raises InputError where it is at fault."""
    from tallytrack.ingest import reading as ingesting
    from tallytrack.show import receipts, structured

    if isinstance(capture, InputError):
        raise capture
    capture = replace(capture, origin=request.origin or capture.origin)
    known = writer.known(capture, request.options) if writer else None
    if known and not request.json:
        printing.echo([receipts.line(known, written=True)])
        return _Receipt(known.origin, known.documents, known.figures, is_new=False)
    found = ingesting.read(capture, request.given, request.format_name)
    kept: list[tuple[Document, Figure]] = []
    tally = _Count()
    found = replace(
        found, printed=tally.over(found, progress.watched(capture, found.printed), kept, request)
    )
    announce = editions.announcer(capture.origin, found, request.rewrite_limit, quiet=request.json)
    if writer and not known:
        receipt: receipts.Receipt = writer.add(capture, found, request.options, announce)
    else:
        if not known:
            editions.rehearse(request.db, capture.origin, found, announce)
        for _ in found.printed:
            pass
        receipt = _Receipt(capture.origin, tally.documents, tally.figures, is_new=not known)
    if request.json:
        for line in structured.reading(capture, found, kept):
            printing.out(line)
    else:
        printing.echo([receipts.line(receipt, written=writer is not None)])
        printing.echo([((f"{capture.origin}: {note}", "dim"),) for note in found.notes])
        printing.echo(receipts.unread(capture.origin, found.unread))
    return _Receipt(receipt.origin, receipt.documents, receipt.figures, receipt.is_new)


class _Count:
    """Counts what passes by on its way to the store."""

    def __init__(self) -> None:
        self.figures = 0
        self._documents: set[int] = set()

    @property
    def documents(self) -> int:
        """How many documents have passed."""
        return len(self._documents)

    def over(
        self,
        found: Reading,
        printed: Iterator[tuple[Document, Figure]],
        kept: list[tuple[Document, Figure]],
        request: _Request,
    ) -> Iterator[tuple[Document, Figure]]:
        """*printed*, counted, and kept where it is to be shown; an empty text is a fault."""
        self._documents.update(id(document) for document in found.documents)
        for document, figure in printed:
            self.figures += 1
            self._documents.add(id(document))
            if request.json:
                kept.append((document, figure))
            yield document, figure
        if not self.documents:
            origin = request.format_name or found.format
            raise InputError(Fault(origin, 0, 0, "no figure was read"))
