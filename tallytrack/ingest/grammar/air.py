"""Planes, drones and missiles: when those shot down are losses of the tally."""

from collections.abc import Mapping, Sequence

from tallytrack.ingest.grammar.doubts import DEED, SECTOR
from tallytrack.ingest.grammar.joints import Joined, Joint
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

_A_LIST = 5  # categories: more than any story of the air force names
_ON_THE_GROUND = frozenset({"personnel", "tanks", "armoured_vehicles", "artillery", "mlrs"})


def model_reason(marks: Sequence[Mark], joined: Joined) -> str:
    """Things of one model, `два літаки Су-34`, are those of one fight: the tally names none."""
    if joined.joint is not Joint.NOUN or joined.label < 0:
        return ""
    tail = marks[joined.label + 1 : joined.label + 4]
    if tail and tail[0].key in _QUOTES:
        tail = tail[1:]
    named = len(tail) > 1 and tail[0].key in _MODELS and tail[1].kind is Kind.DASH
    return SECTOR if named and tail[0].end == tail[1].start else ""


_QUOTES = frozenset('"«“')
_MODELS_WORDS = "су міг а ту ка мі т с іл бм ан su mig a tu ka mi t s il"
_MODELS = frozenset(_MODELS_WORDS.split())


def downed_reason(
    marks: Sequence[Mark], joined: Joined, found: Mapping[int, Joined], words: Lexicon
) -> str:
    """Drones shot down are no losses of the tally, unless the sentence gives a total, or counts
    what no air defence brings down.
    """
    if joined.category not in {"uavs", "cruise_missiles"} or joined.joint is not Joint.NOUN:
        return ""
    kinds = {mark.kind for mark in marks}
    if len(_ON_THE_GROUND & {other.category for other in found.values()}) > 1:
        return ""
    listed = len({other.category for other in found.values()}) >= _A_LIST
    counted = listed or kinds & {Kind.PART, Kind.TOTAL, Kind.SUM}
    downed = Kind.DOWNED in kinds or any(words.has("of_drones", mark.key) for mark in marks)
    return DEED if downed and not counted else ""
