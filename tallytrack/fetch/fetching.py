"""Fetching an address: asked only for what is newer, again where that may help, and to the end."""

import functools
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urljoin

import httpx2
import tenacity

import tallytrack
from tallytrack.address import askable, host
from tallytrack.capture import Capture, Fetched, Unchanged
from tallytrack.errors import Fault, InputError, UnreachableError, UsageError
from tallytrack.fetch import failure, kind
from tallytrack.fetch.failure import PassingError
from tallytrack.fetch.patience import Patience

_GOOD = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)


class Request(NamedTuple):
    """What is asked, and how.

    Args:
        address: the address, as `askable` has it.
        before: what it said the last time, to be asked for newer bytes by.
        is_table: whether a table is expected, which no page is.
        patience: how long it is waited for.
        notice: is told, in a line, of a redirect to another host than the last time.
    """

    address: str
    before: Fetched | None = None
    is_table: bool = False
    patience: Patience = Patience()
    notice: Callable[[str], None] = lambda _: None


def fetch(request: Request) -> Capture | Unchanged:
    """What the address has now, or that it has nothing newer.

    Raises:
        InputError: it has no such document, or one that cannot be taken.
        UnreachableError: it cannot be reached, or gives no whole answer.
    """
    patience = request.patience
    request = request._replace(notice=functools.cache(request.notice))  # however often it is asked
    again = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(PassingError),
        stop=tenacity.stop_after_attempt(patience.attempts),
        wait=_pause(patience),
        sleep=patience.sleep,
        reraise=True,
    )
    headers = {"User-Agent": f"tallytrack/{tallytrack.__version__}"}
    try:
        with httpx2.Client(timeout=patience.silence, headers=headers) as client:
            return again(_ask, client, request)
    except PassingError as failed:
        many = "" if patience.attempts == 1 else f", {patience.attempts} times"
        raise UnreachableError(f"{request.address}: {failed.said}{many}") from failed


def _pause(patience: Patience) -> Callable[[tenacity.RetryCallState], float]:
    """How long to wait before the next attempt: as the address asks, else twice as long."""

    def seconds(state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.pause if isinstance(error, PassingError) else None
        growing = patience.pause * 2.0 ** (state.attempt_number - 1)
        return min(growing if asked is None else asked, patience.longest_pause)

    return seconds


def _ask(client: httpx2.Client, request: Request) -> Capture | Unchanged:
    """Ask once, wherever that leads."""
    address = request.address
    for _ in range(request.patience.redirects + 1):
        try:
            with client.stream("GET", address, headers=_conditions(request.before)) as response:
                if not response.has_redirect_location:
                    return _answered(response, address, request)
                address = _sent_on(response, address, request)
        except httpx2.RequestError as error:
            raise failure.of_transport(request.address, error, request.patience) from error
        except (httpx2.InvalidURL, UnicodeError) as error:
            # The second is what a host with an empty or overlong label comes to.
            where = "" if address == request.address else f"sends on to {address}: "
            raise _fault(request, f"{where}no address: {error}") from None
    times = f"more than {request.patience.redirects} times"
    raise _fault(request, f"sends on from address to address, {times}")


def _conditions(before: Fetched | None) -> dict[str, str]:
    """The headers that ask for what is newer than *before*."""
    said = {
        "If-None-Match": before.etag if before else None,
        "If-Modified-Since": before.last_modified if before else None,
    }
    # What it sent and HTTP does not allow cannot be sent back.
    return {name: value for name, value in said.items() if value and value.isascii()}


def _sent_on(response: httpx2.Response, address: str, request: Request) -> str:
    """The address that a redirect names; raises InputError where it is not to be followed."""
    target = response.headers["Location"]
    try:
        asked_next = askable(urljoin(address, target))
    except UsageError as error:
        raise _fault(request, f"sends on to {error}") from None
    except ValueError as error:
        raise _fault(request, f"sends on to {target}: no address: {error}") from None
    if address.startswith("https:") and not asked_next.startswith("https:"):
        raise _fault(request, f"sends on to {asked_next}, which is not https")
    known = {host(address), host(request.before.answered) if request.before else ""}
    if host(asked_next) not in known:
        request.notice(f"{request.address}: sent on to {asked_next}")
    return asked_next


def _answered(response: httpx2.Response, address: str, request: Request) -> Capture | Unchanged:
    """What an answer that is no redirect says."""
    status, headers, before = response.status_code, response.headers, request.before
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    if status == HTTPStatus.NOT_MODIFIED and before:
        kept = before.etag if etag is None else etag, modified or before.last_modified
        return Unchanged(Fetched(request.address, address, *kept))
    if passing := failure.of_status(request.address, response, request.patience):
        raise passing
    if status not in _GOOD:
        raise _fault(request, f"{failure.named(response)}; expected a document")
    wanted = kind.expected(request.address, is_table=request.is_table)
    if unfit := kind.unfit(headers.get("Content-Type", ""), wanted):
        raise _fault(request, unfit)
    content = _body(response, request)
    if kind.is_page(content, wanted):
        raise _fault(request, f"answered with a page, where {wanted} was expected")
    fetched = Fetched(request.address, address, etag, modified)
    return Capture(request.address, content, datetime.now(UTC), fetched=fetched)


def _body(response: httpx2.Response, request: Request) -> bytes:
    """All bytes of an answer; raises where they are too many, or too slow."""
    patience, content = request.patience, bytearray()
    ends = time.monotonic() + patience.whole
    for piece in response.iter_bytes():
        content += piece
        if len(content) > patience.size:
            said = f"more than {patience.size:,} bytes; save it, and ingest the file"
            raise _fault(request, said)
        if time.monotonic() > ends:
            raise PassingError(f"no whole answer within {patience.whole:g} s")
    return bytes(content)


def _fault(request: Request, message: str) -> InputError:
    return InputError(Fault(request.address, 0, 0, message))
