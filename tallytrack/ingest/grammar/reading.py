"""A text read: its claims, which are figures without a document, and what was not taken."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tallytrack.figure import Measure, Qualifier
from tallytrack.ingest.grammar import belonging, dating, joining, measures, sizes
from tallytrack.ingest.grammar.belonging import Scene
from tallytrack.ingest.grammar.calendar import calendar_marks
from tallytrack.ingest.grammar.calendar_spans import span_marks
from tallytrack.ingest.grammar.entries import Entry, entries
from tallytrack.ingest.grammar.joining import Joined, Joint
from tallytrack.ingest.grammar.lexicon import Lexicon, lexicon
from tallytrack.ingest.grammar.lookalikes import unmasked
from tallytrack.ingest.grammar.marking import Kind, Mark, marks
from tallytrack.ingest.grammar.measures import Tone
from tallytrack.ingest.grammar.numerals import numbers
from tallytrack.ingest.grammar.sentences import Sentence, sentences
from tallytrack.ingest.grammar.war import war_marks
from tallytrack.ingest.grammar.words import tokens
from tallytrack.vocabulary import Vocabulary

ANOTHER = "another story, below the list"
UNSAID = "neither a total nor a delta by its words"
_LIST = 8  # categories: a post lists more
_HEADING = 250  # characters in which a post has its heading
_HEAD = 3000  # characters in which a text says when it was published


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


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence after joining and weighing: what is known before its day is."""

    sentence: Sentence
    found: Mapping[int, Joined]
    said: Mapping[int, Tone]
    why: Mapping[int, str]
    left: Tone | None


def marked(text: str, words: Lexicon) -> list[Mark]:
    """The marks of *text* after all passes over its words."""
    text = unmasked(text)
    bare = numbers(list(marks(tokens(text), words)), text, words)
    timed = war_marks(calendar_marks(bare, text, words), text, words)
    return span_marks(timed, words)


def day_in(text: str, vocabulary: Vocabulary) -> date | None:
    """The day that the text itself gives in full, in a heading or else in its first lines."""
    words = lexicon(vocabulary)
    for length in (_HEADING, _HEAD):
        _, head = entries(_head(text, length), words)
        parts = list(sentences(marked(head, words), text))
        days = [dating.header_day(part, None) for part in parts]
        if length == _HEAD:
            days += [dating.full_day(mark) for part in parts for mark in part.marks]
        if found := next((day for day in days if day), None):
            return found
    return None


def _head(text: str, length: int) -> str:
    """The beginning of *text*, not cut within a word or a date."""
    return (
        text if len(text) <= length else text[:length].rstrip("0123456789.-/ ").rpartition(" ")[0]
    )


def account(text: str, vocabulary: Vocabulary, published: date | None) -> Account:
    """Read *text*; without *published* and without a date in it, the claims are undated."""
    words = lexicon(vocabulary)
    parts = list(sentences(marked(text, words), text))
    reads = _toned(_weighed(parts, words), words)
    return _accounted(reads, text, published, vocabulary)


def official(text: str, vocabulary: Vocabulary, published: date | None) -> Account:
    """Read *text* as an official post: its plain entries at once, the rest by the grammar.

    Only where an entry prints its delta are these the running totals that they look like.
    """
    text = unmasked(text)
    found, rest = entries(text, lexicon(vocabulary))
    if not any(entry.delta != (0, 0) for entry in found):
        return _trimmed(_titled(account(text, vocabulary, published)))
    made = account(rest, vocabulary, published)
    claims = list(made.claims)
    for entry in found:
        day = made.day_at(entry.total[0]) or published
        claims += _entered(entry, text, day, vocabulary)
    claims.sort(key=lambda claim: claim.start)
    made = replace(made, claims=tuple(claims), items=made.items + len(found))
    return _trimmed(_titled(made))


