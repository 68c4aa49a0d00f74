"""Anybody's table, read by a layout: tidy or wide, delimited or JSON, in any encoding."""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import islice

from tallytrack.capture import BYTE_ORDER_MARK, Capture
from tallytrack.errors import Fault, InputError
from tallytrack.figure import Reading
from tallytrack.ingest import cells, delimited, feed, objects
from tallytrack.ingest.columns import COLUMNS
from tallytrack.ingest.given import Given
from tallytrack.ingest.layout import Layout
from tallytrack.ingest.table import Row, Table
from tallytrack.ingest.wide import Loose, number
from tallytrack.vocabulary import Vocabulary

NAME = "mapped"

# A table may have a column for each day of many years.
MOST_COLUMNS = 20_000

_DELIMITERS = ",;\t|"
_ISO_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*", re.ASCII)
_DECIMAL = re.compile(r"([+-]?\d+)(?:\.(\d*))?", re.ASCII)

# A tidy row on its way: what stands in each column, and the name it has in the table.
_Tidy = tuple[dict[str, str], dict[str, str]]


def read(capture: Capture, given: Given, layout: Layout) -> Reading:
    """The figures of a table that *layout* describes; raises InputError with every fault."""
    capture, notes = recoded(capture, layout.encoding)
    _require(capture, layout)
    table = Table(
        capture.origin,
        COLUMNS,
        given,
        _locate,
        lambda: cells.last_day(tidy[0]["day"] for _, tidy in _tidy(capture, layout)),
    )

    def rows() -> Iterator[Row]:
        return (
            Row(loose.line, _cells(tidy, given.vocabulary), (loose, names))
            for loose, (tidy, names) in _tidy(capture, layout)
        )

    passed = _passed_over(capture, layout)
    return Reading(NAME, table.figures(rows), notes=(*notes, *passed))


def recoded(capture: Capture, encoding: str) -> tuple[Capture, tuple[str, ...]]:
    """*capture* in UTF-8, and a note where its encoding had to be guessed."""
    content, notes = capture.whole, tuple[str, ...]()
    if not encoding:
        encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            encoding = "cp1252"
            notes = ("not UTF-8; read as cp1252 (--encoding says otherwise)",)
    try:
        # Some codecs make characters that no text has, or warn of what is no business of users.
        with warnings.catch_warnings(action="ignore"):
            text = content.decode(encoding).removeprefix(BYTE_ORDER_MARK)
        recoded = text.encode("utf-8")
    except (ValueError, LookupError) as error:
        message = f"cannot be read as {encoding} ({error}); give --encoding"
        raise InputError(Fault(capture.origin, 0, 0, message)) from None
    return replace(capture, content=recoded, path=None), notes


def delimiter(text: str) -> str:
    """What parts the cells of a table: of the usual marks the one that its header has most."""
    header = text.lstrip("\n\r").partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _loose(capture: Capture, layout: Layout) -> Iterator[Loose]:
    """The rows as they stand."""
    if capture.text.lstrip().startswith(("{", "[")):
        yield from feed.rows(capture, layout.columns.get("day", ""), objects.objects(capture))
        return
    mark = layout.delimiter or delimiter(capture.text)
    rows = delimited.rows(capture, mark)
    header = [name.strip() for row in islice(rows, 1) for name in row.cells]
    if len(header) > MOST_COLUMNS:
        message = f"{len(header):,} columns; a table has {MOST_COLUMNS:,} at most"
        raise InputError(Fault(capture.origin, 1, 1, message))
    places = {name: index for index, name in enumerate(header)}
    for row in rows:
        if len(row.cells) != len(header):
            message = cells.other_number(row.cells, len(header), mark)
            raise InputError(Fault(capture.origin, row.line, 1, message))

        def locate(name: str, row: Row = row) -> tuple[int, int]:
            return delimited.locate(row, places[name], mark) if name in places else (row.line, 1)

        yield Loose(row.line, dict(zip(header, row.cells, strict=True)), locate)


