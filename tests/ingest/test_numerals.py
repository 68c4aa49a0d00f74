"""Numbers of a text: what joins into one, what it is worth, and what is no number of a count.

`numerals.cases` has a text a line; in it each number stands as `[text = value]`, and what is no
number as `<text: why>`.
"""

import re
from pathlib import Path

import pytest

from tallytrack.ingest.grammar import numerals
from tallytrack.ingest.grammar.lexicon import lexicon
from tallytrack.ingest.grammar.marking import Kind, marks
from tallytrack.ingest.grammar.words import tokens
from tallytrack.vocabulary import shipped_vocabulary

CASES = Path(__file__).with_name("numerals.cases").read_text("utf-8").splitlines()


def shown(text):
    """*text* with its numbers in place."""
    words = lexicon(shipped_vocabulary())
    pieces, at = [], 0
    for mark in numerals.numbers(list(marks(tokens(text), words)), text, words):
        if mark.kind is Kind.NUMBER or (mark.kind is Kind.NOISE and mark.note):
            written = text[mark.start : mark.end]
            is_number = mark.kind is Kind.NUMBER
            said = f"[{written} = {mark.number}]" if is_number else f"<{written}: {mark.note}>"
            pieces += [text[at : mark.start], said]
            at = mark.end
    return "".join([*pieces, text[at:]])


@pytest.mark.parametrize("case", CASES)
def test_the_numbers_of_a_text_are_what_they_are_worth_or_said_to_be_none(case):
    text = re.sub(r"\[([^\]=]*) = [^\]]*\]|<([^>:]*): [^>]*>", r"\1\2", case)

    assert shown(text) == case


def test_there_are_cases():
    assert len(CASES) > 80


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5 tanks", ("digits", 5)),
        ("24,7 тис. танків", ("digits", 24_700)),
        ("five tanks", ("words", 5)),
        ("a tank", ("article", 1)),
        ("1.5 tanks", ("digits", 0)),
        ("5% of tanks", ("digits", 5)),
        ("123456789012345%", ("digits", 123_456_789_012_345)),
        ("1234567890123456%", ("digits", 0)),
        ("1,020%", ("digits", 0)),
    ],
)
def test_a_number_says_how_it_is_written_and_noise_what_it_would_be_worth(text, found):
    words = lexicon(shipped_vocabulary())
    [first] = [
        mark
        for mark in numerals.numbers(list(marks(tokens(text), words)), text, words)
        if mark.kind in {Kind.NUMBER, Kind.NOISE}
    ][:1]

    assert (first.key, first.number) == found
