"""What is counted and who speaks, as the data files say it."""

import tomllib
from datetime import date
from itertools import pairwise

import pytest

from tallytrack import vocabulary as module
from tallytrack.document import Medium
from tallytrack.vocabulary import A_LIST, Source, extended, from_toml

CATEGORIES = tomllib.loads("""
    [[category]]
    key = "armoured_vehicles"
    label = "Armoured vehicles"
    unit = "vehicles"
    first_on = 2022-02-25
    last_on = 2022-04-30
    merged_into = "vehicles"
    aliases = ["afv"]
    uk = ["ббм"]

    [[category]]
    key = "tanks"
    label = "Tanks"
    unit = "vehicles"
""")
SOURCES = tomllib.loads("""
    [[source]]
    key = "staff"
    name = "The Staff"
    began_on = 2022-02-24
    addresses = ["https://staff.example/"]

    [[publisher]]
    key = "staff"
    name = "The Staff"

    [[publisher]]
    key = "mirror"
    name = "A mirror"
    url = "https://mirror.example/"

    [[precedence]]
    publisher = "staff"
    medium = "text"

    [[precedence]]
    publisher = "staff"
    medium = "picture"

    [[precedence]]
    publisher = "mirror"
    medium = "table"
""")


@pytest.fixture
def small():
    return from_toml(CATEGORIES, SOURCES)


def test_a_category_is_what_its_table_says(small):
    category = small.categories["armoured_vehicles"]

    assert (category.label, category.unit) == ("Armoured vehicles", "vehicles")
    assert (category.first_on, category.last_on) == (date(2022, 2, 25), date(2022, 4, 30))
    assert category.merged_into == "vehicles"
    assert category.words == {"uk": ("ббм",), "en": ()}


@pytest.mark.parametrize(
    "name",
    [
        "armoured_vehicles",
        "armoured-vehicles",
        "Armoured vehicles",
        " ARMOURED_VEHICLES ",
        "afv",
        "AFV",
    ],
)
def test_a_category_is_known_by_its_key_and_its_aliases_however_typed(small, name):
    assert small.category(name) is small.categories["armoured_vehicles"]


@pytest.mark.parametrize("name", ["", "armoured", "tank", "ббм"])
def test_a_category_is_not_guessed(small, name):
    assert small.category(name) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [("armoured_vehicels", "armoured_vehicles"), ("Tank", "tanks"), ("AFV", "armoured_vehicles")],
)
def test_instead_of_a_wrong_key_the_nearest_is_offered(small, name, meant):
    assert small.instead_of(name) == f"did you mean {meant!r}?"


def test_where_none_is_near_all_are_listed_and_of_very_many_the_first(small):
    few = list(small.categories)
    assert small.instead_of("unicorns") == f"expected one of {', '.join(few)}"

    many = extended(small, {"category": [{"key": f"x{n}", "label": f"X {n}"} for n in range(1000)]})
    listed = [*few, *(f"x{n}" for n in range(A_LIST - len(few)))]
    rest = f"or {len(few) + 1000 - A_LIST:,} more: the table `category` has all"
    assert many.instead_of("unicorns") == f"expected one of {', '.join([*listed, rest])}"


def test_a_source_and_a_publisher_are_what_their_tables_say(small):
    assert small.sources["staff"].began_on == date(2022, 2, 24)
    assert small.publishers["mirror"].url == "https://mirror.example/"
    assert small.publishers["staff"].url is None


@pytest.mark.parametrize(
    ("address", "owned"),
    [
        ("https://staff.example/news/1", True),
        ("https://staff.example.evil/news/1", False),
        ("http://mirror.example/", False),
    ],
)
def test_a_page_is_a_sources_own_when_its_address_begins_so(small, address, owned):
    assert small.sources["staff"].owns(address) is owned


def test_a_source_without_addresses_owns_no_page():
    assert not Source("staff", "The Staff").owns("https://staff.example/")


def test_listed_pairs_rank_as_listed_and_unlisted_ones_with_their_like(small):
    ranked = [
        ("staff", Medium.TEXT),
        ("staff", Medium.PICTURE),
        ("staff", Medium.TABLE),
        ("mirror", Medium.TABLE),
        ("newspaper", Medium.REPRINT),
        ("newspaper", Medium.PICTURE),
        ("other-mirror", Medium.TABLE),
        ("newspaper", Medium.ARTICLE),
    ]
    ranks = [small.rank("staff", *pair) for pair in ranked]

    assert [(a, b) for a, b in pairwise(ranks) if a >= b] == []


def test_the_shipped_vocabulary_ranks_every_listed_pair_in_its_order(vocabulary):
    ranks = [vocabulary.rank("general-staff", *pair) for pair in vocabulary.precedence]

    assert ranks == sorted(set(ranks))


def test_the_shipped_vocabulary_knows_its_categories_by_every_name(vocabulary):
    names = [(c, name) for c in vocabulary.categories.values() for name in (c.key, *c.aliases)]

    assert [name for c, name in names if vocabulary.category(name) is not c] == []


def test_the_shipped_files_are_read_once():
    assert module.shipped_vocabulary() is module.shipped_vocabulary()
