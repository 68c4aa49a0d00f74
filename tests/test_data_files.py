"""The shipped record is what its own description says: datapackage.json against the files."""

import csv
import hashlib
import json
import re
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tallytrack.address import askable

DATA = Path(__file__).parents[1] / "data"

PACKAGE = json.loads((DATA / "datapackage.json").read_text("utf-8"))
RESOURCES = {resource["path"]: resource for resource in PACKAGE["resources"]}
CATEGORIES = tomllib.loads((DATA / "categories.toml").read_text("utf-8"))["category"]
SOURCES = tomllib.loads((DATA / "sources.toml").read_text("utf-8"))

INTEGER = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

every_table = pytest.mark.parametrize("path", sorted(RESOURCES))


def table(path):
    """The header and the rows of a table, as lists of cells."""
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    return header, rows


def records(path):
    """The rows of a table as dictionaries."""
    header, rows = table(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


@cache
def figures():
    """The rows of every table that holds figures."""
    return [
        record for path in sorted(RESOURCES) if path != "addresses.csv" for record in records(path)
    ]


def is_day(token):
    """Whether *token* is an ISO day that the calendar has, and nothing looser."""
    try:
        return bool(DAY.fullmatch(token)) and bool(date.fromisoformat(token))
    except ValueError:
        return False


def fault(token, field):
    """What is wrong with a cell by its field's description, or an empty string."""
    constraints = field.get("constraints", {})
    if token == "":
        return "missing" if constraints.get("required") else ""
    meets = {
        "not a day": field["type"] != "date" or is_day(token),
        "not an integer": field["type"] != "integer" or INTEGER.fullmatch(token),
        "not in the list": token in constraints.get("enum", [token]),
        "not of the pattern": re.fullmatch(constraints.get("pattern", ".*"), token),
    }
    if all(meets.values()) and "minimum" in constraints:
        meets["below the minimum"] = int(token) >= constraints["minimum"]
    return next((wrong for wrong, met in meets.items() if not met), "")


def repeated(values):
    """The values that occur more than once."""
    return sorted(value for value, times in Counter(values).items() if times > 1)


def test_every_table_is_described_and_every_description_has_its_table():
    assert {path.name for path in DATA.glob("*.csv")} == set(RESOURCES)
    assert len(RESOURCES) == len(PACKAGE["resources"])


def test_a_resource_is_described_by_the_types_and_constraints_this_test_knows():
    fields = [f for resource in RESOURCES.values() for f in resource["schema"]["fields"]]

    assert {field["type"] for field in fields} == {"date", "integer", "string"}
    assert {key for field in fields for key in field.get("constraints", {})} == {
        "required",
        "minimum",
        "enum",
        "pattern",
        "unique",
    }
    assert all(field["description"] for field in fields)


@pytest.mark.parametrize(
    ("token", "field", "expected"),
    [
        ("2024-02-29", {"type": "date"}, ""),
        ("2023-02-29", {"type": "date"}, "not a day"),
        ("20240229", {"type": "date"}, "not a day"),
        ("-5", {"type": "integer"}, ""),
        ("+5", {"type": "integer"}, "not an integer"),
        ("1_000", {"type": "integer"}, "not an integer"),
        ("٣", {"type": "integer"}, "not an integer"),
        ("007", {"type": "integer"}, "not an integer"),
        ("-1", {"type": "integer", "constraints": {"minimum": 0}}, "below the minimum"),
        ("", {"type": "integer"}, ""),
        ("", {"type": "integer", "constraints": {"required": True}}, "missing"),
        ("x", {"type": "string", "constraints": {"enum": ["y"]}}, "not in the list"),
        ("x", {"type": "string", "constraints": {"pattern": "[0-9]"}}, "not of the pattern"),
    ],
)
def test_a_cell_is_judged_by_exact_tokens(token, field, expected):
    assert fault(token, field) == expected


@every_table
def test_the_header_is_the_fields_of_the_schema_in_order(path):
    header, _ = table(path)

    assert header == [field["name"] for field in RESOURCES[path]["schema"]["fields"]]


@every_table
def test_every_cell_satisfies_its_field(path):
    fields = RESOURCES[path]["schema"]["fields"]
    _, rows = table(path)
    faults = [
        (line, field["name"], token, wrong)
        for line, row in enumerate(rows, start=2)
        for token, field in zip(row, fields, strict=True)
        if (wrong := fault(token, field))
    ]

    assert rows
    assert faults == []


@every_table
def test_the_digest_and_the_size_are_those_of_the_file(path):
    content = (DATA / path).read_bytes()

    assert RESOURCES[path]["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert RESOURCES[path]["bytes"] == len(content)


@every_table
def test_a_table_is_plain_utf_8_with_one_line_feed_a_row_and_no_quotes(path):
    content = (DATA / path).read_bytes()
    _, rows = table(path)

    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert b'"' not in content
    assert content.count(b"\n") == 1 + len(rows)


@every_table
def test_rows_stand_by_day_then_category_then_publisher_then_medium(path):
    columns = ["day", "category", "publisher", "medium"]
    order = [tuple(record.get(column, "") for column in columns) for record in records(path)]

    assert order == sorted(order)


@every_table
def test_the_primary_key_names_each_row_once(path):
    header, _ = table(path)
    key = RESOURCES[path]["schema"].get("primaryKey", header)

    assert repeated(tuple(record[column] for column in key) for record in records(path)) == []


@every_table
def test_values_that_must_be_unique_are(path):
    unique = [
        field["name"]
        for field in RESOURCES[path]["schema"]["fields"]
        if field.get("constraints", {}).get("unique")
    ]

    assert [repeated(record[name] for record in records(path)) for name in unique] == [
        [] for _ in unique
    ]


def test_every_row_of_figures_has_a_total_or_a_delta():
    assert [row for row in figures() if not row["total"] and not row.get("delta")] == []


def test_a_press_row_is_one_figure_and_only_a_delta_has_a_period():
    press = records("press.csv")

    assert [row for row in press if bool(row["total"]) == bool(row["delta"])] == []
    assert [row for row in press if row["days"] and not row["delta"]] == []


def test_published_on_is_empty_exactly_where_the_source_printed_the_figure_itself():
    assert [
        row
        for row in figures()
        if (row["published_on"] == "") != (row["publisher"] == row["source"])
    ] == []


def test_nothing_was_published_before_the_day_it_describes():
    assert [
        row for row in figures() if row["published_on"] and row["published_on"] < row["day"]
    ] == []


@pytest.mark.parametrize("path", ["mirror_orc_losses.csv", "mirror_petroivaniuk.csv"])
def test_a_mirror_was_published_on_the_last_day_of_its_edition(path):
    rows = records(path)

    assert {row["published_on"] for row in rows} == {max(row["day"] for row in rows)}


def test_an_edition_is_fetched_from_one_address_over_https():
    editions = [address for entry in SOURCES["publisher"] for address in entry.get("editions", ())]

    assert repeated(editions) == []
    assert [address for address in editions if askable(address) != address] == []
    assert [address for address in editions if not address.startswith("https://")] == []


def test_the_announced_correction_is_no_figure_of_a_day():
    assert [row for row in figures() if row["medium"] == "correction"] == []


def test_the_addresses_are_pages_of_the_source_itself():
    [source] = SOURCES["source"]
    own = tuple(source["addresses"])

    assert [row for row in records("addresses.csv") if not row["url"].startswith(own)] == []
    assert [address for address in own if not re.fullmatch(r"https://[^/]+/(.*/)?", address)] == []


def test_every_waiver_has_a_reason_and_a_link():
    waivers = tomllib.loads((DATA / "waivers.toml").read_text("utf-8"))["waiver"]

    assert waivers
    assert [waiver for waiver in waivers if not (waiver["reason"] and waiver["url"])] == []


def test_the_readme_gives_the_number_of_rows_of_every_table():
    readme = (DATA / "README.md").read_text("utf-8")
    stated = {
        name: int(rows.replace(",", ""))
        for name, rows in re.findall(r"^\| `(\w+\.csv)` \| ([0-9,]+) \|", readme, re.MULTILINE)
    }

    assert stated == {path: len(records(path)) for path in RESOURCES}
