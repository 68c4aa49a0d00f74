"""Places in a text: from an offset to the line and column that a person would count."""

import re
from bisect import bisect_right
from functools import lru_cache


class Lines:
    r"""The lines of a text, to find the place of any offset quickly.

    >>> Lines("tanks\n  6,614").place(8)
    (2, 3)
    """

    def __init__(self, text: str) -> None:
        r"""Find where each line of *text* begins. Lines end in `\n`, as editors count them."""
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._starts)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column, both from 1, of the character at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line *number* (from 1), without its end."""
        start = self._starts[number - 1]
        end = self._text.find("\n", start)
        return self._text[start:] if end < 0 else self._text[start:end].removesuffix("\r")


# C0 and C1 controls, the ends of lines that few know, the marks that turn the direction of writing.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def escaped(written: str) -> str:
    r"""JSON, or a text of TOML, with its control characters as `\u009b`: the same, but visible."""
    return CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`′‘", "'"))
DASHES = frozenset("-‐‑‒–—―−")


@lru_cache(maxsize=20_000)
def plain_word(word: str) -> str:
    """A word as tables write it: in lower case, with a plain apostrophe.

    >>> plain_word("Пʼять")
    "п'ять"
    """
    return word.translate(APOSTROPHES).casefold()
