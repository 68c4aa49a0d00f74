"""Reasons to doubt one number: who is meant, what was done, and what it is counted with."""

from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from tallytrack.ingest.grammar.calendar import has_year
from tallytrack.ingest.grammar.calendar_names import AGO
from tallytrack.ingest.grammar.deeds import (
    is_had,
    is_no_deed,
    lost_after_all,
    mostly_there,
    only_elsewhere,
)
from tallytrack.ingest.grammar.joints import Joined, Joint, is_mean
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import HURT, Kind, Mark

OTHER = "another speaker"
UKRAINE = "not the enemy's own losses"
SECTOR = "one sector or one fight"
DEED = "fired, launched or done, not lost"
FORECAST = "a prediction"
AVERAGE = "an average, not one day's loss"
EVE = "of the day before"
EARLIER = "of an earlier day"
TOGETHER = "several categories together"
CAPTIVE = "taken prisoner"
ELSEWHERE = "another war"


_REASONS = {
    Kind.UKRAINE: UKRAINE,
    Kind.FORECAST: FORECAST,
    Kind.DEED: DEED,
    Kind.SECTOR: SECTOR,
}
_SOON = 7
_RATE = ["daily"]  # behind a noun: `1,100 soldiers daily`


def clause_of(marks: Sequence[Mark], at: int, borders: str = ";") -> range:
    """The stretch between semicolons, or other *borders*, around *at*."""
    start, end = at, at
    while start > 0 and marks[start - 1].key not in borders:
        start -= 1
    while end < len(marks) and marks[end].key not in borders:
        end += 1
    return range(start, end)


def has(marks: Sequence[Mark], places: range, kind: Kind) -> bool:
    """Whether a mark of *kind* stands in *places*."""
    return any(marks[place].kind is kind for place in places)


def clause_reason(marks: Sequence[Mark], joined: Joined, words: Lexicon) -> str:
    """The reason that the words around the number give."""
    if joined.joint is Joint.NOUN and is_had(marks, joined.at):
        return DEED
    clause = clause_of(marks, joined.at)
    kinds = {marks[place].kind for place in clause}
    if _lost_of_ours(marks, clause, words):
        return UKRAINE
    if Kind.UKRAINE in kinds and _turns_to_the_enemy(marks, clause, joined.at, words):
        kinds.discard(Kind.UKRAINE)
    elsewhere = only_elsewhere(marks, clause, joined.at, Kind.SECTOR)
    if Kind.EVERYWHERE in kinds or elsewhere or mostly_there(marks, clause, joined.at):
        kinds.discard(Kind.SECTOR)
    if all(is_no_deed(marks, p) for p in clause if marks[p].kind is Kind.DEED):
        kinds.discard(Kind.DEED)
    if Kind.DEED in kinds and lost_after_all(marks, clause, joined, words):
        kinds.discard(Kind.DEED)
    if Kind.UKRAINIANS in kinds and any(_is_lost(marks, place) for place in clause):
        return UKRAINE
    return next((reason for kind, reason in _REASONS.items() if kind in kinds), "")


def _turns_to_the_enemy(marks: Sequence[Mark], clause: range, at: int, words: Lexicon) -> bool:
    """Whether only the enemy is spoken of since the last turn: `..., while the invaders lost`."""
    turn = max((p for p in clause if p < at and marks[p].kind is Kind.TURN), default=-1)
    tail = [marks[place] for place in clause if place > turn]
    if turn < 0 or any(mark.kind is Kind.UKRAINE for mark in tail):
        return False
    before = marks[turn:at]
    return any(words.has("enemy", mark.note or mark.key) for mark in before)


def _lost_of_ours(marks: Sequence[Mark], clause: range, words: Lexicon) -> bool:
    """Whether Ukraine's own army is who lost: `українські війська за місяць втратили`."""
    ours = False
    for place in clause:
        mark = marks[place]
        if mark.kind in {Kind.OWN, Kind.UKRAINIANS} or words.has("ours", mark.key):
            ours = mark.key in words.words["actors"] or mark.kind is not Kind.OWN
        elif mark.kind is Kind.LOSS and words.has("losing", mark.key):
            if ours or _is_army(marks, _subject_of(marks, place)):
                return True
        elif (
            mark.kind in {Kind.NUMBER, Kind.REPORTED, Kind.LOSS, Kind.JOIN, Kind.DASH}
            or mark.key in {",", ":", "(", ")"}
            or words.has("enemy", mark.note or mark.key)
        ):
            ours = False
    return False


_HAVE = frozenset({"have", "has", "had"})
_ARMIES = frozenset({"forces", "army", "military", "troops", "ukraine"})


def _subject_of(marks: Sequence[Mark], verb: int) -> int:
    """Where the one stands who did what the verb says: before `have`, and its short name in
    brackets.
    """
    place = verb - 1 - (marks[verb - 1].key in _HAVE)
    bracketed = [mark.key for mark in marks[max(0, place - 2) : place + 1]]
    return place - 3 if bracketed[:1] == ["("] and bracketed[-1:] == [")"] else place


