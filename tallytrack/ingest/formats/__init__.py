"""The formats, one module each: what a capture may look like."""

from tallytrack.ingest.format import Format
from tallytrack.ingest.formats import correction, official_post, press_report

# The formats of texts, the most particular first: the last takes any text.
TEXTS: tuple[Format, ...] = (correction, official_post, press_report)
