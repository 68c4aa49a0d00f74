"""The faults of one capture, gathered so that all of them are told at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from tallytrack.errors import Fault, InputError

# A file with faults on every line is listed this far; the rest is counted.
MOST = 100

_T = TypeVar("_T")


class Faults:
    """What was found wrong so far with the capture from *origin*."""

    def __init__(self, origin: str, known: Iterable[Fault] = ()) -> None:
        self._origin = origin
        self._listed = list(known)
        self._uncounted = 0

    def __len__(self) -> int:
        """How many there are, those among them that are not listed."""
        return len(self._listed) + self._uncounted

    @property
    def is_full(self) -> bool:
        """Whether what is found from here on is only counted."""
        return len(self._listed) >= MOST

    def add(self, fault: Fault | None) -> None:
        """Note a fault; None is one that is only to be counted."""
        if fault is None or self.is_full:
            self._uncounted += 1
        # The day of a wide row stands in one place for all of its numbers.
        elif fault not in self._listed:
            self._listed.append(fault)

    def quietly(self, take: Callable[[], _T]) -> _T | None:
        """What *take* gives; None where it meets a fault, which is then forgotten."""
        listed, uncounted, before = len(self._listed), self._uncounted, len(self)
        found = take()
        if len(self) == before:
            return found
        del self._listed[listed:]
        self._uncounted = uncounted
        return None

    def tell(self) -> None:
        """Raise InputError if there are any, in the order of their places."""
        if self._listed:
            rest = f"{self._uncounted:,} more faults of this kind are not listed"
            more = [Fault(self._origin, 0, 0, rest)] if self._uncounted else []
            raise InputError(*sorted(self._listed), *more)
