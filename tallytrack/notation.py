"""One notation for a record, in documentation, in tests and in `tally show --plain`.

A line is a day, a total and a delta: `2024-03-02  6,614  +12`. A hyphen stands for what was
not printed. A category and a publisher may be named before the numbers, the publisher with an
at sign and, if it is not the source's text, its medium: `2024-03-02 tanks @petroivaniuk/table
6,614 -`. A document published on another day than it describes says so after its medium:
`@petroivaniuk/table/2024-03-05`. What follows `<-` or `#` is a remark.
"""

import re
from collections import defaultdict
from datetime import date

from tallytrack.document import Document, Medium
from tallytrack.figure import Measure
from tallytrack.series import Observation, Record, Series, Statement

SOURCE = "general-staff"
CATEGORY = "tanks"

# Who speaks first where an example has several: the source's text and picture, reprints,
# tables, articles; then what was published later; then as written.
_RANK = {
    Medium.TEXT: 0,
    Medium.PICTURE: 1,
    Medium.REPRINT: 2,
    Medium.TABLE: 3,
    Medium.ARTICLE: 4,
}

_LINE = re.compile(
    r"""
    (?P<day> \d{4}-\d\d-\d\d )
    (?: \s+ (?P<category> [a-z_]+ ) )?
    (?: \s+ @ (?P<publisher> [a-z-]+ )
        (?: / (?P<medium> [a-z]+ ) (?: / (?P<published_on> \d{4}-\d\d-\d\d ) )? )? )?
    \s+ (?P<total> - | [\d,]+ )
    (?: \s+ (?P<delta> - | [+-] [\d,]+ ) )?
    """,
    re.VERBOSE,
)


def read(table: str) -> Record:
    """The record that *table* writes down; raises ValueError on a line it cannot read."""
    said: dict[str, dict[date, dict[Measure, list[Statement]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    speaking_of_deltas: set[Document] = set()
    for number, line in enumerate(table.splitlines(), 1):
        content = re.split(r"<-|#", line)[0].strip()
        if not content:
            continue
        match = _LINE.fullmatch(content)
        if match is None:
            raise ValueError(f"line {number}: cannot read {content!r}")
        day = date.fromisoformat(match["day"])
        publisher = match["publisher"] or SOURCE
        medium = Medium(match["medium"] or ("text" if publisher == SOURCE else "table"))
        published_on = date.fromisoformat(match["published_on"] or match["day"])
        document = Document(SOURCE, publisher, medium, published_on, "example")
        for measure in Measure:
            if (printed := match[measure]) and printed != "-":
                days = 1 if measure is Measure.DELTA else None
                said[match["category"] or CATEGORY][day][measure].append(
                    Statement(document, int(printed.replace(",", "")), days=days, line=number)
                )
                if measure is Measure.DELTA:
                    speaking_of_deltas.add(document)
    series = tuple(_series(category, days) for category, days in said.items())
    return Record(SOURCE, series, frozenset(speaking_of_deltas))


def _series(category: str, days: dict[date, dict[Measure, list[Statement]]]) -> Series:
    return Series(
        SOURCE,
        category,
        tuple(
            Observation(
                day,
                tuple(sorted(days[day][Measure.TOTAL], key=_standing)),
                tuple(sorted(days[day][Measure.DELTA], key=_standing)),
            )
            for day in sorted(days)
        ),
    )


def _standing(statement: Statement) -> tuple[int, int, int]:
    document = statement.document
    rank = _RANK[document.medium] + (0 if document.is_own else 5)
    return rank, -document.published_on.toordinal(), statement.line


def line(day: date, total: int | None, delta: int | None) -> str:
    """One observation in this notation.

    >>> line(date(2024, 3, 2), 6614, 12)
    '2024-03-02  6,614  +12'
    """
    shown = ("-" if total is None else f"{total:,}", "-" if delta is None else f"{delta:+,}")
    return f"{day}  {shown[0]}  {shown[1]}"
