"""What can go wrong on the way, in words: what may pass by itself, and what does not."""

import re
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from tallytrack.errors import UnreachableError
from tallytrack.fetch.patience import Patience

SERVER_ERRORS = 500
# Of the others: the request took too long to come, came too early, came too often.
PASSING = (408, 425, 429)

_RECEIVED = re.compile(r"\(received (\d+) bytes, expected (\d+)\)")


class PassingError(Exception):
    """What may have passed when the address is asked again.

    Args:
        said: what went wrong.
        pause: how many seconds the address asks us to wait, if it does.
    """

    def __init__(self, said: str, pause: float | None = None) -> None:
        super().__init__(said)
        self.said = said
        self.pause = pause


def of_transport(address: str, error: httpx2.RequestError, patience: Patience) -> Exception:
    """What an *error* on the way to *address*, or back, means."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            said = f"its certificate is not to be trusted: {cause.verify_message}"
            return UnreachableError(f"{address}: {said}")
    return PassingError(_said(error, causes, patience))


def _said(error: httpx2.RequestError, causes: list[BaseException], patience: Patience) -> str:
    """What went wrong, in a few words."""
    for kind, said in (
        (httpx2.TimeoutException, f"no answer within {patience.silence:g} s"),
        (socket.gaierror, "its host is not known, or there is no net"),
        (ConnectionRefusedError, "the connection is refused"),
        (httpx2.ConnectError, f"no connection: {error}"),
        (httpx2.DecodingError, "the answer is damaged: it does not unpack"),
    ):
        if any(isinstance(cause, kind) for cause in causes):
            return said
    if counts := _RECEIVED.search(str(error)):
        received, expected = map(int, counts.groups())
        return f"the answer is cut short: {received:,} of {expected:,} bytes"
    is_cut = "incomplete chunked read" in str(error)
    return "the answer is cut short" if is_cut else "the connection broke off"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def of_status(address: str, response: httpx2.Response, patience: Patience) -> Exception | None:
    """What a status that may pass means; None for any other."""
    status = response.status_code
    if status not in PASSING and status < SERVER_ERRORS:
        return None
    said = named(response)
    pause = _retry_after(response.headers.get("Retry-After", ""))
    if pause is not None and pause > patience.longest_pause:
        return UnreachableError(f"{address}: {said}; asks to be left alone for {pause:,.0f} s")
    return PassingError(said, pause)


def named(response: httpx2.Response) -> str:
    """A status with its name: `404 Not Found`."""
    return f"{response.status_code} {response.reason_phrase}".strip()


def _retry_after(said: str) -> float | None:
    """How many seconds a Retry-After asks for, which may be a number or a date."""
    if re.fullmatch(r"[0-9]{1,9}", said):
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
