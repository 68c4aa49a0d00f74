"""Addresses: which names are some, and which of them may be asked."""

import pytest

from tallytrack.address import askable, host, is_address
from tallytrack.errors import UsageError


@pytest.mark.parametrize("name", ["https://example.org", "HTTP://x", "ftp://x/y", "git+ssh://x"])
def test_what_has_a_scheme_is_an_address(name):
    assert is_address(name)


@pytest.mark.parametrize("name", ["a.csv", "-", "C:/data/a.csv", "C:\\a.csv", "./https://x", "://"])
def test_a_path_is_none(name):
    assert not is_address(name)


@pytest.mark.parametrize(
    ("address", "known_by"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/Data.json?Day=1#top", "https://example.org/Data.json?Day=1"),
        ("http://localhost:8000/a.csv", "http://localhost:8000/a.csv"),
        ("http://127.0.0.1/a.csv", "http://127.0.0.1/a.csv"),
        ("http://[::1]:80/a.csv", "http://[::1]:80/a.csv"),
    ],
)
def test_one_address_is_known_by_one_name(address, known_by):
    assert askable(address) == known_by
    assert askable(known_by) == known_by


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("https://", "https://: no address: it names no host"),
        ("https:///a.csv", "https:///a.csv: no address: it names no host"),
        (
            "https://x:y/",
            "https://x:y/: no address: Port could not be cast to integer value as 'y'",
        ),
        ("https://[x/", "https://[x/: no address: Invalid IPv6 URL"),
        (
            "http://127.0.0.1.example.org/",
            (
                "http://127.0.0.1.example.org/: not https: the figures could be changed on the way;"
                " give its https:// address"
            ),
        ),
        ("gopher://example.org/", "gopher://example.org/: expected an https:// address"),
    ],
)
def test_what_is_not_to_be_asked_is_refused_with_the_reason(address, why):
    with pytest.raises(UsageError) as refused:
        askable(address)

    assert str(refused.value) == why


def test_a_password_is_not_repeated():
    with pytest.raises(UsageError) as refused:
        askable("https://me:secret@example.org/a.csv")

    assert "secret" not in str(refused.value)


def test_a_host_has_its_port():
    assert host("https://Example.org:8443/a") == "example.org:8443"
