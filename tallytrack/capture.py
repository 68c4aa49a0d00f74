"""Captures: texts and tables as they were received."""

import codecs
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from tallytrack import foreign
from tallytrack.errors import Fault, InputError

BYTE_ORDER_MARK = "\ufeff"

# So much of a capture tells its format, in bytes.
HEAD = 65_536
# A file up to this size is held; of a larger one only the head is.
HELD = 8 * 2**20
# And up to this size it can be read at once, where its format must.
GREATEST = 64 * 2**20
# A table is read in blocks of whole lines. What is made of so many bytes stays within the
# caches of a processor: larger blocks are slower.
BLOCK = 2**18
# No line of a table is longer than this.
LONGEST = 2**20


@dataclass(frozen=True, slots=True)
class Original:
    """What an export says of the capture that it was made of.

    Args:
        sha256: the digest of the bytes as they were received.
        format: how they were read.
        given: the options they were read with.
        text: the text itself, where it is prose.
        withdrawn_because: why it is out of all answers; None where it is not.
    """

    sha256: str
    format: str
    given: str = ""
    text: str | None = None
    withdrawn_because: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address says beside its bytes, to be asked for newer ones by.

    Args:
        asked: the address that was asked.
        answered: the address that answered in the end; after a redirect, another.
        etag: its name for these bytes, where it gives one.
        last_modified: since when they are the same, in its words.
    """

    asked: str
    answered: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The answer of an address that has nothing newer than what it was asked by."""

    fetched: Fetched


@dataclass(frozen=True)
class Capture:
    """Bytes as received.

    Args:
        origin: where they came from: a path, an address, or `stdin:` and the digest's start.
        content: the bytes; of a large file, those it begins with.
        retrieved_at: the instant they were received, in UTC.
        original: what they are an export of, where they are one.
        path: the file that holds them, where it is too large to be held itself.
        fetched: what the address said beside them, where they were fetched.
    """

    origin: str
    content: bytes = field(repr=False)
    retrieved_at: datetime | None = None
    original: Original | None = field(default=None, repr=False)
    path: Path | None = field(default=None, repr=False)
    fetched: Fetched | None = field(default=None, repr=False)

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal: two captures with one digest are one."""
        if self.original:
            return self.original.sha256
        with self._open() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def head(self) -> str:
        """The text that it begins with, enough to know its format.

        Raises:
            InputError: it is not UTF-8, or no text at all.
        """
        content = self.content[:HEAD]
        if said := foreign.kind(content):
            raise InputError(Fault(self.origin, 0, 0, said))
        # A character may be cut through where the head ends.
        is_whole = len(content) == len(self.content) and self.path is None
        try:
            text = codecs.getincrementaldecoder("utf-8")().decode(content, final=is_whole)
        except UnicodeDecodeError as error:
            raise InputError(self._not_utf8(content, error.start)) from error
        return text.removeprefix(BYTE_ORDER_MARK)

    @cached_property
    def whole(self) -> bytes:
        """All of the bytes; raises InputError where they are too many to be held."""
        if self.path is None:
            return self.content
        size = self.path.stat().st_size
        if size > GREATEST:
            said = (
                f"{size / 1e6:,.0f} MB; only a tidy CSV may have more than {GREATEST / 1e6:,.0f}"
                " MB: save it as one, or in parts"
            )
            raise InputError(Fault(self.origin, 0, 0, said))
        return self.path.read_bytes()

    @cached_property
    def text(self) -> str:
        """The bytes as UTF-8, without a byte order mark; raises InputError where they are not."""
        try:
            text = self.whole.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(self._not_utf8(self.whole, error.start)) from error
        return text.removeprefix(BYTE_ORDER_MARK)

    @property
    def lines(self) -> int:
        """How many lines it has, by their ends."""
        with self._open() as file:
            return sum(read.count(b"\n") for read in iter(lambda: file.read(BLOCK), b""))

    def blocks(self) -> Iterator[str]:
        """The text in blocks of whole lines, for a table of any size.

        Raises:
            InputError: it is not UTF-8, a line is far too long, or the file is not what
                it was when its digest was taken.
        """
        line, rest, digest = 1, b"", hashlib.sha256()
        with self._open() as file:
            while True:
                read = file.read(BLOCK)
                if self.path:
                    digest.update(read)
                rest += read
                end = rest.rfind(b"\n") + 1 if read else len(rest)
                if end:
                    yield self._decoded(rest[:end], line)
                    line += rest.count(b"\n", 0, end)
                    rest = rest[end:]
                if not read:
                    break
                if len(rest) > LONGEST:
                    said = f"a line of more than {LONGEST:,} bytes; expected the rows of a table"
                    raise InputError(Fault(self.origin, line, 1, said))
        if self.path and not self.original and digest.hexdigest() != self.sha256:
            said = "the file changed while it was read; try again when it is done"
            raise InputError(Fault(self.origin, 0, 0, said))

    def _open(self) -> io.BufferedReader | io.BytesIO:
        return self.path.open("rb") if self.path else io.BytesIO(self.content)

    def _decoded(self, block: bytes, line: int) -> str:
        """The text of a *block* that begins on *line*."""
        try:
            text = block.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(self._not_utf8(block, error.start, line)) from error
        return text.removeprefix(BYTE_ORDER_MARK) if line == 1 else text

    def _not_utf8(self, content: bytes, offset: int, first_line: int = 1) -> Fault:
        """The fault of a byte that is no UTF-8, or of a file that is no text at all."""
        before = content[:offset]
        line = before.count(b"\n") + first_line
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        if foreign.is_binary(self.content):
            return Fault(self.origin, 0, 0, "a binary file; expected text or a table in UTF-8")
        byte = content[offset]
        return Fault(
            self.origin,
            line,
            column,
            f"byte 0x{byte:02x} is not UTF-8; expected UTF-8 text: save the file as UTF-8",
        )