def _is_army(marks: Sequence[Mark], at: int) -> bool:
    """Whether the source at *at* is named as an army, before `lost`: `Ukraine's armed forces`."""
    return at >= 0 and marks[at].kind is Kind.OWN and marks[at].key.split()[-1] in _ARMIES


def elsewhere_reason(marks: Sequence[Mark], at: int) -> str:
    """`In Afghanistan it lost 15,000`: another war's, unless the number is compared with it."""
    clause = clause_of(marks, at, ",;")
    place = next((p for p in clause if marks[p].kind is Kind.ELSEWHERE), -1)
    if place < 0:
        return ""
    compared = any(m.kind is Kind.EVE or m.key in _THAN for m in marks[at:place])
    return "" if compared else ELSEWHERE


_THAN = frozenset({"than", "ніж", "за", "перевищили", "перевищила", "перевищує", "exceeding"})


def captive_reason(marks: Sequence[Mark], joined: Joined) -> str:
    """`Eleven more soldiers were captured`; those killed or captured are one number."""
    if joined.category != "personnel":
        return ""
    if any(mark.kind is Kind.CAPTIVE for mark in marks[max(0, joined.at - 2) : joined.at]):
        return CAPTIVE
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
    if marks[at].kind is not Kind.UKRAINIANS or (at and marks[at - 1].key == "by"):
        return False
    counted = any(mark.kind is Kind.NUMBER for mark in marks[max(0, at - 2) : at])
    acting = _acts(marks, at)
    return counted or not acting


def _acts(marks: Sequence[Mark], at: int) -> bool:
    """Whether a verb of destroying follows those at *at*, before any number or pause."""
    for mark in marks[at + 1 : at + _SOON]:
        if mark.kind in {Kind.LOSS, Kind.DOWNED}:
            return True
        if mark.kind is Kind.NUMBER or mark.key in {",", ";", ":", "("}:
            return False
    return False


def average_reason(marks: Sequence[Mark], at: int, joined: Joined) -> str:
    """Whether the number is a rate."""
    if joined.joint in {Joint.BRACKET, Joint.SIGNED}:
        return AVERAGE if joined.joint is Joint.BRACKET and is_mean(marks, at) else ""
    label = joined.label
    if joined.joint is Joint.NOUN and [mark.key for mark in marks[label + 1 : label + 2]] == _RATE:
        return AVERAGE
    for place in clause_of(marks, at, ",;"):
        if marks[place].kind is Kind.AVERAGE and not _is_behind_a_dash(marks, at, place):
            part = any(m.kind in {Kind.PART, Kind.SUM} for m in marks[max(0, at - 3) : at])
            host = any(m.key == "(" for m in marks[at:place])
            return "" if part or host else AVERAGE
    if marks[0].kind is Kind.AVERAGE and at and marks[at - 1].key == "(":
        return AVERAGE  # `On average, it lost 1,200 a day (1,100 in May)`
    return AVERAGE if _is_average_loss(marks, at) else ""


def _is_behind_a_dash(marks: Sequence[Mark], at: int, place: int) -> bool:
    """Whether the average is another number's: `втратила 92 850 — понад 1 000 людей щодня`,
    `92 850 військових – в середньому 1 000 на добу`.
    """
    between = marks[at + 1 : place]
    if between and between[-1].kind is Kind.DASH:
        return any(mark.kind is Kind.NUMBER for mark in marks[place + 1 : place + 4])
    dashes = [p for p, mark in enumerate(between) if mark.kind is Kind.DASH]
    return bool(dashes) and any(m.kind is Kind.NUMBER for m in between[dashes[0] :])


