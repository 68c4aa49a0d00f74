"""What can go wrong between us and a server: asked again where that may help, and then said."""

import socket
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from werkzeug import Response

from tallytrack.errors import InputError, TallyError, UnreachableError

CSV = b"day,category,total\n2024-03-02,tanks,6614\n"


@pytest.fixture
def failed(fetch):
    """Why an address gives no answer."""

    def run(address, **limits):
        with pytest.raises(UnreachableError) as failed:
            fetch(address, **limits)
        assert str(failed.value).startswith(f"{address}: ")
        return str(failed.value).removeprefix(f"{address}: ")

    return run


def drop(request):
    """Close the connection without a word."""
    request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return Response(b"")


def test_an_error_of_the_server_passes(fetch, httpserver, pauses):
    httpserver.expect_ordered_request("/a.csv").respond_with_data(status=500)
    httpserver.expect_ordered_request("/a.csv").respond_with_data(status=502)
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV)

    assert fetch(httpserver.url_for("/a.csv")).content == CSV
    assert pauses == [1.0, 2.0]


def test_one_that_stays_is_said_in_the_end(failed, httpserver, pauses):
    httpserver.expect_request("/a.csv").respond_with_data(status=503)

    assert failed(httpserver.url_for("/a.csv")) == "503 SERVICE UNAVAILABLE, 4 times"
    assert pauses == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [408, 425, 429, 500, 504])
def test_a_status_that_may_pass_is_asked_again(fetch, httpserver, status):
    httpserver.expect_ordered_request("/a.csv").respond_with_data(status=status)
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV)

    assert fetch(httpserver.url_for("/a.csv")).content == CSV


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_is_left_alone_as_long_as_it_asks(fetch, httpserver, pauses, status):
    httpserver.expect_ordered_request("/a.csv").respond_with_data(
        status=status, headers={"Retry-After": "7"}
    )
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV)

    fetch(httpserver.url_for("/a.csv"))

    assert pauses == [7.0]


def test_it_may_ask_by_a_date(fetch, httpserver, pauses):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    httpserver.expect_ordered_request("/a.csv").respond_with_data(
        status=429, headers={"Retry-After": until}
    )
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV)

    fetch(httpserver.url_for("/a.csv"))

    assert pauses == [pytest.approx(30, abs=5)]


def test_a_date_that_is_none_is_passed_over(fetch, httpserver, pauses):
    httpserver.expect_ordered_request("/a.csv").respond_with_data(
        status=429, headers={"Retry-After": "soon"}
    )
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV)

    fetch(httpserver.url_for("/a.csv"))

    assert pauses == [1.0]


def test_one_that_asks_for_more_patience_than_we_have_is_given_up(failed, httpserver, pauses):
    httpserver.expect_request("/a.csv").respond_with_data(
        status=429, headers={"Retry-After": "3600"}
    )

    assert failed(httpserver.url_for("/a.csv")) == (
        "429 TOO MANY REQUESTS; asks to be left alone for 3,600 s"
    )
    assert pauses == []


def test_a_dropped_connection_is_made_again(fetch, httpserver):
    httpserver.expect_ordered_request("/a.csv").respond_with_handler(drop)
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV)

    assert fetch(httpserver.url_for("/a.csv")).content == CSV


def test_a_redirect_is_named_once_however_often_it_is_followed(failed, httpserver, notices):
    other = httpserver.url_for("/b.csv").replace("localhost", "127.0.0.1")
    httpserver.expect_request("/a.csv").respond_with_data(status=302, headers={"Location": other})
    httpserver.expect_request("/b.csv").respond_with_data(status=503)

    failed(httpserver.url_for("/a.csv"))

    assert len(httpserver.log) == 8
    assert len(notices) == 1


def test_one_that_is_always_dropped_is_said(failed, httpserver):
    httpserver.expect_request("/a.csv").respond_with_handler(drop)

    assert failed(httpserver.url_for("/a.csv")) == "the connection broke off, 4 times"


def test_a_body_cut_short_is_asked_for_again(fetch, httpserver):
    short = Response(iter([CSV[:10]]), headers={"Content-Length": str(len(CSV))})
    httpserver.expect_ordered_request("/a.csv").respond_with_response(short)
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV)

    assert fetch(httpserver.url_for("/a.csv")).content == CSV


