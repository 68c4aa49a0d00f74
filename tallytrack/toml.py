"""TOML as users write it: what it says, or what is wrong with it and where."""

import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tallytrack.errors import Fault, InputError, UsageError

# A layout or a list of waivers has some thousands of bytes; what is larger is something else.
LARGEST = 1_000_000
# So much of a value is quoted in a message.
_QUOTED = 60


def text(path: Path, name: str) -> str:
    """The text of the file at *path*, which messages call *name*.

    Raises:
        InputError: it cannot be read, or is no short text.
        UsageError: there is none.
    """
    try:
        if not path.exists():
            raise UsageError(f"{name}: no such file")
        # A device or a pipe may never end.
        if not path.is_file():
            raise InputError(Fault(name, 0, 0, "not a regular file; expected TOML"))
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(Fault(name, 0, 0, f"cannot be read: {error.strerror}")) from None
    if len(content) > LARGEST:
        message = f"more than {LARGEST:,} bytes; expected TOML, which is short"
        raise InputError(Fault(name, 0, 0, message))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "not UTF-8; save the file as UTF-8"
        raise InputError(Fault(name, line, 0, message)) from None


def loads(written: str, origin: str) -> dict[str, Any]:
    """What *written* says; raises InputError, naming *origin*, where it is no TOML."""
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        line, column = _place(str(error))
        said = re.sub(r" \(at line \d+, column \d+\)$", "", str(error))
        raise InputError(Fault(origin, line, column, f"broken TOML: {said}")) from None
    except RecursionError:
        raise InputError(Fault(origin, 0, 0, "broken TOML: nested too deeply")) from None
    except ValueError:
        # Python converts no number of more than some thousand digits.
        raise InputError(Fault(origin, 0, 0, "broken TOML: a number is too long")) from None


def said(value: Any) -> str:  # noqa: ANN401  # whatever TOML holds
    """A value as a message quotes it: about as TOML writes it, its beginning if it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    written = repr(value)
    return written if len(written) <= _QUOTED else f"{written[:_QUOTED]}…"


def _place(message: str) -> tuple[int, int]:
    found = re.search(r"at line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (0, 0)
