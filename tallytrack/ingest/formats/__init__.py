"""The formats, each a module. To add one, write its file and name it in FORMATS.

They are tried in this order, the most particular first.
"""

from tallytrack.ingest.format import Format
from tallytrack.ingest.formats import (
    addresses,
    orc_losses,
    petroivaniuk,
    russianwarship,
    tidy_csv,
    tidy_json,
)

MIRRORS: tuple[Format, ...] = (orc_losses, petroivaniuk, russianwarship)
FORMATS: tuple[Format, ...] = (addresses, *MIRRORS, tidy_csv, tidy_json)
