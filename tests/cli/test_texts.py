"""The lines on which figures stand, of texts that are kept and of files that are still the same."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack.cli import texts
from tallytrack.document import Document, Medium
from tallytrack.series import Statement

DAY = date(2024, 3, 1)


def said(origin, line):
    document = Document("general-staff", "general-staff", Medium.TABLE, DAY, origin)
    return Statement(document, 5, line=line)


def digest(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def file(tmp_path):
    """A file with these bytes, as an origin."""

    def made(content):
        path = tmp_path / "a.csv"
        path.write_bytes(content)
        return str(path)

    return made


def test_lines_of_a_kept_text_are_given_by_number():
    held = {"post.txt": ("", "перший\r\nдругий\nтретій")}

    found = texts.at_hand(held, [said("post.txt", 1), said("post.txt", 3), said("post.txt", 9)])

    assert found == {"post.txt": {1: "перший", 3: "третій"}}


def test_a_file_that_changed_is_not_at_hand(file):
    origin = file(b"day\n2024-03-01\n")

    assert texts.at_hand({origin: (digest(b"day\n"), None)}, [said(origin, 1)]) == {}


def test_a_file_that_is_gone_is_not_at_hand():
    assert texts.at_hand({"gone.csv": ("", None)}, [said("gone.csv", 1)]) == {}


def test_an_origin_that_is_not_held_is_not_at_hand():
    assert texts.at_hand({}, [said("a.csv", 1)]) == {}


def test_the_byte_order_mark_is_no_part_of_a_line(file):
    content = b"\xef\xbb\xbfday\r\n1\r\n"
    origin = file(content)

    found = texts.at_hand({origin: (digest(content), None)}, [said(origin, 1), said(origin, 2)])

    assert found == {origin: {1: "day", 2: "1"}}


LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r\ufeff"), max_size=9))


@given(LINES.filter(bool), st.integers(1, 12))
def test_a_file_read_in_pieces_has_the_lines_it_has(tmp_path_factory, lines, piece):
    path = tmp_path_factory.mktemp("pieces") / "a.csv"
    content = "\n".join(lines).encode()
    path.write_bytes(content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_PIECE", piece)
        wanted = [said(str(path), number + 1) for number in range(len(lines) + 2)]
        found = texts.at_hand({str(path): (digest(content), None)}, wanted)

    assert found == {str(path): dict(enumerate(lines, 1))}
