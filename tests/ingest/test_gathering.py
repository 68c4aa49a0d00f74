"""From what the user names to captures."""

import hashlib
import os

import pytest

from tallytrack import shipped
from tallytrack.capture import Capture
from tallytrack.errors import InputError, UsageError
from tallytrack.ingest import gathering


@pytest.fixture
def named(tmp_path, monkeypatch):
    """What is gathered in an empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)

    def run(*names, stdin=b"", fetch=None):
        return list(gathering.named(list(names), lambda _: stdin, fetch))

    return run


def origins(found):
    return [one.origin if isinstance(one, Capture) else str(one) for one in found]


def test_a_file_is_a_capture_by_its_name(named, tmp_path):
    (tmp_path / "a.anything").write_bytes(b"content")

    [capture] = named("./a.anything")

    assert (capture.origin, capture.content) == ("a.anything", b"content")
    assert capture.retrieved_at.utcoffset().total_seconds() == 0


def test_a_hyphen_is_standard_input_named_by_its_digest(named):
    [capture] = named("-", stdin=b"content")

    assert capture.origin == f"stdin:{hashlib.sha256(b'content').hexdigest()[:12]}"
    assert capture.content == b"content"


def test_a_folder_is_its_documents_by_name_without_the_hidden_ones(named, tmp_path):
    for name in ("b.csv", "a/z.JSON", "a/b.jsonl", "notes.pdf", ".hidden.csv", ".git/c.csv"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"x")

    assert origins(named("in")) == ["in/a/b.jsonl", "in/a/z.JSON", "in/b.csv"]


def test_a_folder_with_a_data_package_is_the_tables_it_lists_in_its_order(named, tmp_path):
    (tmp_path / "b.csv").touch()
    (tmp_path / "a.csv").touch()
    (tmp_path / "other.csv").touch()
    (tmp_path / "datapackage.json").write_text(
        '{"resources": [{"path": "b.csv"}, {"path": "a.csv"}]}'
    )

    assert origins(named(".")) == ["./b.csv", "./a.csv"]


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"resources": [{"data": []}]}', '{"resources": 1}']
)
def test_a_data_package_that_is_none_is_a_fault(named, tmp_path, text):
    (tmp_path / "datapackage.json").write_text(text)

    [error] = named(".")

    assert isinstance(error, InputError)
    assert str(error) == (
        './datapackage.json: no data package; expected {"resources": [{"path": ...}]}:'
        " mend or remove it"
    )


def test_a_folder_without_documents_is_a_fault(named, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "picture.png").touch()

    [error] = named("in")

    assert isinstance(error, InputError)
    assert str(error).startswith("in: a folder without documents; expected .csv, .json")


def test_what_is_no_file_is_a_fault_and_the_others_are_still_read(named, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.csv").touch()

    error, capture = named("pipe", "a.csv")

    assert str(error) == "pipe: not a regular file; expected a document"
    assert capture.origin == "a.csv"


def test_a_name_that_is_no_utf_8_is_written_out(named, tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.csv")).touch()

    [capture] = named(os.fsdecode(b"caf\xe9.csv"))

    assert capture.origin == r"caf\xe9.csv"


@pytest.mark.parametrize("name", ["missing.csv", "missing/a.csv", "a" * 300])
def test_a_missing_path_is_found(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError) as refused:
        gathering.must_exist(["-", name])

    assert str(refused.value) == f"{name}: no such file or folder"


def test_an_address_is_fetched_by_the_name_it_is_known_by(named, tmp_path):
    (tmp_path / "a.csv").touch()

    found = named("HTTPS://Example.org/b.csv#top", "a.csv", fetch=lambda name: Capture(name, b""))

    assert origins(found) == ["https://example.org/b.csv", "a.csv"]


def test_the_shipped_record_is_named_alike_everywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    found = list(gathering.shipped_record())

    assert origins(found) == [
        f"data/{name}"
        for name in (
            "general_staff.csv",
            "mirror_petroivaniuk.csv",
            "mirror_orc_losses.csv",
            "press.csv",
            "addresses.csv",
        )
    ]
    assert found[0].content == (shipped.folder("data") / "general_staff.csv").read_bytes()
