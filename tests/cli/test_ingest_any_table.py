"""Anybody's table: what its columns mean is said on the command line or in a TOML file."""

import json

import pytest

ITALY = """data;stato;totale_casi;nuovi_positivi
2020-02-24T18:00:00;ITA;229;221
2020-02-25T18:00:00;ITA;322;93
2020-02-26T18:00:00;ITA;400;77
"""
COLUMNS = "day=data,total=totale_casi,delta=nuovi_positivi"
OPTIONS = ("--columns", COLUMNS, "--category", "cases", "--source", "it-protezione-civile")

HOPKINS = """Province/State,Country/Region,Lat,1/22/20,1/23/20
,Italy,41,0,1
Hubei,China,1,444,549
,"Côte d'Ivoire",7,2,
"""
HOPKINS_LAYOUT = """
across = "%m/%d/%y"
where = { "Province/State" = "" }
[columns]
category = "Country/Region"
"""
LEDGER = """Datum\tKasse\tBank
01.03.2024\t1,200.5\t7
02.03.2024\t\t"1,000.00"
"""
LEDGER_LAYOUT = """
day_format = "%d.%m.%Y"
[columns]
day = "Datum"
[totals]
Kasse = "cash"
Bank = "bank"
[[category]]
key = "cash"
label = "Cash"
unit = "euro"
[[category]]
key = "bank"
[[source]]
key = "our-ledger"
name = "Our ledger"
"""


@pytest.fixture
def read(tally, tmp_path):
    """The figures that a dry run reads in a file, or what it says of its faults."""

    def run(text, *options, layout=None, name="t.csv"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        if layout:
            (tmp_path / "l.toml").write_text(layout, "utf-8")
            options = (*options, "--layout", "l.toml")
        ended = tally("ingest", name, "--dry-run", "--json", *options)
        if ended.code:
            return ended.err
        return [
            (one["day"], one["category"], one["measure"], one["value"], one["line"], one["column"])
            for line in ended.out.splitlines()
            for one in json.loads(line)["figures"]
        ]

    return run


def test_a_semicolon_table_with_instants_is_read_by_its_columns(read):
    assert read(ITALY, *OPTIONS, "--new-category")[:3] == [
        ("2020-02-24", "cases", "total", 229, 2, 25),
        ("2020-02-24", "cases", "delta", 221, 2, 29),
        ("2020-02-25", "cases", "total", 322, 3, 25),
    ]


def test_it_is_checked_with_no_line_of_code_and_its_category_is_known_from_then_on(tally, tmp_path):
    (tmp_path / "italy.csv").write_text(ITALY, "utf-8")

    taken = tally("ingest", "italy.csv", *OPTIONS, "--new-category")
    checked = tally("check", "--category", "cases", "--select", "unbalanced-delta")

    assert taken.out.splitlines()[:2] == [
        "italy.csv: 3 documents, 6 figures: new",
        "italy.csv: not read: the column 'stato'",
    ]
    assert checked.code == 1
    assert "cases: reported +77, but the totals go from 322 to 400 (+78)" in checked.out
    for command in (["show"], ["explain", "2020-02-26"], ["check"]):
        category = ["cases"] if command[0] == "explain" else ["--category", "cases"]
        assert tally(*command, *category).err == ""
    (tmp_path / "italy.csv").write_text(f"{ITALY}2020-02-27T18:00:00;ITA;500;100\n", "utf-8")
    assert "2 new, 0 changed, 0 withdrawn" in tally("ingest", "italy.csv", *OPTIONS).out


def test_days_may_stand_across_and_categories_be_declared_by_their_use(read):
    assert read(HOPKINS, "--source", "jhu", "--new-category", layout=HOPKINS_LAYOUT) == [
        ("2020-01-22", "italy", "total", 0, 2, 11),
        ("2020-01-22", "côte_d_ivoire", "total", 2, 4, 20),
        ("2020-01-23", "italy", "total", 1, 2, 13),
    ]


def test_a_ledger_s_columns_are_categories_and_its_decimals_are_kept(read):
    layout = f'decimals = 2\nthousands = ","\n{LEDGER_LAYOUT}'

    assert read(LEDGER, layout=layout) == [
        ("2024-03-01", "cash", "total", 120050, 2, 12),
        ("2024-03-01", "bank", "total", 700, 2, 20),
        ("2024-03-02", "bank", "total", 100000, 3, 14),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "cp1252"])
