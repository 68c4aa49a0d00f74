"""The files that a command writes: each gets its name once it is whole, and no sooner."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tallytrack.errors import OutputError


def write(path: Path, content: bytes) -> None:
    """Write *content* to *path*; raises OutputError, and leaves what was there as it was."""
    with whole(path) as part:
        part.write_bytes(content)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Where to write what is to be *path*; raises OutputError where that cannot be.

    A file that is there is replaced at once, by the whole of the new one. A device or a pipe
    is written to as it is.
    """
    with told(path):
        if path.exists() and not path.is_file():
            yield path
            return
        # What a link stands for is replaced, not the link.
        target = path.resolve()
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            yield part
            if target.exists():
                part.chmod(target.stat().st_mode)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in one line that *path* cannot be written; raises OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
