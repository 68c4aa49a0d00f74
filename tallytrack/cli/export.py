"""`tally export`: everything in the tally as tables that any program can read."""

import csv
import json
import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tallytrack.cli import options, output, printing
from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from tallytrack.store.exporting import Held
    from tallytrack.vocabulary import Vocabulary

PACKAGE = "datapackage.json"
CAPTURES = "captures"

Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR", parser=options.path, help="A new folder, or an export's own."),
]


def command(folder: Folder, db: options.Database = options.DEFAULT_DATABASE) -> None:
    """Write everything as CSV with a datapackage.json, the same bytes for the same evidence.

    `tally ingest DIR` makes an equal tally of it. When each capture was received is left out:
    that tells of this computer, not of what was said.
    """
    with output.told(folder):
        _must_be_ours(folder)
        written = _everything(folder, db)
    many = "1 capture" if written == 1 else f"{written:,} captures"
    printing.echo([((f"{folder}: {many}", ""),)])


def _everything(folder: Path, db: Path) -> int:
    """Write what is in the tally, and remove what no longer is; how many captures there are."""
    from tallytrack import vocabulary, waiver
    from tallytrack.store import exporting, opening, reading

    with opening.for_reading(db) as tally:
        with output.told(folder):
            (folder / CAPTURES).mkdir(parents=True, exist_ok=True)
        resources = [_capture(folder, held) for held in exporting.captures(tally)]
        _write(folder / "vocabulary.toml", vocabulary.to_toml(exporting.declared(tally)))
        _write(folder / "waivers.toml", waiver.to_toml(reading.waivers(tally)))
    package = {"profile": "tabular-data-package", "name": "tally", "resources": resources}
    _write(folder / PACKAGE, json.dumps(package, ensure_ascii=False, indent=1) + "\n")
    # Only now: what the package lists has been there all the time.
    written = {resource["path"] for resource in resources}
    written |= {resource["capture"].get("text") for resource in resources}
    with output.told(folder):
        for path in (folder / CAPTURES).iterdir():
            if f"{CAPTURES}/{path.name}" not in written:
                path.unlink()
    return len(resources)


def folders(paths: Iterable[str]) -> list[Path]:
    """Those of *paths* that are exports."""
    # Path.is_file() raises on a folder that may not be looked into; that is said when it is read.
    return [Path(path) for path in paths if os.path.isfile(Path(path) / "vocabulary.toml")]  # noqa: PTH113


def with_declared(vocabulary: "Vocabulary", folder: Path) -> "Vocabulary":
    """*vocabulary* with what the export in *folder* declares and it does not have."""
    from tallytrack import declaration, toml
    from tallytrack.errors import Fault, InputError
    from tallytrack.vocabulary import extended

    name = f"{folder}/vocabulary.toml"
    said = toml.loads(toml.text(folder / "vocabulary.toml", name), name)
    faults = [
        Fault(name, 0, 0, f"unknown key {key!r}; expected one of {', '.join(declaration.FIELDS)}")
        for key in said
        if key not in declaration.FIELDS
    ]
    declared = {kind: entries for kind, entries in said.items() if kind in declaration.FIELDS}
    if faults := [*faults, *declaration.wrong(name, declared)]:
        raise InputError(*faults)
    known: dict[str, Collection[str]] = {
        "category": vocabulary.categories,
        "source": vocabulary.sources,
        "publisher": vocabulary.publishers,
    }
    new = {
        kind: [entry for entry in declared.get(kind, ()) if entry["key"] not in keys]
        for kind, keys in known.items()
    }
    return extended(vocabulary, new)


def _must_be_ours(folder: Path) -> None:
    """Raise UsageError where the folder holds something else: an export removes what is stale."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: not a folder")
    if folder.is_dir() and any(
        path.name not in {PACKAGE, CAPTURES, "vocabulary.toml", "waivers.toml"}
        and not path.name.startswith(".")
        for path in folder.iterdir()
    ):
        raise UsageError(f"{folder}: holds other files; name a new folder, or an export's own")


def _capture(folder: Path, held: "Held") -> dict[str, Any]:
    """Write one capture; what the package says of it."""
    import hashlib  # OpenSSL, which no other command needs to list this one

    from tallytrack.ingest.formats.exported import HEADER
    from tallytrack.show import structured

    slug = re.sub(r"[^a-z0-9]+", "-", held.origin.lower()).strip("-")[:60]
    # Two origins may look alike to a file system.
    digest = hashlib.sha256(held.origin.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    name = "-".join(part for part in (slug, digest, f"{held.number:04}") if part)
    with (
        output.whole(folder / CAPTURES / f"{name}.csv") as part,
        part.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.DictWriter(structured.LineFeeds(file), HEADER, restval="")
        writer.writeheader()
        writer.writerows(held.rows)
    original = held.original
    about = {
        "origin": held.origin,
        "format": original.format,
        "sha256": original.sha256,
        "given": original.given,
    }
    if original.text is not None:
        about["text"] = f"{CAPTURES}/{name}.txt"
        _write(folder / about["text"], original.text)
    if original.withdrawn_because is not None:
        about["withdrawn_because"] = original.withdrawn_because
    return {
        "name": name,
        "path": f"{CAPTURES}/{name}.csv",
        "profile": "tabular-data-resource",
        "schema": {"fields": [{"name": column, "type": _kind(column)} for column in HEADER]},
        "capture": about,
    }


def _kind(column: str) -> str:
    if column in {"day", "published_on"}:
        return "date"
    whole = {"document", "total", "delta", "days", "line", "column", "length"}
    return "integer" if column in whole else "string"


def _write(path: Path, text: str) -> None:
    output.write(path, text.encode("utf-8"))
