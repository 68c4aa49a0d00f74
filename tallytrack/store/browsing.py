"""What Datasette is told of a tally: descriptions, facets, labels, and questions to begin with.

https://docs.datasette.io/en/stable/metadata.html
"""

import sqlite3
from typing import Any

from tallytrack.store import dictionary
from tallytrack.store.queries import FINDINGS, QUERIES

# Views keep no remarks in the schema; their columns are those of the tables they are made of.
_VIEWS = {
    "printed": "Every figure with its words: who printed which number, where, and its page.",
    "observation": "What each source says of each category on each day: the preferred figures.",
    "balance": "The same with the arithmetic; it is empty where a number is missing.",
    "discrepancy": "The balances that do not close and are not waived.",
    "totals": "The totals, a row a day and a column a category.",
    "deltas": "The reported deltas, a row a day and a column a category.",
    "preferred": "For each series and day the figures of the document that speaks first.",
    "speaking": "The documents in order of precedence.",
}
_FACETS = {
    "printed": ["publisher", "medium", "measure"],
    "observation": ["category"],
    "balance": ["category"],
    "discrepancy": ["category"],
    "document": ["publisher", "medium"],
    "waiver": ["rule"],
}
_LABELS = {
    "source": "name",
    "publisher": "name",
    "category": "label",
    "capture": "origin",
    "document": "published_on",
}
_NEWEST_FIRST = {"printed", "observation", "balance", "discrepancy", "totals", "deltas"}
# Made and used inside.
_HIDDEN = {"alembic_version", "preferred", "speaking"}


def metadata(db: sqlite3.Connection, name: str) -> dict[str, Any]:
    """The metadata of the tally *db*, which Datasette knows as *name*."""
    described: dict[str, dict[str, Any]] = {
        table.name: {"description": table.remark, "columns": table.columns}
        for table in dictionary.tables(db)
    }
    # What a view says of a figure has the remarks of what the figure is made of.
    known = {name: entry["description"] for name, entry in described.items()}
    for table in ("capture", "document", "figure"):
        known = described.get(table, {}).get("columns", {}) | known
    for view in dictionary.views(db):
        if view in _VIEWS:
            described[view] = {"description": _VIEWS[view], "columns": _view(db, view, known)}
    for table_name, entry in described.items():
        _furnish(table_name, entry)
    described |= {table_name: {"hidden": True} for table_name in _HIDDEN}
    queries = {
        query.name: {"title": query.title, "sql": query.sql} for query in (*FINDINGS, *QUERIES)
    }
    return {
        "title": "tallytrack",
        "description": "A running tally with its evidence: as printed, and as it adds up.",
        "databases": {name: {"tables": described, "queries": queries}},
    }


def _view(db: sqlite3.Connection, view: str, known: dict[str, str]) -> dict[str, str]:
    """The remarks of a view's columns, as far as tables have them, and those of the arithmetic."""
    remarks = known | {
        "day": "the day it describes",
        "total": "the preferred total",
        "delta": "the preferred delta, as reported",
        "previous_day": "the day before, where it has a total",
        "previous_total": "the total of the day before",
        "difference": "the total less the total of the day before, as computed",
        "discrepancy": "the reported delta less the computed difference",
        "measure": "total or delta",
        "qualifier": "what the text says of the number",
    }
    rows = db.execute("SELECT name FROM pragma_table_info(?)", (view,))
    columns = [name for [name] in rows]
    return {column: remarks[column] for column in columns if column in remarks}


def _furnish(table: str, entry: dict[str, Any]) -> None:
    """Facets, order and labels, where a table has any."""
    if table in _FACETS:
        entry["facets"] = _FACETS[table]
    if table in _NEWEST_FIRST:
        entry["sort_desc"] = "day"
    if table in _LABELS:
        entry["label_column"] = _LABELS[table]
    entry["size"] = 50
