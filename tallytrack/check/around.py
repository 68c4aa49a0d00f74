"""Grounds in the arithmetic around a broken balance, each a line that a person can check."""

from datetime import date

from tallytrack.check.least_change import Outcome


def exchanged(outcome: Outcome, implied: int) -> list[str]:
    """The other wrong total of a balance that prints the implied value: two days exchanged."""
    if not (outcome.before and outcome.after):
        return []
    return [
        f"{implied:,} is printed on {one.day}: the two days changed places"
        for one in (outcome.link.before, outcome.link.today)
        if one.totals[0].value == implied
    ]


def opposite(outcome: Outcome) -> list[str]:
    """The discrepancy that comes back with the opposite sign on the next day, if it does."""
    chain, place = outcome.run.links, outcome.place - (0 if outcome.after else 1)
    if place < 0 or place + 1 >= len(chain) or not chain[place].discrepancy:
        return []
    one, other = chain[place], chain[place + 1]
    if one.discrepancy + other.discrepancy:
        return []
    signs = f"{one.discrepancy:+,} on {one.day}, {other.discrepancy:+,} on {other.day}"
    return [f"the opposite discrepancy stands on the next day: {signs}"]


def sums(outcome: Outcome, day: date) -> list[str]:
    """The sums that the implied total of *day* closes, written out."""
    sums = []
    for place in range(max(0, outcome.place - 1), min(outcome.place + 2, len(outcome.errors) - 1)):
        link = outcome.run.links[place]
        if day not in (link.before.day, link.day):
            continue
        before, after = outcome.errors[place : place + 2]
        first = link.before.totals[0].value + before
        last = link.today.totals[0].value + after
        if first + link.reported == last:
            sums.append(f"{first:,} {_signed(link.reported)} = {last:,} on {link.day}")
    return sums


def neighbours_close(outcome: Outcome) -> list[str]:
    """Whether the balances of the day before and the day after close."""
    chain, place = outcome.run.links, outcome.place
    around = [chain[at] for at in (place - 1, place + 1) if 0 <= at < len(chain)]
    closed = [f"{link.day}" for link in around if not link.discrepancy]
    return [f"the balances of {' and '.join(closed)} close"] if closed else []


def stays(outcome: Outcome) -> list[str]:
    """Whether the total stays at its new level on the next day."""
    chain, place = outcome.run.links, outcome.place + 1
    if place < len(chain) and not chain[place].discrepancy:
        return [f"the total stays at its new level: the balance of {chain[place].day} closes"]
    return []


def _signed(value: int) -> str:
    """A number to be added, with its sign apart: `+ 12`, `- 5`."""
    return f"{'-' if value < 0 else '+'} {abs(value):,}"
