"""The phrases a report is read by, as a tree of words: data/words.toml and the categories.

A pattern word may end in a star, which stands for any ending: `танк*`. Each distinct word of
a text is matched against the stems once, and remembered.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tallytrack import dates, shipped
from tallytrack.ingest.grammar.words import Token
from tallytrack.text import plain_word
from tallytrack.vocabulary import Vocabulary

# Tables of words.toml that are one list of phrases with one role.
_ROLES = [
    "total",
    "sum",
    "delta",
    "part",
    "turn",
    "hedge",
    "average",
    "forecast",
    "own",
    "other",
    "ukraine",
    "ukrainians",
    "deed",
    "downed",
    "record",
    "sector",
    "everywhere",
    "elsewhere",
    "captive",
    "loss",
    "reported",
    "also",
    "eve",
    "respectively",
    "unit",
    "filler",
    "join",
    "together",
]


_BOUNDS = ("most_in_a_day", "least_total")


class Found(NamedTuple):
    """A phrase that fits at a place: what it does, which one it is, and how many tokens long."""

    role: str
    key: str
    number: float
    length: int


class _Entry(NamedTuple):
    role: str
    key: str
    number: float = 0


@dataclass(slots=True)
class _Node:
    entry: _Entry | None = None
    next: "dict[str, _Node]" = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Every phrase with its role, and the sets of words that the rules of the grammar ask for.

    Args:
        root: the tree of phrases.
        words: for each name, the words that some rule looks for by themselves.
        bounds: for each name, a number by category.
        passed: by days in ISO 8601's form, what every total had passed.
        fewest: by such days, the fewest men that a day's report could tell of.
    """

    root: _Node
    words: Mapping[str, frozenset[str]]
    bounds: Mapping[str, Mapping[str, int]]
    passed: tuple[tuple[str, Mapping[str, int]], ...]
    fewest: tuple[tuple[str, int], ...]

    def longest(self, tokens: Sequence[Token], at: int) -> Found | None:
        """The longest phrase that begins at token *at*; the first listed among equals."""
        best: Found | None = None
        open_nodes = [(self.root, at)]
        while open_nodes:
            node, place = open_nodes.pop()
            if place > at and place < len(tokens) and tokens[place].word == "/":
                place += 1  # a label's slash: `кораблі/катери`
            if place >= len(tokens):
                continue
            for pattern in self.patterns(tokens[place].word):
                child = node.next.get(pattern)
                if child is None:
                    continue
                length = place - at + 1
                if child.entry and (best is None or length > best.length):
                    best = Found(*child.entry, length)
                if child.next:
                    open_nodes.append((child, place + 1))
        return best

    def patterns(self, word: str) -> tuple[str, ...]:
        """The pattern words that *word* fits: itself, then its listed stems, longest first."""
        return _patterns(word, self.words["stems"], self.words["whole"])

    def has(self, name: str, word: str) -> bool:
        """Whether the list *name* has *word*, itself or by its stem."""
        return name in _names_of(word, self)

    def names_of(self, word: str) -> frozenset[str]:
        """The lists that have *word*."""
        return _names_of(word, self)


@lru_cache(maxsize=50_000)
def _names_of(word: str, lexicon: Lexicon) -> frozenset[str]:
    patterns = lexicon.patterns(word)
    lists = lexicon.words.items()
    return frozenset(name for name, words in lists if not words.isdisjoint(patterns))


@lru_cache(maxsize=50_000)
def _patterns(word: str, stems: frozenset[str], whole: frozenset[str]) -> tuple[str, ...]:
    bare = word.removesuffix("'s").removesuffix("'")
    found = [form for form in dict.fromkeys((word, bare)) if form in whole]
    longest = min(len(bare), 24)
    found += [stem for end in range(longest, 0, -1) if (stem := bare[:end] + "*") in stems]
    return tuple(found)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((shipped.folder("data") / "words.toml").read_text("utf-8"))


