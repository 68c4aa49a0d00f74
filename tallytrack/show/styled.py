"""Lines made of styled pieces: plain text for a pipe, rich text for a terminal, from one source.

What documents say goes through `clean` first, so that control characters in a text never
reach a terminal raw.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tallytrack.text import CONTROLS

if TYPE_CHECKING:
    from rich.text import Text

Piece = tuple[str, str]
Line = Sequence[Piece]


def clean(text: str) -> str:
    r"""*text* with each control character written out: `\x1b`."""
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def plain(line: Line) -> str:
    """The words of a line, without its styles."""
    return clean("".join(text for text, _ in line)).rstrip()


def rich(lines: Iterable[Line]) -> "Text":
    """The lines as one rich text, for a terminal."""
    from rich.text import Text  # noqa: PLC0415  # not needed in a pipe

    return Text("\n").join(
        Text.assemble(*((clean(text), style) for text, style in line)) for line in lines
    )
