"""Captures: bytes as received, and as the UTF-8 text they should be."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack import capture as captures
from tallytrack.capture import Capture
from tallytrack.errors import InputError


@given(st.binary())
def test_two_captures_with_one_digest_are_one(content):
    assert Capture("a", content).sha256 == hashlib.sha256(content).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")))
def test_the_text_is_the_bytes_as_utf_8(text):
    assert Capture("a", text.encode("utf-8")).text == text


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert Capture("a", b"\xef\xbb\xbfday").text == "day"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"day,category\n2024-03-01,\xf2\n",
            "a.csv:2:12: byte 0xf2 is not UTF-8; expected UTF-8 text: save the file as UTF-8",
        ),
        (
            "день,\n".encode() + b"\xff",
            "a.csv:2:1: byte 0xff is not UTF-8; expected UTF-8 text: save the file as UTF-8",
        ),
        (
            "день,".encode() + b"\xff",
            "a.csv:1:6: byte 0xff is not UTF-8; expected UTF-8 text: save the file as UTF-8",
        ),
        (b"\xfe\0\0\0", "a.csv: a binary file; expected text or a table in UTF-8"),
    ],
)
def test_says_where_the_bytes_are_not_utf_8(content, message):
    with pytest.raises(InputError) as refused:
        _ = Capture("a.csv", content).text

    assert str(refused.value) == message


def test_the_content_is_left_out_when_a_capture_is_printed_for_debugging():
    assert repr(Capture("a.csv", b"secret")) == "Capture(origin='a.csv', retrieved_at=None)"


@pytest.fixture
def large(tmp_path):
    """A capture of a file that is not held, as of one too large to be."""

    def make(content):
        path = tmp_path / "large.csv"
        path.write_bytes(content)
        return Capture("large.csv", content[: captures.HEAD], path=path)

    return make


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"))


@given(texts, st.integers(1, 50))
def test_the_blocks_of_a_text_are_whole_lines_and_make_it_up(text, size):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(captures, "BLOCK", size)
        blocks = list(Capture("a", text.encode("utf-8")).blocks())

    assert "".join(blocks) == text
    assert all(block.endswith("\n") for block in blocks[:-1])


def test_a_large_file_has_the_digest_and_the_text_of_all_of_it(large):
    content = "день,tanks\n".encode() * 10_000

    capture = large(content)

    assert capture.sha256 == hashlib.sha256(content).hexdigest()
    assert capture.text == content.decode()
    assert capture.lines == 10_000
    assert "".join(capture.blocks()) == capture.text


def test_the_head_may_end_within_a_character(large):
    content = b"a" * (captures.HEAD - 1) + "день".encode()

    assert large(content).head == "a" * (captures.HEAD - 1)


def test_a_byte_that_is_no_utf_8_has_its_line_in_a_later_block(large, monkeypatch):
    monkeypatch.setattr(captures, "BLOCK", 16)
    capture = large(b"day,category\n" * 5 + b"ab\xff\n")

    with pytest.raises(InputError) as error:
        list(capture.blocks())

    assert str(error.value) == (
        "large.csv:6:3: byte 0xff is not UTF-8; expected UTF-8 text: save the file as UTF-8"
    )


def test_a_file_that_changes_while_it_is_read_is_refused(large):
    capture = large(b"day,category,total\n2024-03-01,tanks,1\n")
    assert capture.sha256
    capture.path.write_bytes(b"day,category,total\n2024-03-01,tanks,2\n")

    with pytest.raises(InputError) as error:
        list(capture.blocks())

    assert str(error.value) == (
        "large.csv: the file changed while it was read; try again when it is done"
    )


def test_a_line_without_end_is_refused(large, monkeypatch):
    monkeypatch.setattr(captures, "LONGEST", 1_000)
    monkeypatch.setattr(captures, "BLOCK", 100)

    with pytest.raises(InputError) as error:
        list(large(b"day\n" + b"x" * 5_000).blocks())

    assert str(error.value) == (
        "large.csv:2:1: a line of more than 1,000 bytes; expected the rows of a table"
    )


def test_what_must_be_read_at_once_may_not_be_too_large(large, monkeypatch):
    monkeypatch.setattr(captures, "GREATEST", 2_000_000)

    with pytest.raises(InputError) as error:
        _ = large(b"[" * 3_000_000).text

    assert str(error.value) == (
        "large.csv: 3 MB; only a tidy CSV may have more than 2 MB: save it as one, or in parts"
    )
