"""`tally ingest`: read documents into the tally."""

import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallytrack.cli import export, layouts, options, settled, speakers, web

if TYPE_CHECKING:
    from tallytrack.ingest.given import Given
    from tallytrack.store.writer import Writer

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH|ADDRESS|-]...",
        help=(
            "Files, folders, https:// addresses, or - for standard input."
            " Without any: the shipped record."
        ),
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
    typer.Option(
        "--origin",
        parser=options.text,
        metavar="NAME",
        help="Where it is from, if not from this path.",
    ),
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


def command(
    paths: Paths = None,
    db: options.Database = options.DEFAULT_DATABASE,
    dry_run: DryRun = False,
    source: SourceName = None,
    publisher: PublisherName = None,
    published: Published = None,
    from_publishers: web.From = None,
    quiet: web.Quiet = False,
    format_name: FormatName = None,
    origin: OriginName = None,
    accept_rewrite: AcceptRewrite = False,
    rewrite_limit: RewriteLimit = 5,
    columns: layouts.Columns = None,
    category: layouts.CategoryName = None,
    layout: layouts.LayoutFile = None,
    new_category: layouts.NewCategory = False,
    new_publisher: speakers.NewPublisher = False,
    delimiter: layouts.Delimiter = None,
    encoding: layouts.Encoding = None,
    json: JsonLines = False,
) -> None:
    """Read documents into the tally.

    A document is a table (CSV, JSON, JSON Lines) of days, categories, totals and deltas, or a
    text: a post of the source, a newspaper's report, plain or as a saved page. A file goes in
    whole or not at all; the same bytes twice change nothing.

    Exit code 0: all went in. 1: an input is at fault. 2: wrong usage. 3: an address could not be
    reached, or the database not be used.
    """
    from tallytrack.cli import intake, taking
    from tallytrack.ingest import gathering
    from tallytrack.ingest.cells import Refused, key
    from tallytrack.ingest.given import Given

    # The editions of a publisher may be several tables, each with an origin of its own.
    options.one_of(("--origin", origin is not None), ("--from", bool(from_publishers)))
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
            ("--columns", columns),
            ("--category", category),
            ("--layout", layout),
            ("--delimiter", delimiter),
            ("--encoding", encoding),
        )
        if value is not None
    ]
    described, vocabulary = layouts.described(
        options.vocabulary(db),
        columns,
        category,
        layout,
        delimiter,
        encoding,
        new_category=new_category,
    )
    for folder in export.folders(paths or ()):
        vocabulary = export.with_declared(vocabulary, folder)
    if not new_publisher:
        speakers.must_be_meant(db, vocabulary, source, publisher)
    wanted = web.editions(from_publishers or (), vocabulary)
    gathering.must_exist(paths or [])
    given = Given(vocabulary, source, publisher, published, described, new_category)
    request = intake.Request(
        given,
        # A layout's path may have bytes that no text has.
        " ".join(said).encode("utf-8", "backslashreplace").decode("utf-8"),
        format_name,
        db,
        json,
        quiet or bool(wanted),
        origin,
        None if accept_rewrite else rewrite_limit,
    )
    is_shipped = not (paths or wanted)
    waivers = settled.files(paths or ())
    documents = [path for path in paths or () if path not in waivers]
    with _writer(db, given, dry_run=dry_run) as writer:
        asked = web.Web(writer, request)
        captures = (
            gathering.shipped_record()
            if is_shipped
            else gathering.named(documents, _standard_input, asked.fetch, db)
        )
        took = taking.Taking(writer, request)
        took.each(captures)
        for name, addresses in wanted.items():
            took.together(name, asked.editions(addresses))
        took.settle(None if is_shipped else paths or [])
    took.sum_up()
    if took.exit_code:
        raise typer.Exit(took.exit_code)


def _standard_input(size: int) -> bytes:
    # A process may be started without one.
    return sys.stdin.buffer.read(size) if sys.stdin else b""


def _writer(db: Path, given: "Given", *, dry_run: bool) -> AbstractContextManager["Writer | None"]:
    if dry_run:
        return nullcontext()
    from tallytrack.store.writing import for_writing

    return for_writing(db, given.vocabulary)
