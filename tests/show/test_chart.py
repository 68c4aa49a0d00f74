"""Charts as Vega-Lite: honest axes, what is marked, captions; without any library."""

import json
from datetime import date

import pytest

from tallytrack import notation
from tallytrack.check import checking
from tallytrack.figure import Measure
from tallytrack.show import captions, chart, plotted, plotting
from tallytrack.show.labels import Label, placed
from tallytrack.show.scale import scale

TABLE = """
    2024-03-01  6,600  +10
    2024-03-02  6,612  +12
    2024-03-03  6,625 +133
    2024-03-04  6,640  +15
    2024-03-06  6,660   +9
"""


def plots(table=TABLE, **view):
    record = notation.read(table)
    found = checking.find([record], checking.selected())
    return [plotting.plot(series, found, plotted.View(**view)) for series in record.series]


def layers(body):
    for layer in body["layer"]:
        yield from layers(layer) if "layer" in layer else [layer]


def test_bars_begin_at_zero(vocabulary):
    body = chart.spec(plots(), vocabulary)["vconcat"][0]
    bars = next(layer for layer in layers(body) if layer["mark"]["type"] == "bar")

    assert bars["encoding"]["y"]["scale"]["domain"][0] == 0
    assert bars["encoding"]["y2"] == {"datum": 0}


def test_a_gap_has_no_bar_and_no_line_across_it(vocabulary):
    datasets = chart.spec(plots(measure=Measure.TOTAL), vocabulary)["datasets"]

    assert [row["run"] for row in datasets["totals"]] == [0, 0, 0, 0, 1]


def test_an_axis_that_does_not_begin_at_zero_says_so(vocabulary):
    [totals] = plots(measure=Measure.TOTAL)

    assert "does not begin at 0" in " ".join(captions.lines([totals], vocabulary))


def test_a_finding_is_labelled_with_its_day_and_verdict(vocabulary):
    datasets = chart.spec(plots(), vocabulary)["datasets"]

    assert "3 Mar 2024 misprinted delta" in [row["text"] for row in datasets["labels"]]


def test_an_implied_value_is_shown_beside_the_printed_one(vocabulary):
    [change] = chart.spec(plots(), vocabulary)["datasets"]["changes"]

    assert (change["before"], change["after"]) == (133, 13)


def test_a_tooltip_has_the_figures_as_printed_and_their_documents(vocabulary):
    bar = chart.spec(plots(), vocabulary)["datasets"]["bars"][0]

    assert (bar["when"], bar["printed"], bar["total"]) == ("1 March 2024", "+10", "6,600")
    assert bar["documents"] == "general-staff text, example:2:0"


def test_the_caption_has_source_period_and_the_date_of_the_data(vocabulary):
    spec = chart.spec(plots(), vocabulary)
    caption = " ".join(spec["vconcat"][1]["mark"]["text"])

    assert spec["title"]["text"] == "Tanks"
    assert "1 March 2024 to 6 March 2024" in spec["title"]["subtitle"]
    assert "Source: General Staff of the Armed Forces of Ukraine." in caption
    assert "Data as of 6 March 2024." in caption


def test_small_multiples_share_one_axis_of_days_and_one_legend(vocabulary):
    several = [
        plots(f"2024-03-0{n} {key} 10 +1\n2024-03-0{n + 1} {key} 12 +2")[0]
        for n, key in enumerate(("tanks", "mlrs", "uavs"), 1)
    ]

    body = chart.spec(several, vocabulary)["vconcat"][0]
    lines = [next(x for x in layers(p) if x["mark"]["type"] == "line") for p in body["concat"]]

    assert len({json.dumps(line["encoding"]["x"]["scale"]) for line in lines}) == 1


def test_texts_are_data_and_nothing_else(vocabulary):
    spec = chart.spec(plots(), vocabulary)

    assert json.loads(json.dumps(spec)) == spec


def test_labels_do_not_cover_one_another():
    labels = list(placed(Label(at, "14 Nov 2023 misprinted total") for at in (10, 20, 30, 400)))

    spans = [(one.lane, one.at, one.at + 5.4 * len(one.text)) for one in labels]
    for lane, begin, end in spans:
        assert not any(
            other != begin and lane == its and begin <= other < end for its, other, _ in spans
        )
    assert {one.lane for one in labels if one.at == 400} == {0}


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        ([1, 2], [0, 1, 2]),
        ([107], [0, 25, 50, 75, 100, 125]),
        ([-3, 12_000], [-2500, 0, 2500, 5000, 7500, 10_000, 12_500]),
        ([0], [0, 1]),
    ],
)
def test_ticks_are_round_and_whole(numbers, ticks):
    assert scale(numbers, 5, from_zero=True).ticks == ticks


def test_days_are_written_in_words():
    assert captions.span(date(2022, 10, 3), date(2025, 8, 9)) == "3 October 2022 to 9 August 2025"
