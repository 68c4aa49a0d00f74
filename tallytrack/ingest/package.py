"""Data packages: the tables of a folder that its `datapackage.json` lists (Frictionless).

An export's says of each table what capture it was made of. Whoever made the file may have
written anything into it: nothing outside of the folder is read.
"""

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any

from tallytrack.capture import Original

NAME = "datapackage.json"

# An export of a million captures has some hundred megabytes of them.
_LARGEST = 1 << 29
_DIGEST = re.compile(r"[0-9a-f]{64}")
_EXPECTED = 'expected {"resources": [{"path": ...}]}: mend or remove it'


class Unusable(ValueError):  # noqa: N818  # it names what the package is
    """No data package, or one that cannot be followed; the message says why."""


def tables(folder: Path) -> list[tuple[Path, str, Original | None]]:
    """The tables that the package of *folder* lists, in its order; raises Unusable.

    Of a table that is an export, also where its capture came from and what that was.
    """
    try:
        resources = json.loads(_content(folder / NAME).decode("utf-8"))["resources"]
        return [_table(folder, resource) for resource in resources]
    except Unusable:
        raise
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Unusable(f"no data package; {_EXPECTED}") from None


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unusable(f"more than {_LARGEST:,} bytes; mend or remove it")
    return content


def _table(folder: Path, resource: dict[str, Any]) -> tuple[Path, str, Original | None]:
    path = _inside(folder, resource["path"])
    about = resource.get("capture")
    if not about:
        return path, "", None
    origin, form, given = _texts(about, "origin", "format", "given")
    [digest] = _texts(about, "sha256")
    if not _DIGEST.fullmatch(digest):
        raise Unusable(f"{digest!r} is no sha256; mend or remove it")
    reason = about.get("withdrawn_because")
    if reason is not None:
        _texts(about, "withdrawn_because")
    text = about.get("text")
    prose = _prose(folder, text) if text else None
    return path, origin, Original(digest, form, given, prose, reason)


def _prose(folder: Path, name: str) -> str:
    """The text of a capture as an export keeps it; raises Unusable."""
    path = _inside(folder, name)
    if not path.is_file():
        raise Unusable(f"{name}: no such file; this export is not whole")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise Unusable(f"{name}: not UTF-8; this export is damaged") from None


def _texts(about: dict[str, Any], *keys: str) -> list[str]:
    """What stands under *keys*, which have to be texts; the way of reading may be empty."""
    for key in keys:
        value = about[key]
        if not isinstance(value, str) or not (value.strip() or key == "given"):
            raise Unusable(f"{key} = {value!r}; expected a text")
        # JSON can write half of a character, which no database takes.
        value.encode("utf-8")
    return [about[key] for key in keys]


def _inside(folder: Path, path: str) -> Path:
    """The file at *path* in *folder*; raises Unusable where it leads out of it."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts:
        raise Unusable(f"{path!r} leads out of the folder; expected a path in it")
    return folder / path
