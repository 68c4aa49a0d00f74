"""Files that are no text are told by how they begin."""

import io
import zipfile

import pytest

from tallytrack import foreign
from tallytrack.capture import Capture
from tallytrack.errors import InputError

PICTURE = "a picture; expected text or a table: type what it prints into a text file"


def archive():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "a PDF; expected text or a table: copy its text into a text file"),
        (
            archive(),
            (
                "a workbook, a document or a zip archive; expected text or a table: save a"
                " workbook's sheet as CSV, a document as text, or unpack the archive"
            ),
        ),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(8),
            (
                "a workbook or document of an older kind; expected text or a table: save the"
                " sheet as CSV, or the document as text"
            ),
        ),
        (b"\x1f\x8b\x08", "compressed with gzip; expected text or a table: unpack it first"),
        (b"\x89PNG\r\n\x1a\n", PICTURE),
        (b"\xff\xd8\xff\xe0", PICTURE),
        (b"GIF89a", PICTURE),
    ],
)
def test_says_what_it_is_and_what_to_do(content, said):
    with pytest.raises(InputError) as refused:
        _ = Capture("a", content).head

    assert str(refused.value) == f"a: {said}"


@pytest.mark.parametrize("content", [b"", b"PK, the category of a table", "танки 5".encode()])
def test_what_may_be_text_is_not_refused(content):
    assert foreign.kind(content) is None
    assert Capture("a", content).head == content.decode()
