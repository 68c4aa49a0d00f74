"""The views `totals` and `deltas`: one row a source and day, one column a category.

SQL cannot make columns of rows, so they are written out for the categories there are, and
made anew when one is added. Past some number of columns SQLite would not read them, nor
would people: then there are none, and `observation` is what to ask.
"""

from sqlmodel import Session, select, text

from tallytrack.store import usual
from tallytrack.store.tables import CategoryRow

# SQLite's own limit is 2,000 columns in a result.
MOST = 1_900


def remake(session: Session) -> None:
    """Make both views for the categories that the database now has."""
    keys = sorted(session.exec(select(CategoryRow.key)), key=usual.place)
    for view, measure in (("totals", "total"), ("deltas", "delta")):
        columns = ",\n       ".join(
            f"max({measure}) FILTER (WHERE category = '{_quoted(key, chr(39))}')"
            f' AS "{_quoted(key, chr(34))}"'
            for key in keys
        )
        session.connection().execute(text(f"DROP VIEW IF EXISTS {view}"))
        if len(keys) > MOST:
            continue
        session.connection().execute(
            text(
                f"CREATE VIEW {view} AS\n"
                f"SELECT source, day,\n       {columns}\n"
                "FROM observation\nGROUP BY source, day"
            )
        )


def _quoted(name: str, mark: str) -> str:
    return name.replace(mark, mark * 2).replace(":", r"\:")
