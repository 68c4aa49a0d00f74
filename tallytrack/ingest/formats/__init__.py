"""The formats, each a module. To add one, write its file and name it in FORMATS.

They are tried in this order, the most particular first; the last takes any text.
"""

from tallytrack.ingest.format import Format
from tallytrack.ingest.formats import (
    addresses,
    correction,
    exported,
    official_post,
    orc_losses,
    petroivaniuk,
    press_report,
    russianwarship,
    tidy_csv,
    tidy_json,
)

MIRRORS: tuple[Format, ...] = (orc_losses, petroivaniuk, russianwarship)
TABLES: tuple[Format, ...] = (addresses, exported, *MIRRORS, tidy_csv, tidy_json)
TEXTS: tuple[Format, ...] = (correction, official_post, press_report)
FORMATS: tuple[Format, ...] = (*TABLES, *TEXTS)
