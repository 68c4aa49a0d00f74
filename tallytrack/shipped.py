"""Where `migrations/` and `data/` are: beside the package in a checkout, or inside the wheel.

An editable install leaves a stale copy in site-packages; the checkout's own folder, which
stands beside the package, therefore wins over a copy inside it.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder *name* (`data` or `migrations`) of this very copy of tallytrack.

    A checkout is told by the pyproject.toml beside the package: some other project's `data`
    folder in site-packages is not ours.
    """
    beside = PACKAGE.parent / name
    if (PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    return PACKAGE / name
