"""Waivers on their way in: from a TOML file that is named, or that stands beside a record."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tallytrack import shipped
from tallytrack.cli import export, printing
from tallytrack.errors import Fault, InputError, UsageError

if TYPE_CHECKING:
    from tallytrack.cli.intake import Request
    from tallytrack.store.writer import Writer

NAME = "waivers.toml"


def files(paths: Iterable[str]) -> list[str]:
    """Those of *paths* that are waivers, as `tally waive --export` writes them."""
    return [path for path in paths if path.lower().endswith(".toml") and not Path(path).is_dir()]


def record(paths: list[str] | None, writer: "Writer | None", request: "Request") -> int:
    """Record the waivers that are named, and those beside a record; how many were refused.

    Where *paths* is None these are the shipped ones; without a *writer* they are only read.
    """
    refused = 0
    for path, name in _listed(paths):
        try:
            _record(path, name, writer, request)
        except InputError as error:
            refused += 1
            printing.complain(str(error))
    return refused


def _listed(paths: list[str] | None) -> Iterator[tuple[Path, str]]:
    """The files of waivers, each with what messages call it."""
    if paths is None:
        yield shipped.folder("data") / NAME, f"data/{NAME}"
    for folder in export.folders(paths or ()):
        if (folder / NAME).exists():
            yield folder / NAME, f"{folder}/{NAME}"
    for path in files(paths or ()):
        yield Path(path), path


def _record(path: Path, name: str, writer: "Writer | None", request: "Request") -> None:
    """Record the waivers of one file, all or none; raises InputError where it is at fault."""
    from tallytrack import toml
    from tallytrack.check import checking
    from tallytrack.waiver import from_toml

    waivers = from_toml(toml.text(path, name), name)
    try:
        checking.selected([waiver.rule for waiver in waivers])
        changed = writer.waive(waivers) if writer else None
    except UsageError as unknown:
        raise InputError(Fault(name, 0, 0, str(unknown))) from None
    is_news = changed or not request.quiet
    if waivers and is_news and not request.json:
        new = f"{changed:,} new" if changed else "already known"
        said = "read, not written" if changed is None else new
        many = "1 waiver" if len(waivers) == 1 else f"{len(waivers):,} waivers"
        printing.echo([((f"{name}: {many}: {said}", ""),)])
