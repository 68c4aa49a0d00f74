"""The database, and the only part that knows SQL.

`opening` meets the file itself, `migrate` brings it up to the newest schema in `migrations/`,
`tables` names what is stored, as SQLModel classes. `writing` takes captures in (`intake` one,
`editions` what a later one says otherwise) and records waivers and marks. `reading` gives
records out and imports no ORM, so that a check starts at once.
"""
