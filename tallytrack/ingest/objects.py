"""The objects of a JSON text, each with its place: of a list, or one a line."""

import json
import re
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder
from typing import Any

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.text import Lines

# How far into a text its first object is looked for by its keys.
_HEAD = 4_000

_BLANK = re.compile(r"[ \t\n\r]*")
_COMMA = re.compile(r",[ \t\n\r]*(?=[^\] \t\n\r])")
_KEY = re.compile(r'"([^"\\]+)"\s*:')


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


def first_keys(capture: Capture) -> frozenset[str]:
    """The keys met at the head of a JSON text, also of a broken one; of other texts, none."""
    head = capture.head[:_HEAD].lstrip()
    return frozenset(_KEY.findall(head)) if head.startswith(("{", "[")) else frozenset()


def cell(value: Any) -> str:  # noqa: ANN401  # whatever JSON holds
    """A value as a cell; what is neither text nor number is shown as written, and refused."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def place(text: str, path: Sequence[str], start: int, end: int) -> int:
    """The offset at which the value of a key begins; of the object, where it has no such key.

    Args:
        text: the JSON text.
        path: the key, after the keys of the objects that it stands in.
        start: where the outermost object begins.
        end: where it ends.
    """
    at = start
    for name in path:
        key = re.compile(rf'"{re.escape(name)}"\s*:\s*"?')
        if not (match := key.search(text, at, end)):
            return at
        at = match.end()
    return at


def objects(capture: Capture) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Each object with the offsets it stands between; raises InputError at broken JSON."""
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
