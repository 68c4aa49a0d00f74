"""Men who were only hurt: the tally counts killed and wounded as one number."""

from collections.abc import Sequence

from tallytrack.ingest.grammar.joints import Joined, Joint
from tallytrack.ingest.grammar.marking import Kind, Mark

WOUNDED = "the wounded alone"
_HURT = frozenset({"injured", "wounded", "поранено"})
_BEING = frozenset({"have", "has", "had", "been", "were", "was", "be", "also", "more"})


def wounded_reason(marks: Sequence[Mark], joined: Joined) -> str:
    """`284,000 Russian troops have been injured`; `were killed or wounded` is the tally's own."""
    if joined.category != "personnel" or joined.joint is not Joint.NOUN:
        return ""
    place = joined.label + 1
    while place < len(marks) and marks[place].key in _BEING:
        place += 1
    if place == joined.label + 1 or place >= len(marks) or marks[place].key not in _HURT:
        return ""
    joins = [mark.kind for mark in marks[place + 1 : place + 2]] == [Kind.JOIN]
    killed = joins and any(mark.kind is Kind.LOSS for mark in marks[place + 2 : place + 4])
    return "" if killed else WOUNDED
