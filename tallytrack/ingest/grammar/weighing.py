"""Sentences weighed together: what each number counts, and its tone where only others give it."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tallytrack.figure import Measure
from tallytrack.ingest.grammar import (
    attribution,
    belonging,
    bracketing,
    dating,
    joining,
    measures,
    sizes,
    speakers,
)
from tallytrack.ingest.grammar.belonging import Scene
from tallytrack.ingest.grammar.cues import DAY, DELTA, TOTAL, Tone
from tallytrack.ingest.grammar.doubts import TOGETHER
from tallytrack.ingest.grammar.joints import Joint
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind
from tallytrack.ingest.grammar.reads import Read, doubted
from tallytrack.ingest.grammar.sentences import Sentence

UNSAID = "neither a total nor a delta by its words"


def weighed(parts: Sequence[Sentence], words: Lexicon) -> list[Read]:
    """Each sentence with its numbers joined, toned by their own words, and doubted."""
    reads: list[Read] = []
    scene, context = Scene(), ""
    announced = listing = False  # whether a line has just announced a list, and one goes on
    for part in parts:
        if part.line != scene.line:
            listing = announced or (listing and part.item)
            counted = scene.counting and part.line == scene.line + 1
            speaker = scene.speaker if listing or counted or _goes_on(part) else None
            scene = Scene(
                part.line,
                speaker,
                scene.reason,
                scene.lossy,
                local=scene.local,
                summing=scene.summing,
                hedged=scene.hedged,
            )
        announced = part.marks[-1].key == ":"
        found = joining.joined(part.marks, words, context)
        said, refused, left = measures.tones(part.marks, found)
        named = speakers.speakers(part.marks, words, hedged=scene.hedged)
        why, scene = belonging.reasons(part.marks, found, named, scene, words)
        before = reads[-1].sentence if reads else None
        reads.append(Read(part, found, said, {**refused, **why}, left, before, named))
        categories = {joined.category for joined in found.values()}
        if categories:
            context = categories.pop() if len(categories) == 1 else ""
    # A headline says `115 vehicles`; only the text says that tanks are among them.
    return attribution.attributed(doubted(reads, TOGETHER), words)


def _goes_on(part: Sentence) -> bool:
    """Whether who spoke last goes on: `за його даними`, `..., he said`, `In addition, ...`."""
    first = [mark.key for mark in part.marks[:2]]
    if first[:1] == ["за"] and not _THEIR.isdisjoint(first):
        return True
    if first == ["in", "addition"]:
        return True
    pairs = pairwise(part.marks)
    return any(
        (who.key in _HE and says.kind is Kind.REPORTED)
        or (who.kind is Kind.REPORTED and says.key in _HIS)
        for who, says in pairs
    )


_HE = frozenset({"he", "she", "ministry", "the ministry", "review", "department"})
_HIS = frozenset({"his", "her", "him"})


_THEIR = frozenset({"його", "її", "їх", "їхніми", "їхнім"})


def toned(reads: Sequence[Read], words: Lexicon) -> list[Read]:
    """*reads*, with a tone for the numbers whose own sentence gives none: from the sentences
    before, unless their size speaks against it.
    """
    done: list[Read] = []
    carried: Tone | None = None
    line = -1  # where what is carried was said
    daily: set[str] = set()  # the categories whose loss in a day has been told
    for entries in _groups(reads):
        group = bracketing.agreed(entries, words)
        undecided = [
            (joined, int(read.sentence.marks[at].number))
            for read in group
            for at, joined in read.found.items()
            if at not in read.said and at not in read.why
        ]
        if carried is not None and line != group[0].sentence.line and _has_lost(group[0]):
            carried = sizes.unless_totals(undecided, carried, words)
        tone = sizes.decide(undecided, carried, words) if undecided else None
        if tone is None and undecided and any(_names_its_day(r) for r in group):
            tone = Tone(Measure.DELTA, sure=False)
        tone = replace(tone, sure=False) if tone is not None and tone is carried else tone
        companions = any(
            joined.joint in {Joint.BRACKET, Joint.SIGNED}
            for r in group
            for joined in r.found.values()
        )
        if undecided and companions:
            tone = Tone(Measure.TOTAL, sure=False)
        if tone is not None and tone.period != DAY and any(_is_dated(r) for r in group):
            tone = Tone(Measure.DELTA, sure=False)
        for read in group:
            done.append(_within_bounds(_with_tone(read, tone), words, daily))
            said = done[-1].said
            daily |= {read.found[at].category for at, t in said.items() if t == DELTA}
            if read.left is not None and not (
                read.found and all(a in read.why for a in read.found)
            ):
                day = set(said.values()) == {DELTA}
                carried, line = DELTA if day else read.left, read.sentence.line
        if tone is not None and not any(read.left for read in group):
            carried = tone
    return done


def _names_its_day(read: Read) -> bool:
    """Whether the sentence says on which day the losses were: `On December 14, it lost 181`."""
    lost = dating.loss_day(read.sentence, _ANY_DAY)
    return lost is not None and lost[1]


_ANY_DAY = date(2100, 1, 1)


def _has_lost(read: Read) -> bool:
    """Whether the sentence tells how things stand: `it has also lost 2,900 tanks`."""
    keys = [mark.key for mark in read.sentence.marks]
    return any(
        key in {"has", "have"} and "lost" in keys[at + 1 : at + 3] for at, key in enumerate(keys)
    )


_TELLS_A_TOTAL = frozenset({Kind.SUM, Kind.TOTAL, Kind.REACHING})


def _within_bounds(read: Read, words: Lexicon, daily: Container[str]) -> Read:
    """*read*, with what is too much for its period taken as a total, where the text allows it.

    A total that a text calls the loss of a day is left as it is printed.
    """
    marks = read.sentence.marks
    said = dict(read.said)
    for at, tone in read.said.items():
        joined = read.found[at]
        longer = tone.period != DAY
        minus = any(mark.key == "мінус" for mark in marks[max(0, at - 2) : at])
        reached = joined.joint is Joint.REACHED or minus
        told = read.sentence.kinds & _TELLS_A_TOTAL
        open_to_doubt = longer or told or reached or not tone.sure
        signed = joined.joint in {Joint.BRACKET, Joint.SIGNED}
        if tone == TOTAL and sizes.is_small(joined, int(marks[at].number), words):
            again = joined.category in daily and Kind.TOTAL not in read.sentence.kinds
            said[at] = DELTA if again or _is_of_a_day(read) else tone
        elif open_to_doubt and not signed:
            excessive = sizes.is_excessive(joined, int(marks[at].number), tone, words)
            said[at] = _as_total(tone) if excessive else tone
    return replace(read, said=said)


def _is_of_a_day(read: Read) -> bool:
    """Whether the sentence sums up a day: `a total of 35 vehicles in a single day`."""
    daily = Kind.DELTA in read.sentence.kinds or any(
        m.kind is Kind.PERIOD and m.key == DAY for m in read.sentence.marks
    )
    return daily and Kind.SUM in read.sentence.kinds and Kind.TOTAL not in read.sentence.kinds


def _as_total(tone: Tone) -> Tone:
    """The tone of a total: at the end of a month where *tone* is the month's."""
    dated = tone.period if tone.sure and tone.period.startswith("month ") else DAY
    return Tone(Measure.TOTAL, dated, sure=False)


