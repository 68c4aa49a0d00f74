"""Whatever stands in place of the tally: one clear line, never a traceback, the file untouched."""

import os
import random
import re
import shutil
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import processes
import pytest
from commands import READING, WRITING, is_said_in_one_line, not_serving
from scenes import POINTS

from tallytrack.store import opening

every_command = pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
DAMAGED = "restore it, or ingest its documents anew"


def sql(*statements):
    def spoil(path):
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            for statement in statements:
                db.execute(statement)

    return spoil


def written(change):
    """What makes other bytes of those of the file."""
    return lambda path: path.write_bytes(change(path.read_bytes()))


def instead(make):
    """What puts something else in place of the file."""

    def spoil(path):
        path.rename(path.with_name("real.db"))
        make(path)

    return spoil


def foreign(path):
    sql("CREATE TABLE figure (value INTEGER)")(path)


def a_socket(path):
    here = Path.cwd()
    os.chdir(path.parent)
    with closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(path.name)
    os.chdir(here)


NOT_REGULAR = "not a regular file; expected a tally database"
MALFORMED = f"damaged (database disk image is malformed); {DAMAGED}"
NO_SCHEMA = f"damaged (it does not say of which schema it is); {DAMAGED}"
NEWEST = opening.versions()[-1]
SPOILT = {
    "foreign": (
        instead(foreign),
        "a SQLite database, but no tally; name another with --db",
    ),
    "of another application": (
        sql("PRAGMA application_id = 7"),
        "a SQLite database, but no tally; name another with --db",
    ),
    "newer": (
        sql("UPDATE alembic_version SET version_num = '9999'"),
        (
            f"made by a newer tallytrack (schema 9999, this one knows up to {NEWEST});"
            " upgrade with `pip install --upgrade tallytrack`"
        ),
    ),
    "of no version": (sql("DELETE FROM alembic_version"), NO_SCHEMA),
    "of two versions": (sql("INSERT INTO alembic_version VALUES ('0000')"), NO_SCHEMA),
    "of an unknown version": (sql("UPDATE alembic_version SET version_num = 'abc'"), NO_SCHEMA),
    "of an older unknown version": (
        sql("UPDATE alembic_version SET version_num = '0000'"),
        NO_SCHEMA,
    ),
    "without a version": (
        sql("DROP TABLE alembic_version"),
        f"damaged (no such table: alembic_version); {DAMAGED}",
    ),
    "text": (
        written(lambda _: b"day,category,total\n"),
        "not a SQLite database; name a tally with --db",
    ),
    "one byte": (written(lambda _: b"S"), "not a SQLite database; name a tally with --db"),
    "zeros": (
        written(lambda content: bytes(len(content))),
        "not a SQLite database; name a tally with --db",
    ),
    "overwritten": (
        written(lambda content: content[:100] + b"\xff" * (len(content) - 100)),
        MALFORMED,
    ),
    "truncated": (written(lambda content: content[:8192]), MALFORMED),
    "cut in a page": (
        written(lambda content: content[:-1000]),
        f"damaged (cut off in the middle of a page); {DAMAGED}",
    ),
    "cut in its header": (written(lambda content: content[:50]), MALFORMED),
    "a folder": (instead(Path.mkdir), NOT_REGULAR),
    "a pipe": (instead(os.mkfifo), NOT_REGULAR),
    "a socket": (instead(a_socket), NOT_REGULAR),
    "a link to a device": (instead(lambda path: path.symlink_to("/dev/zero")), NOT_REGULAR),
    "a link to a folder": (instead(lambda path: path.symlink_to(".")), NOT_REGULAR),
    "a link to itself": (
        instead(lambda path: path.symlink_to(path.name)),
        "cannot be read: Too many levels of symbolic links",
    ),
}


def seen(folder):
    """Every file of *folder* with its bytes and the instant of its last change."""
    return {
        path: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in folder.iterdir()
    }


@every_command
@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_is_no_tally_is_named_in_one_line_and_left_untouched(words, spoilt, folder):
    spoil, said = SPOILT[spoilt]
    spoil(folder / "tally.db")
    before = seen(folder)

    ended = processes.run(*words, folder=folder, before=not_serving)

    assert (ended.code, ended.out, ended.err) == (3, "", f"tally: tally.db: {said}\n")
    assert seen(folder) == before


