"""The formats, each a module. To add one, write its file and name it in FORMATS.

They are tried in this order, the most particular first; the last takes any text.
"""

from tallytrack.ingest.format import Format
from tallytrack.ingest.formats import (
    addresses,
    correction,
    official_post,
    press_report,
    tidy_csv,
    tidy_json,
)

TABLES: tuple[Format, ...] = (addresses, tidy_csv, tidy_json)
TEXTS: tuple[Format, ...] = (correction, official_post, press_report)
FORMATS: tuple[Format, ...] = (*TABLES, *TEXTS)
