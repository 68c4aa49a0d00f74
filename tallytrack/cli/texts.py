"""The texts of captures: as the tally keeps them, or from their files while these are the same."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from tallytrack import shipped


def at_hand(held: Mapping[str, tuple[str, str | None]], origins: Iterable[str]) -> dict[str, str]:
    """The text of each of *origins* that has one, given the digest and text the tally *held*."""
    found = ((origin, _text(*held[origin], origin)) for origin in origins if origin in held)
    return {origin: text for origin, text in found if text}


def _text(sha256: str, text: str | None, origin: str) -> str | None:
    """The text of a capture: as kept, or from its file if that still holds the same bytes."""
    import hashlib  # OpenSSL, which a text that is kept does not need

    if text is not None:
        return text
    for path in (Path(origin), shipped.folder("data").parent / origin):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() == sha256:
            return content.decode("utf-8").removeprefix("\ufeff")
    return None
