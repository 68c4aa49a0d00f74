"""What holds of every text: it is read or refused, and every number of it is accounted for."""

import collections
import contextlib
import re
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallytrack.capture import Capture
from tallytrack.errors import InputError
from tallytrack.figure import Measure
from tallytrack.ingest import report
from tallytrack.ingest.formats import correction, official_post, press_report
from tallytrack.ingest.given import Given
from tallytrack.vocabulary import shipped_vocabulary

DAY = date(2024, 2, 19)
GIVEN = Given(shipped_vocabulary(), published_on=DAY)
PIECES = (
    "tanks танків особового складу personnel soldiers lost втратили за добу the past day since"
    " ( ) + - ‒ / , . : ; 5 6442 1,234 18 355 24.02 2022 тис. million two дві a an including"
    " General Staff Генштаб Mediazona Ukrainian"
    " <p> </p> <br /> &nbsp; \n \n\n – about понад ~ % $ № 60-100 respectively"
    " Monday on October 29 15:30 T-80 1158-ма день of them менше"
)
WORDS = PIECES.split(" ")

texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
)


def reading_of(text, given=GIVEN):
    return press_report.read(Capture("text", text.encode("utf-8", "replace")), given)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_any_text_gives_a_reading_or_an_input_error(text):
    capture = Capture("text", text.encode("utf-8", "replace"))

    for known in (correction, official_post, press_report):
        for given_day in (GIVEN, Given(shipped_vocabulary())):
            with contextlib.suppress(InputError):
                known.recognise(capture)
                tuple(known.read(capture, given_day).printed)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_the_place_of_a_figure_holds_its_number(text):
    shown = report.text_of(Capture("text", text.encode("utf-8", "replace"))).split("\n")
    found = reading_of(text)
    numbers = [(f.line, f.column, f.text) for _, f in found.printed]
    numbers += [(u.line, u.column, u.text) for u in found.unread]

    for line, column, number in numbers:
        assert number
        assert "\n".join([shown[line - 1][column - 1 :], *shown[line:]]).startswith(number)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_number_is_read_or_unread(text):
    capture = Capture("text", text.encode("utf-8", "replace"))
    shown = report.text_of(capture)
    starts = [0, *(match.end() for match in re.finditer("\n", shown))]
    found = reading_of(text)
    covered = set()
    for item in (*(figure for _, figure in found.printed), *found.unread):
        start = starts[item.line - 1] + item.column - 1
        covered |= set(range(start, start + len(item.text)))

    assert [at for at, sign in enumerate(shown) if sign in "0123456789" and at not in covered] == []


LABELS = {
    "personnel": ("особового складу", "personnel"),
    "tanks": ("танків", "tanks"),
    "armoured_vehicles": ("бойових броньованих машин", "APV"),
    "artillery": ("артилерійських систем", "artillery systems"),
    "mlrs": ("РСЗВ", "MLRS"),
    "air_defence": ("засоби ППО", "Anti-aircraft warfare systems"),
    "aircraft": ("літаків", "aircraft"),
    "helicopters": ("гелікоптерів", "helicopters"),
    "uavs": ("БПЛА оперативно-тактичного рівня", "UAV operational-tactical level"),
    "cruise_missiles": ("крилаті ракети", "cruise missiles"),
    "ships": ("кораблі /катери", "warships / boats"),
    "submarines": ("підводні човни", "submarines"),
    "vehicles_fuel_tanks": ("автомобільної техніки та автоцистерн", "vehicles and fuel tanks"),
    "special_equipment": ("спеціальна техніка", "special equipment"),
}
GROUPED = {
    "none": str,
    "space": lambda n: f"{n:,}".replace(",", " "),
    "no-break": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "thin": lambda n: f"{n:,}".replace(",", "\u202f"),
    "comma": lambda n: f"{n:,}",
}
ENTRIES = {
    "ukrainian": "{uk} ‒ {n} (+{d}) од,",
    "english": "{en} – {n} (+{d}),",
    "bilingual": "{uk} / {en} ‒ {n} (+{d}) од,",
    "spaced": "- {uk} — {n} ( +{d} ) ;",
    "no space": "{uk} —{n}(+{d})од.",
    "past day": "• {uk} — {n} (+{d} за минулу добу);",
    "colon": "{uk}: {n} (+{d})",
    "number first": "* {n} (+{d}) {en}",
    "page": "<li>{en} &#8211; {n} (+{d}),&nbsp;</li>",
    "picture": "{n} +{d}\n{uk} / {en}",
    "table": "| {en} | {n} | +{d} |",
}
numbers_of_a_day = st.dictionaries(
    st.sampled_from(sorted(LABELS)),
    st.tuples(st.integers(1, 1_500_000), st.integers(0, 2500)),
    min_size=2,
)


@pytest.mark.parametrize("layout", ENTRIES)
@pytest.mark.parametrize("style", GROUPED)
@settings(max_examples=15, deadline=None)
@given(figures=numbers_of_a_day)
def test_what_is_written_in_an_official_layout_is_read_back(layout, style, figures):
    head = "Загальні бойові втрати противника з 24.02.22 по 19.02.24 орієнтовно склали:\n"
    entry, grouped = ENTRIES[layout], GROUPED[style]
    text = head + "\n".join(
        entry.format(
            uk=LABELS[category][0], en=LABELS[category][1], n=grouped(total), d=grouped(delta)
        )
        for category, (total, delta) in figures.items()
    )

    capture = Capture("post", text.encode())
    assert official_post.recognise(capture)
    found = {
        (f.category, f.measure, f.value, f.day)
        for _, f in official_post.read(capture, GIVEN).printed
    }
    by_grammar = {(f.category, f.measure, f.value, f.day) for _, f in reading_of(text).printed}

    assert (
        found
        == by_grammar
        == {
            wanted
            for category, (total, delta) in figures.items()
            for wanted in (
                (category, Measure.TOTAL, total, DAY),
                (category, Measure.DELTA, delta, DAY),
            )
        }
    )


@pytest.mark.parametrize(
    "piece",
    ["1", "(", "12)(", "1 ", "<", "<p>", "<!--", "танків – 5 (+1), ", "+1/2 ", "втрати до 5, "],
)
def test_the_work_grows_with_the_length_of_the_text(piece):
    def calls(length):
        made = collections.Counter()
        sys.setprofile(lambda _, event, __: made.update([event]))
        try:
            reading_of(piece * (length // len(piece)))
        finally:
            sys.setprofile(None)
        return made["call"] + made["c_call"]

    calls(1_000)  # what is made once is not counted

    # Eight times the text takes some eight times as many calls; squares would take sixty-four.
    assert calls(16_000) < 12 * calls(2_000)


def test_a_text_of_ten_megabytes_is_refused_at_once():
    with pytest.raises(InputError, match="characters of text"):
        reading_of("1(" * 5_000_000)
