"""Addresses of the web: which names are some, and which of them may be asked."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from tallytrack.errors import UsageError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether *name* is an address, and no path.

    >>> is_address("https://example.org/a.json"), is_address("data/a.json")
    (True, False)
    """
    return _SCHEME.match(name) is not None


def askable(address: str) -> str:
    """*address* as it is asked and known by: its host in lower case, and without a fragment.

    Raises:
        UsageError: it is not to be asked.

    >>> askable("HTTPS://Example.org/A.json#top")
    'https://example.org/A.json'
    """
    try:
        parts = urlsplit(address)
        refused = _refusal(parts)
    except ValueError as error:
        raise UsageError(f"{address}: no address: {error}") from None
    if refused:
        # Whatever stands before an @ is nobody's business.
        said = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        raise UsageError(f"{said}: {refused}")
    netloc = parts.netloc.lower()
    return urlunsplit(parts._replace(netloc=netloc, path=parts.path or "/", fragment=""))


def host(address: str) -> str:
    """The host of an address, with its port where it names one."""
    return urlsplit(address).netloc.lower()


def _refusal(parts: SplitResult) -> str:
    """Why an address is not to be asked; empty where it may be. Raises ValueError at a bad port."""
    _ = parts.port
    if not parts.hostname:
        return "no address: it names no host"
    if parts.username or parts.password:
        return "a user's name or password is in the address, and would be kept in the tally"
    if parts.scheme == "http" and not _is_here(parts.hostname):
        return "not https: the figures could be changed on the way; give its https:// address"
    if parts.scheme not in {"http", "https"}:
        return "expected an https:// address"
    return ""


def _is_here(name: str) -> bool:
    """Whether a host is this machine, by its loopback address."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
