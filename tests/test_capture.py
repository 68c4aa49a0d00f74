"""Captures: bytes as received, and as the UTF-8 text they should be."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        (b"\x89PNG\r\n\0\0", "a.csv: a binary file; expected text or a table in UTF-8"),
    ],
)
def test_says_where_the_bytes_are_not_utf_8(content, message):
    with pytest.raises(InputError) as refused:
        _ = Capture("a.csv", content).text

    assert str(refused.value) == message


def test_the_content_is_left_out_when_a_capture_is_printed_for_debugging():
    assert repr(Capture("a.csv", b"secret")) == "Capture(origin='a.csv', retrieved_at=None)"
