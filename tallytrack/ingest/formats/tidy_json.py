"""Tidy JSON and JSON Lines: the observations of tidy CSV as objects, one for each row.

A JSON file holds a list of objects, a JSON Lines file an object a line (RFC 8259,
jsonlines.org). The keys are the columns of tidy CSV; a key that is left out or null is an
empty cell. Numbers are whole and written as such; `12.0` and `1e3` are refused.
"""

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, table
from tallytrack.ingest.given import Given
from tallytrack.ingest.table import Row, Table
from tallytrack.text import Lines

NAME = "tidy-json"

_BLANK = re.compile(r"[ \t\n\r]*")
_COMMA = re.compile(r",[ \t\n\r]*(?=[^\] \t\n\r])")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; raises ValueError where it gives a key twice, of which JSON keeps but one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {repeated!r} is given twice; keep one")
    return found


# Numbers stay as they are written, so that the same checks apply as in a CSV's cells.
_DECODER = JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_without_repeats
)


def recognise(capture: Capture) -> bool:
    """Whether the text begins as a list of objects or as an object of this format does."""
    return bool(re.match(r"\s*(\[\s*(\{|\])|\{\s*\")", capture.text))


def read(capture: Capture, given: Given) -> Reading:
    """The figures of tidy JSON; raises InputError with every fault of it."""
    objects = list(_objects(capture))
    if not objects:
        raise InputError(Fault(capture.origin, 1, 1, "an empty list; expected observations"))
    header = list(dict.fromkeys(name for _, _, found in objects for name in found))
    lines = Lines(capture.text)
    first = lines.place(objects[0][0])
    table.check_header(capture.origin, header, [first] * len(header))
    rows = [
        Row(lines.place(start)[0], [_cell(found.get(name)) for name in header], (start, end))
        for start, end, found in objects
    ]

    def locate(row: Row, index: int) -> tuple[int, int]:
        start, end = row.raw if isinstance(row.raw, tuple) else (0, 0)
        key = re.compile(rf'"{re.escape(header[index])}"\s*:\s*"?')
        match = key.search(capture.text, start, end)
        return lines.place(match.end() if match else start)

    day = header.index("day")
    found = Table(
        capture.origin, header, given, locate, lambda: cells.last_day(r.cells[day] for r in rows)
    )
    return Reading(NAME, found.figures(rows), notes=table.unknown_columns(header))


def _cell(value: Any) -> str:  # noqa: ANN401  # whatever JSON holds
    """A value as a cell; what is neither text nor number is shown as written, and refused."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _objects(capture: Capture) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Each object with the offsets it stands between."""
    text = capture.text
    at = _end(_BLANK, text, 0)
    closes = ""
    if text[at : at + 1] == "[":
        closes, at = "]", _end(_BLANK, text, at + 1)
    while at < len(text) and not (closes and text[at] == closes):
        found, end = _object(capture, at)
        yield at, end, found
        at = _end(_BLANK, text, end)
        if closes and text[at : at + 1] not in {"", closes}:
            if not (comma := _COMMA.match(text, at)):
                raise _fault(capture, at, "expected a comma and another object, or ]")
            at = comma.end()
    rest = text[at + len(closes) :].strip()
    if closes and at >= len(text):
        raise _fault(capture, len(text), "the list does not close; expected ]")
    if rest:
        raise _fault(capture, at + len(closes), f"{rest[:20]!r} after the end of the list")


def _object(capture: Capture, at: int) -> tuple[dict[str, Any], int]:
    """The object that begins at an offset, and the offset of its end."""
    text = capture.text
    if text[at] != "{":
        raise _fault(capture, at, f"{text[at : at + 20]!r} is no object; expected {{...}}")
    try:
        return _DECODER.raw_decode(text, at)
    except JSONDecodeError as error:
        raise _fault(capture, error.pos, f"broken JSON: {error.msg}") from None
    except ValueError as error:
        raise _fault(capture, at, str(error)) from None
    except RecursionError:
        raise _fault(capture, at, "nested too deeply; expected a flat object") from None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _fault(capture: Capture, offset: int, message: str) -> InputError:
    line, column = Lines(capture.text).place(offset)
    return InputError(Fault(capture.origin, line, column, message))
