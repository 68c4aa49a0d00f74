"""Records made for tests: series that are consistent, and the same with an error put in."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tallytrack.document import Document, Medium
from tallytrack.series import Observation, Record, Series, Statement

FIRST = date(2024, 3, 1)


def consistent(start: int, deltas: Sequence[int]) -> tuple[list[int | None], list[int | None]]:
    """The totals and deltas of a series that begins at *start*; the first day has no delta."""
    totals: list[int | None] = [start]
    for delta in deltas:
        totals.append((totals[-1] or 0) + delta)
    return totals, [None, *deltas]


def record(printed: Mapping[str, tuple[Sequence[int | None], Sequence[int | None]]]) -> Record:
    """What the source printed in one text a day, as a record."""
    texts: dict[date, Document] = {}
    series = []
    for category, (totals, deltas) in printed.items():
        observations = []
        for place, (total, delta) in enumerate(zip(totals, deltas, strict=True)):
            day = FIRST + timedelta(days=place)
            text = texts.setdefault(
                day, Document("general-staff", "general-staff", Medium.TEXT, day, "test")
            )
            observations.append(
                Observation(
                    day,
                    () if total is None else (Statement(text, total),),
                    () if delta is None else (Statement(text, delta, days=1),),
                )
            )
        series.append(Series("general-staff", category, tuple(observations)))
    speaking = frozenset(
        texts[FIRST + timedelta(days=place)]
        for _, deltas in printed.values()
        for place, delta in enumerate(deltas)
        if delta is not None
    )
    return Record("general-staff", tuple(series), speaking)


def day(place: int) -> date:
    """The day at *place* of a record made here."""
    return FIRST + timedelta(days=place)
