"""Rules for people: the list, and one rule explained by its own docstring."""

from collections.abc import Iterator

from tallytrack.finding import Severity
from tallytrack.show.styled import Line


def listed(name: str, code: str, severity: Severity, text: str) -> Line:
    """A rule in one line: its code, its name, and what it finds."""
    found = text.partition("\n")[0]
    return (code, "dim"), (f"  {name:<24}", "bold"), (f"{severity:<7}", ""), (found, "")


def explained(name: str, code: str, severity: Severity, text: str) -> Iterator[Line]:
    """A rule as its docstring tells it, its headings marked."""
    yield (name, "bold"), (f"  {code} ({severity})", "dim")
    yield ()
    for line in text.strip().splitlines():
        is_heading = line[:1].isupper() and not line.endswith((".", "?"))
        yield ((line, "bold" if is_heading else ""),)
