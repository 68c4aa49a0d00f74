"""Marks: what each word or phrase of a text does in a report, by the longest phrase that fits."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from tallytrack.ingest.grammar.lexicon import Found, Lexicon
from tallytrack.ingest.grammar.words import Token, TokenKind
from tallytrack.text import DASHES


class Kind(StrEnum):
    """What a mark is. Those in lower case are named in data/words.toml."""

    WORD = "WORD"
    NUMBER = "NUMBER"
    DAY = "DAY"
    PERIOD = "PERIOD"
    NOISE = "NOISE"
    BREAK = "BREAK"
    SIGN = "SIGN"
    DASH = "DASH"
    CATEGORY = "category"
    NUMERAL = "numeral"
    SCALE = "scale"
    HALF = "half"
    MONTH = "month"
    WEEKDAY = "weekday"
    QUALIFIER = "qualifier"
    REACHING = "reaching"
    TOTAL = "total"
    SUM = "sum"
    DELTA = "delta"
    PART = "part"
    TURN = "turn"
    HEDGE = "hedge"
    AVERAGE = "average"
    FORECAST = "forecast"
    TIME = "time"
    OWN = "own"
    OTHER = "other"
    UKRAINE = "ukraine"
    UKRAINIANS = "ukrainians"
    DEED = "deed"
    DOWNED = "downed"
    RECORD = "record"
    SECTOR = "sector"
    EVERYWHERE = "everywhere"
    ELSEWHERE = "elsewhere"
    CAPTIVE = "captive"
    LOSS = "loss"
    REPORTED = "reported"
    ALSO = "also"
    EVE = "eve"
    RESPECTIVELY = "respectively"
    UNIT = "unit"
    FILLER = "filler"
    JOIN = "join"
    TOGETHER = "together"


HURT = frozenset({"casualties", "fatalities"})  # people named by their loss


class Mark(NamedTuple):
    """A phrase of a text and what it does.

    Args:
        kind: what it does.
        key: which one: the category, the qualifier, the word, the sign.
        start: where it begins.
        end: where it ends.
        number: of a number, its value; of a period, its length in days.
        note: of noise, why it is no number of the tally; of a category
            or a qualifier, its first word.
    """

    kind: Kind
    key: str
    start: int
    end: int
    number: float = 0
    note: str = ""


def marks(tokens: Iterable[Token], lexicon: Lexicon) -> Iterator[Mark]:
    """The marks of a text's tokens: each phrase one, each other token one of its own."""
    held = list(tokens)
    at = 0
    while at < len(held):
        token = held[at]
        if token.kind in _PHRASED and (found := _phrase(held, at, lexicon)):
            end = held[at + found.length - 1].end
            note = token.word if found.role in {Kind.CATEGORY, Kind.QUALIFIER} else ""
            yield Mark(Kind(found.role), found.key, token.start, end, found.number, note)
            at += found.length
        else:
            yield _single(token)
            at += 1


def _phrase(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Found | None:
    """The longest phrase at *at*; of `Russian forces in Ukraine lost` the place is no loser."""
    found = lexicon.longest(tokens, at)
    placed = found is not None and found.role == Kind.UKRAINE and found.length > 1
    return None if placed and at and tokens[at - 1].word in _PLACING else found


_PLACING = frozenset({"in", "inside", "across", "throughout"})
_PHRASED = frozenset({TokenKind.WORD, TokenKind.SIGN})
_KINDS = {
    TokenKind.WORD: Kind.WORD,
    TokenKind.DIGITS: Kind.NUMERAL,
    TokenKind.DAY: Kind.DAY,
    TokenKind.CLOCK: Kind.NOISE,
    TokenKind.LINK: Kind.NOISE,
    TokenKind.BREAK: Kind.BREAK,
    TokenKind.SIGN: Kind.SIGN,
}


def _single(token: Token) -> Mark:
    if token.kind is TokenKind.SIGN and token.word in DASHES:
        return Mark(Kind.DASH, token.word, token.start, token.end)
    note = "a time of day" if token.kind is TokenKind.CLOCK else ""
    return Mark(_KINDS[token.kind], token.word, token.start, token.end, note=note)
