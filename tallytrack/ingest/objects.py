"""The objects of a JSON text, each with its place: of a list, or one a line."""

import json
import re
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder
from typing import Any

from tallytrack.capture import Capture
from tallytrack.errors import Fault, InputError
from tallytrack.ingest import cells
from tallytrack.ingest.faults import MOST as MOST_FAULTS
from tallytrack.text import Lines

# How far into a text its first object is looked for by its keys.
_HEAD = 4_000

_BLANK = re.compile(r"[ \t\n\r]*")
_COMMA = re.compile(r",[ \t\n\r]*(?=[^\] \t\n\r])")
# Where reading goes on behind a broken object: at the next that begins a line or follows one.
_NEXT = re.compile(r"(?:\n[ \t]*|\}[ \t\n\r]*,[ \t\n\r]*)(?=\{)")
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


Placed = tuple[int, int, dict[str, Any]]


def objects(capture: Capture) -> Iterator[Placed]:
    """Each object with the offsets it stands between; raises InputError, with every fault."""
    faults: list[Fault] = []
    yield from whole(capture, faults)
    if faults:
        raise InputError(*faults)


def whole(capture: Capture, faults: list[Fault]) -> Iterator[Placed]:
    """Each object that is whole; what is wrong with the others is added to *faults*.

    Behind a broken one it goes on with the next that can be told, so that all are named at once.
    """
    text = capture.text
    lines = Lines(text)
    at = _end(_BLANK, text, 0)
    closes = ""
    if text[at : at + 1] == "[":
        closes, at = "]", _end(_BLANK, text, at + 1)
    while at < len(text) and not (closes and text[at] == closes):
        try:
            found, end = _object(text, at)
            yield at, end, found
            at = _end(_BLANK, text, end)
            if closes and text[at : at + 1] not in {"", closes}:
                at = _behind_comma(text, at)
        except _Broken as broken:
            faults.append(Fault(capture.origin, *lines.place(broken.at), str(broken)))
            following = _NEXT.search(text, broken.at)
            if following is None or len(faults) == MOST_FAULTS:
                return
            at = following.end()
    rest = text[at + len(closes) :].strip()
    if closes and at >= len(text):
        said = "the list does not close; expected ]"
        faults.append(Fault(capture.origin, *lines.place(len(text)), said))
    if rest:
        said = f"{cells.clipped(rest)} after the end of the list; expected nothing more"
        faults.append(Fault(capture.origin, *lines.place(at + len(closes)), said))


class _Broken(ValueError):  # noqa: N818  # it names what is wrong with the text
    """What stands at an offset is no object; the message says what it is."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


def _stands(text: str, at: int) -> str:
    """What stands at an offset, to the end of the line."""
    return text[at : at + 80].partition("\n")[0].rstrip()


def _behind_comma(text: str, at: int) -> int:
    """Where the object behind a comma begins; raises _Broken where there is no comma."""
    if comma := _COMMA.match(text, at):
        return comma.end()
    raise _Broken(at, "expected a comma and another object, or ]")


def _object(text: str, at: int) -> tuple[dict[str, Any], int]:
    """The object that begins at an offset, and the offset of its end; raises _Broken."""
    if text[at] != "{":
        raise _Broken(at, f"{cells.clipped(_stands(text, at))} is no object; expected {{...}}")
    try:
        return _DECODER.raw_decode(text, at)
    except JSONDecodeError as error:
        stands = cells.clipped(_stands(text, error.pos))
        found = f"found {stands}" if error.pos < len(text) else "the text ends"
        raise _Broken(error.pos, f"broken JSON: {error.msg}; {found}") from None
    except ValueError as error:
        raise _Broken(at, str(error)) from None
    except RecursionError:
        raise _Broken(at, "nested too deeply; expected a flat object") from None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
