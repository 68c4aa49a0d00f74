"""What the tests of `tally ingest` with addresses share."""

import os
from dataclasses import replace

import pytest

from tallytrack import vocabulary
from tallytrack.fetch import fetching
from tallytrack.fetch.patience import Patience


@pytest.fixture
def web(httpserver, monkeypatch):
    """A server on loopback that is never waited for; where it has something, at what address."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    fetch, patience = fetching.fetch, Patience(silence=5.0, sleep=lambda _: None)
    monkeypatch.setattr(fetching, "fetch", lambda asked: fetch(asked._replace(patience=patience)))

    def has(path, content, **more):
        httpserver.clear_all_handlers()
        return add(path, content, **more)

    def add(path, content, **more):
        httpserver.expect_request(path).respond_with_data(content, **more)
        return httpserver.url_for(path)

    has.add = add
    return has


@pytest.fixture
def publishers(httpserver, monkeypatch):
    """Let the mirrors have their editions on the server of this test, under the same names."""
    real = vocabulary.shipped_vocabulary()

    def moved(address):
        return httpserver.url_for("/" + address.rpartition("/")[2])

    local = {
        key: replace(one, editions=tuple(map(moved, one.editions)))
        for key, one in real.publishers.items()
    }
    shipped = replace(real, publishers=local)
    monkeypatch.setattr(vocabulary, "shipped_vocabulary", lambda: shipped)