@cache
def headings() -> re.Pattern[str]:
    """The phrases that an official post opens with."""
    phrases = (plain_word(phrase) for phrase in _words()["header"]["words"])
    return re.compile("|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases))


_built: dict[int, tuple[Vocabulary, Lexicon]] = {}


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of *vocabulary* and the shipped words; built once for each vocabulary."""
    held = _built.get(id(vocabulary))
    if held is None or held[0] is not vocabulary:
        held = _built[id(vocabulary)] = (vocabulary, _build(vocabulary))
    return held[1]


def _build(vocabulary: Vocabulary) -> Lexicon:
    words = _words()
    root = _Node()
    stems: set[str] = set()
    whole: set[str] = set()
    for phrase, entry in _entries(vocabulary, words):
        node = root
        for word in phrase.split():
            (stems if word.endswith("*") else whole).add(word)
            node = node.next.setdefault(word, _Node())
        node.entry = node.entry or entry
    lists = {
        name: frozenset(plain_word(w) for w in entries)
        for name, entries in {
            "alone": words["alone"]["words"],
            "articles": words["articles"]["words"],
            "during": [*words["during"]["words"], *words["during"]["opening"]],
            "current": words["during"]["current"],
            "opening": words["during"]["opening"],
            "people": words["people"]["words"],
            "anyone": words["anyone"]["words"],
            "harm": words["anyone"]["harm"],
            "enemy": words["anyone"]["enemy"],
            **words["war"],
            **words["confession"],
            **words["quarters"],
            **words["named"],
            "singular": words["singular"]["words"],
            "emphasis": words["emphasis"]["words"],
            "actors": words["own"]["actors"],
            "armies": words["own"]["armies"],
            "troops": words["other"]["troops"],
            "counters": words["other"]["counters"],
            "verified": words["other"]["verified"],
            "of_drones": words["downed"]["of_drones"],
            "ours": words["ukraine"]["ours"],
            "losing": words["ukraine"]["losing"],
            "operation": words["sector"]["operation"],
            "lasting": words["sector"]["lasting"],
            "place": words["sector"]["place"],
            "reach": [word for phrase in words["reach"]["words"] for word in phrase.split()],
        }.items()
    }
    for entries in lists.values():
        stems |= {word for word in entries if word.endswith("*")}
        whole |= {word for word in entries if not word.endswith("*")}
    lists |= {"stems": frozenset(stems), "whole": frozenset(whole)}
    bounds = {name: words[name] for name in _BOUNDS}
    passed, fewest = (tuple(sorted(words[n].items())) for n in ("passed_by", "fewest_in_a_day"))
    return Lexicon(root, lists, bounds, passed, fewest)


def _entries(vocabulary: Vocabulary, words: Mapping[str, Any]) -> Iterator[tuple[str, _Entry]]:
    """Every phrase with what it does; of two alike the first is kept."""
    for category in vocabulary.categories.values():
        for phrases in category.words.values():
            yield from ((_spaced(phrase), _Entry("category", category.key)) for phrase in phrases)
    yield from _counting(words)
    for name in ("qualifier", "reaching", "time"):
        for key, phrases in words[name].items():
            yield from ((_spaced(phrase), _Entry(name, key)) for phrase in phrases)
    for role in _ROLES:
        yield from ((_spaced(phrase), _Entry(role, phrase)) for phrase in words[role]["words"])
    for number, form in enumerate(words["months"]["adjectives"], 1):
        yield form, _Entry("month", form, float(number))
    for role, names in (("month", dates.month_names()), ("weekday", dates.weekday_names())):
        yield from ((name, _Entry(role, name, number)) for name, number in names.items())


def _counting(words: Mapping[str, Any]) -> Iterator[tuple[str, _Entry]]:
    """The number words, the scales and the halves."""
    for role, table in (("numeral", "numbers"), ("scale", "scales")):
        for number, forms in words[table].items():
            yield from ((form, _Entry(role, form, float(number))) for form in forms)
    for number, name in ((0.5, "half"), (1.5, "one_and_a_half")):
        yield from ((form, _Entry("half", form, number)) for form in words["halves"][name])


def _spaced(phrase: str) -> str:
    """A phrase as its tokens stand in a text: hyphens joined words and are gone, slashes too."""
    return plain_word(phrase).replace("-", " ").replace("/", " ")
