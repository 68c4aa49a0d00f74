"""Fetching from a real server on loopback: what it has, what is newer, and where it sends us."""

import hashlib
import zlib

import pytest
from werkzeug import Response

import tallytrack
from tallytrack.capture import Capture, Fetched, Unchanged
from tallytrack.errors import InputError

CSV = b"day,category,total\n2024-03-02,tanks,6614\n"


def test_what_an_address_has_is_a_capture_of_that_origin(fetch, httpserver):
    httpserver.expect_request("/a.csv").respond_with_data(CSV, content_type="text/csv")
    address = httpserver.url_for("/a.csv")

    capture = fetch(address)

    assert (capture.origin, capture.content) == (address, CSV)
    assert capture.sha256 == hashlib.sha256(CSV).hexdigest()
    assert capture.retrieved_at.utcoffset().total_seconds() == 0
    assert capture.fetched == Fetched(address, address)


def test_says_who_asks(fetch, httpserver):
    httpserver.expect_request("/a.csv").respond_with_data(CSV)

    fetch(httpserver.url_for("/a.csv"))

    [(asked, _)] = httpserver.log
    assert asked.headers["User-Agent"] == f"tallytrack/{tallytrack.__version__}"
    assert "If-None-Match" not in asked.headers
    assert "If-Modified-Since" not in asked.headers


def test_an_answer_that_is_packed_is_unpacked(fetch, httpserver):
    packed = zlib.compress(CSV)
    headers = {"Content-Encoding": "deflate"}
    httpserver.expect_request("/a.csv").respond_with_data(packed, headers=headers)

    assert fetch(httpserver.url_for("/a.csv")).content == CSV


def test_asks_for_what_is_newer_than_the_last_answer(fetch, httpserver):
    modified = "Sat, 02 Mar 2024 08:00:00 GMT"
    headers = {"ETag": '"one"', "Last-Modified": modified}
    httpserver.expect_ordered_request("/a.csv").respond_with_data(CSV, headers=headers)
    httpserver.expect_ordered_request(
        "/a.csv", headers={"If-None-Match": '"one"', "If-Modified-Since": modified}
    ).respond_with_data(status=304)

    first = fetch(httpserver.url_for("/a.csv"))
    second = fetch(httpserver.url_for("/a.csv"), first.fetched)

    assert (first.fetched.etag, first.fetched.last_modified) == ('"one"', modified)
    assert second == Unchanged(first.fetched)


def test_nothing_newer_can_have_a_new_name(fetch, httpserver):
    headers = {"ETag": '"two"'}
    httpserver.expect_request("/a.csv").respond_with_data(status=304, headers=headers)
    address = httpserver.url_for("/a.csv")

    answer = fetch(address, Fetched(address, address, '"one"', "Sat, 02 Mar 2024 08:00:00 GMT"))

    assert answer == Unchanged(Fetched(address, address, '"two"', "Sat, 02 Mar 2024 08:00:00 GMT"))


def test_a_redirect_on_the_same_host_is_followed_and_keeps_the_origin(fetch, httpserver, notices):
    httpserver.expect_request("/old.csv").respond_with_data(
        status=301, headers={"Location": "/new.csv"}
    )
    httpserver.expect_request("/new.csv").respond_with_data(CSV)
    old, new = map(httpserver.url_for, ("/old.csv", "/new.csv"))

    capture = fetch(old)

    assert (capture.origin, capture.content, notices) == (old, CSV, [])
    assert capture.fetched == Fetched(old, new)


def test_a_redirect_to_another_host_is_followed_and_named_once(fetch, httpserver, notices):
    other = httpserver.url_for("/b.csv").replace("localhost", "127.0.0.1")
    httpserver.expect_request("/a.csv").respond_with_data(status=302, headers={"Location": other})
    httpserver.expect_request("/b.csv").respond_with_data(CSV)
    address = httpserver.url_for("/a.csv")

    capture = fetch(address)

    assert capture.fetched.answered == other
    assert notices == [f"{address}: sent on to {other}"]

    fetch(address, capture.fetched)

    assert len(notices) == 1


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (
            "http://example.org/a.csv",
            "not https: the figures could be changed on the way; give its https:// address",
        ),
        ("ftp://example.org/a.csv", "expected an https:// address"),
        ("file:///etc/passwd", "no address: it names no host"),
    ],
)
def test_a_redirect_to_what_is_not_to_be_asked_is_refused(fetch, httpserver, target, why):
    httpserver.expect_request("/a.csv").respond_with_data(status=302, headers={"Location": target})
    address = httpserver.url_for("/a.csv")

    with pytest.raises(InputError) as refused:
        fetch(address)

    assert str(refused.value) == f"{address}: sends on to {target}: {why}"


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".org", "😀.com"])
def test_a_host_that_cannot_be_one_is_refused(fetch, host):
    with pytest.raises(InputError, match=f"^https://{host}/: no address: "):
        fetch(f"https://{host}/")


