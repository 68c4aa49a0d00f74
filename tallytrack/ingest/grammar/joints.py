"""Numbers and the categories they count: how each came to it, and the signs around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.numerals import ARTICLE


class Joint(Enum):
    """How a number came to its category."""

    LABEL = "after its label"
    NOUN = "before its noun"
    PAIR = "in a pair"
    BRACKET = "in brackets behind another"
    SIGNED = "with a sign beside another"
    REACHED = "reached by what was named before"
    LISTED = "respectively"


@dataclass(frozen=True, slots=True)
class Joined:
    """A number with its category.

    Args:
        at: where its mark stands in the sentence.
        category: what it counts, by key.
        joint: how it came to it.
        host: the number beside which it stands in brackets or with a sign; -1 for none.
        label: where the mark of its category stands; -1 where it has none of its own.
        turn: of one listed by months, `in July and August, 5 and 6, respectively`, its turn.
    """

    at: int
    category: str
    joint: Joint
    host: int = -1
    label: int = -1
    turn: int = -1


def is_mean(marks: Sequence[Mark], at: int) -> bool:
    """Whether the bracket around *at* holds a mean: `8 120 осіб (у середньому 1 160)`."""
    place = at - 1
    while place >= 0 and marks[place].key not in CLOSING:
        place -= 1
    inside = marks[place + 1 : at]
    return any(m.kind is Kind.AVERAGE and m.key.startswith(_MEANS) for m in inside)


_MEANS = ("average", "averag", "on average", "in average", "середньо", "в середн", "у середн")
CLOSING = {"(": ")", "[": "]"}


def is_positive(marks: Sequence[Mark], at: int) -> bool:
    """Whether a plus stands before the number at *at*, a qualifier between them allowed."""
    return sign_before(marks, at) == "+"


def is_plus_behind(marks: Sequence[Mark], at: int) -> bool:
    """Whether a plus is glued to the end of the number at *at*, a noun behind: `1,000+ men`."""
    if at + 2 >= len(marks) or marks[at + 1].key != "+":
        return False
    return marks[at + 1].start == marks[at].end and marks[at + 2].kind is not Kind.NUMBER


def is_compared(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number is a difference or an end of a range: `450 fewer than`, `70 to 80`."""
    dotted = [mark.key for mark in marks[at + 1 : at + 2]] == ["."]  # `1,5 тис. менше`
    behind = marks[at + 1 + dotted :]
    after = behind[0] if behind else None
    short = _falls_short(marks, at) or _is_the_whole(marks, at)
    if short or _is_by_how_many(marks, at) or _is_one_of_them(marks, at):
        return True
    if after is not None and after.kind is Kind.QUALIFIER and after.key in {"over", "under"}:
        following = behind[1] if len(behind) > 1 else None
        if following is not None and following.key == "the" and after.end == after.start + 4:
            return False  # `losses of 3,400 over the course of the war`
        return following is None or following.kind is not Kind.NUMBER or after.end > after.start + 2
    ranged = (at, at - 2)
    return any(
        0 <= low < len(marks) - 2
        and (low == 0 or marks[low - 1].key not in {"by", "на"})
        and (low == at or marks[low - 1].key != "from")  # `taking the toll from 99 to 100`
        and marks[low].kind is marks[low + 2].kind is Kind.NUMBER
        and marks[low + 1].key in {"to", "under"}
        and marks[low + 1].end - marks[low + 1].start == len("to")
        for low in ranged
    )


def _is_the_whole(marks: Sequence[Mark], at: int) -> bool:
    """Whether only a share of the number is meant: `a third of the 80 ships`."""
    share, of = marks[at - 2 : at] if at > 1 else (None, None)
    return share is not None and of is not None and of.key == "of the" and share.key in _SHARES


_SHARES = frozenset({"half", "third", "quarter", "fifth", "tenth", "percent", "%"})


def _is_by_how_many(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number and its noun only say by how many more: `на 200 танків більше`."""
    place = at + 1
    while place < len(marks) and marks[place].kind in _COUNTED:
        place += 1
    if not at or marks[at - 1].key != "на" or at + 1 == place or place >= len(marks):
        return False
    following = marks[place + 1].kind if place + 1 < len(marks) else None
    return marks[place].note in {"більше", "менше"} and following is not Kind.NUMBER


def _is_one_of_them(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number only picks one out: `один з них збили разом з пілотом`."""
    picked = marks[at].number == 1 and marks[at].key == "words"
    return picked and [mark.key for mark in marks[at + 1 : at + 2]] in (["з них"], ["із них"])


_COUNTED = frozenset({Kind.FILLER, Kind.UNIT, Kind.CATEGORY})


_SHORT = frozenset({"short", "shy", "away"})


def _falls_short(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number is one of `60 short of 14,000`: what is missing, or the mark ahead."""
    if at + 1 < len(marks) and marks[at + 1].key in _SHORT:
        return True
    place = at - 1 - (at > 0 and marks[at - 1].key in {"of", "from"})
    short = place > 0 and marks[place].key in _SHORT
    return short and marks[place - 1].kind is Kind.NUMBER


def sign_before(marks: Sequence[Mark], at: int) -> str:
    """The plus or minus glued to the number at *at*: `+`, `-` or nothing; `(plus 8)` has one."""
    place = at - 1
    while place >= 0 and marks[place].kind is Kind.QUALIFIER:
        place -= 1
    if place < 0:
        return ""
    sign = marks[place]
    opened = place == 0 or marks[place - 1].key in {"(", "/"}
    if sign.key == "+" or (sign.key == "plus" and opened):
        return "+"
    return "-" if sign.kind is Kind.DASH and opened and sign.end == marks[at].start else ""


def brackets(marks: Sequence[Mark]) -> Mapping[int, int]:
    """Each opening bracket that is closed, with the place of its closing one."""
    found: dict[int, int] = {}
    opening = -1
    for at, mark in enumerate(marks):
        if mark.key in CLOSING and mark.kind is Kind.SIGN:
            opening = at
        elif opening >= 0 and mark.key == CLOSING[marks[opening].key]:
            found[opening] = at
            opening = -1
    return found


def within(brackets: Mapping[int, int]) -> dict[int, int]:
    """For each place in brackets, its opening one."""
    return {at: start for start, end in brackets.items() for at in range(start + 1, end)}


def is_article(mark: Mark) -> bool:
    """Whether *mark* is `a` or `an` standing for one."""
    return mark.kind is Kind.NUMBER and mark.key == ARTICLE
