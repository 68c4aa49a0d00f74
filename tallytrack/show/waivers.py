"""Waivers for people: what is waived, by how much, and why."""

from collections.abc import Iterable, Iterator

from tallytrack.show.styled import Line
from tallytrack.waiver import Waiver


def subject(waiver: Waiver) -> str:
    """What a waiver is about, in a few words."""
    adjusted = "" if waiver.adjustment is None else f" ({waiver.adjustment:+,})"
    what = waiver.category or "every category"
    return f"{waiver.rule} of {what} on {waiver.day}{adjusted}"


def listed(waivers: Iterable[Waiver]) -> Iterator[Line]:
    """A line a waiver, and the reason below."""
    for waiver in waivers:
        yield (subject(waiver), "bold"), (f"  {waiver.source}", "dim")
        yield ((f"  {waiver.reason}", ""),)
        if waiver.url:
            yield ((f"  see {waiver.url}", "dim"),)