@pytest.mark.parametrize("etag", ['"é"', '"\N{SNOWMAN}"'])
def test_a_name_that_cannot_be_sent_back_is_not(fetch, httpserver, etag):
    httpserver.expect_request("/a.csv").respond_with_data(CSV)
    address = httpserver.url_for("/a.csv")

    assert fetch(address, Fetched(address, address, etag, None)).content == CSV


@pytest.mark.usefixtures("trusted")
def test_a_redirect_from_https_to_http_is_refused_wherever_it_leads(fetch, secure, httpserver):
    plain = httpserver.url_for("/a.csv")
    secure.expect_request("/a.csv").respond_with_data(status=302, headers={"Location": plain})
    address = secure.url_for("/a.csv")

    with pytest.raises(InputError) as refused:
        fetch(address)

    assert str(refused.value) == f"{address}: sends on to {plain}, which is not https"
    assert httpserver.log == []


def test_a_redirect_in_a_circle_ends(fetch, httpserver):
    httpserver.expect_request("/a.csv").respond_with_data(
        status=302, headers={"Location": "/a.csv"}
    )
    address = httpserver.url_for("/a.csv")

    with pytest.raises(InputError) as refused:
        fetch(address, redirects=3)

    assert str(refused.value) == f"{address}: sends on from address to address, more than 3 times"
    assert len(httpserver.log) == 4


@pytest.mark.usefixtures("trusted")
def test_an_https_address_of_a_known_authority_is_taken(fetch, secure):
    secure.expect_request("/a.csv").respond_with_data(CSV)

    assert isinstance(fetch(secure.url_for("/a.csv")), Capture)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_what_is_not_there_is_not_asked_for_again(fetch, httpserver, pauses, status):
    httpserver.expect_request("/a.csv").respond_with_data(status=status)
    address = httpserver.url_for("/a.csv")

    with pytest.raises(InputError) as refused:
        fetch(address)

    assert str(refused.value).startswith(f"{address}: {status} ")
    assert (len(httpserver.log), pauses) == (1, [])


def test_a_missing_page_is_said_by_its_status(fetch, httpserver):
    httpserver.expect_request("/a.csv").respond_with_data(status=404)
    address = httpserver.url_for("/a.csv")

    with pytest.raises(InputError) as refused:
        fetch(address)

    assert str(refused.value) == f"{address}: 404 NOT FOUND; expected a document"


@pytest.mark.parametrize(
    ("path", "kind", "is_table", "said"),
    [
        ("/a.json", "text/html; charset=utf-8", False, "a page (text/html), where JSON"),
        ("/a.csv", "application/xhtml+xml", False, "a page (application/xhtml+xml), where CSV"),
        ("/latest", "text/html", True, "a page (text/html), where a table"),
        ("/a.json", "image/png", False, "image/png, where JSON"),
        ("/post", "application/pdf", False, "application/pdf, where a text or a table"),
    ],
)
def test_a_wrong_type_is_a_fault_and_no_guess(fetch, httpserver, path, kind, is_table, said):
    httpserver.expect_request(path).respond_with_data(CSV, content_type=kind)
    address = httpserver.url_for(path)

    with pytest.raises(InputError) as refused:
        fetch(address, is_table=is_table)

    assert str(refused.value) == f"{address}: answered with {said} was expected"


def test_a_page_that_calls_itself_plain_text_is_no_table(fetch, httpserver):
    page = b"\xef\xbb\xbf \n<!DOCTYPE html><title>Busy</title>"
    httpserver.expect_request("/a.json").respond_with_data(page, content_type="text/plain")
    address = httpserver.url_for("/a.json")

    with pytest.raises(InputError) as refused:
        fetch(address)

    assert str(refused.value) == f"{address}: answered with a page, where JSON was expected"


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/octet-stream", ""])
def test_a_table_by_another_name_is_taken(fetch, httpserver, kind):
    httpserver.expect_request("/a.json").respond_with_response(
        Response(b"[]", headers={"Content-Type": kind})
    )

    assert fetch(httpserver.url_for("/a.json")).content == b"[]"


def test_a_page_is_taken_where_no_table_is_expected(fetch, httpserver):
    httpserver.expect_request("/post").respond_with_data(b"<p>", content_type="text/html")

    assert fetch(httpserver.url_for("/post")).content == b"<p>"
