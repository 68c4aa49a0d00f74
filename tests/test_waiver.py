"""The waiver noun: its TOML, read and written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallytrack import shipped, waiver
from tallytrack.errors import InputError
from tallytrack.waiver import Waiver

ENTRY = """
[[waiver]]
rule = "unbalanced-delta"
source = "general-staff"
day = 2023-05-28
reason = "announced"
"""

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
WAIVERS = st.lists(
    st.builds(
        Waiver,
        rule=st.sampled_from(["unbalanced-delta", "falling-total"]),
        source=st.just("general-staff"),
        day=st.dates(date(2022, 2, 24), date(2022, 3, 4)),
        category=st.none() | st.sampled_from(["tanks", "uavs", "a b", "наземні"]),
        adjustment=st.none() | st.integers(-1000, 1000),
        reason=TEXT,
        url=st.none() | TEXT,
    ),
    unique_by=lambda one: (one.rule, one.day, one.category),
)


@given(WAIVERS)
def test_writing_and_reading_gives_the_same_waivers(waivers):
    again = waiver.from_toml(waiver.to_toml(waivers), "waivers.toml")

    assert sorted(map(repr, again)) == sorted(map(repr, waivers))


def test_one_entry_settles_a_day_with_an_adjustment_for_each_category():
    read = waiver.from_toml(
        ENTRY + "[waiver.adjustments]\ntanks = -5\nuavs = +49\n", "waivers.toml"
    )

    assert [(one.category, one.adjustment) for one in read] == [("tanks", -5), ("uavs", 49)]


def test_an_entry_without_a_category_is_about_every_one():
    [read] = waiver.from_toml(ENTRY, "waivers.toml")

    assert read == Waiver(
        "unbalanced-delta", "general-staff", date(2023, 5, 28), None, None, "announced"
    )


def test_waivers_of_one_day_and_reason_are_written_as_one_entry():
    text = waiver.to_toml(
        [
            Waiver(
                "unbalanced-delta", "general-staff", date(2023, 5, 28), "tanks", -5, "announced"
            ),
            Waiver(
                "unbalanced-delta", "general-staff", date(2023, 5, 28), "aircraft", 3, "announced"
            ),
        ]
    )

    assert text == ENTRY.lstrip() + "\n[waiver.adjustments]\naircraft = +3\ntanks = -5\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("day = ", ["broken TOML: Invalid value (at end of document)"], id="not TOML"),
        pytest.param("waiver = 3", ["waiver is no list; begin each with [[waiver]]"], id="no list"),
        pytest.param(
            "[[waivers]]\nday = 2023-05-28",
            ["unknown key 'waivers'; expected [[waiver]]"],
            id="misspelt table",
        ),
        pytest.param(
            '[[waiver]]\nrule = "falling-total"\nday = "28 May"\nreason = ""',
            [
                "waiver 1: source is missing",
                "waiver 1: reason is missing",
                "waiver 1: day = '28 May'; expected a day such as 2023-05-28",
            ],
            id="all faults of an entry",
        ),
        pytest.param(
            ENTRY + "adjustment = 2.5",
            ["waiver 1: adjustment = 2.5; expected a whole number"],
            id="no whole number",
        ),
        pytest.param(
            ENTRY + 'category = "tanks"\n[waiver.adjustments]\ntanks = true',
            [
                "waiver 1: adjustments.tanks = true; expected a whole number",
                "waiver 1: adjustments name their categories; leave out category and adjustment",
            ],
            id="category twice",
        ),
        pytest.param(
            ENTRY + ENTRY,
            [
                (
                    "waiver 2: unbalanced-delta of every category on 2023-05-28 is waived twice;"
                    " keep one"
                )
            ],
            id="waived twice",
        ),
    ],
)
def test_names_every_fault_of_a_file(text, faults):
    with pytest.raises(InputError) as raised:
        waiver.from_toml(text, "waivers.toml")

    assert [f"{fault}" for fault in raised.value.faults] == [
        f"waivers.toml: {fault}" for fault in faults
    ]


def test_the_shipped_file_has_the_nine_adjustments_that_were_announced():
    path = shipped.folder("data") / "waivers.toml"
    read = waiver.from_toml(path.read_text("utf-8"), path.name)

    assert {one.day for one in read} == {date(2023, 5, 28)}
    assert {one.category: one.adjustment for one in read} == {
        "aircraft": 3,
        "armoured_vehicles": 7,
        "artillery": 8,
        "cruise_missiles": 31,
        "helicopters": 2,
        "mlrs": 2,
        "tanks": -5,
        "uavs": 49,
        "vehicles_fuel_tanks": 11,
    }
