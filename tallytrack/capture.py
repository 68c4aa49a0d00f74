"""Captures: texts and tables as they were received."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from tallytrack.errors import Fault, InputError

BYTE_ORDER_MARK = "\ufeff"


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


@dataclass(frozen=True)
class Capture:
    """Bytes as received.

    Args:
        origin: where they came from: a path, an address, or `stdin:` and the digest's start.
        content: the bytes.
        retrieved_at: the instant they were received, in UTC.
        original: what they are an export of, where they are one.
    """

    origin: str
    content: bytes = field(repr=False)
    retrieved_at: datetime | None = None
    original: Original | None = field(default=None, repr=False)

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal: two captures with one digest are one."""
        if self.original:
            return self.original.sha256
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def text(self) -> str:
        """The bytes as UTF-8, without a byte order mark; raises InputError where they are not."""
        try:
            text = self.content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(self._not_utf8(error.start)) from error
        return text.removeprefix(BYTE_ORDER_MARK)

    def _not_utf8(self, offset: int) -> Fault:
        """The fault of a byte that is no UTF-8, or of a file that is no text at all."""
        before = self.content[:offset]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        if b"\0" in self.content[:4096]:
            return Fault(self.origin, 0, 0, "a binary file; expected text or a table in UTF-8")
        byte = self.content[offset]
        return Fault(
            self.origin,
            line,
            column,
            f"byte 0x{byte:02x} is not UTF-8; expected UTF-8 text: save the file as UTF-8",
        )