def _tidy(capture: Capture, layout: Layout) -> Iterator[tuple[Loose, _Tidy]]:
    """The tidy rows that each row amounts to, with the row."""
    for loose in _loose(capture, layout):
        if all(loose.cells.get(name) == value for name, value in layout.where.items()):
            yield from ((loose, tidy) for tidy in _melted(loose, layout))


def _melted(loose: Loose, layout: Layout) -> Iterator[_Tidy]:
    """One row as tidy rows: as one, or as one for each column of a category or a day."""
    common = {role: loose.cells.get(name, "").strip() for role, name in layout.columns.items()}
    common["day"] = _day(common.get("day", ""), layout.day_format)
    common["category"] = layout.category or common.get("category", "")
    for measure in ("total", "delta"):
        if measure in layout.columns:
            common[measure] = _number(common[measure], layout)
    names = dict(layout.columns)
    for measure, columns in (("total", layout.totals), ("delta", layout.deltas)):
        for column, category in columns.items():
            if value := _number(loose.cells.get(column, ""), layout):
                yield (
                    {**common, "category": category, measure: value},
                    {**names, "category": column, measure: column},
                )
    if layout.across:
        for column, token in loose.cells.items():
            day = _day(column, layout.across)
            if day != column and (value := _number(token, layout)):
                yield (
                    {**common, "day": day, "total": value},
                    {**names, "day": column, "total": column},
                )
    # Where nothing is printed of a day, there is no row for it.
    if common.get("total") or common.get("delta"):
        yield common, names


def _cells(tidy: Mapping[str, str], vocabulary: Vocabulary) -> list[str]:
    """The cells of a tidy row; a category may go by another name that is declared for it."""
    named = vocabulary.category(tidy.get("category", ""))
    found = {**tidy, "category": named.key} if named else tidy
    return [found.get(role, "") for role in COLUMNS]


@lru_cache(maxsize=4096)
def _day(token: str, written: str) -> str:
    """A day as tidy tables write it; as it stands, where it is not written so."""
    if not written:
        instant = _ISO_INSTANT.fullmatch(token)
        return instant[1] if instant else token
    try:
        return str(datetime.strptime(token, written).date())  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return token


def _number(token: str, layout: Layout) -> str:
    """A number as tidy tables write it, in the smallest unit that the layout keeps."""
    token = token.strip()
    if layout.thousands:
        token = token.replace(layout.thousands, "")
    if layout.decimals and (found := _DECIMAL.fullmatch(token)):
        decimals = (found[2] or "").rstrip("0")
        if len(decimals) <= layout.decimals:
            return found[1] + decimals.ljust(layout.decimals, "0")
    return number(token)


def _require(capture: Capture, layout: Layout) -> None:
    """Raise InputError, with every fault, where a column that the layout names is missing."""
    first = next(_loose(capture, layout), None)
    if first is None:
        raise InputError(Fault(capture.origin, 2, 1, "no rows; expected one at least"))
    found = ", ".join(first.cells)
    is_json = capture.text.lstrip().startswith(("{", "["))
    missing = [] if is_json else sorted(name for name in layout.used if name not in first.cells)
    if missing:
        raise InputError(
            *(
                Fault(capture.origin, 1, 1, f"the column {name!r} is missing; found {found}")
                for name in missing
            )
        )


def _passed_over(capture: Capture, layout: Layout) -> Iterator[str]:
    """A note for the columns of which the layout says nothing."""
    first = next(_loose(capture, layout))
    names = [
        repr(name)
        for name in first.cells
        if name not in layout.used and not (layout.across and _day(name, layout.across) != name)
    ]
    if names:
        yield f"not read: the column{'s' if len(names) > 1 else ''} {', '.join(names)}"


def _locate(row: Row, index: int) -> tuple[int, int]:
    """Where a tidy row's cell stands in the row that it comes from."""
    assert isinstance(row.raw, tuple)  # noqa: S101  # as `read` makes it
    loose, names = row.raw
    place: tuple[int, int] = loose.locate(names.get(COLUMNS[index], ""))
    return place
