"""Whether two numbers are one slip of the finger apart.

The distance is that of *optimal string alignment*: the least number of digits inserted,
dropped, changed, or swapped with their neighbour, no digit touched twice. It is the measure
that the typing-error rules of statistical data editing use (Scholtus 2009, *Automatic
correction of simple typing errors in numerical data with balance edits*, Statistics
Netherlands; R's `deducorrect`), after Damerau's finding of 1964 that four in five misspellings
are one such slip. The library rapidfuzz computes it; it is imported when the first broken
balance is judged, so that a clean tally does not wait for it.
"""

from enum import StrEnum

# Of two one-digit numbers each is one keystroke from the other: 0 for 1 proves nothing.
LEAST_DIGITS = 2


class Slip(StrEnum):
    """What the finger did."""

    SWAPPED = "two digits swapped"
    DROPPED = "a digit dropped"
    ADDED = "a digit too many"
    CHANGED = "a digit changed"


def slip(printed: int, implied: int) -> Slip | None:
    """The one keystroke by which *printed* may have come of *implied*; None if there is none.

    Numbers of one digit, and numbers of opposite sign, are not compared.

    >>> slip(3870, 3780), slip(107, 10), slip(1, 0)
    (<Slip.SWAPPED: 'two digits swapped'>, <Slip.ADDED: 'a digit too many'>, None)
    """
    one, other = str(abs(printed)), str(abs(implied))
    if (printed < 0) != (implied < 0) or min(len(one), len(other)) < LEAST_DIGITS:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # see above: only where it is needed

    if OSA.distance(one, other) != 1:
        return None
    if len(one) < len(other):
        return Slip.DROPPED
    if len(one) > len(other):
        return Slip.ADDED
    return Slip.SWAPPED if sorted(one) == sorted(other) else Slip.CHANGED


def in_last_digit(printed: int, implied: int) -> bool:
    """Whether the two differ in their last digit alone, as any small change makes them.

    >>> in_last_digit(36, 38), in_last_digit(41, 31)
    (True, False)
    """
    return abs(printed) // 10 == abs(implied) // 10