TABLES = ("source", "publisher", "precedence", "category", "series", "capture", "document")
TABLES += ("figure", "waiver", "mark")
VIEWS = ("speaking", "printed", "preferred", "observation", "balance", "discrepancy")
PARTS = [f"TABLE {name}" for name in TABLES] + [f"VIEW {name}" for name in VIEWS]


def runs_or_says_why(words, folder, *, what):
    """Run a command on a tally that may be damaged: it does its work, or says why in one line."""
    before = seen(folder)

    ended = processes.run(*words, folder=folder, before=not_serving)

    assert "Traceback" not in ended.err, (what, words, ended.err)
    assert ended.code in {0, 1, 2, 3}, (what, words, ended)
    if ended.code == 3:
        assert is_said_in_one_line(ended), (what, words, ended)
    if ended.code == 3 or words in READING:
        after = seen(folder)
        for name in ("out", "out.html"):
            before.pop(folder / name, None)
            after.pop(folder / name, None)
        assert after == before, (what, words)
    return ended


@every_command
def test_a_tally_that_lacks_a_part_is_used_without_it_or_said_to_be_damaged(words, folder, sound):
    # Each part is tried with some of the commands, each command with some of the parts.
    chance = random.Random(" ".join(words))
    for part in chance.sample(PARTS, min(len(PARTS), max(5, POINTS // 25))):
        shutil.copy(sound / "tally.db", folder / "tally.db")
        sql("PRAGMA legacy_alter_table = 1", f"DROP {part}")(folder / "tally.db")

        ended = runs_or_says_why(words, folder, what=part)

        if ended.code == 3:
            name = part.partition(" ")[2]
            assert re.search(rf"damaged \(.*no such table: (main\.)?{name}", ended.err), ended.err


def flipped(content, chance):
    """*content* with some bits of it flipped, in the pages of the schema or anywhere."""
    changed = bytearray(content)
    reach = chance.choice([100, 4096, 5 * 4096, len(changed)])
    for _ in range(chance.choice([1, 1, 1, 8])):
        changed[chance.randrange(reach)] ^= 1 << chance.randrange(8)
    return bytes(changed)


@every_command
def test_a_tally_with_flipped_bits_makes_no_command_fail_in_any_other_way(words, folder, sound):
    content = (sound / "tally.db").read_bytes()
    chance = random.Random(" ".join(words))
    for number in range(max(4, POINTS // 40)):
        bits = flipped(content, chance)
        (folder / "tally.db").write_bytes(bits)

        runs_or_says_why(words, folder, what=number)


LEFT = {
    "an empty journal": ("-journal", b""),
    "a journal of nothing": ("-journal", bytes(8192)),
    "a journal of noise": ("-journal", random.Random(1).randbytes(8192)),
    "a journal that begins well": (
        "-journal",
        bytes.fromhex("d9d505f920a163d7") + random.Random(2).randbytes(8192),
    ),
    "an empty log": ("-wal", b""),
    "a log of noise": ("-wal", random.Random(3).randbytes(8192)),
    "a log that begins well": (
        "-wal",
        bytes.fromhex("377f0682002de218") + random.Random(4).randbytes(8192),
    ),
}


@pytest.mark.parametrize("words", [["check"], ["show"], ["ingest", "known.csv"]], ids=" ".join)
@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_beside_a_tally_and_tells_nothing_changes_nothing(words, left, folder):
    path = folder / "tally.db"
    expected = processes.run(*words, folder=folder)
    before = path.read_bytes()
    ending, content = LEFT[left]
    path.with_name(f"tally.db{ending}").write_bytes(content)

    assert processes.run(*words, folder=folder) == expected
    assert path.read_bytes() == before


@every_command
def test_a_folder_where_the_journal_belongs_is_said_in_one_line(words, folder):
    path = folder / "tally.db"
    before = path.read_bytes()
    path.with_name("tally.db-journal").mkdir()

    ended = processes.run(*words, folder=folder, before=not_serving)

    assert ended.code in {0, 1} or is_said_in_one_line(ended), ended
    assert "Traceback" not in ended.err
    assert path.read_bytes() == before
