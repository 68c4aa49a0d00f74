"""What the user can mend: where it is, what stands there, what was expected, what to do.

A fault in an input is a value (`Fault`), collected so that all of a file's faults are shown
at once; `InputError` carries them to the command line. `UsageError`, `StoreError`,
`OutputError` and `UnreachableError` are the other ways to fail. Anything else that is raised is
a bug and keeps its traceback.
"""

from dataclasses import dataclass


class TallyError(Exception):
    """Something the user can mend, in one line. `exit_code` is what the command exits with."""

    exit_code = 3


class UsageError(TallyError):
    """The command was called wrongly: a missing path, an ambiguous date, an unknown name."""

    exit_code = 2


class StoreError(TallyError):
    """The database cannot be used as it is."""

    exit_code = 3


class UnreachableError(TallyError):
    """An address that gives no whole answer now, and may give one another time."""

    exit_code = 3


class OutputError(TallyError):
    """What was asked for could not be written: no room, no right, nobody who reads it."""

    exit_code = 3


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One place of an input that cannot be taken as it stands.

    Args:
        origin: the file, address or `-` it stands in.
        line: from 1; 0 when the fault is of the input as a whole.
        column: from 1, in characters; 0 when the fault is of the line as a whole.
        message: the offending text, what was expected and what to do, in one line.
    """

    origin: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """`FILE:LINE:COL: message`, without the parts that do not apply."""
        place = [self.origin, *(str(part) for part in (self.line, self.column) if part)]
        return f"{':'.join(place)}: {self.message}"


class InputError(TallyError):
    """An input is at fault; nothing of it was taken. `faults` has every place."""

    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        """Carry *faults*; as text, one line each."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class UndatedError(InputError):
    """A text that nobody dates: not the user, not the page, not its own words."""


class LatecomerError(InputError):
    """An edition that is older than one of its origin that is in the tally."""
