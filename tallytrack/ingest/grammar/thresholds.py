"""Numbers that no report printed for a day: marks that were passed, and parts of no named day."""

from collections.abc import Sequence
from itertools import pairwise

from tallytrack.ingest.grammar.doubts import EARLIER, clause_of
from tallytrack.ingest.grammar.joints import Joined
from tallytrack.ingest.grammar.lengths import SINGLE
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.war import is_of_the_war

MARK = "a mark that was passed, not a figure"
_NEAR = 4


def mark_reason(marks: Sequence[Mark], at: int) -> str:
    """`The fifth consecutive day on which losses exceeded 1,000`, `the first time that over 2,000
    were lost in a day`: how many it was, another sentence says.
    """
    led = marks[max(0, at - 2) : at]
    exceeded = any(mark.kind is Kind.REACHING for mark in led)
    over = exceeded or any(m.kind is Kind.QUALIFIER and m.key == "over" for m in led)
    clause = [marks[place] for place in clause_of(marks, at, ",;")]
    first = any(a.key == "first" and b.key == "time" for a, b in pairwise(clause))
    if over and first and marks[0].key in _REFERS:
        return MARK
    running = any(a.key in _RUNNING and b.kind is Kind.TIME for a, b in pairwise(clause))
    again = any(a.key in _ORDINALS and b.key == "time" for a, b in pairwise(clause))
    running = running or again or any(mark.key in _IN_A_ROW for mark in clause)
    behind = pairwise(marks[at + 1 : at + 1 + _NEAR])
    mostly = any(a.key == "most" and b.key == "day" for a, b in behind)
    return MARK if exceeded and (running or mostly) else ""


_REFERS = frozenset({"this", "it", "that", "це"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth"})
_RUNNING = frozenset({"consecutive", "straight", "successive"})
_IN_A_ROW = frozenset({"row", "поспіль"})


def some_day_reason(marks: Sequence[Mark], joined: Joined) -> str:
    """`45,000 in May, including 2,000 in a single day`: which day of May, nobody can tell; nor up
    to which day of April `as of April, losses since the start of the year` were counted.
    """
    open_month = any(
        as_of.key in _AS_OF and month.kind is Kind.MONTH for as_of, month in pairwise(marks)
    )
    if open_month and any(_goes_on(mark) for mark in marks):
        return EARLIER
    parts = [place for place in range(joined.at) if marks[place].kind is Kind.PART]
    behind = marks[max(joined.at, joined.label) + 1 :][:2]
    single = any(mark.kind is Kind.PERIOD and mark.note == SINGLE for mark in behind)
    if not parts or not single:
        return ""
    longer = any(_is_long(mark) for mark in marks[: parts[-1]])
    return EARLIER if longer else ""


_AS_OF = frozenset({"as of", "as at", "станом на"})


def _goes_on(mark: Mark) -> bool:
    """Whether *mark* is a period that goes on: `since the start of the year`."""
    return mark.kind is Kind.PERIOD and mark.key.startswith("since ") and not is_of_the_war(mark)


def _is_long(mark: Mark) -> bool:
    """Whether *mark* is a period of the calendar: `in May`, `in 2024`."""
    return mark.kind is Kind.PERIOD and mark.key.startswith(("month", "years ", "season "))
