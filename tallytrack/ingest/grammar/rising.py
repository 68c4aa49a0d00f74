"""Numbers that rise: what a total rose by, and what it came to."""

from collections.abc import Sequence

from tallytrack.ingest.grammar.cues import DELTA, TOTAL, Tone
from tallytrack.ingest.grammar.marking import Kind, Mark

SUMS = frozenset({Kind.TOTAL, Kind.SUM})


def raises(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number is what brings a total to the next: `four UAVs, bringing the total to`."""
    following = next(
        (
            p
            for p in range(at + 1, len(marks))
            if marks[p].kind is Kind.NUMBER or marks[p].key == ";"
        ),
        at,
    )
    between = marks[at:following]
    if not any(mark.key in _RAISING for mark in between):
        return False
    summed = any(m.kind in SUMS or m.key in _COUNTS for m in between)
    return summed or between[-1].key in _ARRIVING


# What stands before the number at which something arrives.
_ARRIVING = frozenset({"to", "up to", "до"})
_COUNTS = frozenset({"number", "count", "tally", "toll"})


_RAISING = frozenset(
    {"bringing", "brings", "which takes", "takes", "taking", "raising", "pushing", "making"}
    | {"which brings", "now means", "now means that"}  # `the loss of the 28 now means`
    | {"довівши", "що довело", "що доводить", "збільшивши"}
)


def moved(marks: Sequence[Mark], at: int) -> Tone | None:
    """`rose by 820 to 440,790`: what moved by a number, and where it arrived."""
    before = marks[at - 1] if at else None
    word = (before.note or before.key) if before else ""
    if _arrives(marks, at) or (word == "to" and _takes_a_count(marks, at)):
        return TOTAL
    if word not in {"by", "to", "на", "до", "up"}:
        return None
    moving = any(moves(mark) for mark in marks[max(0, at - 14) : at])
    risen = word == "up" and before is not None and before.kind is not Kind.QUALIFIER
    if risen or not moving:
        return DELTA if risen else None  # `up to 80 tanks` only hedges
    return DELTA if word in {"by", "на"} else TOTAL


def _takes_a_count(marks: Sequence[Mark], at: int) -> bool:
    """Whether a count is brought to the number: `which takes the number destroyed to 925`."""
    near = marks[max(0, at - 14) : at]
    taking = max((p for p, mark in enumerate(near) if mark.key in _RAISING), default=len(near))
    taken = near[taking:]
    return any(m.key in _COUNTS for m in taken) and all(m.kind is not Kind.NUMBER for m in taken)


def _arrives(marks: Sequence[Mark], at: int) -> bool:
    """Whether what moved has come to the number: `збільшилися на 820 і досягли 440 790`."""
    place = at - 1
    while place >= 0 and marks[place].kind is Kind.QUALIFIER:
        place -= 1
    arrived = place > 0 and marks[place].key.startswith(_ARRIVED)
    return arrived and any(moves(mark) for mark in marks[max(0, place - 14) : place])


_ARRIVED = ("досяг", "сягн", "станов", "склал", "перевищ")
_MOVES_WORDS = (
    "rose rise rises risen grew grow increased increase climbed climb updated update"
    " jumped went raised зросли зросла зріс зросло збільш виросл"
)
_MOVES = frozenset(_MOVES_WORDS.split())


def moves(mark: Mark) -> bool:
    """Whether *mark* is a verb of rising: `rose`, `зросла`."""
    return any(word in _MOVES or word[:6] in _MOVES for word in mark.key.split())
