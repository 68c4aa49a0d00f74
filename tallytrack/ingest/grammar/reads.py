"""A sentence on its way to figures: its numbers, their categories, tones and doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tallytrack.ingest.grammar.cues import Tone
from tallytrack.ingest.grammar.joints import Joined
from tallytrack.ingest.grammar.sentences import Sentence
from tallytrack.ingest.grammar.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence after joining and weighing: what is known before its day is.

    Args:
        sentence: its marks.
        found: its numbers with their categories.
        said: the tones of those that have one.
        why: the reasons of those that are no figures.
        left: the tone it leaves for the sentences behind.
        before: the sentence before it.
        named: those named in it who give numbers.
    """

    sentence: Sentence
    found: Mapping[int, Joined]
    said: Mapping[int, Tone]
    why: Mapping[int, str]
    left: Tone | None
    before: Sentence | None = None
    named: Sequence[Speaker] = ()


def doubted(reads: Sequence[Read], reason: str) -> list[Read]:
    """*reads*, each number that one of them doubts for *reason* doubted wherever it stands."""
    numbers = {_number(read, at) for read in reads for at, why in read.why.items() if why == reason}
    if not numbers:
        return list(reads)
    again = ({at: reason for at in read.found if _number(read, at) in numbers} for read in reads)
    return [
        replace(read, why={**more, **read.why}) for read, more in zip(reads, again, strict=True)
    ]


def _number(read: Read, at: int) -> tuple[str, float]:
    """What the number at *at* counts, and how much it is."""
    return read.found[at].category, read.sentence.marks[at].number
