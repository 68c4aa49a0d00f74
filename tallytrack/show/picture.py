"""A chart as a file: drawn by Vega-Lite through Vega-Altair and vl-convert, the extra `plot`."""

import io
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tallytrack.errors import UsageError

SUFFIXES = (".svg", ".png", ".html")
# Pixels of a PNG for each of the chart: sharp on a dense screen.
_SHARPNESS = 2.0
# What the page needs of the libraries that draw.
_EMBED = "window.vegaEmbed = vegaEmbed;"


def must_be_drawable(path: Path) -> None:
    """Raise UsageError where *path* names no kind of file that can be written here."""
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: expected a name that ends in {', '.join(SUFFIXES)}")
    if not all(find_spec(library) for library in ("altair", "vl_convert")):
        raise UsageError(f"{path}: pictures need the extra `plot`; pip install 'tallytrack[plot]'")


def drawn(spec: dict[str, Any], suffix: str) -> bytes:
    """The Vega-Lite *spec* as the kind of file that *suffix* says, one of SUFFIXES."""
    kind = suffix.lower()
    if kind == ".html":
        return _page(spec).encode("utf-8")
    if kind == ".svg":
        text = io.StringIO()
        _chart(spec).save(text, format="svg")
        return text.getvalue().encode("utf-8")
    file = io.BytesIO()
    _chart(spec).save(file, format="png", scale_factor=_SHARPNESS)
    return file.getvalue()


def _chart(spec: dict[str, Any]) -> Any:  # noqa: ANN401  # altair is not there for everyone
    """The spec as a chart of Altair's, which holds it to Vega-Lite's schema."""
    import altair as alt  # noqa: PLC0415  # an extra, and slow to import

    # The rows are plain and many, and need no such look.
    rows = spec["datasets"]
    chart = alt.VConcatChart.from_dict({k: v for k, v in spec.items() if k != "datasets"})
    chart.datasets = rows
    return chart


def _page(spec: dict[str, Any]) -> str:
    """A page that carries the chart and what draws it."""
    import vl_convert  # noqa: PLC0415  # an extra

    from tallytrack.show import templates  # noqa: PLC0415  # the other kinds need no page

    page = templates.environment().get_template("picture.html.j2")
    return page.render(spec=spec, script=vl_convert.javascript_bundle(_EMBED))
