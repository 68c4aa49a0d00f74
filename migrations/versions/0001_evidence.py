"""The evidence: who printed which number where; and the views that answer questions.

Days that people read are ISO text. Inside, a figure's day is counted from 1970-01-01, as
Unix does, so that the day before is one less and a million observations stay small.
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE source (  -- who speaks: whose tally it is
      id       INTEGER PRIMARY KEY,                           -- used inside
      key      TEXT NOT NULL UNIQUE CHECK (key <> ''),        -- its short name: general-staff
      name     TEXT NOT NULL,                                 -- its full name
      began_on TEXT CHECK (began_on IS date(began_on, '+0 days')),  -- the day its tally begins
      url      TEXT                                           -- its own address
    ) STRICT
    """,
    """
    CREATE TABLE publisher (  -- who printed it: the source itself, a mirror, a newspaper
      id   INTEGER PRIMARY KEY,                      -- used inside
      key  TEXT NOT NULL UNIQUE CHECK (key <> ''),   -- its short name: kyiv-independent
      name TEXT NOT NULL,                            -- its full name
      url  TEXT                                      -- its own address
    ) STRICT
    """,
    """
    CREATE TABLE precedence (  -- whom to believe first where several documents speak
      source    INTEGER NOT NULL REFERENCES source (id),     -- of whose tally
      publisher INTEGER NOT NULL REFERENCES publisher (id),  -- who printed it
      medium    TEXT NOT NULL                           -- and how
                CHECK (medium IN ('text', 'picture', 'reprint', 'table', 'article')),
      rank      INTEGER NOT NULL,                       -- the lowest speaks first
      PRIMARY KEY (source, publisher, medium)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE category (  -- what is counted
      id          INTEGER PRIMARY KEY,                             -- used inside; the usual order
      key         TEXT NOT NULL UNIQUE CHECK (key <> ''),          -- its short name: tanks
      label       TEXT NOT NULL,                                   -- its name for people
      unit        TEXT NOT NULL,                                   -- what one of it is
      first_on    TEXT CHECK (first_on IS date(first_on, '+0 days')),  -- first day it was counted
      last_on     TEXT CHECK (last_on IS date(last_on, '+0 days')),    -- last day, if it has ended
      merged_into TEXT                                             -- key of what it went into
    ) STRICT
    """,
    """
    CREATE TABLE series (  -- one source and category, by day
      id       INTEGER PRIMARY KEY,                   -- used inside
      source   INTEGER NOT NULL REFERENCES source (id),    -- who speaks
      category INTEGER NOT NULL REFERENCES category (id),  -- of what
      UNIQUE (source, category)
    ) STRICT
    """,
    """
    CREATE TABLE capture (  -- bytes as received
      id                INTEGER PRIMARY KEY,        -- in order of receipt
      origin            TEXT NOT NULL,              -- where from: a path, an address
      format            TEXT NOT NULL,              -- how it was read: tidy-csv
      sha256            TEXT NOT NULL               -- digest of the bytes
                        CHECK (length(sha256) = 64),
      given             TEXT NOT NULL,              -- options it was read with; empty for none
      retrieved_at      TEXT NOT NULL               -- the instant of receipt, UTC
                        CHECK (retrieved_at IS strftime('%Y-%m-%dT%H:%M:%fZ', retrieved_at)),
      text              TEXT,                       -- the text itself, where it is prose
      withdrawn_at      TEXT                        -- since when it is out of all answers
                        CHECK (withdrawn_at IS strftime('%Y-%m-%dT%H:%M:%fZ', withdrawn_at)),
      withdrawn_because TEXT                        -- and why
                        CHECK ((withdrawn_because IS NULL) = (withdrawn_at IS NULL))
    ) STRICT
    """,
    "CREATE INDEX capture_by_digest ON capture (sha256)",
    """
    CREATE TABLE document (  -- one publication inside a capture
      id           INTEGER PRIMARY KEY,                    -- used inside
      capture      INTEGER NOT NULL REFERENCES capture (id),    -- what it stands in
      source       INTEGER NOT NULL REFERENCES source (id),     -- whose tally it is
      publisher    INTEGER NOT NULL REFERENCES publisher (id),  -- who printed it
      medium       TEXT NOT NULL                           -- how it was printed
                   CHECK (medium IN ('text', 'picture', 'reprint', 'table', 'article')),
      published_on TEXT NOT NULL                           -- the day of release
                   CHECK (published_on IS date(published_on, '+0 days')),
      title        TEXT,                                   -- its headline
      url          TEXT                                    -- its own address
    ) STRICT
    """,
    "CREATE INDEX document_by_capture ON document (capture)",
    "CREATE INDEX document_by_day ON document (published_on, publisher)",
    """
    CREATE TABLE figure (  -- one number as a document printed it; people read the view printed
      series    INTEGER NOT NULL REFERENCES series (id),    -- whose count of what
      day       INTEGER NOT NULL                       -- the day it describes, since 1970-01-01
                CHECK (day BETWEEN -719162 AND 2932896),
      measure   INTEGER NOT NULL                       -- 0 the total, 1 the reported delta
                CHECK (measure IN (0, 1)),
      document  INTEGER NOT NULL REFERENCES document (id),  -- what prints it
      line      INTEGER NOT NULL,                      -- the line it stands on, from 1
      "column"  INTEGER NOT NULL,                      -- the column it begins at, from 1
      value     INTEGER                                -- the number; NULL: no longer printed
                CHECK (value >= 0 OR measure = 1),
      qualifier INTEGER NOT NULL                       -- 0 exact, 1 about, 2 over, 3 under
                CHECK (qualifier BETWEEN 0 AND 3),
      days      INTEGER                                -- of a delta, the length of its period
                CHECK (CASE measure WHEN 0 THEN days IS NULL ELSE coalesce(days, 0) >= 1 END),
      length    INTEGER NOT NULL,                      -- how many characters it takes there
      PRIMARY KEY (series, day, measure, document, line, "column")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE waiver (  -- an acknowledged finding
      id          INTEGER PRIMARY KEY        -- in order of recording, never used again
                  AUTOINCREMENT,
      rule        TEXT NOT NULL,             -- the rule's name: unbalanced-delta
      source      TEXT NOT NULL              -- whose figures
                  REFERENCES source (key),
      day         TEXT NOT NULL              -- the day of the finding
                  CHECK (day IS date(day, '+0 days')),
      category    TEXT                       -- of what; NULL: of every category
                  REFERENCES category (key),
      adjustment  INTEGER,                   -- of a broken balance: what makes it close
      reason      TEXT NOT NULL              -- why it is acknowledged
                  CHECK (reason <> ''),
      url         TEXT,                      -- where the reason can be seen
      removed_at  TEXT                       -- since when it no longer holds, UTC
                  CHECK (removed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', removed_at))
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX waiver_in_force
        ON waiver (rule, source, day, coalesce(category, '')) WHERE removed_at IS NULL
    """,
    """
    CREATE TABLE mark (  -- how far the evidence went when a check was recorded
      id          INTEGER PRIMARY KEY,  -- in order of recording
      recorded_at TEXT NOT NULL         -- the instant, UTC
                  CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
      capture     INTEGER NOT NULL,     -- the last capture there was; 0 for none
      waiver      INTEGER NOT NULL      -- the last waiver there was; 0 for none
    ) STRICT
    """,
)

