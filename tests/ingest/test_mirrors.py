"""The JSON of the public mirrors: recognised by content, read by their own names."""

import json
from datetime import date

import pytest

from tallytrack.capture import Capture
from tallytrack.document import Document, Medium
from tallytrack.errors import InputError
from tallytrack.figure import Figure, Measure, Qualifier
from tallytrack.ingest import reading
from tallytrack.ingest.formats import MIRRORS
from tallytrack.ingest.given import Given

PERSONNEL = """[
  {"date": "2022-02-25", "day": 2, "personnel": 2800, "personnel*": "about", "POW": 0},
  {"date": "2022-02-26", "day": 3, "personnel": 4300, "personnel*": "more", "POW": null}
]"""
EQUIPMENT = """[
  {"date": "2022-05-02", "day": 68, "tank": "1026", "APC": 2471.0, "fuel tank": null,
   "greatest losses direction": "Kramatorsk", "hovercraft": 3}
]"""
LOSSES = """[
  {
    "date": "2022-02-27",
    "sourceUri": "https://www.mil.gov.ua/news/2022/02/27/vtrati/",
    "personnel": 4500, "tanks": null, "missiles": 1
  }
]"""
BULLETIN = """{
  "message": "fetched",
  "data": {
    "date": "2023-05-28", "day": 459, "resource": "https://mod.gov.ua/news/28",
    "stats": {"personnel_units": 206200, "tanks": 3797},
    "increase": {"personnel_units": 410, "tanks": 3}
  }
}"""


def read(text, vocabulary, **given):
    found = reading.read(Capture("a.json", text.encode("utf-8")), Given(vocabulary, **given))
    return found, list(found.printed)


def plain(printed):
    return [(str(f.day), f.category, f.measure.value, f.value) for _, f in printed]


def refusal(text, vocabulary):
    with pytest.raises(InputError) as refused:
        read(text, vocabulary)
    return str(refused.value)


def test_persons_are_about_or_over_a_number_and_prisoners_stand_beside(vocabulary):
    found, printed = read(PERSONNEL, vocabulary)

    document = Document("general-staff", "petroivaniuk", Medium.TABLE, date(2022, 2, 26), "a.json")
    assert found.format == "petroivaniuk"
    assert found.notes == ()
    assert printed == [
        (document, Figure(day, category, Measure.TOTAL, value, qualifier, None, line, at, text))
        for day, category, value, qualifier, line, at, text in [
            (date(2022, 2, 25), "personnel", 2800, Qualifier.ABOUT, 2, 49, "2800"),
            (date(2022, 2, 25), "prisoners", 0, Qualifier.EXACT, 2, 85, "0"),
            (date(2022, 2, 26), "personnel", 4300, Qualifier.OVER, 3, 49, "4300"),
        ]
    ]


def test_old_editions_print_strings_and_decimals_and_unknown_keys_are_told(vocabulary):
    found, printed = read(EQUIPMENT, vocabulary)

    assert plain(printed) == [
        ("2022-05-02", "tanks", "total", 1026),
        ("2022-05-02", "armoured_vehicles", "total", 2471),
    ]
    assert found.notes == ("not read: 'hovercraft', 1 value",)


def test_the_other_mirror_names_the_official_page_of_each_day(vocabulary):
    found, printed = read(LOSSES, vocabulary)

    assert found.format == "orc-losses"
    assert plain(printed) == [
        ("2022-02-27", "personnel", "total", 4500),
        ("2022-02-27", "cruise_missiles", "total", 1),
    ]
    assert {document.publisher for document, _ in printed} == {"orc-losses"}
    assert found.documents == (
        Document(
            "general-staff",
            "general-staff",
            Medium.TEXT,
            date(2022, 2, 27),
            "a.json",
            url="https://www.mil.gov.ua/news/2022/02/27/vtrati/",
        ),
    )


def test_a_bulletin_has_totals_and_deltas_each_in_its_place(vocabulary):
    found, printed = read(BULLETIN, vocabulary)

    assert found.format == "russianwarship"
    assert found.is_bulletin
    assert plain(printed) == [
        ("2023-05-28", "personnel", "total", 206200),
        ("2023-05-28", "tanks", "total", 3797),
        ("2023-05-28", "personnel", "delta", 410),
        ("2023-05-28", "tanks", "delta", 3),
    ]
    assert [(f.line, f.column) for _, f in printed] == [(5, 34), (5, 51), (6, 37), (6, 51)]
    assert [page.url for page in found.documents] == ["https://mod.gov.ua/news/28"]


