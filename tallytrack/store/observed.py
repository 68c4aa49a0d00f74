"""From rows to a series: each day with every document that speaks of it, in order of precedence."""

import sqlite3
from datetime import date

from tallytrack.series import Observation, Series, Statement
from tallytrack.store.codes import EPOCH, QUALIFIERS
from tallytrack.store.voices import Voices

# No day is earlier or later.
ALWAYS = (-(10**9), 10**9)

# A total has no days, and a delta has; so the measure need not be asked for.
_FIGURES = """
    SELECT day, document, value, qualifier, days, line, "column", length
    FROM figure
    WHERE series = ? AND day BETWEEN ? AND ?
    ORDER BY day, measure
"""


def series(
    db: sqlite3.Connection,
    voices: Voices,
    numbered: tuple[int, str, str],
    span: tuple[int, int] = ALWAYS,
) -> Series:
    """A series, or the days of it in *span*: its id, source and category are *numbered*.

    A check spends most of its time in this loop, so it is written plainly.
    """
    number, source, category = numbered
    observations: list[Observation] = []
    totals: list[Statement] = []
    deltas: list[Statement] = []
    longer: list[Statement] = []
    current, last_total, last_delta, is_ordered = None, 0, 0, True
    documents, new = voices.documents, tuple.__new__
    for day, document, value, qualifier, days, line, column, length in db.execute(
        _FIGURES, (number, *span)
    ):
        # A figure without a value withdraws one of an earlier capture, and says nothing itself.
        if document not in documents or (value is None and not voices.captured):
            continue
        if day != current:
            if current is not None:
                if is_ordered and not voices.captured:
                    # Nearly every day: what `_close` would do, without the call.
                    said = date.fromordinal(current + EPOCH), tuple(totals), tuple(deltas), ()
                    observations.append(new(Observation, said))
                else:
                    _close(observations, voices, current, (totals, deltas, longer), is_ordered)
                    longer = []
                totals, deltas = [], []
            current, last_total, last_delta, is_ordered = day, 0, 0, True
        standing, printed_by = documents[document]
        # The same as Statement(...), in half the time.
        statement = new(
            Statement, (printed_by, value, QUALIFIERS[qualifier], days, line, column, length)
        )
        if days is None:
            is_ordered &= last_total < standing
            last_total = standing
            totals.append(statement)
        elif days == 1:
            is_ordered &= last_delta < standing
            last_delta = standing
            deltas.append(statement)
        else:
            is_ordered = False
            longer.append(statement)
    if current is not None:
        _close(observations, voices, current, (totals, deltas, longer), is_ordered)
    return Series(source, category, tuple(observations))


def _close(
    observations: list[Observation],
    voices: Voices,
    day: int,
    said: tuple[list[Statement], list[Statement], list[Statement]],
    is_ordered: bool,  # noqa: FBT001  # by place, in the loop that a check spends its time in
) -> None:
    """Add what is in force of what was said of a day; nothing, if all of it was withdrawn.

    Of one publication captured several times the latest capture counts; among documents their
    standing decides, and within one an exact figure comes before a rounded one, then the
    first printed. The view `preferred` says the same in SQL.
    """
    totals, deltas, longer = said
    if voices.captured:
        totals, deltas, longer = (voices.in_force(statements) for statements in said)
        if not (totals or deltas or longer):
            return
    if not is_ordered:
        for statements in (totals, deltas, longer):
            if len(statements) > 1:
                statements.sort(key=voices.order)
    observations.append(
        Observation(date.fromordinal(day + EPOCH), tuple(totals), tuple(deltas), tuple(longer))
    )
