"""What reads input that anybody may have made: each takes bytes, and refuses or reads them.

`InputError` and `UsageError` are how input is refused. Anything else that is raised is a defect.
What was read must be what can be stored.
"""

import contextlib
import tempfile
from pathlib import Path

from tallytrack import dates, declaration, toml, vocabulary, waiver
from tallytrack.capture import Capture
from tallytrack.errors import InputError, UsageError
from tallytrack.figure import each
from tallytrack.ingest import cells, gathering, layout, mapped, page, reading
from tallytrack.ingest.formats import FORMATS, TABLES, TEXTS
from tallytrack.ingest.given import Given

SHIPPED = vocabulary.shipped_vocabulary()
GIVEN = Given(SHIPPED)


def _text(data):
    return data.decode("utf-8", "surrogateescape")


def _consumed(found):
    """Look at everything that was read; nothing in it may be beyond what a tally holds."""
    for document, figure in each(found.printed):
        assert figure.value is None or abs(figure.value) <= cells.GREATEST
        assert figure.category
        assert (figure.days is None) == (figure.measure == "total")
        document.origin.encode("utf-8")
        for words in (document.title, document.url, document.source, document.publisher):
            (words or "").encode("utf-8")
    for unread in found.unread:
        assert unread.line > 0
        assert unread.column > 0
    for note in found.notes:
        assert "\n" not in note


def tables(data):
    """Every format of tables, asked whether it knows them, and made to read them."""
    capture = Capture("a.csv", data)
    for known in TABLES:
        with contextlib.suppress(InputError):
            known.recognise(capture)
        with contextlib.suppress(InputError):
            _consumed(known.read(capture, GIVEN))


def texts(data):
    """Every format of texts."""
    capture = Capture("a.txt", data)
    for known in TEXTS:
        with contextlib.suppress(InputError):
            known.recognise(capture)
            _consumed(known.read(capture, GIVEN))


def documents(data):
    """A document of whatever kind, as the command line takes it in; the first byte names it."""
    suffix = (".csv", ".json", ".txt", ".html")[data[0] % 4 if data else 0]
    names = [None, *(known.NAME for known in FORMATS)]
    with contextlib.suppress(InputError):
        named = names[data[1] % len(names)] if len(data) > 1 and data[0] > 127 else None
        _consumed(reading.read(Capture(f"a{suffix}", data[2:]), GIVEN, named))


def pages(data):
    """The text, the title and the day of a saved page."""
    text = data.decode("utf-8", "replace")
    page.shown(text)
    page.title(text)
    page.published(text)


def layouts(data):
    """A layout, and behind a line of === a table that is read by it."""
    written, _, table = data.partition(b"\n===\n")
    with contextlib.suppress(InputError):
        said, declared = layout.from_toml(written.decode("utf-8", "replace"), "l.toml")
        described = layout.Layout(**said)
        known = vocabulary.extended(SHIPPED, declared)
        given = Given(known, layout=described, new_categories=True)
        _consumed(mapped.read(Capture("a.csv", table), given, described))


def declared(data):
    """The vocabulary of an export."""
    with contextlib.suppress(InputError):
        said = toml.loads(data.decode("utf-8", "replace"), "v.toml")
        said = {kind: entries for kind, entries in said.items() if kind in declaration.FIELDS}
        if not list(declaration.wrong("v.toml", said)):
            vocabulary.extended(SHIPPED, said)


def waivers(data):
    """A file of waivers; what is read comes back from what is written."""
    with contextlib.suppress(InputError):
        read = waiver.from_toml(data.decode("utf-8", "replace"), "w.toml")
        again = waiver.from_toml(waiver.to_toml(read), "w.toml")
        assert sorted(again, key=repr) == sorted(read, key=repr)


def packages(data):
    """The data package of a folder."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "datapackage.json").write_bytes(data)
        (Path(folder) / "a.csv").write_bytes(b"day,category,total\n")
        for one in gathering.named([folder], lambda _: b"", None):
            if isinstance(one, Capture):
                assert Path(one.origin).name == "a.csv" or one.original
                one.sha256.encode("ascii")


def words(data):
    """What a user types: a day, columns, a key, a category."""
    text = _text(data)
    for take in (dates.parse_day, layout.from_columns):
        with contextlib.suppress(UsageError):
            take(text)
    for take in (cells.day, cells.total, cells.delta, cells.days, cells.key, cells.new_key):
        with contextlib.suppress(cells.Refused):
            take(text)
    SHIPPED.category(text)


TARGETS = {
    target.__name__: target
    for target in (
        tables,
        texts,
        documents,
        pages,
        layouts,
        declared,
        waivers,
        packages,
        words,
    )
}
