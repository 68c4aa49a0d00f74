"""Claims: the numbers of a text that are figures, each with its day; the others have a reason."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tallytrack.figure import Measure, Qualifier
from tallytrack.ingest.grammar import dating, doubts, joints, placing, rising, sizes
from tallytrack.ingest.grammar.cues import Tone, named_periods
from tallytrack.ingest.grammar.joints import Joined, Joint
from tallytrack.ingest.grammar.lexicon import Lexicon, lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.reads import Read
from tallytrack.ingest.grammar.stretches import ONE
from tallytrack.ingest.grammar.war import WAR, is_of_the_war
from tallytrack.vocabulary import Vocabulary


class Claim(NamedTuple):
    """A number of the text that is a figure of the tally."""

    category: str
    measure: Measure
    value: int
    qualifier: Qualifier
    day: date | None
    days: int | None
    start: int
    end: int


class Refusal(NamedTuple):
    """A number of the text that is none, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """What was made of a text: every number of it is in one of the two.

    Args:
        claims: the figures, in the order of the text.
        refusals: the other numbers, in the order of the text.
        days: from which place in the text on which report's day holds.
        items: how many labels stood before their numbers, as official lists have them.
    """

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]
    days: tuple[tuple[int, date], ...]
    items: int

    def day_at(self, place: int) -> date | None:
        """The report's day at *place*, by the heading above it, else by the first there is."""
        above = bisect_right(self.days, place, key=lambda entry: entry[0])
        return self.days[max(0, above - 1)][1] if self.days else None


def accounted(
    reads: Sequence[Read],
    text: str,
    published: date | None,
    vocabulary: Vocabulary,
) -> Account:
    """The claims with their days, and every other number with its reason."""
    words = lexicon(vocabulary)
    claims: list[Claim] = []
    refusals: list[Refusal] = []
    counting = frozenset(
        index for index, read in enumerate(reads) if any(at not in read.why for at in read.found)
    )
    heading: date | None = None
    default = (
        dating.report_day((read.sentence for read in reads), counting, published)
        if published
        else None
    )
    days = [(0, default)] if default is not None else []
    items = 0
    recalled: tuple[int, date | None] = (-1, None)  # a line that recalls another day's report
    told: date | None = None  # the day of losses that was last named
    for read in _in_periods(reads, default, vocabulary):
        headed = dating.header_day(read.sentence, published)
        if headed and dating.looks_back(read.sentence) and read.sentence.marks[-1].key != ":":
            recalled = read.sentence.line, headed
        elif headed:
            heading = headed
            days.append((read.sentence.marks[0].start, headed))
        day = recalled[1] if recalled[0] == read.sentence.line else heading or default
        if day is not None and published is not None:
            day, told = _turned_to(read, day, told, published)
        made = {
            at: _claim(read, joined, day, published, vocabulary)
            for at, joined in read.found.items()
            if at not in read.why
        }
        few = _too_few(read, made, words)
        for at, mark in enumerate(read.sentence.marks):
            if at in made:
                joined, claim = read.found[at], made[at]
                items += joined.joint is Joint.LABEL
                if reason := TOO_FEW if at in few else _refused(read, joined, claim, words):
                    refusals.append(Refusal(mark.start, mark.end, reason))
                elif claim is not None:
                    claims.append(claim)
            elif reason := _reason(read, at, mark, text):
                refusals.append(Refusal(mark.start, mark.end, reason))
    return Account(tuple(claims), tuple(refusals), tuple(days), items)


def _turned_to(
    read: Read, day: date, told: date | None, published: date
) -> tuple[date, date | None]:
    """The report's day for a sentence that goes on to the day after, back to the same day, or to
    the day before; and the day of losses last named, which those sentences count from.
    """
    lost = dating.loss_day(read.sentence, published)
    told = lost[0] if lost and lost[1] else told
    if told is not None and dating.next_day(read.sentence):
        told += ONE
        return min(told + ONE, published), told
    if told is not None and dating.goes_back(read.sentence):
        return min(told + ONE, published), told
    return (day - ONE if dating.day_before(read.sentence) else day), told


_PROSE = frozenset({Joint.NOUN, Joint.REACHED})
_SHORT = 12
_A_LIST = 3


def _in_periods(reads: Sequence[Read], day: date | None, vocabulary: Vocabulary) -> Iterator[Read]:
    """*reads*, a list below the name of a period read as its losses, where no totals are so low."""
    period: Tone | None = None
    for read in reads:
        if period is None or day is None:
            yield read
        else:
            yield _of_the_period(read, period, day, vocabulary)
        period = next(iter(named_periods(read.sentence.marks)), period)


def _of_the_period(read: Read, period: Tone, day: date, vocabulary: Vocabulary) -> Read:
    """*read*, an entry of a list or a sum that no total can be taken for the loss of *period*, the
    last that was named: `Втрати росіян за липень`, and then `300 танків`.
    """
    words = lexicon(vocabulary)
    marks, sentence = read.sentence.marks, read.sentence
    if any(is_of_the_war(mark) for mark in marks):
        return read
    alone = sentence.last and (read.before is None or read.before.line != sentence.line)
    entry = sentence.item or (alone and len(marks) < _SHORT)
    counted = {joined.category for joined in read.found.values()}
    listed = entry or Kind.SUM in sentence.kinds or len(counted) >= _A_LIST
    totals = {
        at: merged(read.found[at].category, day, vocabulary)
        for at, tone in read.said.items()
        if listed
        and tone.measure is Measure.TOTAL
        and read.found[at].joint in _PROSE
        and not sizes.is_excessive(read.found[at], int(marks[at].number), period, words)
    }
    passed = {
        at
        for at, category in totals.items()
        if sizes.is_passed(category, int(marks[at].number), day, words)
    }
    if passed:  # what has no bound, a submarine, is of one list with the others
        passed |= {at for at, c in totals.items() if not sizes.is_bounded(c, day, words)}
    return replace(read, said={**read.said, **dict.fromkeys(passed, period)}) if passed else read


