"""What a format is."""

from typing import Protocol

from tallytrack.capture import Capture
from tallytrack.figure import Reading
from tallytrack.ingest.given import Given


class Format(Protocol):
    """A format is a module: a docstring that explains it, a name, and two pure functions."""

    @property
    def __name__(self) -> str: ...

    NAME: str

    def recognise(self, capture: Capture) -> bool:
        """Whether *capture* is in this format, by its content."""

    def read(self, capture: Capture, given: Given) -> Reading:
        """The figures of *capture*, each with its place; raises InputError with every fault."""
