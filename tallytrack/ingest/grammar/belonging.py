"""Whose numbers these are: the source's own tally of the enemy, or why not.

Another speaker, Ukraine's own losses, a sector, a prediction, an average, shells fired and
drones launched: each is a reason, and the number stays unread with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallytrack.ingest.grammar.joining import Joined, Joint
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

OTHER = "another speaker"
UKRAINE = "not the enemy's own losses"
SECTOR = "one sector or one fight"
DEED = "fired, launched or done, not lost"
FORECAST = "a prediction"
AVERAGE = "an average, not one day's loss"
EVE = "of the day before"
TOGETHER = "several categories together"
ALIEN = "no word of a loss"

_REASONS = {
    Kind.UKRAINE: UKRAINE,
    Kind.FORECAST: FORECAST,
    Kind.DEED: DEED,
    Kind.SECTOR: SECTOR,
}
_LASTING = frozenset({OTHER, UKRAINE, SECTOR})
_FRESH = frozenset({Kind.OWN, Kind.TOTAL, Kind.PERIOD, Kind.DELTA, Kind.DAY})


@dataclass(frozen=True, slots=True)
class Scene:
    """What the sentences before have set: who speaks, and whether a story goes on.

    Args:
        line: the line it was set on.
        speaker: whether the last who was named is the source or another.
        reason: why the numbers of the last sentence were not the source's; empty if they were.
        lossy: whether a sentence before spoke of losses that were taken.
        within: whether that was on the same line.
    """

    line: int = -1
    speaker: Kind | None = None
    reason: str = ""
    lossy: bool = False
    within: bool = False


def reasons(
    marks: Sequence[Mark], found: Mapping[int, Joined], scene: Scene, words: Lexicon
) -> tuple[dict[int, str], Scene]:
    """Why each of the joined numbers is not the source's, and the scene for what follows."""
    lost = _speaks_of_losses(marks, found, scene)
    entry = bool(found) and all(mark.kind in _OPENING for mark in marks[: min(found)])
    speakers = [at for at, mark in enumerate(marks) if mark.kind in {Kind.OWN, Kind.OTHER}]
    why: dict[int, str] = {}
    for at, joined in found.items():
        reason = (
            _clause_reason(marks, at)
            or _downed_reason(marks, joined)
            or _speaker_reason(marks, at, speakers, scene)
            or _average_reason(marks, at, joined)
            or (EVE if _has(marks, _clause(marks, at, ",;"), Kind.EVE) else "")
            or _anyone_reason(marks, joined, found, words)
            or _together_reason(marks, joined, found)
            or ("" if lost else _loss_reason(joined, scene, entry=entry))
        )
        if reason:
            why[at] = reason
    fresh = any(mark.kind in _FRESH for mark in marks)
    if scene.reason in _LASTING and not fresh and not why:
        why = dict.fromkeys(found, scene.reason)
    lasting = next((reason for reason in why.values() if reason in _LASTING), "")
    if not found and not lasting:
        lasting = scene.reason if not fresh else ""
        if any(mark.kind is Kind.SECTOR for mark in marks) and any(
            m.kind is Kind.NUMBER for m in marks
        ):
            lasting = SECTOR
    speaker = marks[speakers[-1]].kind if speakers else scene.speaker
    spoke = len(why) < len(found) or (not found and _headed(marks))
    return why, Scene(scene.line, speaker, lasting, spoke or scene.lossy, spoke or scene.within)


def _headed(marks: Sequence[Mark]) -> bool:
    """Whether the sentence announces losses to come: `Equipment lost:`."""
    return marks[-1].key == ":" and any(mark.kind is Kind.LOSS for mark in marks)


def _speaker_reason(marks: Sequence[Mark], at: int, speakers: Sequence[int], scene: Scene) -> str:
    """Whether another than the source is the one who says the number at *at*."""
    clause = _clause(marks, at)
    within = [s for s in speakers if s in clause] or list(speakers)
    if not within:
        return OTHER if scene.speaker is Kind.OTHER else ""
    before = [s for s in within if s < at]
    kinds = {marks[s].kind for s in within}
    speaker = marks[before[-1]] if before else marks[within[0]]
    if len(kinds) > 1 and not before:
        return ""
    return f"{OTHER}" if speaker.kind is Kind.OTHER else ""


def _anyone_reason(
    marks: Sequence[Mark], joined: Joined, found: Mapping[int, Joined], words: Lexicon
) -> str:
    """People killed or hurt are the enemy's only where the sentence names the enemy."""
    if joined.joint is not Joint.NOUN or len({j.category for j in found.values()}) > 1:
        return ""
    if not words.has("anyone", marks[joined.label].note):
        return ""
    harms = [mark for mark in marks if words.has("harm", mark.key)]
    losses = [mark for mark in marks if mark.kind is Kind.LOSS]
    harmed = bool(harms) and all(mark in harms for mark in losses)
    kinds = {mark.kind for mark in marks}
    named = kinds & {Kind.OWN, Kind.TOTAL, Kind.DELTA} or any(
        words.has("enemy", word) for mark in marks for word in (mark.note or mark.key).split()
    )
    return UKRAINE if harmed and not named else ""


