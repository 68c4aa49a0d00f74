"""Letters that only look Cyrillic: `Taнки` with a Latin T, `PC3B` with a digit for the З.

Pages are seeded with them against copying. A letter is replaced by one letter, so that every
place in the text stays the same.
"""

import re
from functools import cache, lru_cache

_LATIN, _CYRILLIC = "ABCEHIKMOPTXaceiopxy", "АВСЕНІКМОРТХасеіорху"
_DIGITS = {"3": "З", "0": "О"}
_TABLE = str.maketrans(dict(zip(_LATIN, _CYRILLIC, strict=True)) | _DIGITS)
_SHORTEST = 3  # letters: a shorter run of look-alikes may be a name: `А3`


@cache
def _suspicious() -> re.Pattern[str]:
    """A word that mixes the alphabets, or capitals around a lone digit.

    A digit counts only between letters, or at the edge of a word that is mixed already.
    """
    latin, cyrillic = f"[{_LATIN}]", "[А-Яа-яІіЇїЄєҐґ]"
    letter = "[^\\W\\d_]"
    return re.compile(
        rf"(?<![^\W_])(?:[30](?={letter}))?{letter}+"
        rf"(?:(?<={latin})(?={cyrillic})|(?<={cyrillic})(?={latin})|(?<={letter})[30](?![0-9]))"
        r"[^\W_]*"
    )


@cache
def _cyrillic() -> re.Pattern[str]:
    return re.compile("[а-я]")


@cache
def _emphasis() -> re.Pattern[str]:
    """Words between Markdown's signs of emphasis, on one line."""
    return re.compile(
        r"(?<![^\W_])(?P<sign>[*_]{1,3}|`|~~)(?=[^\W_]|[+(])"
        r"(?P<held>[^\n*_~]{1,200}?)(?<=\S)(?P=sign)(?![^\W_])"
    )


def _bare(match: re.Match[str]) -> str:
    blank = " " * len(match["sign"])
    return f"{blank}{match['held']}{blank}"


# A text is asked for its day and then read.
@lru_cache(maxsize=2)
def unmasked(text: str) -> str:
    """*text* with its look-alikes made what they stand for, and Markdown's emphasis blank.

    Every other text is untouched.

    >>> unmasked("Taнки, PC3B і 3acoби ПП0")
    'Танки, РСЗВ і Засоби ППО'
    >>> unmasked("F-16, T-90, 24го; Су30")
    'F-16, T-90, 24го; Су30'
    >>> unmasked("* **Tanks**: 8,430")
    '*   Tanks  : 8,430'
    """
    if "*" in text or "_" in text or "`" in text or "~~" in text:
        text = _emphasis().sub(_bare, text)
    if not _cyrillic().search(text, 0, 4000):
        return text
    return _suspicious().sub(_unmask, text)


def _unmask(match: re.Match[str]) -> str:
    word = match[0]
    bare = word.strip("30") if len(word) > _SHORTEST else word
    known = all(sign in _LATIN or sign in _DIGITS or sign > "\u0400" for sign in word)
    counted = any(sign.isdigit() and sign not in _DIGITS for sign in word)
    if not known or counted or len(bare) < _SHORTEST - 1 or len(word) < _SHORTEST:
        return word
    return word.translate(_TABLE)
