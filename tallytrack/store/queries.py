"""Questions worth asking a tally in plain SQL: README shows the first five, `tally browse` all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the SQL that answers it."""

    name: str
    title: str
    sql: str


QUERIES = (
    Query(
        "worst",
        "The balances that fail by most",
        """SELECT day, category, delta, difference, discrepancy
  FROM discrepancy ORDER BY abs(discrepancy) DESC LIMIT 5""",
    ),
    Query(
        "together",
        "The days on which many categories fail at once",
        """SELECT day, count(*) AS categories, group_concat(category, ' ') AS which
  FROM discrepancy GROUP BY day HAVING count(*) > 4 ORDER BY categories DESC""",
    ),
    Query(
        "who-printed-what",
        "Who printed what of a day, and where",
        """SELECT publisher, medium, measure, value, origin, line
  FROM printed WHERE day = '2023-11-13' AND category = 'personnel'""",
    ),
    Query(
        "months",
        "The reported deltas of a month, summed, beside what the totals rose by",
        """SELECT substr(day, 1, 7) AS month, sum(delta) AS reported, sum(difference) AS computed
  FROM balance WHERE category = 'tanks' AND day >= '2023-04' AND day < '2023-08' GROUP BY month""",
    ),
    Query(
        "spreadsheet",
        "The tally as a spreadsheet would have it",
        """SELECT day, personnel, tanks, artillery, uavs
  FROM totals WHERE day >= '2024-01-01' ORDER BY day LIMIT 3""",
    ),
)

# The findings that SQL can tell; the verdicts need `tally check`.
FINDINGS = (
    Query(
        "unbalanced-delta",
        "Findings: the reported delta is not the difference of consecutive totals",
        "SELECT * FROM discrepancy ORDER BY day, category",
    ),
    Query(
        "falling-total",
        "Findings: a running total is lower than on the day before",
        """SELECT day, category, previous_total, total, difference, delta
  FROM balance WHERE difference < 0 ORDER BY day, category""",
    ),
    Query(
        "disagreeing-documents",
        "Findings: two documents give different totals for the same category and day",
        """SELECT day, category,
    group_concat(DISTINCT publisher || ' ' || medium || ' ' || value) AS said
  FROM printed WHERE measure = 'total' AND qualifier = 'exact'
  GROUP BY source, category, day HAVING count(DISTINCT value) > 1 ORDER BY day, category""",
    ),
    Query(
        "waived",
        "Findings that are settled, each with its reason",
        """SELECT day, rule, category, adjustment, reason, url
  FROM waiver WHERE removed_at IS NULL ORDER BY day, rule, category""",
    ),
)


def titled(title: str) -> str:
    """The SQL of the question with *title*."""
    return next(query.sql for query in (*QUERIES, *FINDINGS) if query.title == title)
