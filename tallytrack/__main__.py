"""`python -m tallytrack` is `tally`."""

from tallytrack.cli import main

main()
