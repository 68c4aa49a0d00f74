"""How many categories must break on one day before the day is taken for a restatement.

Breaks that have nothing to do with each other fall on the days as Poisson's law has it, so many
on a day by mere chance: of fifteen categories hardly ever three, of three thousand a handful
every day. What is usual is estimated by the share of days without any (*the zero-class
estimator*; Johnson, Kemp and Kotz, *Univariate Discrete Distributions*, 3rd ed., 2005, section
4.7), and by the median where such days are rare: a few days on which everything was restated
leave both as they are, while the mean would follow them.
"""

from collections.abc import Collection
from math import exp, lgamma, log
from statistics import median

# Never fewer. With a single break in some 200 category-days, two on one day happen by chance a
# few times in three years of fifteen categories; three do not (0.05 such days are expected).
LEAST = 3
USUAL_SHARE = 1 / 200
# A record of a few days tells little of what is usual: as much counts what holds elsewhere.
DAYS_BEFORE = 30
# So many days in a whole record may reach the number by chance.
BY_CHANCE = 0.1


def several(breaks: Collection[int], days: int, categories: int) -> int:
    """The least number of breaks on one day that are no coincidence.

    Args:
        breaks: how many there are on each day that has any.
        days: how many days the record has, those without a break included.
        categories: how many could break on a day.
    """
    if not breaks:
        return LEAST
    quiet = max(0, days - len(breaks))
    elsewhere = USUAL_SHARE * categories
    unbroken = (quiet + DAYS_BEFORE * exp(-elsewhere)) / (quiet + len(breaks) + DAYS_BEFORE)
    middle = median([*breaks, *[0] * quiet, *[elsewhere] * DAYS_BEFORE])
    usual = max(-log(unbroken), middle)
    number, or_more = 0, 1.0
    while number < LEAST or or_more * days >= BY_CHANCE:
        or_more -= exp(number * log(usual) - usual - lgamma(number + 1))
        number += 1
    return number
