"""The words that are shipped: categories.toml and sources.toml against the record."""

import re

import pytest
from test_data_files import CATEGORIES, SOURCES, figures, repeated

# Publishers whose formats are read, but of whom the record has nothing.
NOT_SHIPPED = {"russianwarship"}

every_language = pytest.mark.parametrize("language", ["uk", "en"])


def test_keys_are_unique_and_aliases_are_no_other_categorys_name():
    names = [name for entry in CATEGORIES for name in (entry["key"], *entry["aliases"])]

    assert repeated(names) == []
    assert repeated(entry["key"] for entry in SOURCES["source"]) == []
    assert repeated(entry["key"] for entry in SOURCES["publisher"]) == []
    assert repeated((e["publisher"], e["medium"]) for e in SOURCES["precedence"]) == []


def test_keys_and_aliases_can_be_typed_without_quotes():
    names = [name for entry in CATEGORIES for name in (entry["key"], *entry["aliases"])]

    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


def test_every_category_source_and_publisher_is_declared_and_used():
    used = figures()

    assert {row["category"] for row in used} == {entry["key"] for entry in CATEGORIES}
    assert {row["source"] for row in used} == {entry["key"] for entry in SOURCES["source"]}
    declared = {entry["key"] for entry in SOURCES["publisher"]}
    assert {row["publisher"] for row in used} == declared - NOT_SHIPPED


def test_precedence_ranks_every_publisher_and_medium_in_the_record():
    ranked = {(entry["publisher"], entry["medium"]) for entry in SOURCES["precedence"]}

    shipped = {(publisher, medium) for publisher, medium in ranked if publisher not in NOT_SHIPPED}
    assert {(row["publisher"], row["medium"]) for row in figures()} == shipped


def test_precedence_believes_the_source_then_its_reprint_then_the_mirrors_then_the_press():
    assert [entry["medium"] for entry in SOURCES["precedence"]] == [
        "text",
        "picture",
        "reprint",
        "table",
        "table",
        "table",
        "article",
        "article",
        "article",
    ]


def test_a_category_begins_on_the_first_day_of_the_record_that_has_it():
    first = {}
    for row in figures():
        first[row["category"]] = min(row["day"], first.get(row["category"], row["day"]))

    assert {entry["key"]: str(entry["first_on"]) for entry in CATEGORIES} == first


def test_a_category_that_ended_has_its_last_day_and_no_figure_after_it():
    last = {}
    for row in figures():
        last[row["category"]] = max(row["day"], last.get(row["category"], row["day"]))
    ended = {entry["key"]: str(entry["last_on"]) for entry in CATEGORIES if "last_on" in entry}

    assert ended == {key: day for key, day in last.items() if day < "2026"}


def test_a_merged_category_ended_the_day_before_another_took_it_in():
    entries = {entry["key"]: entry for entry in CATEGORIES}
    merged = {key: entry for key, entry in entries.items() if "merged_into" in entry}

    assert set(merged) == {"vehicles", "fuel_tanks", "srbm_launchers"}
    assert {
        (entries[entry["merged_into"]]["first_on"] - entry["last_on"]).days
        for entry in merged.values()
    } == {1}


@every_language
def test_no_phrase_belongs_to_two_categories(language):
    assert repeated(phrase for entry in CATEGORIES for phrase in entry[language]) == []


@every_language
def test_every_category_has_words_in_lower_case_with_the_plain_apostrophe(language):
    phrases = [phrase for entry in CATEGORIES for phrase in entry[language]]

    assert [entry["key"] for entry in CATEGORIES if not entry[language]] == []
    assert [p for p in phrases if p != " ".join(p.lower().split())] == []
    assert [p for p in phrases if re.search("[\u2018\u2019\u02bc\u00b4`]", p)] == []


@every_language
def test_phrases_are_written_in_the_letters_of_their_language(language):
    foreign = {"uk": "[a-zыэъё]", "en": "[а-яіїєґ]"}[language]

    assert [p for e in CATEGORIES for p in e[language] if re.search(foreign, p)] == []
