"""What the tests of fetching share: somebody who asks, and never waits for long."""

import os
import ssl
import threading

import pytest
import trustme
from pytest_httpserver import HTTPServer

from tallytrack.fetch import fetching
from tallytrack.fetch.patience import Patience


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    """A proxy that this machine may be told to use knows nothing of our loopback."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
def pauses():
    """How long was waited between attempts, in seconds; nobody does."""
    return []


@pytest.fixture
def notices():
    """What was told on the way."""
    return []


@pytest.fixture
def fetch(pauses, notices):
    """Ask an address; what it answers, or the exception that says why it does not."""

    def run(address, before=None, *, is_table=False, **limits):
        patience = Patience(sleep=pauses.append, **{"silence": 5.0, **limits})
        asking = fetching.Request(address, before, is_table, patience, notices.append)
        return fetching.fetch(asking)

    return run


@pytest.fixture
def slow():
    """What a slow server waits for; it is set once the test is over."""
    over = threading.Event()
    yield over
    over.set()


@pytest.fixture(scope="session")
def authority():
    """Who certifies the servers of these tests."""
    return trustme.CA()


@pytest.fixture
def secure(authority):
    """A server of https:// addresses."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server = HTTPServer(ssl_context=context)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch):
    """Trust the authority of these tests, as a machine trusts those it knows."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
