"""A text read: its claims, which are figures without a document, and what was not taken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tallytrack.figure import Measure, Qualifier
from tallytrack.ingest.grammar import dating
from tallytrack.ingest.grammar.calendar import calendar_marks
from tallytrack.ingest.grammar.calendar_names import named_marks
from tallytrack.ingest.grammar.calendar_spans import span_marks
from tallytrack.ingest.grammar.claims import Account, Claim, accounted, merged
from tallytrack.ingest.grammar.edges import titled, trimmed
from tallytrack.ingest.grammar.entries import Entry, entries
from tallytrack.ingest.grammar.lexicon import Lexicon, lexicon
from tallytrack.ingest.grammar.lookalikes import unmasked
from tallytrack.ingest.grammar.marking import Mark, marks
from tallytrack.ingest.grammar.numerals import numbers
from tallytrack.ingest.grammar.sentences import Sentence, sentences
from tallytrack.ingest.grammar.singles import single_marks
from tallytrack.ingest.grammar.war import war_marks
from tallytrack.ingest.grammar.weighing import toned, weighed
from tallytrack.ingest.grammar.words import tokens
from tallytrack.vocabulary import Vocabulary

_HEADING = 250  # characters in which a post has its heading
_HEAD = 3000  # characters in which a text says when it was published


def marked(text: str, words: Lexicon) -> list[Mark]:
    """The marks of *text*, without look-alikes, after all passes over its words."""
    bare = single_marks(numbers(list(marks(tokens(text), words)), text, words), text, words)
    named = named_marks(bare, text, words)
    timed = war_marks(calendar_marks(named, text, words), text, words)
    return span_marks(timed, words)


def day_in(text: str, vocabulary: Vocabulary) -> date | None:
    """The day that the text itself gives in full, in a heading or else in its first lines."""
    words, text = lexicon(vocabulary), unmasked(text)
    for length in (_HEADING, _HEAD):
        parts = _opening(text, length, words)
        days = [dating.full_past_day(part) or dating.header_day(part, None) for part in parts]
        if length == _HEAD:
            days += [dating.full_day(mark) for part in parts for mark in part.marks]
        if found := next((day for day in days if day), None):
            return found
    return None


def _opening(text: str, length: int, words: Lexicon) -> list[Sentence]:
    """The sentences that begin in the first *length* characters of *text*, without its entries."""
    if len(text) > _HEAD:
        _, head = entries(_head(text, length), words)
        return list(sentences(marked(head, words), text))
    _, rest = _without_entries(text, words)
    return [part for part in _parts(rest, words) if part.marks[0].start < length]


# A post's heading is asked for its day and then read: the same words, marked once.
@lru_cache(maxsize=2)
def _parts(text: str, words: Lexicon) -> tuple[Sentence, ...]:
    return tuple(sentences(marked(text, words), text))


@lru_cache(maxsize=2)
def _without_entries(text: str, words: Lexicon) -> tuple[list[Entry], str]:
    return entries(text, words)


def _head(text: str, length: int) -> str:
    """The beginning of *text*, not cut within a word or a date."""
    return (
        text if len(text) <= length else text[:length].rstrip("0123456789.-/ ").rpartition(" ")[0]
    )


def account(text: str, vocabulary: Vocabulary, published: date | None) -> Account:
    """Read *text*; without *published* and without a date in it, the claims are undated."""
    return _account(unmasked(text), vocabulary, published, prose=True)


def _account(
    text: str, vocabulary: Vocabulary, published: date | None, *, prose: bool = False
) -> Account:
    words = lexicon(vocabulary)
    short = len(text) <= _HEAD  # what is longer is not kept
    parts = _parts(text, words) if short else list(sentences(marked(text, words), text))
    reads = toned(weighed(parts, words), words)
    return accounted(reads, text, published, vocabulary, prose=prose)


def official(text: str, vocabulary: Vocabulary, published: date | None) -> Account:
    """Read *text* as an official post: its plain entries at once, the rest by the grammar.

    Only where an entry prints its delta are these the running totals that they look like.
    """
    text = unmasked(text)
    found, rest = _without_entries(text, lexicon(vocabulary))
    if not any(entry.delta != (0, 0) for entry in found):
        return trimmed(titled(_account(text, vocabulary, published)))
    made = _account(rest, vocabulary, published)
    claims = list(made.claims)
    for entry in found:
        day = made.day_at(entry.total[0]) or published
        claims += _entered(entry, text, day, vocabulary)
    claims.sort(key=lambda claim: claim.start)
    made = replace(made, claims=tuple(claims), items=made.items + len(found))
    return trimmed(titled(made))


def _entered(entry: Entry, text: str, day: date | None, vocabulary: Vocabulary) -> Iterator[Claim]:
    """The total of an entry, and its delta if it prints one."""
    category = merged(entry.category, day, vocabulary)
    qualifier = Qualifier.ABOUT if entry.about else Qualifier.EXACT
    start, end = entry.total
    value = int("".join(filter(str.isdigit, text[start:end])))
    yield Claim(category, Measure.TOTAL, value, qualifier, day, None, start, end)
    start, end = entry.delta
    if end:
        value = int("".join(filter(str.isdigit, text[start:end])))
        yield Claim(category, Measure.DELTA, value, Qualifier.EXACT, day, 1, start, end)
