"""Whose numbers these are: the source's own tally of the enemy, or why not.

Another speaker, Ukraine's own losses, a sector, a prediction, an average, shells fired and
drones launched: each is a reason, and the number stays unread with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallytrack.ingest.grammar import speakers
from tallytrack.ingest.grammar.air import downed_reason, model_reason
from tallytrack.ingest.grammar.doubts import (
    OTHER,
    SECTOR,
    UKRAINE,
    anyone_reason,
    average_reason,
    captive_reason,
    clause_of,
    clause_reason,
    earlier_reason,
    elsewhere_reason,
    together_reason,
)
from tallytrack.ingest.grammar.joints import Joined, Joint, brackets, within
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import HURT, Kind, Mark
from tallytrack.ingest.grammar.speakers import Speaker
from tallytrack.ingest.grammar.thresholds import mark_reason, some_day_reason
from tallytrack.ingest.grammar.war import is_of_the_war
from tallytrack.ingest.grammar.wounded import wounded_reason

ALIEN = "no word of a loss"
_CONTINUING = frozenset({"this", "these", "that", "це", "ці"})
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
        summing: whether a week or longer is being summed up.
        counting: whether one who keeps a count of its own spoke last.
        hedged: whether the source's own numbers have been told as likely.
    """

    line: int = -1
    speaker: Kind | None = None
    reason: str = ""
    lossy: bool = False
    within: bool = False
    local: bool = False
    summing: bool = False
    counting: bool = False
    hedged: bool = False


def reasons(
    marks: Sequence[Mark],
    found: Mapping[int, Joined],
    named: Sequence[Speaker],
    scene: Scene,
    words: Lexicon,
) -> tuple[dict[int, str], Scene]:
    """Why each of the joined numbers is not the source's, and the scene for what follows.

    *named* are those in the sentence who give numbers.
    """
    lost = _speaks_of_losses(marks, found, scene)
    entry = bool(found) and all(mark.kind in _OPENING for mark in marks[: min(found)])
    local = _is_local(marks, scene, words)
    bracketed = within(brackets(marks))

    whole = any(mark.kind is Kind.EVERYWHERE for mark in marks)
    standing = None if whole else scene.speaker  # the whole front is the source's to count

    def another(at: int) -> bool:
        return speakers.is_another(named, clause_of(marks, at), at, standing, bracketed)

    daily = any(mark.kind is Kind.PERIOD and mark.key == "day" for mark in marks)
    summing = scene.summing and not daily
    why: dict[int, str] = {}
    for at, joined in found.items():
        reason = (
            clause_reason(marks, joined, words)
            or ("" if summing else downed_reason(marks, joined, found, words))
            or elsewhere_reason(marks, at)
            or (OTHER if another(at) else "")
            or (SECTOR if local else "")
            or model_reason(marks, joined)
            or captive_reason(marks, joined)
            or average_reason(marks, at, joined)
            or earlier_reason(marks, at)
            or mark_reason(marks, at)
            or some_day_reason(marks, joined)
            or anyone_reason(marks, joined, found, words)
            or wounded_reason(marks, joined)
            or together_reason(marks, joined, found)
            or ("" if lost else _loss_reason(joined, scene, entry=entry))
        )
        if reason:
            why[at] = reason
    continued = bool(marks) and marks[0].key in _CONTINUING
    fresh = not continued and (any(m.kind in _FRESH for m in marks) or _heads_theirs(marks, words))
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
        _sums(marks, found, why, scene),
        # One who cites the source, in the same sentence, keeps no count of its own.
        bool(named) and named[-1].counting and all(one.kind is not Kind.OWN for one in named),
        scene.hedged or {Kind.HEDGE, Kind.OWN} <= {mark.kind for mark in marks},
    )
    return why, after


