"""The formats, each a module. To add one, write its file and name it in FORMATS.

They are tried in this order, the most particular first.
"""

from tallytrack.ingest.format import Format
from tallytrack.ingest.formats import addresses, tidy_csv, tidy_json

FORMATS: tuple[Format, ...] = (addresses, tidy_csv, tidy_json)
