"""Whatever stands in place of an input: each fault in a line, and the others go in."""

import os
import random
import shutil
import socket
from contextlib import closing
from pathlib import Path

import processes
import pytest
from scenes import POINTS

GOOD = "day,category,total,delta\n2024-03-01,aircraft,300,1\n"
NOT_REGULAR = "not a regular file; expected a document"


def a_socket(path):
    here = Path.cwd()
    os.chdir(path.parent)
    with closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(path.name)
    os.chdir(here)


def of_bytes(content):
    return lambda path: path.write_bytes(content)


INPUTS = {
    "empty": (of_bytes(b""), "in.csv: an empty file; expected a document"),
    "a byte order mark": (of_bytes(b"\xef\xbb\xbf"), "in.csv: an empty file; expected a document"),
    "binary": (of_bytes(bytes(range(256))), "in.csv: a binary file; expected text or a table"),
    "not UTF-8": (of_bytes(b"day,category,total\n\xff"), "in.csv:2:1: byte 0xff is not UTF-8"),
    "cut in a character": (
        of_bytes("day,category,total,title\n2024-03-01,tanks,1,Україна".encode()[:-1]),
        "in.csv:2:",
    ),
    "another program's": (of_bytes(b"\x7fELF" + bytes(99)), "in.csv:1:1: no known format"),
    "compressed": (of_bytes(b"\x1f\x8b\x08" + bytes(99)), "in.csv: compressed with gzip;"),
    "a pipe": (os.mkfifo, f"in.csv: {NOT_REGULAR}"),
    "a socket": (a_socket, f"in.csv: {NOT_REGULAR}"),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), f"in.csv: {NOT_REGULAR}"),
    "an empty folder": (Path.mkdir, "in.csv: a folder without documents; expected .csv"),
    "a folder that holds itself": (
        lambda path: (path.mkdir(), (path / "in.csv").symlink_to("..")),
        "in.csv: a folder without documents; expected .csv",
    ),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_what_is_no_document_is_named_in_one_line_and_the_others_go_in(kind, tmp_path):
    make, said = INPUTS[kind]
    make(tmp_path / "in.csv")
    (tmp_path / "good.csv").write_text(GOOD)

    ended = processes.run("ingest", "in.csv", "good.csv", folder=tmp_path)

    assert ended.code == 1
    assert ended.err.startswith(said)
    assert ended.err.count("\n") == 1
    assert ended.out.startswith("good.csv: 1 document, 2 figures: new\n")


@pytest.mark.parametrize(
    "make", [lambda _: None, lambda path: path.symlink_to("none"), lambda p: p.symlink_to(p.name)]
)
def test_what_is_not_there_is_wrong_usage_before_anything_is_read(make, tmp_path):
    make(tmp_path / "in.csv")
    (tmp_path / "good.csv").write_text(GOOD)

    ended = processes.run("ingest", "good.csv", "in.csv", folder=tmp_path)

    said = "tally: in.csv: no such file or folder\n"
    assert (ended.code, ended.out, ended.err) == (2, "", said)
    assert not (tmp_path / "tally.db").exists()


@pytest.fixture(scope="module")
def exported(tmp_path_factory, sound):
    """A folder with the export of a tally."""
    folder = tmp_path_factory.mktemp("exported")
    shutil.copy(sound / "tally.db", folder)
    assert processes.run("export", "out", folder=folder).code == 0
    (folder / "tally.db").unlink()
    return folder


PARTS = ["datapackage.json", "vocabulary.toml", "waivers.toml", "captures"]


def spoilt(content, chance):
    """*content* with a bit flipped, a piece cut out, or its end cut off."""
    at = chance.randrange(len(content))
    match chance.randrange(3):
        case 0:
            flipped = bytes([content[at] ^ 1 << chance.randrange(8)])
            return content[:at] + flipped + content[at + 1 :]
        case 1:
            return content[:at] + content[at + chance.randrange(1, 40) :]
        case _:
            return content[:at]


@pytest.mark.parametrize("part", PARTS)
def test_an_export_that_is_damaged_is_said_to_be_so_or_read(part, exported, tmp_path):
    chance = random.Random(part)
    for _ in range(max(8, POINTS // 20)):
        shutil.rmtree(tmp_path)
        shutil.copytree(exported, tmp_path)
        path = tmp_path / "out" / part
        path = chance.choice(sorted(path.iterdir())) if path.is_dir() else path
        path.write_bytes(spoilt(path.read_bytes(), chance))

        ended = processes.run("ingest", "out", folder=tmp_path)

        assert "Traceback" not in ended.err, (path.name, path.read_bytes()[-300:], ended.err)
        assert ended.code in {0, 1, 2, 3}
        assert ended.err or ended.code == 0


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("content", [None, b"", b"\xff", b"[", b"[1]", b'{"a": [1]}', b"a = 1"])
def test_an_export_that_lacks_a_part_is_said_to_be_so(part, content, exported, tmp_path):
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "out" / part
    path.rename(path.with_name(".kept"))
    if content is not None:
        path.write_bytes(content)

    ended = processes.run("ingest", "out", folder=tmp_path)

    assert "Traceback" not in ended.err, ended.err
    assert ended.code in {0, 1, 2, 3}
    assert ended.err or ended.code == 0


NO_LAYOUT = "layout.toml: not a regular file; expected TOML"
NO_FILE = "tally: layout.toml: cannot be used: Too many levels of symbolic links"


@pytest.mark.parametrize(
    ("make", "said", "code"),
    [
        (Path.mkdir, NO_LAYOUT, 1),
        (os.mkfifo, NO_LAYOUT, 1),
        (lambda path: path.symlink_to("/dev/zero"), NO_LAYOUT, 1),
        (lambda path: path.symlink_to(path.name), NO_FILE, 2),
    ],
)
def test_a_layout_that_is_no_file_is_said_to_be_so(make, said, code, tmp_path):
    make(tmp_path / "layout.toml")
    (tmp_path / "good.csv").write_text(GOOD)

    ended = processes.run("ingest", "good.csv", "--layout", "layout.toml", folder=tmp_path)

    assert (ended.code, ended.out, ended.err) == (code, "", f"{said}\n")