VIEWS = (
    # The documents in order of precedence. Edition tells which of them are one publication
    # captured again: there, the later capture replaces the earlier, figure by figure.
    """
    CREATE VIEW speaking AS
    SELECT document.id AS document,
           document.source,
           document.capture,
           document.published_on,
           capture.withdrawn_at,
           dense_rank() OVER (
             ORDER BY capture.origin, document.publisher, document.medium
           ) AS edition,
           row_number() OVER (
             ORDER BY rank, published_on DESC, publisher.key, origin, capture.id DESC, document.id
           ) AS standing
    FROM document
    JOIN capture ON capture.id = document.capture
    JOIN publisher ON publisher.id = document.publisher
    JOIN precedence ON precedence.source = document.source
                   AND precedence.publisher = document.publisher
                   AND precedence.medium = document.medium
    WHERE capture.format <> 'addresses'  -- which names documents, but has no figures
    """,
    # Every figure with its words.
    """
    CREATE VIEW printed AS
    SELECT source.key AS source,
           publisher.key AS publisher,
           document.medium,
           document.published_on,
           category.key AS category,
           date(figure.day * 86400, 'unixepoch') AS day,
           CASE figure.measure WHEN 0 THEN 'total' ELSE 'delta' END AS measure,
           figure.value,
           CASE figure.qualifier
             WHEN 0 THEN 'exact' WHEN 1 THEN 'about' WHEN 2 THEN 'over' ELSE 'under'
           END AS qualifier,
           figure.days,
           capture.origin,
           figure.line,
           figure."column",
           coalesce(document.url, (
             SELECT page.url FROM document AS page
             JOIN capture AS held ON held.id = page.capture
             WHERE page.source = document.source AND page.publisher = document.publisher
               AND page.published_on = document.published_on AND page.url IS NOT NULL
               AND held.withdrawn_at IS NULL
             ORDER BY page.url LIMIT 1
           )) AS url
    FROM figure
    JOIN document ON document.id = figure.document
    JOIN capture ON capture.id = document.capture
    JOIN publisher ON publisher.id = document.publisher
    JOIN series ON series.id = figure.series
    JOIN source ON source.id = series.source
    JOIN category ON category.id = series.category
    WHERE capture.withdrawn_at IS NULL
    """,
    # The preferred figure of each series, day and measure; only deltas of one day take part.
    """
    CREATE VIEW preferred AS
    WITH candidate AS (
      SELECT figure.series, figure.day, figure.measure, figure.value,
             figure.qualifier, figure.line, figure."column", speaking.standing,
             rank() OVER (
               PARTITION BY figure.series, figure.day, figure.measure, speaking.edition
               ORDER BY speaking.capture DESC
             ) AS age
      FROM figure
      JOIN speaking ON speaking.document = figure.document
      WHERE speaking.withdrawn_at IS NULL AND coalesce(figure.days, 1) = 1
    ),
    ordered AS (
      SELECT series, day, measure, value,
             row_number() OVER (
               PARTITION BY series, day, measure
               ORDER BY standing, qualifier <> 0, line, "column"
             ) AS place
      FROM candidate
      WHERE age = 1 AND value IS NOT NULL
    )
    SELECT series, day,
           max(value) FILTER (WHERE measure = 0) AS total,
           max(value) FILTER (WHERE measure = 1) AS delta
    FROM ordered
    WHERE place = 1
    GROUP BY series, day
    """,
    # What each source says of each category on each day.
    """
    CREATE VIEW observation AS
    SELECT source.key AS source,
           category.key AS category,
           date(preferred.day * 86400, 'unixepoch') AS day,
           preferred.total,
           preferred.delta
    FROM preferred
    JOIN series ON series.id = preferred.series
    JOIN source ON source.id = series.source
    JOIN category ON category.id = series.category
    """,
    # The same, with the arithmetic; without a total of the day before, there is none.
    """
    CREATE VIEW balance AS
    WITH neighbour AS (
      SELECT series, day, total, delta,
             lag(day) OVER (PARTITION BY series ORDER BY day) AS before_day,
             lag(total) OVER (PARTITION BY series ORDER BY day) AS before_total
      FROM preferred
    ),
    pair AS (
      SELECT series, day, total, delta,
             CASE WHEN before_day = day - 1 THEN before_total END AS previous_total
      FROM neighbour
    )
    SELECT source.key AS source,
           category.key AS category,
           date(pair.day * 86400, 'unixepoch') AS day,
           pair.total,
           pair.delta,
           CASE WHEN previous_total IS NOT NULL
                THEN date((pair.day - 1) * 86400, 'unixepoch') END AS previous_day,
           previous_total,
           pair.total - previous_total AS difference,
           pair.delta - (pair.total - previous_total) AS discrepancy
    FROM pair
    JOIN series ON series.id = pair.series
    JOIN source ON source.id = series.source
    JOIN category ON category.id = series.category
    """,
    # The balances that do not close and are not waived: the findings of unbalanced-delta.
    """
    CREATE VIEW discrepancy AS
    SELECT balance.*
    FROM balance
    WHERE discrepancy <> 0
      AND NOT EXISTS (
        SELECT 1 FROM waiver
        WHERE waiver.removed_at IS NULL
          AND waiver.rule = 'unbalanced-delta'
          AND waiver.source = balance.source
          AND waiver.day = balance.day
          AND coalesce(waiver.category, balance.category) = balance.category
          AND waiver.adjustment = -balance.discrepancy
      )
    """,
)


def upgrade() -> None:
    """Make the schema, as it can be read with `.schema`."""
    for statement in (*TABLES, *VIEWS):
        op.execute(statement.strip().replace("\n    ", "\n"))
