"""Every parser, given what nobody would write: it refuses or reads, and raises nothing else.

What the fuzzer found (see fuzz.py) stands in found/, a file for each, and is tried again here.
"""

import json
import string
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from targets import TARGETS

FOUND = sorted(path for path in (Path(__file__).parent / "found").rglob("*") if path.is_file())

NASTY = st.sampled_from(
    [
        "9223372036854775808",
        "9" * 5_000,
        "1e400",
        "NaN",
        "-0",
        "٣٤",
        "²",
        "\N{RIGHT-TO-LEFT MARK}5",
        "\x00",
        "\x1a",
        "\r",
        "\u2028",
        "\ufeff",
        "\ud800",
        "0001-01-01",
        "9999-12-31",
        "2024-02-30",
        "[" * 2_000,
        '{"a":' * 2_000,
        '"',
        "'",
        "<",
        "</p>",
        "\\u0000",
        "\\ud800",
        "%d%d",
        "../../etc/passwd",
    ]
)
WORDS = """
day category total delta source publisher medium published_on url title qualifier days document
length line column stats data date sourceUri afvs tank increase tanks personnel general-staff table
exact about 2024-03-01 2024-03-02 6614 12 -3 { } [ ] , ; : = . " ' "day": "category": "total":
"date": "data": "stats": [columns] [[category]] [[waiver]] [waiver.adjustments] key rule reason
label adjustment day_format across decimals thousands delimiter encoding where totals resources
path capture origin sha256 given format text a.csv utf-16 idna rot13 <p> <br> <title> <time
datetime= > КОРИГУВАННЯ танки втратив 2 березня 2024 ===
"""
WHOLE = ["day,category,total\n", "day,url\n", '{"resources": [{"path": "a.csv"}]}', "\n", "\t"]
PIECES = st.sampled_from([*WORDS.split(), *WHOLE, *string.punctuation])
INPUTS = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(PIECES, NASTY, st.text(max_size=5)), max_size=40).map(
        lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
    ),
    st.lists(st.one_of(PIECES, NASTY), max_size=30).map(
        lambda pieces: " ".join(pieces).encode("utf-8", "surrogatepass")
    ),
)
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), PIECES, NASTY, st.text(max_size=8)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(PIECES, st.text(max_size=4)), inner, max_size=6),
    ),
    max_leaves=20,
)


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@example(b"")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@given(INPUTS)
def test_any_bytes_are_read_or_refused(target, data):
    target(data)


@pytest.mark.parametrize("name", ["tables", "documents", "packages"])
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(JSON)
def test_any_json_is_read_or_refused(name, value):
    TARGETS[name]((b"\x01\x00" if name == "documents" else b"") + json.dumps(value).encode("ascii"))


SETTINGS = {
    "columns": st.dictionaries(
        st.sampled_from(["day", "category", "total", "delta", "title", "days", "publisher"]),
        st.sampled_from(["day", "category", "total", "delta", "x", ""]),
        max_size=5,
    ),
    "totals": st.dictionaries(st.sampled_from(["x", "y", "total", "1/22/20"]), PIECES, max_size=2),
    "where": st.dictionaries(PIECES, PIECES, max_size=1),
    "category": PIECES,
    "day_format": st.sampled_from(["", "%d.%m.%Y", "%Y", "%c", "%%", "%j"]),
    "across": st.sampled_from(["", "%m/%d/%y", "%y"]),
    "decimals": st.integers(0, 18),
    "thousands": st.sampled_from(["", ",", ".", " ", "1", "-"]),
    "delimiter": st.sampled_from(["", ";", "\t", " ", "a", "\\"]),
    "encoding": st.sampled_from(
        ["", "utf-8", "utf-16", "utf-7", "cp1252", "idna", "punycode", "rot13", "undefined", "zip"]
    ),
}


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({}, optional=SETTINGS), INPUTS)
def test_any_table_is_read_or_refused_by_any_layout(said, data):
    written = "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in said.items()
        if not isinstance(value, dict)
    )
    for key, value in said.items():
        if isinstance(value, dict):
            written += f"[{key}]\n"
            written += "".join(
                f"{json.dumps(name)} = {json.dumps(word, ensure_ascii=False)}\n"
                for name, word in value.items()
            )

    TARGETS["layouts"](b"%s\n===\nday,category,total,x\n%s" % (written.encode("utf-8"), data))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_refused_or_read(path):
    TARGETS[path.parent.name](path.read_bytes())


HUGE = {
    "a cell": b"day,category,total\n2024-03-01,tanks," + b"9" * 3_000_000,
    "a line of commas": b"day,category,total" + b"," * 3_000_000,
    "a line of quotes": b"day,category,total\n" + b'"' * 3_000_001,
    "a header of names": b"day,category,total," + b"day," * 500_000,
    "blank lines": b"day,category,total\n" + b"\n" * 200_000,
    "open lists": b"[" * 3_000_000,
    "open objects": b'{"day":' * 300_000,
    "a number": b'[{"day": "2024-03-01", "category": "tanks", "total": ' + b"9" * 1_000_000 + b"}]",
    "broken objects": b'{"day":}\n' * 50_000,
    "a text of digits": b"7" * 300_000,
    "a text of separate digits": b"7 " * 20_000,
    "a text of brackets": b"(+" * 50_000,
    "a page of open tags": b"<p><b>" * 50_000,
    "a page of references": b"<p>" + b"&amp;" * 50_000,
    "half a tag": b"<p " + b'a="' * 300_000,
}


@pytest.mark.parametrize("data", HUGE.values(), ids=list(HUGE))
@pytest.mark.parametrize("name", ["tables", "texts"])
def test_what_is_huge_is_done_with_in_seconds(name, data):
    started = time.monotonic()
    TARGETS[name](data)

    # A machine may be busy; what hangs takes hours.
    assert time.monotonic() - started < 60