def _has(marks: Sequence[Mark], places: range, kind: Kind) -> bool:
    return any(marks[place].kind is kind for place in places)


def _downed_reason(marks: Sequence[Mark], joined: Joined) -> str:
    """Drones shot down are no losses of the tally, unless the sentence gives a total."""
    if joined.category not in {"uavs", "cruise_missiles"} or joined.joint is not Joint.NOUN:
        return ""
    kinds = {mark.kind for mark in marks}
    counted = kinds & {Kind.PART, Kind.TOTAL, Kind.SUM}
    return DEED if Kind.DOWNED in kinds and not counted else ""


def _loss_reason(joined: Joined, scene: Scene, *, entry: bool) -> str:
    """A noun behind a number counts as lost only where something speaks of losses."""
    if joined.joint not in {Joint.NOUN, Joint.REACHED}:
        return ""
    return "" if scene.lossy and (entry or scene.within) else ALIEN


def _speaks_of_losses(marks: Sequence[Mark], found: Mapping[int, Joined], scene: Scene) -> bool:
    """Whether the sentence is about losses: by its words, its signs, or as a list that goes on."""
    worded = any(mark.kind in _LOSSES for mark in marks)
    signed = any(joined.joint in _TELLING for joined in found.values())
    listed = len({joined.category for joined in found.values()}) >= _MANY
    return worded or signed or (listed and scene.lossy)


_MANY = 3
_TELLING = frozenset({Joint.BRACKET, Joint.SIGNED, Joint.LABEL, Joint.PAIR})
_LOSSES = frozenset(
    {Kind.LOSS, Kind.TOTAL, Kind.SUM, Kind.DELTA, Kind.PERIOD, Kind.PART, Kind.REACHING}
)
_OPENING = frozenset({Kind.QUALIFIER, Kind.SIGN, Kind.DASH, Kind.JOIN})


def _clause(marks: Sequence[Mark], at: int, borders: str = ";") -> range:
    """The stretch between semicolons, or other *borders*, around *at*."""
    start, end = at, at
    while start > 0 and marks[start - 1].key not in borders:
        start -= 1
    while end < len(marks) and marks[end].key not in borders:
        end += 1
    return range(start, end)


def _clause_reason(marks: Sequence[Mark], at: int) -> str:
    clause = _clause(marks, at)
    kinds = {marks[place].kind for place in clause}
    if Kind.UKRAINIANS in kinds and any(_is_lost(marks, place) for place in clause):
        return UKRAINE
    return next((reason for kind, reason in _REASONS.items() if kind in kinds), "")


def _is_lost(marks: Sequence[Mark], at: int) -> bool:
    """Whether the Ukrainians at *at* are those lost, not those who did it: no verb follows them."""
    if marks[at].kind is not Kind.UKRAINIANS:
        return False
    counted = any(mark.kind is Kind.NUMBER for mark in marks[max(0, at - 2) : at])
    acting = any(mark.kind is Kind.LOSS for mark in marks[at + 1 : at + 3])
    return counted or not acting


def _average_reason(marks: Sequence[Mark], at: int, joined: Joined) -> str:
    if joined.joint in {Joint.BRACKET, Joint.SIGNED}:
        return ""
    for place in _clause(marks, at, ",;"):
        if marks[place].kind is Kind.AVERAGE:
            part = any(m.kind is Kind.PART for m in marks[max(0, at - 3) : at])
            host = any(m.key == "(" for m in marks[at:place])
            return "" if part or host else AVERAGE
    return ""


def _together_reason(marks: Sequence[Mark], joined: Joined, found: Mapping[int, Joined]) -> str:
    """`a dozen tanks and armoured vehicles`, `20 vehicles, including nine tanks`."""
    if joined.joint is not Joint.NOUN or joined.label < 0:
        return ""
    tail = marks[joined.label + 1 : joined.label + 4]
    claimed = {j.label for j in found.values()}
    if (len(tail) > 1 and tail[0].kind is Kind.JOIN) or (tail and tail[0].key == "/"):
        place = joined.label + 2
        while place < len(marks) and marks[place].kind is Kind.FILLER:
            place += 1
        other = marks[place] if place < len(marks) else None
        alone = other is not None and other.kind is Kind.CATEGORY and place not in claimed
        if alone and other is not None and other.key != joined.category:
            return TOGETHER
    if tail and tail[0].key == ",":
        tail = tail[1:]
    included = next((j for j in found.values() if j.at > joined.label), None)
    if tail and tail[0].kind is Kind.PART and included and included.category != joined.category:
        return TOGETHER if joined.category in {"armoured_vehicles", "vehicles"} else ""
    return ""
