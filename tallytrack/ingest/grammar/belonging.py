"""Whose numbers these are: the source's own tally of the enemy, or why not.

Another speaker, Ukraine's own losses, a sector, a prediction, an average, shells fired and
drones launched: each is a reason, and the number stays unread with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallytrack.ingest.grammar import speakers
from tallytrack.ingest.grammar.joining import Joined, Joint, brackets, within
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.war import is_of_the_war

OTHER = "another speaker"
UKRAINE = "not the enemy's own losses"
SECTOR = "one sector or one fight"
DEED = "fired, launched or done, not lost"
FORECAST = "a prediction"
AVERAGE = "an average, not one day's loss"
EVE = "of the day before"
TOGETHER = "several categories together"
CAPTIVE = "taken prisoner"
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
        local: whether a sector's own counter speaks.
    """

    line: int = -1
    speaker: Kind | None = None
    reason: str = ""
    lossy: bool = False
    within: bool = False
    local: bool = False


def reasons(
    marks: Sequence[Mark], found: Mapping[int, Joined], scene: Scene, words: Lexicon
) -> tuple[dict[int, str], Scene]:
    """Why each of the joined numbers is not the source's, and the scene for what follows."""
    lost = _speaks_of_losses(marks, found, scene)
    entry = bool(found) and all(mark.kind in _OPENING for mark in marks[: min(found)])
    named = speakers.speakers(marks, words)
    local = _is_local(marks, scene, words)
    bracketed = within(brackets(marks))

    def another(at: int) -> bool:
        return speakers.is_another(named, _clause(marks, at), at, scene.speaker, bracketed)

    why: dict[int, str] = {}
    for at, joined in found.items():
        reason = (
            _clause_reason(marks, at, words)
            or _downed_reason(marks, joined)
            or (OTHER if another(at) else "")
            or (SECTOR if local else "")
            or _captive_reason(marks, joined)
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
    spoke = len(why) < len(found) or (not found and _headed(marks))
    after = Scene(
        scene.line,
        named[-1].kind if named else scene.speaker,
        _lasting(marks, found, why, scene, fresh=fresh),
        spoke or scene.lossy,
        spoke or scene.within,
        local or _sets_local(marks, why, words),
    )
    return why, after


def _lasting(
    marks: Sequence[Mark],
    found: Mapping[int, Joined],
    why: Mapping[int, str],
    scene: Scene,
    *,
    fresh: bool,
) -> str:
    """The reason that goes on after this sentence, until something fresh is said."""
    lasting = next((reason for reason in why.values() if reason in _LASTING), "")
    if found or lasting:
        return lasting
    kinds = {mark.kind for mark in marks}
    if {Kind.SECTOR, Kind.NUMBER} <= kinds:
        return SECTOR
    return "" if fresh else scene.reason


def _is_local(marks: Sequence[Mark], scene: Scene, words: Lexicon) -> bool:
    """Whether a sector's own counter goes on speaking: until the source, the whole front or the
    whole war is named.
    """
    return scene.local and not (
        speakers.names_source(marks, words)
        or any(mark.kind is Kind.EVERYWHERE or is_of_the_war(mark) for mark in marks)
    )


def _sets_local(marks: Sequence[Mark], why: Mapping[int, str], words: Lexicon) -> bool:
    """Whether from here on a sector's own counter speaks."""
    if any(mark.kind is Kind.EVERYWHERE for mark in marks):
        return False
    if any(mark.kind is Kind.SECTOR and mark.key in words.words["lasting"] for mark in marks):
        return True
    fought = any(words.has("operation", mark.key) for mark in marks)
    return fought and SECTOR in why.values() and not speakers.names_source(marks, words)


def _headed(marks: Sequence[Mark]) -> bool:
    """Whether the sentence announces losses to come: `Equipment lost:`."""
    return marks[-1].key == ":" and any(mark.kind is Kind.LOSS for mark in marks)


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
_SOON = 7
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


def _clause_reason(marks: Sequence[Mark], at: int, words: Lexicon) -> str:
    clause = _clause(marks, at)
    kinds = {marks[place].kind for place in clause}
    if Kind.EVERYWHERE in kinds:
        kinds.discard(Kind.SECTOR)
    if Kind.DEED in kinds and _lost_after_all(marks, clause, at, words):
        kinds.discard(Kind.DEED)
    if Kind.UKRAINIANS in kinds and any(_is_lost(marks, place) for place in clause):
        return UKRAINE
    return next((reason for kind, reason in _REASONS.items() if kind in kinds), "")


def _lost_after_all(marks: Sequence[Mark], clause: range, at: int, words: Lexicon) -> bool:
    """Whether the deeds stand apart from the number: before it, with a word that only losses
    have in between, or behind it, after a comma.
    """
    deeds = [place for place in clause if marks[place].kind is Kind.DEED]
    before = max((place for place in deeds if place < at), default=-1)
    behind = next((place for place in deeds if place > at), len(marks))
    near = behind < len(marks) and all(mark.key != "," for mark in marks[at:behind])
    lost = any(
        mark.kind is Kind.LOSS and not words.has("harm", mark.key)
        for mark in marks[before + 1 : at]
    )
    return lost and not near


def _captive_reason(marks: Sequence[Mark], joined: Joined) -> str:
    """`Eleven more soldiers were captured`; those killed or captured are one number."""
    if joined.category != "personnel":
        return ""
    for place in range(joined.at + 1, min(len(marks), joined.at + _SOON)):
        mark = marks[place]
        if mark.kind is Kind.CAPTIVE:
            beside = {m.kind for m in (*marks[place - 1 : place], *marks[place + 1 : place + 2])}
            return "" if Kind.JOIN in beside else CAPTIVE
        if mark.kind is Kind.NUMBER or mark.key in {",", ";", "("}:
            break
    return ""


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
