"""From what the user names to captures: files, folders, standard input, the shipped record."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tallytrack import shipped
from tallytrack.address import askable, is_address
from tallytrack.capture import HEAD, HELD, Capture, Unchanged
from tallytrack.errors import Fault, InputError, TallyError, UsageError
from tallytrack.ingest import package

# What is taken from a folder. A file that is named is read whatever it is called.
SUFFIXES = (".csv", ".json", ".jsonl", ".ndjson", ".txt", ".md", ".html", ".htm")
STANDARD_INPUT = "-"
# So much of standard input is held; a file may be larger.
LARGEST = 1 << 28

# What a name stands for: a capture, an address with nothing newer, or why it is neither.
Gathered = Capture | Unchanged | TallyError


def must_exist(names: list[str]) -> None:
    """Raise UsageError where one of *names* is the path of nothing, or not to be asked."""
    for name in names:
        if is_address(name):
            askable(name)
        # Unlike Path.exists, this is no error of its own where a folder cannot be entered.
        elif name != STANDARD_INPUT and not os.path.exists(name):  # noqa: PTH110  # see above
            raise UsageError(f"{name}: no such file or folder")


def named(
    names: list[str],
    standard_input: Callable[[int], bytes],
    fetch: Callable[[str], Gathered],
    tally: Path | None = None,
) -> Iterator[Gathered]:
    """The captures that *names* stand for, in that order; of folders, by name.

    An unreadable file is given as the error it is, so that the others still go in. So is the
    *tally* itself: to open and close it would cost this process its locks on it.

    Args:
        names: paths that exist, addresses, or `-`.
        standard_input: what reads that.
        fetch: what asks an address.
        tally: the tally that they go into.
    """
    for name in names:
        if is_address(name):
            yield fetch(askable(name))
        elif name == STANDARD_INPUT:
            content = standard_input(LARGEST + 1)
            if len(content) > LARGEST:
                message = f"more than {LARGEST:,} bytes; give it as a file, or in parts"
                yield InputError(Fault("-", 0, 0, message))
                continue
            digest = hashlib.sha256(content).hexdigest()
            yield Capture(f"stdin:{digest[:12]}", content, datetime.now(UTC))
        elif Path(name).is_dir():
            yield from _folder(Path(name), Path(name).as_posix(), tally)
        else:
            yield _file(Path(name), Path(name).as_posix(), tally)


def shipped_record() -> Iterator[Capture | InputError]:
    """The captures of the record that tallytrack ships, named alike on every machine."""
    yield from _folder(shipped.folder("data"), "data")


def _folder(folder: Path, name: str, tally: Path | None = None) -> Iterator[Capture | InputError]:
    """The documents of a folder: those its data package lists, else all of a known kind."""
    if not os.access(folder, os.R_OK | os.X_OK):
        yield InputError(Fault(name, 0, 0, "a folder that cannot be read; check its rights"))
        return
    if not (folder / package.NAME).is_file():
        paths = _found(folder)
        if not paths:
            kinds = ", ".join(SUFFIXES)
            message = f"a folder without documents; expected {kinds}"
            yield InputError(Fault(name, 0, 0, message))
        for path in paths:
            yield _file(path, f"{name}/{path.relative_to(folder).as_posix()}", tally)
        return
    try:
        tables = package.tables(folder)
    except package.Unusable as unusable:
        yield InputError(Fault(f"{name}/{package.NAME}", 0, 0, str(unusable)))
        return
    if not tables:
        yield InputError(Fault(f"{name}/{package.NAME}", 0, 0, "lists no table; expected one"))
    for path, origin, original in tables:
        found = _file(path, f"{name}/{path.relative_to(folder).as_posix()}", tally)
        if isinstance(found, Capture) and original:
            found = replace(found, origin=origin, original=original)
        yield found


def _found(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _file(path: Path, name: str, tally: Path | None) -> Capture | InputError:
    name = os.fsencode(name).decode("utf-8", "backslashreplace")
    about = _about(path)
    if about is None or not stat.S_ISREG(about.st_mode):
        return InputError(Fault(name, 0, 0, "not a regular file; expected a document"))
    if tally and (other := _about(tally)) and os.path.samestat(about, other):
        return InputError(Fault(name, 0, 0, "the tally itself; expected a document"))
    try:
        if about.st_size <= HELD:
            return Capture(name, path.read_bytes(), datetime.now(UTC))
        with path.open("rb") as file:
            return Capture(name, file.read(HEAD), datetime.now(UTC), path=path)
    except OSError as error:
        return InputError(Fault(name, 0, 0, f"cannot be read: {error.strerror}"))


def _about(path: Path) -> os.stat_result | None:
    """What the system says of a file; None where there is none."""
    try:
        return path.stat()
    except OSError:
        return None