def _sums(
    marks: Sequence[Mark], found: Mapping[int, Joined], why: Mapping[int, str], scene: Scene
) -> bool:
    """Whether after this sentence the losses of a week or longer are being listed."""
    if not len(why) < len(found) and not _headed(marks):
        return scene.summing
    periods = [mark for mark in marks if mark.kind is Kind.PERIOD and not is_of_the_war(mark)]
    return any(mark.key != "day" for mark in periods) if periods else scene.summing


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
    if scene.reason == SECTOR and _heads_the_whole(marks):
        return ""
    kinds = {mark.kind for mark in marks}
    if Kind.SECTOR in kinds and (Kind.NUMBER in kinds or _heads_a_sector(marks)):
        return SECTOR
    return "" if fresh else scene.reason


def _is_local(marks: Sequence[Mark], scene: Scene, words: Lexicon) -> bool:
    """Whether a sector's own counter goes on speaking: until the source, the whole front or the
    whole war is named.
    """
    fresh = any(mark.kind in _FRESH - {Kind.OWN} for mark in marks)
    return scene.local and not (
        (fresh and speakers.names_source(marks, words))
        or any(mark.kind is Kind.EVERYWHERE or is_of_the_war(mark) for mark in marks)
    )


def _sets_local(marks: Sequence[Mark], why: Mapping[int, str], words: Lexicon) -> bool:
    """Whether from here on a sector's own counter speaks."""
    if any(mark.kind is Kind.EVERYWHERE for mark in marks):
        return False
    if any(mark.kind is Kind.SECTOR and mark.key in words.words["lasting"] for mark in marks):
        return True
    placed = any(m.kind is Kind.SECTOR and m.key in words.words["place"] for m in marks)
    if placed and any(mark.kind is Kind.LOSS for mark in marks):
        return not speakers.names_source(marks, words)
    fought = any(words.has("operation", mark.key) for mark in marks)
    return fought and SECTOR in why.values() and not speakers.names_source(marks, words)


def _headed(marks: Sequence[Mark]) -> bool:
    """Whether the sentence announces losses to come: `Equipment lost:`."""
    return marks[-1].key == ":" and any(mark.kind is Kind.LOSS for mark in marks)


def _heads_theirs(marks: Sequence[Mark], words: Lexicon) -> bool:
    """Whether a list of the enemy's losses begins: `And now about Russia's losses:`."""
    return _headed(marks) and any(words.has("enemy", mark.note or mark.key) for mark in marks)


def _heads_the_whole(marks: Sequence[Mark]) -> bool:
    """Whether a list of all losses begins: `Загальні втрати ворога склали:`."""
    kinds = {mark.kind for mark in marks}
    return _headed(marks) and Kind.SUM in kinds and Kind.SECTOR not in kinds


def _heads_a_sector(marks: Sequence[Mark]) -> bool:
    """Whether a list of one sector's losses begins: `на лівому березі ворог втратив:`."""
    return _headed(marks) and all(mark.kind is not Kind.EVERYWHERE for mark in marks)


def _loss_reason(joined: Joined, scene: Scene, *, entry: bool) -> str:
    """A noun behind a number counts as lost only where something speaks of losses."""
    if joined.joint not in {Joint.NOUN, Joint.REACHED}:
        return ""
    return "" if scene.lossy and (entry or scene.within) else ALIEN


def _speaks_of_losses(marks: Sequence[Mark], found: Mapping[int, Joined], scene: Scene) -> bool:
    """Whether the sentence is about losses: by its words, its signs, or as a list that goes on."""
    worded = any(mark.kind in _LOSSES or mark.note in HURT for mark in marks)
    worded = worded or (scene.summing and any(mark.kind is Kind.DOWNED for mark in marks))
    signed = any(joined.joint in _TELLING for joined in found.values())
    listed = len({joined.category for joined in found.values()}) >= _MANY
    record = any(m.kind is Kind.RECORD for at in found for m in marks[max(0, at - 2) : at])
    return worded or signed or ((listed or record) and scene.lossy)


_MANY = 3


_TELLING = frozenset({Joint.BRACKET, Joint.SIGNED, Joint.LABEL, Joint.PAIR})


_LOSSES = frozenset(
    {Kind.LOSS, Kind.TOTAL, Kind.SUM, Kind.DELTA, Kind.PERIOD, Kind.PART, Kind.REACHING}
)


_OPENING = frozenset({Kind.QUALIFIER, Kind.SIGN, Kind.DASH, Kind.JOIN})
