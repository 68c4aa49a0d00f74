"""The database, and the only part that knows SQL.

`tables` names what is stored, as SQLModel classes; `migrate` brings a file up to the newest
schema in `migrations/`; `writing` takes documents and figures in; `reading` gives records out
and imports no ORM, so that a check starts at once. `opening` meets the file itself.
"""
