"""Which of several periods a number is of: `359 tanks in June and 291 in September`."""

from collections.abc import Sequence

from tallytrack.ingest.grammar.cues import Cue, Tone
from tallytrack.ingest.grammar.joints import Joined, Joint
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.war import STARTS


def of_several(marks: Sequence[Mark], at: int, joined: Joined, cues: Sequence[Cue]) -> Tone | None:
    """Where a sentence names several periods, the one right behind the number and its noun.

    `359 tanks in June and 291 in September`; `1,520 and 1,517, respectively` take them in order.
    """
    periods = [cue for cue in cues if marks[cue.at].kind is Kind.PERIOD]
    if len({cue.tone for cue in periods}) < _SEVERAL:
        return None
    if joined.joint is Joint.LISTED and joined.turn >= 0:
        months = [cue.tone for cue in periods if cue.tone.period.startswith("month ")]
        return months[joined.turn] if joined.turn < len(months) else None
    place = max(at, joined.label) + 1
    while place < len(marks) and (
        marks[place].kind in {Kind.LOSS, Kind.UNIT, Kind.SUM, Kind.FILLER}
        or marks[place].key in _LEADS_TO_PERIOD
    ):
        place += 1
    behind = next((cue.tone for cue in periods if cue.at == place), None)
    named = [cue.tone for cue in periods if cue.tone.period.startswith("month ")]
    if behind is not None and behind.period == "month" and named:
        return named[0]  # `in June ..., 32,000 for the month`
    return behind or _led_by_period(marks, at, periods) or _alone_before(marks, at, periods)


def _led_by_period(marks: Sequence[Mark], at: int, periods: Sequence[Cue]) -> Tone | None:
    """The period that leads to the number, after a comma: `in May 42,000, in April – 38,000`."""
    place = at - 1
    while place >= 0 and (
        marks[place].kind in {Kind.DASH, Kind.QUALIFIER, Kind.LOSS}
        or marks[place].key in _LEADS_TO_NUMBER | {"("}
    ):
        place -= 1
    if [mark.key for mark in marks[max(0, at - 2) : at]] == [",", "with"]:
        place = at - 3  # `in July, with 1,520`
    found = next((cue.tone for cue in periods if cue.at == place), None)
    if marks[at - 1].key in {"(", "with"}:
        return found  # `the figures for May 2024 (38,900 killed and wounded)`
    place -= 1 + (place > 1 and marks[place - 1].key in _LEADS_TO_PERIOD)
    apart = place >= 0 and (marks[place].key in {",", ";"} or marks[place].kind in _PAUSES)
    return found if apart else None


def _alone_before(marks: Sequence[Mark], at: int, periods: Sequence[Cue]) -> Tone | None:
    """The one period named since the number before, in a clause of its own: `its losses in November
    at 28,000 and those in October at 24,500`.
    """
    before = max((place for place in range(at) if marks[place].kind is Kind.NUMBER), default=-1)
    since = [cue for cue in periods if before < cue.at < at]
    if before < 0 or len(since) != 1 or not since[0].tone.period.startswith(_ON_THE_CALENDAR):
        return None
    pauses = (m.key in {",", ";"} or m.kind in _PAUSES for m in marks[before : since[0].at])
    closed = any(m.key in {",", ";"} for m in marks[since[0].at : at])
    return since[0].tone if any(pauses) and not closed else None


_ON_THE_CALENDAR = ("month ", "years ", "season ", "since ")
_PAUSES = frozenset({Kind.JOIN, Kind.TURN, Kind.EVE})
_LEADS_TO_NUMBER = frozenset(
    {"it", "they", "was", "were", "the", "figure", "this", "уже", "вже", ":"}
)
_SEVERAL = 2
_LEADS_TO_PERIOD = frozenset(
    {"in", "were", "have", "been", "came", "occurred", "fell", "by", "у", "в", "за", "було"}
    | {"whole", "all", "entirety", "course"}  # `in the whole of October`
    | {"sustained", "suffered", "incurred", "recorded", "registered", "reported"}
)


def is_led_by_a_day(marks: Sequence[Mark], at: int) -> bool:
    """Whether a day stands apart before a dash and the number at *at*: `за тиждень 8 300, у неділю
    — 1 110`.
    """
    if at < _FEWEST or marks[at - 1].kind is not Kind.DASH:
        return False
    place = at - 2
    day = marks[place]
    if day.kind not in {Kind.DAY, Kind.WEEKDAY} or day.key in STARTS:
        return False
    place -= 1
    if day.kind is Kind.WEEKDAY:
        place -= marks[place].key in {"у", "в"}
    return place > 0 and (marks[place].key == "," or marks[place].kind in _BEFORE_A_DAY)


_FEWEST = 3  # marks: a pause, the day and the dash
_BEFORE_A_DAY = _PAUSES | {Kind.PART, Kind.RECORD}