def test_a_page_that_is_none_of_the_source_s_own_is_told_and_not_taken(vocabulary):
    found, _ = read(BULLETIN.replace("mod.gov.ua", "example.org"), vocabulary)

    assert found.documents == ()
    assert found.notes == (
        "not read: 'resource', https://example.org/news/28: no known page of general-staff",
    )


@pytest.mark.parametrize("text", [PERSONNEL, EQUIPMENT, LOSSES, BULLETIN])
def test_the_day_of_the_edition_is_the_last_in_it_unless_it_is_given(text, vocabulary):
    last = max(str(figure.day) for _, figure in read(text, vocabulary)[1])
    [published_on] = {str(d.published_on) for d, _ in read(text, vocabulary)[1]}
    given = read(text, vocabulary, published_on=date(2026, 8, 8))[1]

    assert published_on == last
    assert {d.published_on for d, _ in given} == {date(2026, 8, 8)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            EQUIPMENT.replace("2471.0", "2471.5"),
            "a.json:2:60: '2471.5' is not a total; expected a whole number without separators,"
            " for example 3799",
            id="half a vehicle",
        ),
        pytest.param(
            EQUIPMENT.replace('"1026"', "-1").replace("2022-05-02", "2022-13-02"),
            "a.json:2:13: '2022-13-02' is no day of the calendar; expected YYYY-MM-DD\n"
            "a.json:2:45: '-1' is negative; expected a total, which counts up from 0",
            id="a day and a number",
        ),
        pytest.param(
            PERSONNEL.replace('"more"', '"some"'),
            "a.json:3:70: 'some' is not one of exact, about, over, under",
            id="a new remark",
        ),
        pytest.param(
            PERSONNEL.replace('"date": "2022-02-26", ', ""),
            "a.json:3:3: the key 'date' is missing; expected the day of the object",
            id="no day",
        ),
        pytest.param(
            LOSSES.replace("https://www.mil.gov.ua", "see"),
            "a.json:4:19: 'see/news/2022/02/27/vtrati/' is no address; expected https://...",
            id="no address",
        ),
        pytest.param(
            LOSSES.replace("4500,", "4500"),
            "a.json:5:23: broken JSON: Expecting ',' delimiter; found"
            """ '"tanks": null, "missiles": 1'""",
            id="broken JSON",
        ),
        pytest.param(
            PERSONNEL.replace("2022-02-26", "2022-02-25").replace("more", "about"),
            "a.json:3:49: 4300 contradicts 2800 on line 2, for the same day, category and"
            " document; keep the one that was printed",
            id="a day twice",
        ),
        pytest.param(
            '{"data": [], "stats": 1}',
            'a.json:1:1: expected one object {"data": {"date": ..., "stats": {...}}}',
            id="an answer without its day",
        ),
    ],
)
def test_what_is_wrong_has_its_place(text, expected, vocabulary):
    assert refusal(text, vocabulary) == expected


def january(years):
    days = ["2024-12-30", "2024-12-31", *(f"{year}-01-0{n}" for n, year in enumerate(years, 1))]
    table = [
        {"date": day, "day": 1000 + n, "tank": 9000 + n, "drone": n} for n, day in enumerate(days)
    ]
    first = {"date": "2024-01-01", "day": 677, "tank": 5983, "drone": 0}
    return json.dumps([first, *table], indent=1)


def test_a_year_typed_wrongly_shows_up_as_exactly_that(vocabulary):
    found, printed = read(january([2024, 2024, 2025]), vocabulary)

    wrong = [(d.title, str(f.day), f.value) for d, f in printed if d.title if f.value > 9]
    assert wrong == [
        ("a day whose year is typed wrongly", "2024-01-01", 9002),
        ("a day whose year is typed wrongly", "2024-01-02", 9003),
    ]
    said = "is typed wrongly: it stands among the days around"
    assert found.notes == (
        f"line 21: the year of 2024-01-01 {said} 2025-01-01; taken as printed",
        f"line 27: the year of 2024-01-02 {said} 2025-01-02; taken as printed",
    )


def test_a_right_year_is_silent(vocabulary):
    found, printed = read(january([2025, 2025, 2025]), vocabulary)

    assert found.notes == ()
    assert [d.title for d, _ in printed if d.title] == []


@pytest.mark.parametrize("mirror", MIRRORS, ids=lambda mirror: mirror.NAME)
def test_every_name_is_a_category_and_every_mirror_a_publisher(mirror, vocabulary):
    named = {*mirror.NAMES.totals.values(), *mirror.NAMES.deltas.values()}

    assert named <= set(vocabulary.categories)
    assert mirror.NAMES.publisher in vocabulary.publishers