def _titled(made: Account) -> Account:
    """*made*, with what stands above the list's own heading, its title, on the heading's day."""
    if len(made.days) < 2 or not made.claims:  # noqa: PLR2004 - without a heading
        return made
    place, day = made.days[1]
    if made.claims[len(made.claims) // 2].start < place:
        return made
    titles = [
        claim.start < place
        and claim.days in {None, 1}
        and claim.day is not None
        and abs(claim.day - day) <= dating.ONE
        for claim in made.claims
    ]
    claims = tuple(
        claim._replace(day=day) if titled else claim
        for claim, titled in zip(made.claims, titles, strict=True)
    )
    return replace(made, claims=claims)


def _trimmed(made: Account) -> Account:
    """*made* without the claims below its list that the list does not have: another day's story.

    The list ends with its last total, and that category's delta. It may be printed twice, in
    two languages.
    """
    totals: dict[str, Claim] = {}
    repeated: list[Claim] = []
    for claim in made.claims:
        if claim.measure is Measure.TOTAL:
            first = totals.setdefault(claim.category, claim)
            repeated += [claim] * (claim.value == first.value)
    if len(totals) < _LIST:
        return made
    last = repeated[-1]
    behind = [claim for claim in made.claims if claim.start > last.start]
    listed = {_printed(claim) for claim in made.claims if claim.start <= last.start}
    listed |= {_printed(claim) for claim in behind[:1] if claim.category == last.category}
    beside = {c for c in behind if c.category in totals and _printed(c) not in listed}
    refusals = [*made.refusals, *(Refusal(c.start, c.end, ANOTHER) for c in beside)]
    claims = tuple(claim for claim in made.claims if claim not in beside)
    return replace(made, claims=claims, refusals=tuple(sorted(refusals)))


def _printed(claim: Claim) -> tuple[object, ...]:
    return claim.category, claim.measure, claim.value, claim.day


def _entered(entry: Entry, text: str, day: date | None, vocabulary: Vocabulary) -> Iterator[Claim]:
    """The total of an entry, and its delta if it prints one."""
    category = _merged(entry.category, day, vocabulary)
    qualifier = Qualifier.ABOUT if entry.about else Qualifier.EXACT
    start, end = entry.total
    value = int("".join(filter(str.isdigit, text[start:end])))
    yield Claim(category, Measure.TOTAL, value, qualifier, day, None, start, end)
    start, end = entry.delta
    if end:
        value = int("".join(filter(str.isdigit, text[start:end])))
        yield Claim(category, Measure.DELTA, value, Qualifier.EXACT, day, 1, start, end)


def _weighed(parts: Sequence[Sentence], words: Lexicon) -> list[_Read]:
    """Each sentence with its numbers joined, toned by their own words, and doubted."""
    reads: list[_Read] = []
    scene, context = Scene(), ""
    for part in parts:
        if part.line != scene.line:
            scene = Scene(part.line, None, scene.reason, scene.lossy)
        found = joining.joined(part.marks, words, context)
        said, refused, left = measures.tones(part.marks, found)
        why, scene = belonging.reasons(part.marks, found, scene, words)
        reads.append(_Read(part, found, said, {**refused, **why}, left))
        categories = {joined.category for joined in found.values()}
        if categories:
            context = categories.pop() if len(categories) == 1 else ""
    return reads


def _toned(reads: Sequence[_Read], words: Lexicon) -> list[_Read]:
    """*reads*, with a tone for the numbers whose own sentence gives none: from the sentences
    before, unless their size speaks against it.
    """
    done: list[_Read] = []
    carried: Tone | None = None
    for group in _groups(reads):
        undecided = [
            (joined, int(read.sentence.marks[at].number))
            for read in group
            for at, joined in read.found.items()
            if at not in read.said and at not in read.why
        ]
        tone = sizes.decide(undecided, carried, words) if undecided else None
        companions = any(
            joined.joint in {Joint.BRACKET, Joint.SIGNED}
            for r in group
            for joined in r.found.values()
        )
        if undecided and companions:
            tone = Tone(Measure.TOTAL, sure=False)
        if tone is not None and tone.period != measures.DAY and any(_is_dated(r) for r in group):
            tone = Tone(Measure.DELTA, sure=False)
        for read in group:
            done.append(_with_tone(read, tone))
            if read.left is not None:
                carried = read.left
        if tone is not None and not any(read.left for read in group):
            carried = tone
    return done


def _is_dated(read: _Read) -> bool:
    """Whether the sentence names a day of its own, so that a period before it has ended."""
    return any(mark.kind is Kind.DAY for mark in read.sentence.marks)


def _groups(reads: Sequence[_Read]) -> list[list[_Read]]:
    """Sentences that are decided together: one of prose alone, the entries of a list at once."""
    groups: list[list[_Read]] = []
    listing = False
    for read in reads:
        entry = bool(read.found) and (read.sentence.item or len(read.sentence.marks) < 12)  # noqa: PLR2004
        if entry and listing and groups:
            groups[-1].append(read)
        else:
            groups.append([read])
        listing = entry and read.sentence.last
    return groups


def _with_tone(read: _Read, tone: Tone | None) -> _Read:
    open_numbers = [at for at in read.found if at not in read.said and at not in read.why]
    if not open_numbers:
        return read
    bracketed = [at for at in open_numbers if read.found[at].joint is Joint.BRACKET]
    unsaid = dict.fromkeys(bracketed if tone else open_numbers, UNSAID)
    if tone is None:
        return replace(read, why={**read.why, **unsaid})
    open_numbers = [at for at in open_numbers if at not in bracketed]
    read = replace(read, why={**read.why, **unsaid})
    return replace(read, said={**read.said, **dict.fromkeys(open_numbers, tone)})


def _accounted(
    reads: Sequence[_Read], text: str, published: date | None, vocabulary: Vocabulary
) -> Account:
    """The claims with their days, and every other number with its reason."""
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
    for read in reads:
        if headed := dating.header_day(read.sentence, published):
            heading = headed
            days.append((read.sentence.marks[0].start, headed))
        day = heading or default
        for at, mark in enumerate(read.sentence.marks):
            if at in read.found and at not in read.why:
                joined = read.found[at]
                items += joined.joint is Joint.LABEL
                claim = _claim(read, joined, day, published, vocabulary)
                if claim is None:
                    refusals.append(Refusal(mark.start, mark.end, "a period that cannot be dated"))
                    continue
                claims.append(claim)
            elif reason := _reason(read, at, mark, text):
                refusals.append(Refusal(mark.start, mark.end, reason))
    return Account(tuple(claims), tuple(refusals), tuple(days), items)


def _claim(
    read: _Read, joined: Joined, day: date | None, published: date | None, vocabulary: Vocabulary
) -> Claim | None:
    mark = read.sentence.marks[joined.at]
    tone = read.said[joined.at]
    delta = tone.measure is Measure.DELTA
    days: int | None = tone.days if delta else None
    if day is not None:
        day = _named_day(read, joined.at, tone, day, published or day)
        if delta:
            placed = dating.stretch(tone.period, tone.days, day)
            if placed is None or placed.days < 1:
                return None
            day, days = placed.day, placed.days
    return Claim(
        _merged(joined.category, day, vocabulary),
        tone.measure,
        int(mark.number),
        _qualifier(read.sentence.marks, joined.at),
        day,
        days,
        mark.start,
        mark.end,
    )


def _named_day(read: _Read, at: int, tone: Tone, day: date, published: date) -> date:
    """The day the sentence itself gives the figure; else the report's."""
    if same := dating.same_day(read.sentence, at, published):
        return same
    if tone.measure is Measure.DELTA and (past := dating.past_day(read.sentence, published)):
        return past
    if tone.measure is Measure.DELTA and tone.period == "day":
        several = sum(m.kind is Kind.WEEKDAY for m in read.sentence.marks) > 1
        if several and (own := dating.own_day(read.sentence, at, published)):
            return own
    told = dating.told_day(read.sentence, published)
    if told is not None and told <= published:
        return told
    lost = dating.loss_day(read.sentence, published)
    if tone.measure is Measure.DELTA and lost is not None and lost[1]:
        return min(lost[0] + dating.ONE, published)
    return day


def _merged(category: str, day: date | None, vocabulary: Vocabulary) -> str:
    """The category that a label means on *day*: the short old label outlived its category."""
    entry = vocabulary.categories[category]
    if day is None or entry.last_on is None or day <= entry.last_on or not entry.merged_into:
        return category
    return entry.merged_into


def _qualifier(marks: Sequence[Mark], at: int) -> Qualifier:
    place = at - 1
    if place >= 0 and marks[place].key in {"+", "“", '"', "«"}:
        place -= 1
    risen = place > 0 and measures.moves(marks[place - 1]) and marks[place].key == "under"
    if place >= 0 and marks[place].kind in {Kind.QUALIFIER, Kind.REACHING} and not risen:
        return Qualifier(marks[place].key)
    return Qualifier.EXACT


def _reason(read: _Read, at: int, mark: Mark, text: str) -> str:
    """Why the mark is no figure, if it holds a number; empty if it holds none."""
    if mark.kind is Kind.NUMBER:
        return read.why.get(at) or _uncounted(read.sentence.marks, at)
    if mark.kind in {Kind.NOISE, Kind.DAY}:
        return mark.note or ("a date" if mark.kind is Kind.DAY else "part of an address")
    numbered = any(sign.isdigit() for sign in text[mark.start : mark.end]) or mark.key == "days"
    return "a length of time" if mark.kind in {Kind.PERIOD, Kind.MONTH} and numbered else ""


def _uncounted(marks: Sequence[Mark], at: int) -> str:
    """Why no category was found for the number at *at*; empty for an article, which is none."""
    if joining.is_article(marks[at]):
        return ""
    if joining.is_compared(marks, at):
        return "a comparison or one end of a range"
    return _NEXT.get(marks[at + 1].kind, "no category") if at + 1 < len(marks) else "no category"


# Why a number before such a word counts nothing of the tally.
_NEXT = {
    Kind.TOGETHER: belonging.TOGETHER,
    Kind.UKRAINE: belonging.UKRAINE,
    Kind.UKRAINIANS: belonging.UKRAINE,
    Kind.DEED: belonging.DEED,
    Kind.TIME: "a length of time",
}
