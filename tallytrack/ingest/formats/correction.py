"""A correction that the source announced: a picture headed КОРИГУВАННЯ, with signed changes.

Its numbers are no figures of a day. They are the adjustments of waivers, and the reading says
which commands would record them: for the next day, as the report of its own day is out, and
it is the next one that does not follow from it.
"""

import re
from datetime import date, timedelta

from tallytrack.capture import Capture
from tallytrack.document import Medium
from tallytrack.errors import Fault, UndatedError
from tallytrack.figure import Reading, Unread
from tallytrack.ingest import report
from tallytrack.ingest.given import Given
from tallytrack.ingest.grammar.lexicon import lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.reading import marked
from tallytrack.text import Lines

NAME = "correction"
REASON = "a change that a correction announces, not a figure of a day"

_HEAD = 400
_HEADED = re.compile(
    r"\bКОРИГУВАННЯ\b|^\W*(?:коригування|correction)\W*$", re.IGNORECASE | re.MULTILINE
)
_WORDS = re.compile("[кК][оО][рР][иИ][гГ][уУ]|[cC][oO][rR][rR][eE]")  # most texts have neither
_SIGNS = {"+": 1, "-": -1, "−": -1, "–": -1, "‒": -1}


def recognise(capture: Capture) -> bool:
    """Whether *capture* is headed as a correction."""
    head = report.beginning(capture, _HEAD)
    return _WORDS.search(head) is not None and _HEADED.search(head) is not None


def read(capture: Capture, given: Given) -> Reading:
    """No figures; the signed changes as unread, and the commands that would record them."""
    text = report.text_of(capture)
    day = report.published_on(capture, given)
    if day is None:
        raise UndatedError(Fault(capture.origin, 0, 0, report.NO_DAY))
    lines = Lines(text)
    words = lexicon(given.vocabulary)
    changes: dict[str, int] = {}
    unread: list[Unread] = []
    for line in _lines(marked(text, words)):
        categories = list(dict.fromkeys(mark.key for mark in line if mark.kind is Kind.CATEGORY))
        signed = [at for at, mark in enumerate(line) if _is_signed(line, at, mark)]
        for at, mark in enumerate(line):
            if mark.kind in {Kind.NUMBER, Kind.NOISE, Kind.DAY, Kind.PERIOD}:
                reason = REASON if at in signed else "no change of a category"
                place = lines.place(mark.start)
                unread.append(Unread(*place, text[mark.start : mark.end], reason))
        for at, category in zip(signed, categories, strict=False):
            changes[category] = _SIGNS[line[at - 1].key] * int(line[at].number)
    printed_by = report.document(capture, given, day, Medium.REPRINT, "unnamed-reprint")
    return Reading(
        NAME,
        (),
        documents=(printed_by,),
        unread=tuple(unread),
        notes=_notes(changes, day),
        text=text,
    )


def _lines(marks: list[Mark]) -> list[list[Mark]]:
    lines: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.kind is Kind.BREAK:
            lines.append([])
        else:
            lines[-1].append(mark)
    return _with_labels_below([line for line in lines if line])


def _with_labels_below(lines: list[list[Mark]]) -> list[list[Mark]]:
    """*lines*, a line of bare signed numbers put before the labels under it."""
    done: list[list[Mark]] = []
    for line in lines:
        labelled = any(mark.kind is Kind.CATEGORY for mark in line)
        counted = any(mark.kind is Kind.NUMBER for mark in line)
        if labelled and not counted and done and not any(m.kind is Kind.CATEGORY for m in done[-1]):
            done[-1] += line
        else:
            done.append(line)
    return done


def _is_signed(line: list[Mark], at: int, mark: Mark) -> bool:
    return mark.kind is Kind.NUMBER and at > 0 and line[at - 1].key in _SIGNS


def _notes(changes: dict[str, int], day: date) -> tuple[str, ...]:
    """What the text is, and a command for each change."""
    following = day + timedelta(days=1)
    reason = "the source announced a correction"
    return (
        "a correction of the source's own totals: it has no figures of a day; to record it:",
        *(
            f"tally waive unbalanced-delta {following} {category} --adjustment {change:+d}"
            f' --reason "{reason}"'
            for category, change in changes.items()
        ),
    )
