"""tallytrack: running tallies in SQLite, every figure with its evidence, every sum checked.

Data flows one way:

    capture -> document -> figure -> (store) -> series -> finding -> what is shown

The nouns are modules, each of which may use those before it: `capture`, `document`, `figure`,
`edition` and `revision` (what a later capture says otherwise), `series`, `finding`, `waiver`; they
lean on `errors`, `shipped`, `address`, `text`, `dates`, `misdated`, `foreign`, `vocabulary` and
`interval`, and `notation` writes a series down.
The verbs are packages: `fetch` asks the web, `ingest` reads bytes into figures, `check` finds
what contradicts itself, `show` makes renderables. `store` is the only part that knows SQL. None
of these five knows another; `cli` alone brings them together.
"""

__version__ = "0.1.0"