def _is_average_loss(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number is what `average daily losses`, the subject, came to."""
    for place in range(at - 1, -1, -1):
        mark = marks[place]
        if mark.kind in {Kind.SUM, Kind.TOTAL, Kind.TURN} or mark.key == ";":
            return False
        if mark.kind is Kind.AVERAGE:
            behind = marks[place + 1 : place + 4]
            return any(m.kind in {Kind.LOSS, Kind.DELTA} or m.note in HURT for m in behind)
    return False


def together_reason(marks: Sequence[Mark], joined: Joined, found: Mapping[int, Joined]) -> str:
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
    if _ends_with_another(marks, joined, claimed):
        return TOGETHER
    behind = (j for j in found.values() if j.at > joined.label)
    included = min(behind, key=lambda j: j.at, default=None)
    if included is None or included.category == joined.category:
        return ""
    parted = any(mark.kind is Kind.PART for mark in marks[joined.label + 1 : included.at])
    return TOGETHER if parted and joined.category in {"armoured_vehicles", "vehicles"} else ""


def _ends_with_another(marks: Sequence[Mark], joined: Joined, claimed: Container[int]) -> bool:
    """Whether one more noun closes the line without a number: `army destroys 39 tanks, AFVs`."""
    tail = marks[joined.label + 1 :]
    if [mark.key for mark in tail[:1]] != [","] or joined.label + 2 in claimed:
        return False
    other = [mark for mark in tail[1:] if mark.key != joined.category]
    return len(tail) == len(other) + 1 and [mark.kind for mark in other] == [Kind.CATEGORY]


def earlier_reason(marks: Sequence[Mark], at: int) -> str:
    """`Up from 1,100`, `a year earlier it was 700`: of a day that cannot be told, unless the
    comparison names its month.
    """
    clause = clause_of(marks, at, ",;")
    if has(marks, clause, Kind.EVE) and not _is_its_own_rise(marks, clause):
        dated = any(
            marks[place].kind is Kind.PERIOD and marks[place].key.startswith(_CALENDAR)
            for place in clause
        )
        edged = any(mark.key.startswith(_EDGES) for mark in marks[at + 1 : at + 2])
        return "" if dated or edged or _names_the_eve(marks, clause) else EVE
    if _is_a_record_of_some_day(marks, at):
        return EARLIER
    opening = clause_of(marks, 0, ",;")
    if any(marks[p].kind is Kind.EVE and marks[p].key.startswith("report") for p in opening):
        return EVE  # `in its report from the previous day, ...`
    past = {p for part in (opening, clause) for p in part if p < at and _is_ago(marks, p)}
    fresh = any(
        mark.kind in {Kind.PERIOD, Kind.TOTAL, Kind.DAY}
        for place, mark in enumerate(marks[:at])
        if place not in past and not any(_is_back_then(marks, ago, place) for ago in past)
    )
    return EARLIER if past and not fresh else ""


def _is_back_then(marks: Sequence[Mark], ago: int, at: int) -> bool:
    """Whether the day at *at* is only one of the time that was long ago: `рік тому ворог втратив за
    добу 980`, `рік тому, 12 березня`.
    """
    if marks[at].kind is Kind.DAY:
        return at == ago + 2 and marks[at - 1].key == "," and not has_year(marks[at].key)
    return marks[at].key == "day" and at in clause_of(marks, ago, ",;")


def _is_its_own_rise(marks: Sequence[Mark], clause: range) -> bool:
    """Whether the day before is only what a rise counts from: `35,000 (+150 on the day before)`."""
    eve = next(place for place in clause if marks[place].kind is Kind.EVE)
    before = marks[max(0, eve - 4) : eve]
    risen = [place for place, mark in enumerate(before) if mark.key == "+"]
    return bool(risen) and any(mark.kind is Kind.NUMBER for mark in before[risen[0] :])


def _is_ago(marks: Sequence[Mark], at: int) -> bool:
    """`A year ago`, and `over a week ago`, which is no length of time."""
    behind = [mark.key for mark in marks[at + 1 : at + 2]]
    return marks[at].key == AGO or (marks[at].kind is Kind.PERIOD and behind == ["ago"])


def _names_the_eve(marks: Sequence[Mark], clause: range) -> bool:
    """Whether the date of the day before stands behind it: `the day before, on November 11`."""
    eve = next(place for place in clause if marks[place].kind is Kind.EVE)
    behind = [mark for mark in marks[eve + 1 : eve + 4] if mark.key not in {",", "on", "("}]
    return bool(behind) and behind[0].kind is Kind.DAY


def _is_a_record_of_some_day(marks: Sequence[Mark], at: int) -> bool:
    """`The previous single-day record of 1,740 in May`: which day of May, nobody can tell."""
    before, behind = marks[max(0, at - 4) : at], marks[at + 1 : at + 6]
    day = any(
        mark.key in {"day", "daily"} and noun.kind is Kind.RECORD for mark, noun in pairwise(before)
    )
    return day and any(m.kind is Kind.PERIOD and m.key.startswith("month") for m in behind)


_EDGES = ("end ", "at ")  # of a month: `up from 465,000 at the end of April`
_CALENDAR = ("month", "years ", "span ", "season ", "last year", "half ")


def anyone_reason(
    marks: Sequence[Mark], joined: Joined, found: Mapping[int, Joined], words: Lexicon
) -> str:
    """People killed or hurt are the enemy's only where the sentence names the enemy."""
    if joined.joint is not Joint.NOUN or len({j.category for j in found.values()}) > 1:
        return ""
    if not words.has("anyone", marks[joined.label].note) or marks[0].key in _GOES_ON:
        return ""
    harms = [mark for mark in marks if words.has("harm", mark.key)]
    losses = [mark for mark in marks if mark.kind is Kind.LOSS]
    harmed = bool(harms) and all(mark in harms for mark in losses)
    kinds = {mark.kind for mark in marks}
    named = kinds & {Kind.OWN, Kind.TOTAL, Kind.DELTA} or any(
        words.has("enemy", word)
        for at, mark in enumerate(marks)
        for word in (mark.note or mark.key).split()
        if not _is_whose_weapon(marks, at)
    )
    return UKRAINE if harmed and not named else ""


_GOES_ON = frozenset({"this", "these"})  # `This number includes 1,280 casualties`


def _is_whose_weapon(marks: Sequence[Mark], at: int) -> bool:
    """Whether the enemy at *at* is only whose weapon it was: `a Russian ballistic missile`."""
    behind = marks[at + 1 : at + 3]
    return any(m.kind is Kind.CATEGORY and m.key in {"uavs", "cruise_missiles"} for m in behind)
