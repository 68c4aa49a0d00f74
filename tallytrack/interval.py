"""What a qualified number allows: about, over and under as intervals, and printed precision."""

from tallytrack.figure import Qualifier


def step(value: int) -> int:
    """The unit a number was evidently rounded to: the place of its last digit but zeros.

    >>> step(61_000), step(2_435), step(0)
    (1000, 1, 1)
    """
    if value == 0:
        return 1
    unit = 1
    while value % (unit * 10) == 0:
        unit *= 10
    return unit


def interval(value: int, qualifier: Qualifier) -> tuple[float, float]:
    """The least and the greatest number that *value*, so qualified, may stand for.

    "About" means whatever rounds to the printed number at its printed precision; "over" means
    the printed number up to the next one of that precision; "under" the reverse.

    >>> interval(61_000, Qualifier.ABOUT)
    (60500.0, 61500.0)
    >>> interval(2_400, Qualifier.OVER)
    (2400, 2500)
    """
    unit = step(value)
    match qualifier:
        case Qualifier.EXACT:
            return value, value
        case Qualifier.ABOUT:
            half = unit / 2 if unit > 1 else 0
            return value - half, value + half
        case Qualifier.OVER:
            return value, value + unit
        case Qualifier.UNDER:
            return value - unit, value


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether one number may lie in both intervals, their ends included."""
    return one[0] <= other[1] and other[0] <= one[1]
