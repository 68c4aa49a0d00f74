"""What is counted and who speaks, as data: data/categories.toml and data/sources.toml.

A new label, category, publisher or language is an edit to those files and to nothing else.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tallytrack import shipped
from tallytrack.document import Medium

LANGUAGES = ("uk", "en")

# Of more categories than these, as a tally of counties has, no more are listed.
A_LIST = 30


@dataclass(frozen=True, slots=True)
class Category:
    """One thing that is counted.

    Args:
        key: its name in the database and on the command line: `armoured_vehicles`.
        label: its name for people.
        unit: what one of it is.
        first_on: the first day it was counted, where known.
        last_on: the last day it was counted, where it is no longer.
        merged_into: the category it went into.
        aliases: other keys a person may type.
        words: for each language, the phrases that mean it, in lower case.
    """

    key: str
    label: str
    unit: str = ""
    first_on: date | None = None
    last_on: date | None = None
    merged_into: str | None = None
    aliases: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: whose tally it is, since when, and the addresses that are its own."""

    key: str
    name: str
    began_on: date | None = None
    url: str | None = None
    addresses: tuple[str, ...] = ()

    def owns(self, address: str) -> bool:
        """Whether *address* is a page of the source itself."""
        return address.startswith(self.addresses) if self.addresses else False


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who printed it: the source itself, a mirror, a newspaper.

    Args:
        key: its name in the database and on the command line: `petroivaniuk`.
        name: its full name.
        url: its own address.
        editions: the addresses at which its current editions are, where they can be fetched.
    """

    key: str
    name: str
    url: str | None = None
    editions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the data files say, in the order they say it."""

    categories: Mapping[str, Category]
    sources: Mapping[str, Source]
    publishers: Mapping[str, Publisher]
    precedence: tuple[tuple[str, Medium], ...]

    def category(self, name: str) -> Category | None:
        """The category a person means by *name*: its key, an alias, or the key with hyphens."""
        wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
        if wanted in self.categories:
            return self.categories[wanted]
        return next((c for c in self.categories.values() if wanted in c.aliases), None)

    def instead_of(self, name: str) -> str:
        """What to give instead of *name*, which is the key of no category."""
        import difflib  # noqa: PLC0415  # only for a slip of the pen

        close = difflib.get_close_matches(name.lower(), self.categories, 1)
        meant = self.category(name)
        if meant or close:
            return f"did you mean {(meant.key if meant else close[0])!r}?"
        keys = list(self.categories)
        if len(keys) > A_LIST:
            keys[A_LIST:] = [f"or {len(keys) - A_LIST:,} more: the table `category` has all"]
        return f"expected one of {', '.join(keys)}"

    def rank(self, source: str, publisher: str, medium: Medium) -> int:
        """How far down the list of precedence (publisher, medium) stands; lower speaks first.

        Pairs that the list does not name stand with their like: the source's own before
        reprints, reprints before tables, tables before articles.
        """
        if (publisher, medium) in self.precedence:
            return 10 * (self.precedence.index((publisher, medium)) + 1)
        if publisher == source:
            return _OWN[medium]
        return _OTHERS[medium]


# A listed pair has ten times its place, so these leave it first among its like and stay stable.
_OWN = {
    Medium.TEXT: 11,
    Medium.PICTURE: 21,
    Medium.TABLE: 22,
    Medium.ARTICLE: 23,
    Medium.REPRINT: 24,
}
_OTHERS = {
    Medium.TEXT: 901,
    Medium.PICTURE: 902,
    Medium.REPRINT: 901,
    Medium.TABLE: 911,
    Medium.ARTICLE: 921,
}


def from_toml(categories: Mapping[str, Any], sources: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary that two parsed TOML files describe."""
    return Vocabulary(
        {entry["key"]: _category(entry) for entry in categories["category"]},
        {entry["key"]: _source(entry) for entry in sources["source"]},
        {entry["key"]: _publisher(entry) for entry in sources["publisher"]},
        tuple((entry["publisher"], Medium(entry["medium"])) for entry in sources["precedence"]),
    )


def extended(vocabulary: Vocabulary, declared: Mapping[str, Any]) -> Vocabulary:
    """*vocabulary* with what a user declares in the same words, as parsed TOML.

    A label, a unit or a name may be left out; what is declared anew replaces what was there.
    """
    categories = (
        _category({"label": entry["key"], "unit": "", **entry})
        for entry in declared.get("category", ())
    )
    sources = (_source({"name": entry["key"], **entry}) for entry in declared.get("source", ()))
    publishers = (
        _publisher({"name": entry["key"], **entry}) for entry in declared.get("publisher", ())
    )
    ranked = ((one["publisher"], Medium(one["medium"])) for one in declared.get("precedence", ()))
    return Vocabulary(
        {**vocabulary.categories, **{one.key: one for one in categories}},
        {**vocabulary.sources, **{one.key: one for one in sources}},
        {**vocabulary.publishers, **{one.key: one for one in publishers}},
        (*vocabulary.precedence, *ranked),
    )


def to_toml(declared: Mapping[str, Iterable[Mapping[str, str]]]) -> str:
    """What is declared, as TOML that declares the same."""
    entries = []
    for kind, listed in declared.items():
        for entry in listed:
            # A string of JSON is one of TOML; but TOML asks for DEL to be escaped, too.
            said = (
                f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()
            )
            entries.append("\n".join([f"[[{kind}]]", *said]).replace("\x7f", "\\u007f"))
    return "\n\n".join(entries) + "\n"


def _category(entry: Mapping[str, Any]) -> Category:
    return Category(
        key=entry["key"],
        label=entry["label"],
        unit=entry["unit"],
        first_on=entry.get("first_on"),
        last_on=entry.get("last_on"),
        merged_into=entry.get("merged_into"),
        aliases=tuple(entry.get("aliases", ())),
        words={language: tuple(entry.get(language, ())) for language in LANGUAGES},
    )


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(
        entry["key"],
        entry["name"],
        entry.get("began_on"),
        entry.get("url"),
        tuple(entry.get("addresses", ())),
    )


def _publisher(entry: Mapping[str, Any]) -> Publisher:
    editions = entry.get("editions", ())
    listed = (editions,) if isinstance(editions, str) else tuple(editions)
    return Publisher(entry["key"], entry["name"], entry.get("url"), listed)


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary of the shipped data files."""
    data = shipped.folder("data")
    return from_toml(_load(data / "categories.toml"), _load(data / "sources.toml"))


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