def test_the_encoding_is_found(read, encoding):
    text = "Tag,Fälle\n2024-03-01,5\n".encode(encoding)

    found = read(text, "--columns", "day=Tag,total=Fälle", "--category", "tanks")

    assert [one[3] for one in found] == [5]


def test_the_encoding_and_the_delimiter_can_be_given(read):
    columns = ("--columns", "day=Tag,total=Fälle", "--category", "tanks")
    text = "Tag:Fälle;,\n2024-03-01:5\n".replace(";,", "")

    assert read(text.encode("cp437"), *columns, "--delimiter", ":", "--encoding", "cp437")
    assert read(text, *columns, "--encoding", "martian").startswith(
        "t.csv: cannot be read as martian"
    )


def test_json_lines_are_read_by_their_keys(read):
    lines = '{"d": "2024-03-01", "n": 5, "what": "tanks"}\n{"d": "2024-03-02", "n": "6"}\n'

    assert read(lines, "--columns", "day=d,total=n", "--category", "tanks", name="t.jsonl") == [
        ("2024-03-01", "tanks", "total", 5, 1, 26),
        ("2024-03-02", "tanks", "total", 6, 2, 27),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(
            ["--columns", COLUMNS, "--category", "cases"],
            "tally: no category 'cases'; declare it in --layout, or give --new-category\n",
        ),
        pytest.param(
            ["--columns", "day=data,sum=x"],
            "tally: --columns 'day=data,sum=x': no column 'sum'; expected one of day, category,"
            " total, delta, source, publisher, medium, published_on, url, title, qualifier, days\n",
        ),
        pytest.param(
            ["--columns", "data"],
            "tally: --columns 'data': 'data'; expected day=COLUMN,total=COLUMN,delta=COLUMN or"
            " the like\n",
        ),
        pytest.param(
            ["--columns", "total=x", "--category", "tanks"],
            "tally: the layout names no column of the day; day=COLUMN does\n",
        ),
        pytest.param(
            ["--columns", "day=x", "--category", "tanks"],
            "tally: the layout names no column of numbers; total=COLUMN or delta=COLUMN does\n",
        ),
        pytest.param(
            ["--columns", "day=x,total=y"],
            "tally: the layout names no category; --category KEY or category=COLUMN does\n",
        ),
        pytest.param(
            ["--category", "tanks"],
            "tally: --category, --delimiter and --encoding describe a table together with"
            " --columns or --layout; give one of these\n",
        ),
        pytest.param(
            ["--layout", "gone.toml"],
            "tally: gone.toml: no such file\n",
        ),
    ],
)
def test_what_is_said_wrongly_is_refused(read, options, said):
    assert read(ITALY, *options) == said


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("x = =", "l.toml:1:5: broken TOML: Invalid value\n"),
        pytest.param(
            'size = 1\n[columns]\nsum = "x"\n[[category]]\nlabel = "X"',
            "l.toml: unknown key 'size'; expected one of category, day_format, across, decimals,"
            " thousands, delimiter, encoding, columns, totals, deltas, where, source, publisher\n"
            "l.toml: [columns]: no column 'sum'; expected one of day, category, total, delta,"
            " source, publisher, medium, published_on, url, title, qualifier, days\n"
            'l.toml: category 1: no key; expected key = "..." in each\n',
        ),
        ('decimals = "2"', "l.toml: decimals = '2'; expected a whole number\n"),
        ("[totals]\nx = 1", "l.toml: [totals]: expected names in quotes\n"),
    ],
)
def test_a_layout_that_is_wrong_is_told_with_every_fault(read, layout, said):
    assert read(ITALY, layout=layout) == said


def test_the_faults_of_the_table_have_their_places(read):
    wrong = ITALY.replace("322", "3 22").replace("2020-02-26T18", "2020-02-30T18")

    assert read(wrong, *OPTIONS, "--new-category") == (
        "t.csv:3:25: '3 22' is not a total; expected a whole number without separators, for"
        " example 3799\n"
        "t.csv:4:1: '2020-02-30' is no day of the calendar; expected YYYY-MM-DD\n"
    )
    assert read(ITALY.replace("totale_casi", "totale"), *OPTIONS, "--new-category") == (
        "t.csv:1:1: the column 'totale_casi' is missing;"
        " found data, stato, totale, nuovi_positivi\n"
    )
