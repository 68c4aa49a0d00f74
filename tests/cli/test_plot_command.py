"""`tally plot`, `tally browse` and sparklines of `tally show`, as a user meets them."""

import os
import pty
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

import tallytrack
from tallytrack.check.checking import Window
from tallytrack.cli import known
from tallytrack.show import chart, plotted, plotting

TABLE = """day,category,total,delta
2024-03-01,tanks,6600,10
2024-03-02,tanks,6612,12
2024-03-03,tanks,6625,133
2024-03-04,tanks,6640,15
2024-03-05,tanks,6651,11
"""
CHECKOUT = Path(tallytrack.__file__).parents[1]
needs_plot = pytest.mark.skipif(
    not (find_spec("altair") and find_spec("vl_convert")), reason="needs the extra `plot`"
)


@pytest.fixture
def filled(tally, tmp_path):
    (tmp_path / "in.csv").write_text(TABLE, "utf-8")
    assert tally("ingest", "in.csv").code == 0
    return tally


def on_a_terminal(folder, width, *words, **more):
    """What `tally` prints on a terminal so many columns wide."""
    inner, outer = pty.openpty()
    kept = {
        name: value for name, value in os.environ.items() if name not in {"TALLY_DB", "NO_COLOR"}
    }
    environment = {
        **kept,
        "PYTHONPATH": str(CHECKOUT),
        "COLUMNS": str(width),
        "TERM": "xterm-256color",
        **more,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tallytrack", *words],
        cwd=folder,
        env=environment,
        stdout=outer,
        stderr=outer,
        stdin=subprocess.DEVNULL,
    ):
        os.close(outer)
        said = b""
        try:
            while part := os.read(inner, 4096):
                said += part
        except OSError:  # Linux's way to say that the other end was closed
            pass
    os.close(inner)
    return said.decode("utf-8").replace("\r\n", "\n")


def test_draws_in_the_terminal(filled):
    ended = filled("plot", "tanks")

    assert ended.code == 0
    assert "! 2024-03-03 misprinted delta" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_without_the_extra_one_line_says_what_to_install(filled, monkeypatch):
    monkeypatch.setattr("tallytrack.show.picture.find_spec", lambda _: None)
    ended = filled("plot", "tanks", "-o", "out.svg")

    assert ended.code == 2
    assert ended.err == (
        "tally: out.svg: pictures need the extra `plot`; pip install 'tallytrack[plot]'\n"
    )


def test_and_so_for_browsing(filled, monkeypatch):
    monkeypatch.setattr("tallytrack.cli.browse.find_spec", lambda _: None)
    ended = filled("browse", "--no-open")

    assert ended.code == 2
    assert ended.err == (
        "tally: browsing needs the extra `browse`; pip install 'tallytrack[browse]'\n"
    )


def test_another_kind_of_file_is_refused(filled):
    ended = filled("plot", "tanks", "-o", "out.gif")

    assert ended.code == 2
    assert "expected a name that ends in .svg, .png, .html" in ended.err


def test_nothing_to_draw_is_said(filled):
    ended = filled("plot", "tanks", "--since", "2025-01-01")

    assert ended.code == 2
    assert "no delta of these categories on these days" in ended.err


@needs_plot
@pytest.mark.parametrize(
    ("name", "begins"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.html", b"<!doctype html>")]
)
def test_writes_each_kind_of_file(filled, tmp_path, name, begins):
    ended = filled("plot", "tanks", "-o", name)

    assert (ended.code, ended.out) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)


@needs_plot
def test_a_picture_says_what_it_shows(filled, tmp_path):
    assert filled("plot", "tanks", "-o", "a.svg").code == 0
    text = (tmp_path / "a.svg").read_text("utf-8")

    for said in ("Tanks", "3 Mar 2024 misprinted delta", "Data as of 5 March 2024."):
        assert said in text


@needs_plot
def test_a_page_carries_all_that_it_needs(filled, tmp_path):
    assert filled("plot", "tanks", "-o", "a.html").code == 0
    text = (tmp_path / "a.html").read_text("utf-8")

    assert "<script src" not in text
    assert '<link rel="stylesheet' not in text


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.usefixtures("filled")
def test_show_draws_a_sparkline_on_a_terminal(tmp_path, width):
    said = on_a_terminal(tmp_path, width, "show", NO_COLOR="1").replace("\x1b[1m", "")
    said = said.replace("\x1b[2m", "").replace("\x1b[0m", "")

    assert "tanks ▁▁█▁▁" in said
    assert max(map(len, said.splitlines())) <= width


@pytest.mark.usefixtures("filled")
def test_without_colour_if_so_asked(tmp_path):
    with_colour = on_a_terminal(tmp_path, 80, "show")
    without = on_a_terminal(tmp_path, 80, "show", NO_COLOR="1")

    assert "38;5;160m" in with_colour
    assert "38;5;" not in without


def test_not_in_a_pipe(filled):
    assert "█" not in filled("show").out


@pytest.mark.parametrize("command", ["--help", "check"])
@pytest.mark.usefixtures("filled")
def test_what_draws_is_imported_by_nobody_else(process, command):
    ended = process("-X", "importtime", "-m", "tallytrack", command)
    imported = {line.rpartition("|")[2].strip() for line in ended.err.splitlines()}

    assert not imported & {"plotext", "jinja2", "altair", "vl_convert", "datasette", "uvicorn"}


def test_readmes_picture_is_what_would_be_drawn_today(shipped_tally, vocabulary):
    window = Window(date(2022, 9, 15), date(2022, 11, 15), ["artillery"])
    tally = known.read(shipped_tally, window)
    [(_, series)] = tally.asked()
    view = plotted.View(holds=window.holds)
    spec = chart.spec([plotting.plot(series, tally.findings, view)], vocabulary)
    text = (CHECKOUT / "data" / "artillery.svg").read_text("utf-8")

    for label in spec["datasets"]["labels"]:
        assert f">{label['text']}<" in text
    for line in spec["vconcat"][1]["mark"]["text"]:
        assert f">{line}<" in text
    assert text.count('aria-roledescription="bar"') == len(spec["datasets"]["bars"])
