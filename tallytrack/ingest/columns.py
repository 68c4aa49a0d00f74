"""The columns of a tidy table, by which every other table is described."""

REQUIRED = ("day", "category")
NUMBERS = ("total", "delta")
OPTIONAL = (
    "source",
    "publisher",
    "medium",
    "published_on",
    "url",
    "title",
    "qualifier",
    "days",
)
COLUMNS = (*REQUIRED, *NUMBERS, *OPTIONAL)
