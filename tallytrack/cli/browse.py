"""`tally browse`: the database in a browser, read-only, in Datasette."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tallytrack.cli import options, printing
from tallytrack.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from socket import socket

HERE = "127.0.0.1"

Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="PORT", help="0 takes a free one.")
]
Host = Annotated[
    str,
    typer.Option("--host", metavar="ADDRESS", help="Who may look; by default this machine alone."),
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")]

# The view of every figure joins seven tables; what it takes is seconds, not the usual fractions.
_SETTINGS = {
    "sql_time_limit_ms": 10_000,
    "facet_time_limit_ms": 3_000,
    "num_sql_threads": 2,
    "allow_download": False,
    "suggest_facets": False,
}


def command(
    db: options.Database = options.DEFAULT_DATABASE,
    port: Port = 8001,
    host: Host = HERE,
    no_open: NoOpen = False,
) -> None:
    """Browse the tally in a browser: every table, view and column described, nothing changed.

    Needs the extra `browse` (Datasette). Stop it with Ctrl-C.
    """
    from tallytrack.store import browsing, opening

    if not all(find_spec(library) for library in ("datasette", "uvicorn")):
        raise UsageError("browsing needs the extra `browse`; pip install 'tallytrack[browse]'")
    with opening.for_reading(db) as tally:
        told = browsing.metadata(tally, db.stem)
    listening = _listen(host, port)
    address = _address(host, listening.getsockname()[1], db.stem)
    printing.out(f"{address} (Ctrl-C ends it)")
    if not no_open:
        import webbrowser

        # The socket listens already; the browser's request waits until it is answered.
        webbrowser.open(address)
    _serve(db, told, listening)


def _address(host: str, port: int, name: str) -> str:
    """Where a browser finds the database *name*."""
    from datasette.utils import tilde_encode

    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{port}/{tilde_encode(name)}"


def _listen(host: str, port: int) -> "socket":
    """A socket that listens; raises UsageError where that cannot be."""
    from socket import SOCK_STREAM, create_server, getaddrinfo

    try:
        family = getaddrinfo(host, port, type=SOCK_STREAM)[0][0]
        return create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"{host}:{port}: {error.strerror}; --port 0 takes a free one") from error
    except UnicodeError:
        raise UsageError(f"{host!r} is no address of a machine; expected 127.0.0.1") from None


def _serve(db: Path, told: "Mapping[str, Any]", listening: "socket") -> None:
    """Serve the tally until it is interrupted. Datasette opens its files read-only."""
    import sys

    import uvicorn
    from datasette.app import Datasette

    sys.stdout.flush()
    site = Datasette([str(db)], metadata=told, settings=_SETTINGS)
    server = uvicorn.Server(uvicorn.Config(site.app(), log_level="warning", lifespan="on"))
    server.run(sockets=[listening])
