"""The lines on which figures stand: as the tally keeps a text, or from its file while that is the
same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tallytrack import shipped
from tallytrack.series import Statement

# A file is read in pieces, for it may be larger than what can be held.
_PIECE = 8 * 2**20


def at_hand(
    held: Mapping[str, tuple[str, str | None]], said: Iterable[Statement]
) -> dict[str, dict[int, str]]:
    """The lines on which *said* stand, by origin and number, of each text that is at hand.

    *held* are the digest and, if it is kept, the text of each origin, as the tally has them.
    """
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for statement in said:
        wanted[statement.document.origin].add(statement.line)
    found = {
        origin: _lines(*held[origin], origin, numbers)
        for origin, numbers in wanted.items()
        if origin in held
    }
    return {origin: lines for origin, lines in found.items() if lines}


def _lines(sha256: str, text: str | None, origin: str, numbers: set[int]) -> dict[int, str]:
    """The lines of a capture: of what is kept, or of its file if that holds the same bytes."""
    if text is not None:
        lines = enumerate(text.split("\n"), 1)
        return {number: line.removesuffix("\r") for number, line in lines if number in numbers}
    for path in (Path(origin), shipped.folder("data").parent / origin):
        try:
            digest, found = _of_file(path, numbers)
        except OSError:
            continue
        if digest == sha256:
            return {number: line.decode("utf-8", "replace") for number, line in found.items()}
    return {}


def _of_file(path: Path, numbers: set[int]) -> tuple[str, dict[int, bytes]]:
    """The digest of a file, and its lines of these *numbers*, without their ends."""
    import hashlib  # OpenSSL, which a text that is kept does not need

    digest = hashlib.sha256()
    found: dict[int, bytes] = {}
    first, rest = 1, b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            whole, end, rest = (rest + piece).rpartition(b"\n")
            behind = first + whole.count(b"\n") + len(end)
            if any(first <= number < behind for number in numbers):
                lines = enumerate(whole.split(b"\n"), first)
                found |= {number: line for number, line in lines if number in numbers}
            first = behind
    if first in numbers:
        found[first] = rest
    if 1 in found:
        found[1] = found[1].removeprefix(b"\xef\xbb\xbf")
    return digest.hexdigest(), {number: line.removesuffix(b"\r") for number, line in found.items()}