def _is_dated(read: Read) -> bool:
    """Whether the sentence names a day of its own, so that a period before it has ended."""
    return Kind.DAY in read.sentence.kinds or _names_its_day(read)


def _groups(reads: Sequence[Read]) -> list[list[Read]]:
    """Sentences that are decided together: one of prose alone, the entries of a list at once."""
    groups: list[list[Read]] = []
    listing = False
    for read in reads:
        short = len(read.sentence.marks) < 12 and Kind.DAY not in read.sentence.kinds  # noqa: PLR2004
        entry = bool(read.found) and (read.sentence.item or short)
        if entry and listing and groups:
            groups[-1].append(read)
        else:
            groups.append([read])
        listing = entry and read.sentence.last
    return groups


def _with_tone(read: Read, tone: Tone | None) -> Read:
    open_numbers = [at for at in read.found if at not in read.said and at not in read.why]
    if not open_numbers:
        return read
    bracketed = [
        at
        for at in open_numbers
        if read.found[at].joint is Joint.BRACKET
        and not measures.restates(read.sentence.marks, read.found[at])
    ]
    unsaid = dict.fromkeys(bracketed if tone else open_numbers, UNSAID)
    if tone is None:
        return replace(read, why={**read.why, **unsaid})
    open_numbers = [at for at in open_numbers if at not in bracketed]
    read = replace(read, why={**read.why, **unsaid})
    return replace(read, said={**read.said, **dict.fromkeys(open_numbers, tone)})
