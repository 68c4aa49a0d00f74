"""Numbers that another than the source has told, as only the sentences behind say.

`Ворог втратив 2 000 танків. Про це повідомила ...`, or a quotation whose speaker is named last.
"""

from collections.abc import Sequence
from dataclasses import replace

from tallytrack.ingest.grammar import speakers
from tallytrack.ingest.grammar.doubts import OTHER, SECTOR
from tallytrack.ingest.grammar.joints import Joint
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.reads import Read, doubted


def attributed(reads: Sequence[Read], words: Lexicon) -> list[Read]:
    """*reads*, each that another than the source told doubted."""
    told = _told_by_commands(_told_behind(reads, words), words)
    return _told_elsewhere(_told_again(_quoted(told), words), words)


def _told_again(reads: Sequence[Read], words: Lexicon) -> list[Read]:
    """*reads*, another's number doubted wherever it stands, in a text that names no source; and
    what such a text goes on to tell after one who keeps another count.
    """
    if any(_claims(read, words) for read in reads):
        return list(reads)
    counted = (at for at, read in enumerate(reads) if _tells_another_count(read, words))
    first = next(counted, len(reads))
    alone = [_of_another(read) if not _has_its_army(read) else read for read in reads[first + 1 :]]
    return doubted([*reads[: first + 1], *alone], OTHER)


def _tells_another_count(read: Read, words: Lexicon) -> bool:
    """Whether one who keeps another count is who tells of losses: `за даними розвідки Британії`."""
    if Kind.LOSS not in read.sentence.kinds or Kind.REPORTED not in read.sentence.kinds:
        return False
    marks, counters = read.sentence.marks, words.words["counters"]
    return any(one.kind is Kind.OTHER and marks[one.at].key in counters for one in read.named)


def _has_its_army(read: Read) -> bool:
    return any(one.kind is Kind.OWN for one in read.named)


def _claims(read: Read, words: Lexicon) -> bool:
    """Whether the source is named, or one who tells its numbers; not an army that fights."""
    marks, armies = read.sentence.marks, words.words["armies"]
    return any(one.kind is Kind.OWN and marks[one.at].key not in armies for one in read.named)


def _told_behind(reads: Sequence[Read], words: Lexicon) -> list[Read]:
    """*reads*, doubted where a sentence behind says that another than the source told them.

    `Ворог втратив 2 000 танків. Про це повідомила ...`
    """
    done: list[Read] = []
    unclaimed = True
    heard = 0  # up to where the sentences are doubted already
    for read in reads:
        marks = read.sentence.marks
        named = {one.kind for one in read.named}
        first = [mark.key for mark in marks[:2]]
        told = (
            _is_about_this(marks)
            or (first[:1] == ["according to"] and not read.found)
            or _is_told_of_before(marks)
        )
        if told and unclaimed and named == {Kind.OTHER}:
            done[heard:] = [_of_another(read) for read in done[heard:]]
            heard = len(done)
        if done and any(words.has("verified", marks[one.at].key) for one in read.named):
            done[-1] = _of_another(done[-1])
        unclaimed = unclaimed and not _claims(read, words)
        done.append(read)
    return done


def _quoted(reads: Sequence[Read]) -> list[Read]:
    """*reads*, a paragraph in quotation marks doubted where another is named at its end.

    `«Ми знищили 2 000 танків. І це не межа», – сказав ...`
    """
    done = list(reads)
    first = 0
    for at, read in enumerate(reads):
        if read.sentence.line != reads[first].sentence.line:
            first = at
        if at == first or not read.named:
            continue
        marks = read.sentence.marks
        closing = max((p for p, mark in enumerate(marks) if mark.key in _CLOSING), default=-1)
        behind = [one for one in read.named if one.at > closing]
        if behind and behind[0].kind is Kind.OTHER and closing >= 0:
            opened = reads[first].sentence.marks[0].key in _OPENING
            held = not any(mark.key in _CLOSING for mark in reads[first].sentence.marks[1:])
            if opened and held:
                done[first:at] = [_of_another(r) for r in done[first:at]]
                first = at
    return done


_OPENING = frozenset('"«“„')
_CLOSING = frozenset('"»”')


def _is_about_this(marks: Sequence[Mark]) -> bool:
    """Whether the sentence says who told the one before: `Як передає ..., про це заявив ...`."""
    keys = [mark.key for mark in marks[:_SOON]]
    if keys[:1] and (keys[0] in _DETAILS or (keys[0] in _SUCH and keys[1:2] != [","])):
        return True
    places = [at for at in range(len(keys) - 1) if keys[at : at + 2] == ["про", "це"]]
    return any(at == 0 or keys[at - 1] == "," for at in places)


_SOON = 12
_DETAILS = frozenset({"подробиці", "подробицями", "деталі", "деталями"})
_SUCH = frozenset({"такі", "таку", "такими", "відповідні", "відповідну"})


def _is_told_of_before(marks: Sequence[Mark]) -> bool:
    """Whether the sentence says who told the one before: `this was reported by ...`."""
    return any(
        mark.key == "this" and verb.key == "was" and told.kind is Kind.REPORTED
        for mark, verb, told in zip(marks, marks[1:], marks[2:], strict=False)
    )


def _of_another(read: Read) -> Read:
    if Kind.EVERYWHERE in read.sentence.kinds:
        return read
    return replace(read, why={**dict.fromkeys(read.found, OTHER), **read.why})


def _told_by_commands(reads: Sequence[Read], words: Lexicon) -> list[Read]:
    """*reads*, doubted where a part of the front told them and no source is named before it."""
    done: list[Read] = []
    sourced = False
    for read in reads:
        if not sourced and _is_told_by_a_command(read.sentence.marks, words):
            done = [replace(r, why={**dict.fromkeys(r.found, SECTOR), **r.why}) for r in done]
        sourced = sourced or speakers.names_source(read.sentence.marks, words)
        done.append(read)
    return done


def _is_told_by_a_command(marks: Sequence[Mark], words: Lexicon) -> bool:
    """Whether a part of the front told what stands before: `Command "South" writes about this`."""
    local = any(m.kind is Kind.SECTOR and m.key in words.words["lasting"] for m in marks)
    says = any(mark.kind is Kind.REPORTED or mark.key in _WRITES for mark in marks)
    return local and says and any(mark.key == "this" for mark in marks[-_SHORT:])


_WRITES = frozenset({"writes", "wrote", "reported", "informs"})
_SHORT = 4  # marks at the end of a sentence


_IN_PROSE = frozenset({Joint.NOUN, Joint.REACHED})  # an entry of a list stands for itself


def _told_elsewhere(reads: Sequence[Read], words: Lexicon) -> list[Read]:
    """*reads*, a number doubted that the text later gives again, as a sector's or as that of one
    who keeps another count.

    A headline says `400,000 lost in a year`; only the text says that Britain estimates it.
    """
    done: list[Read] = []
    seen: dict[tuple[str, float], str] = {}
    for read in reversed(reads):
        sourced = _claims(read, words)
        again = {
            at: reason
            for at, joined in read.found.items()
            if joined.joint in _IN_PROSE
            and (reason := seen.get((joined.category, read.sentence.marks[at].number)))
        }
        done.append(replace(read, why={**again, **read.why}) if again and not sourced else read)
        counted = any(m.key in words.words["counters"] for m in read.sentence.marks)
        for at, joined in read.found.items():
            number = joined.category, read.sentence.marks[at].number
            reason = read.why.get(at, "")
            if reason == SECTOR or (reason == OTHER and counted):
                seen.setdefault(number, reason)
            elif not reason and sourced:
                seen.pop(number, None)
    return done[::-1]
