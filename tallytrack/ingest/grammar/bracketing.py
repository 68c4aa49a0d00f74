"""Lists in which a bracket holds the total: `2 танки (загалом 11 261)`, then `9 машин (23 384)`.

Only the first entry may say what the bracket holds; in the others its size says so.
"""

from collections.abc import Sequence
from dataclasses import replace

from tallytrack.figure import Measure
from tallytrack.ingest.grammar.cues import DELTA, TOTAL
from tallytrack.ingest.grammar.joints import Joined, Joint
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.reads import Read

_SEVERAL = 2


def agreed(group: Sequence[Read], words: Lexicon) -> list[Read]:
    """The entries of a list, each bracket toned as the others show it to be."""
    worded = any(_told(read, b) for read in group for b in _brackets(read))
    bare = [b for read in group for b in _brackets(read) if _is_total(read, b, words)]
    if not worded and len(bare) < _SEVERAL:
        return list(group)
    return [_toned(read, words, worded=worded) for read in group]


def _brackets(read: Read) -> list[Joined]:
    return [joined for joined in read.found.values() if joined.joint is Joint.BRACKET]


def _told(read: Read, bracket: Joined) -> bool:
    """Whether the words beside the bracket say that it holds a total, and its host a delta."""
    host = read.said.get(bracket.host)
    delta = host is not None and host.measure is Measure.DELTA
    return delta and read.said.get(bracket.at) == TOTAL


def _is_total(read: Read, bracket: Joined, words: Lexicon) -> bool:
    """Whether a bracket without words must hold the total of the number before it."""
    if bracket.at in read.said:
        return False
    marks = read.sentence.marks
    value, host = int(marks[bracket.at].number), int(marks[bracket.host].number)
    most = words.bounds["most_in_a_day"].get(bracket.category, host)
    least = words.bounds["least_total"].get(bracket.category, host)
    return host <= most and host < value and value >= least


def _toned(read: Read, words: Lexicon, *, worded: bool) -> Read:
    """*read* with its brackets toned; in a list that says so, its lone numbers are deltas too."""
    said = dict(read.said)
    for bracket in _brackets(read):
        if _is_total(read, bracket, words):
            said |= {bracket.host: DELTA, bracket.at: TOTAL}
    if worded:
        said |= {at: DELTA for at in read.found if at not in said and at not in read.why}
    return replace(read, said=said)