def _too_few(read: Read, made: Mapping[int, Claim | None], words: Lexicon) -> set[int]:
    """The places of men too few for the whole front, and of what was lost with them that day."""
    few = {at for at, claim in made.items() if _is_too_few(read, at, claim, words)}
    if not any((claim := made[at]) and claim.days == 1 for at in few):
        return few
    prose = (at for at in made if read.found[at].joint in _PROSE)
    return few | {at for at in prose if (claim := made[at]) and claim.days == 1}


def _is_too_few(read: Read, at: int, claim: Claim | None, words: Lexicon) -> bool:
    """Whether the number is of men lost in its days, and fewer than on the whole front."""
    if claim is None or claim.category != "personnel" or not claim.days or claim.day is None:
        return False
    prose = read.found[at].joint in _PROSE
    return prose and sizes.are_too_few(claim.value, claim.day, claim.days, words)


def _refused(read: Read, joined: Joined, claim: Claim | None, words: Lexicon) -> str:
    """Why the claim cannot be made, if it cannot."""
    if claim is None:
        return "a period that cannot be dated"
    if claim.measure is Measure.DELTA or claim.day is None or joined.joint not in _PROSE:
        return ""
    if any(other.host == joined.at for other in read.found.values()):
        return ""
    return PASSED if sizes.is_passed(claim.category, claim.value, claim.day, words) else ""


PASSED = "less than every total by then"
TOO_FEW = "fewer than the whole front lost by then"


def _claim(
    read: Read, joined: Joined, day: date | None, published: date | None, vocabulary: Vocabulary
) -> Claim | None:
    mark = read.sentence.marks[joined.at]
    tone = read.said[joined.at]
    measure = tone.measure
    days: int | None = tone.days if measure is Measure.DELTA else None
    if day is not None:
        placed = placing.placed(read, joined.at, day, published or day)
        if placed is None:
            return None
        day, days = placed
        if placing.is_the_whole_war(tone, day, days):
            measure, days = Measure.TOTAL, None
    return Claim(
        merged(joined.category, day, vocabulary),
        measure,
        int(mark.number),
        _qualifier(read.sentence.marks, joined.at),
        day,
        days,
        mark.start,
        mark.end,
    )


def merged(category: str, day: date | None, vocabulary: Vocabulary) -> str:
    """The category that a label means on *day*: the short old label outlived its category."""
    entry = vocabulary.categories[category]
    if day is None or entry.last_on is None or day <= entry.last_on or not entry.merged_into:
        return category
    return entry.merged_into


def _qualifier(marks: Sequence[Mark], at: int) -> Qualifier:
    if joints.is_plus_behind(marks, at):
        return Qualifier.OVER
    place = at - 1
    if place >= 0 and marks[place].key in {"+", "“", '"', "«", "позначку", "відмітку"}:
        place -= 1
    if place > 0 and marks[place].key == "reached":
        place -= marks[place - 1].kind is Kind.QUALIFIER  # `nearly reached 51,000`
    before = marks[max(0, place - 3) : place]
    arriving = any(mark.kind in {Kind.SUM, Kind.TURN} or rising.moves(mark) for mark in before)
    risen = arriving and marks[place].note == "до"
    if place >= 0 and marks[place].kind in {Kind.QUALIFIER, Kind.REACHING} and not risen:
        return Qualifier(marks[place].key)
    return Qualifier.EXACT


def _reason(read: Read, at: int, mark: Mark, text: str) -> str:
    """Why the mark is no figure, if it holds a number; empty if it holds none."""
    if mark.kind is Kind.NUMBER:
        return read.why.get(at) or _uncounted(read.sentence.marks, at)
    if mark.kind in {Kind.NOISE, Kind.DAY}:
        return mark.note or ("a date" if mark.kind is Kind.DAY else "part of an address")
    numbered = any(sign.isdigit() for sign in text[mark.start : mark.end]) or mark.key == "days"
    timed = mark.kind in {Kind.PERIOD, Kind.MONTH} or mark.key == WAR
    return "a length of time" if timed and numbered else ""


def _uncounted(marks: Sequence[Mark], at: int) -> str:
    """Why no category was found for the number at *at*; empty for an article, which is none."""
    if joints.is_article(marks[at]):
        return ""
    if joints.is_compared(marks, at):
        return "a comparison or one end of a range"
    return _NEXT.get(marks[at + 1].kind, "no category") if at + 1 < len(marks) else "no category"


# Why a number before such a word counts nothing of the tally.
_NEXT = {
    Kind.TOGETHER: doubts.TOGETHER,
    Kind.UKRAINE: doubts.UKRAINE,
    Kind.UKRAINIANS: doubts.UKRAINE,
    Kind.DEED: doubts.DEED,
    Kind.TIME: "a length of time",
}