def test_one_that_is_always_cut_short_is_said(failed, httpserver):
    httpserver.expect_request("/a.csv").respond_with_handler(
        lambda _: Response(iter([CSV[:10]]), headers={"Content-Length": "5000"})
    )

    assert failed(httpserver.url_for("/a.csv")) == (
        "the answer is cut short: 10 of 5,000 bytes, 4 times"
    )


def test_a_chunk_cut_short_is_said(failed, httpserver):
    def half(request):
        connection = request.environ["werkzeug.socket"]
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nday,")
        return drop(request)

    httpserver.expect_request("/a.csv").respond_with_handler(half)

    assert failed(httpserver.url_for("/a.csv"), attempts=1) == "the answer is cut short"


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("https://[x/", "sends on to https://[x/: no address: Invalid IPv6 URL"),
        (
            "https://😀.com/",
            "sends on to https://😀.com/: no address: Invalid IDNA hostname: '😀.com'",
        ),
    ],
)
def test_a_redirect_to_what_is_no_address_is_said(fetch, httpserver, location, said):
    def nowhere(request):
        connection = request.environ["werkzeug.socket"]
        connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {location}\r\n\r\n".encode())
        return drop(request)

    httpserver.expect_request("/a.csv").respond_with_handler(nowhere)
    address = httpserver.url_for("/a.csv")

    with pytest.raises(TallyError) as refused:
        fetch(address, attempts=1)

    assert str(refused.value) == f"{address}: {said}"


def test_what_does_not_unpack_is_said(failed, httpserver):
    headers = {"Content-Encoding": "gzip"}
    httpserver.expect_request("/a.csv").respond_with_data(CSV, headers=headers)

    assert failed(httpserver.url_for("/a.csv")) == (
        "the answer is damaged: it does not unpack, 4 times"
    )


def test_a_body_without_end_is_cut_off(fetch, httpserver):
    def endless(_):
        return Response(b"2024-03-02,tanks,6614\n" for _ in iter(int, 1))

    httpserver.expect_request("/a.csv").respond_with_handler(endless)
    address = httpserver.url_for("/a.csv")

    with pytest.raises(InputError) as refused:
        fetch(address, size=10_000)

    assert str(refused.value) == f"{address}: more than 10,000 bytes; save it, and ingest the file"


def test_it_is_the_unpacked_bytes_that_count(fetch, httpserver):
    bomb = zlib.compress(b"0" * 20_000)
    headers = {"Content-Encoding": "deflate"}
    httpserver.expect_request("/a.csv").respond_with_data(bomb, headers=headers)

    assert len(bomb) < 100
    with pytest.raises(InputError, match="more than 10,000 bytes"):
        fetch(httpserver.url_for("/a.csv"), size=10_000)


def test_a_silent_server_is_given_up(failed, httpserver, slow, pauses):
    def wait(_):
        slow.wait(30)
        return Response(CSV)

    httpserver.expect_request("/a.csv").respond_with_handler(wait)

    assert failed(httpserver.url_for("/a.csv"), silence=0.1, attempts=2) == (
        "no answer within 0.1 s, 2 times"
    )
    assert pauses == [1.0]


def test_one_that_drips_is_given_up(failed, httpserver, slow):
    def drip(_):
        def drops():
            while not slow.wait(0.02):
                yield b"6"

        return Response(drops())

    httpserver.expect_request("/a.csv").respond_with_handler(drip)

    assert failed(httpserver.url_for("/a.csv"), whole=0.1, attempts=1) == (
        "no whole answer within 0.1 s"
    )


def test_a_port_that_nobody_listens_at_is_said(failed):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    assert failed(f"http://127.0.0.1:{port}/a.csv") == "the connection is refused, 4 times"


def test_a_host_that_is_not_known_is_said(failed, monkeypatch):
    def nowhere(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)

    assert failed("https://nowhere.invalid/a.csv") == (
        "its host is not known, or there is no net, 4 times"
    )


def test_a_certificate_that_nobody_vouches_for_is_said_and_not_asked_again(failed, secure, pauses):
    said = failed(secure.url_for("/a.csv"))

    assert said.startswith("its certificate is not to be trusted: ")
    assert "certificate" in said.partition(": ")[2]
    assert (secure.log, pauses) == ([], [])
