"""The small files that stand beside documents: what an export declares, and its waivers."""

from pathlib import Path

from tallytrack.errors import Fault, InputError


def text(path: Path, name: str) -> str:
    """What stands in *path*, which is known as *name*; raises InputError."""
    if not path.is_file():
        raise fault(name, "no such file; this export is not whole")
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise fault(name, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise fault(name, "not UTF-8; this export is damaged") from None


def fault(name: str, message: str) -> InputError:
    """What is wrong with the file *name* as a whole."""
    return InputError(Fault(name, 0, 0, message))
