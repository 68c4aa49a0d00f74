"""What a case cannot bring about with files: each a change of the world while it runs."""

import errno
import importlib.util
import os
import socket
import sqlite3
import ssl
from pathlib import Path

import httpx2

from tallytrack import capture
from tallytrack.cli import printing
from tallytrack.fetch import fetching
from tallytrack.ingest import gathering
from tallytrack.ingest import package as packages
from tallytrack.store import connecting, opening


def _without(monkeypatch, *libraries):
    found = importlib.util.find_spec

    def find_spec(name, *rest):
        return None if name in libraries else found(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    for module in ("tallytrack.cli.browse", "tallytrack.show.picture"):
        __import__(module)
        monkeypatch.setattr(f"{module}.find_spec", find_spec)


def _with(monkeypatch, *libraries):
    for module in ("tallytrack.cli.browse", "tallytrack.show.picture"):
        __import__(module)
        monkeypatch.setattr(f"{module}.find_spec", lambda name: name in libraries)


def without_extras(monkeypatch):
    """The optional libraries are not installed."""
    _without(monkeypatch, "datasette", "uvicorn", "altair", "vl_convert")


def with_extras(monkeypatch):
    """The optional libraries are installed, or seem to be."""
    _with(monkeypatch, "datasette", "uvicorn", "altair", "vl_convert")
    monkeypatch.setattr("tallytrack.show.picture._page", lambda _: "a page")


def port_taken(monkeypatch):
    """Something listens on the port."""

    def refuse(*_, **__):
        raise OSError(errno.EADDRINUSE, "Address already in use")

    with_extras(monkeypatch)
    monkeypatch.setattr(socket, "create_server", refuse)


def unreadable(monkeypatch):
    """The files a.* may not be read."""
    _refuse(monkeypatch, "r", "a.")


def unwritable(monkeypatch):
    """The files out.* may not be written."""
    # A file is written under a name beside its own.
    _refuse(monkeypatch, "w", ".out.")


def _refuse(monkeypatch, mode, begins):
    opened = Path.open

    def refuse(self, *words, **named):
        asked = str(words[0] if words else named.get("mode", "r"))
        if self.name.startswith(begins) and asked.startswith(mode):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(self, *words, **named)

    monkeypatch.setattr(Path, "open", refuse)


def closed_folder(monkeypatch):
    """No folder may be looked into."""
    monkeypatch.setattr(os, "access", lambda *_: False)


def small_limits(monkeypatch):
    """What is too large is smaller than usual, so that no case has to be large."""
    monkeypatch.setattr(gathering, "LARGEST", 40)
    monkeypatch.setattr(gathering, "HELD", 40)
    monkeypatch.setattr(gathering, "HEAD", 40)
    monkeypatch.setattr(capture, "GREATEST", 40)
    monkeypatch.setattr(capture, "LONGEST", 40)
    monkeypatch.setattr(capture, "BLOCK", 40)
    monkeypatch.setattr(packages, "_LARGEST", 40)


def growing_files(monkeypatch):
    """Files are written to while they are read."""
    monkeypatch.setattr(gathering, "HELD", 40)
    monkeypatch.setattr(capture.Capture, "sha256", property(lambda _: "0" * 64))


def nothing_there(monkeypatch):
    """Whatever is asked for on the web is not there."""

    def not_found(request):
        response = httpx2.Response(404, request=httpx2.Request("GET", request.address))
        return fetching._answered(response, request.address, request)  # noqa: SLF001  # no network

    monkeypatch.setattr(fetching, "fetch", not_found)


def _answering(monkeypatch, answer):
    """Have *answer* stand for the web."""
    client = httpx2.Client

    def answered(**named):
        return client(transport=httpx2.MockTransport(answer), **named)

    monkeypatch.setattr(httpx2, "Client", answered)
    monkeypatch.setattr(fetching, "_pause", lambda _: lambda _: 0)


def nobody_listening(monkeypatch):
    """Whatever is asked for on the web, no connection comes about."""

    def refuse(_):
        raise httpx2.ConnectError("") from ConnectionRefusedError()

    _answering(monkeypatch, refuse)


def certificate_untrusted(monkeypatch):
    """Whoever answers on the web is somebody else, as far as one can tell."""

    def distrust(_):
        error = ssl.SSLCertVerificationError()
        error.verify_message = "self-signed certificate"
        raise httpx2.ConnectError("") from error

    _answering(monkeypatch, distrust)


def asked_too_often(monkeypatch):
    """Whatever is asked for on the web was asked for too often."""
    answer = httpx2.Response(429, headers={"Retry-After": "86400"})
    _answering(monkeypatch, lambda _: answer)


def writing_elsewhere(monkeypatch):
    """Another process is writing into the tally."""
    monkeypatch.setattr(connecting, "PATIENCE", 0.01)
    holder = sqlite3.connect("tally.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(opening, "_held", holder, raising=False)


def full_disk(monkeypatch):
    """No page can be added to the tally."""
    _failing(monkeypatch, sqlite3.SQLITE_FULL, "database or disk is full")


def read_only(monkeypatch):
    """The tally may not be written."""
    _failing(monkeypatch, sqlite3.SQLITE_READONLY, "attempt to write a readonly database")


def later_schema(monkeypatch):
    """This tally knows a schema that its file does not have yet."""
    known = [*opening.versions(), "9998"]
    monkeypatch.setattr(opening, "versions", lambda: known)


def full_output(monkeypatch):
    """There is no room for what is printed."""

    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(printing, "_echo", refuse)


def _failing(monkeypatch, code, said):
    def refuse(*_):
        error = sqlite3.OperationalError(said)
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(opening, "examine", refuse)


CIRCUMSTANCES = {
    "without extras": without_extras,
    "with extras": with_extras,
    "port taken": port_taken,
    "unreadable a.*": unreadable,
    "unwritable out.*": unwritable,
    "closed folder": closed_folder,
    "small limits": small_limits,
    "growing files": growing_files,
    "nothing there": nothing_there,
    "nobody listening": nobody_listening,
    "certificate untrusted": certificate_untrusted,
    "asked too often": asked_too_often,
    "writing elsewhere": writing_elsewhere,
    "full disk": full_disk,
    "read-only": read_only,
    "later schema": later_schema,
    "full output": full_output,
}
