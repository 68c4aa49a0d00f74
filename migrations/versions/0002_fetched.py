"""What addresses answered, so that they are asked only for what is newer. It is no evidence."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    """
    CREATE TABLE fetched (  -- what an address answered last; it is asked for what is newer
      address       TEXT NOT NULL PRIMARY KEY              -- the address that is asked
                    CHECK (address <> ''),
      answered      TEXT NOT NULL,                         -- what answered, after any redirects
      etag          TEXT,                                  -- its name for what it answered
      last_modified TEXT,                                  -- since when it answers so, in its words
      capture       INTEGER NOT NULL REFERENCES capture (id),  -- what the tally has of it
      fetched_at    TEXT NOT NULL                          -- the instant of its last answer, UTC
                    CHECK (fetched_at IS strftime('%Y-%m-%dT%H:%M:%fZ', fetched_at))
    ) STRICT, WITHOUT ROWID
    """,
)


def upgrade() -> None:
    """Make the table, as it can be read with `.schema`."""
    for statement in TABLES:
        op.execute(statement.strip().replace("\n    ", "\n"))
