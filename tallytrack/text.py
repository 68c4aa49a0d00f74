"""Places in a text: from an offset to the line and column that a person would count."""

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


APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`′‘", "'"))
DASHES = frozenset("-‐‑‒–—―−")


@lru_cache(maxsize=20_000)
def plain_word(word: str) -> str:
    """A word as tables write it: in lower case, with a plain apostrophe.

    >>> plain_word("Пʼять")
    "п'ять"
    """
    return word.translate(APOSTROPHES).casefold()
