"""tallytrack: running tallies in SQLite, every figure with its evidence, every sum checked.

Data flows one way:

    capture -> document -> figure -> (store) -> series -> finding -> what is shown

The nouns are modules (`capture`, `document`, `figure`, `series`, `finding`, and what they
lean on: `errors`, `shipped`, `text`, `dates`, `vocabulary`); each may use those before it.
The verbs are packages: `ingest` reads bytes into figures, `check` finds what contradicts
itself, `show` makes renderables. `store` is the only part that knows SQL. None of these
four knows another; `cli` alone brings them together.
"""

__version__ = "0.1.0"
