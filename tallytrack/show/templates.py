"""The pages' templates, with Jinja2: whatever a document says is escaped.

They lie beside this module in `pages/`.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_PAGES = Path(__file__).parent / "pages"


def environment() -> Environment:
    """An environment that escapes everything, and in which a missing value is an error."""
    return Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
