"""The process that `tally`, and `python -m tallytrack`, is."""

import gc
import os

# A command builds its values once and leaves. Looking through them for cycles again and again
# would take a third of its time, and importing is no exception.
gc.disable()

from tallytrack.cli import ended, main  # noqa: E402  # after the line above, which speeds it


def run() -> None:
    """Run `tally`, and end the process with its exit code.

    The values of a check are not taken apart one by one at the end, which would take a tenth
    of its time: files and the database are closed by then, and the process goes as a whole.
    """
    code: int | str | None = 0
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code
    os._exit(ended(code if isinstance(code, int) else 1))


if __name__ == "__main__":
    run()
