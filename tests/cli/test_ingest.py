"""`tally ingest`: what goes in, what is said of it, and what is left out."""

import json

import pytest

TABLE = "day,category,total,delta\n2024-03-01,tanks,6600,4\n2024-03-02,tanks,6614,12\n"
OTHER = "day,category,total,delta\n2024-03-01,aircraft,347,1\n"
FAULTY = "day,category,total,delta\n2024-13-01,tanks,6600,4\n2024-03-02,tanks,-1,x\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.csv").write_text(OTHER)
    (tmp_path / "bad.csv").write_text(FAULTY)
    return tmp_path


pytestmark = pytest.mark.usefixtures("folder")


def test_says_what_each_file_has_and_what_all_have(tally):
    ended = tally("ingest", "a.csv", "b.csv")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "a.csv: 2 documents, 4 figures: new",
        "b.csv: 1 document, 2 figures: new",
        "2 inputs: 3 documents and 6 figures new; 0 documents and 0 figures already known",
    ]


def test_says_what_is_already_known(tally):
    tally("ingest", "a.csv")

    assert tally("ingest", "a.csv", "b.csv").out.splitlines() == [
        "a.csv: 2 documents, 4 figures: already known",
        "b.csv: 1 document, 2 figures: new",
        "2 inputs: 1 document and 2 figures new; 2 documents and 4 figures already known",
    ]


def test_lists_every_fault_of_a_bad_file_while_the_good_ones_go_in(tally):
    ended = tally("ingest", "a.csv", "bad.csv", "b.csv")

    assert ended.code == 1
    assert ended.err.splitlines() == [
        "bad.csv:2:1: '2024-13-01' is no day of the calendar; expected YYYY-MM-DD",
        "bad.csv:3:18: '-1' is negative; expected a total, which counts up from 0",
        (
            "bad.csv:3:21: 'x' is not a delta; expected a whole number, for example 3799;"
            " leave the cell empty where none was printed"
        ),
    ]
    assert ended.out.splitlines()[-1] == (
        "3 inputs: 3 documents and 6 figures new; 0 documents and 0 figures already known;"
        " 1 input refused"
    )
    assert len(json.loads(tally("show", "--json").out)) == 3


def test_a_folder_is_read_with_its_faults(tally, folder):
    ended = tally("ingest", ".")

    assert ended.code == 1
    assert ended.out.splitlines()[:2] == [
        "./a.csv: 2 documents, 4 figures: new",
        "./b.csv: 1 document, 2 figures: new",
    ]
    assert ended.err.startswith("./bad.csv:2:1: ")
    assert (folder / "tally.db").exists()


def test_standard_input_is_named_by_its_digest(tally):
    ended = tally("ingest", "-", stdin=TABLE.encode())

    assert ended.code == 0
    assert ended.out.startswith("stdin:")
    assert tally("ingest", "-", stdin=TABLE.encode()).out.splitlines()[0].endswith("already known")


@pytest.mark.parametrize("paths", [["missing.csv"], ["a.csv", "missing.csv"], ["missing/"]])
def test_a_missing_path_is_wrong_usage_and_makes_no_tally(tally, folder, paths):
    ended = tally("ingest", *paths)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"tally: {paths[-1]}: no such file or folder\n"
    assert not (folder / "tally.db").exists()


def test_a_dry_run_reads_and_reports_and_writes_nothing(tally, folder):
    before = sorted(folder.iterdir())

    ended = tally("ingest", "--dry-run", "a.csv", "bad.csv")

    assert ended.code == 1
    assert ended.out == "a.csv: 2 documents, 4 figures: read, not written\n"
    assert len(ended.err.splitlines()) == 3
    assert sorted(folder.iterdir()) == before


def test_a_dry_run_leaves_an_existing_tally_as_it_is(tally, folder):
    tally("ingest", "b.csv")
    before = (folder / "tally.db").read_bytes()

    assert tally("ingest", "--dry-run", "a.csv").code == 0
    assert (folder / "tally.db").read_bytes() == before


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_json_is_an_object_for_each_document_and_nothing_else(tally, dry):
    ended = tally("ingest", "--json", *dry, "a.csv", "b.csv")

    objects = [json.loads(line) for line in ended.out.splitlines()]
    assert [one["document"]["published_on"] for one in objects] == [
        "2024-03-01",
        "2024-03-02",
        "2024-03-01",
    ]
    assert all(set(one) == {"document", "figures", "unread"} for one in objects)


def test_json_of_what_is_already_known_is_the_same(tally):
    first = tally("ingest", "--json", "a.csv")

    assert tally("ingest", "--json", "a.csv") == first


def test_what_the_user_says_is_taken_where_the_table_says_nothing(tally):
    words = ["--source", "a-source", "--publisher", "a-paper", "--published", "5 Mar 2024"]

    ended = tally("ingest", "--json", *words, "a.csv")

    [one] = map(json.loads, ended.out.splitlines())
    assert one["document"]["source"] == "a-source"
    assert one["document"]["publisher"] == "a-paper"
    assert one["document"]["published_on"] == "2024-03-05"


@pytest.mark.parametrize("option", ["--source", "--publisher"])
def test_a_key_that_could_not_be_typed_is_refused(tally, option):
    ended = tally("ingest", option, "The Paper", "a.csv")

    assert ended.code == 2
    assert f"Invalid value for {option}: 'The Paper' is not a key" in ended.err


def test_the_same_bytes_with_other_options_are_refused(tally):
    tally("ingest", "a.csv")

    ended = tally("ingest", "--publisher", "cripo", "a.csv")

    assert ended.code == 1
    assert ended.err == (
        "a.csv: already in the tally as a.csv, read without options;"
        " to read it otherwise, first `tally withdraw a.csv --reason ...`\n"
    )


def test_columns_that_are_not_read_are_named(tally, folder):
    (folder / "more.csv").write_text("day,category,total,note\n2024-03-01,tanks,1,x\n")

    assert "more.csv: not read: the column 'note'\n" in tally("ingest", "more.csv").out


def test_an_unknown_format_is_refused(tally):
    ended = tally("ingest", "--format", "tidycsv", "a.csv")

    assert ended.code == 2
    assert ended.err == "tally: no format 'tidycsv'; did you mean 'tidy-csv'?\n"


def test_control_characters_in_a_name_never_reach_the_terminal(tally, folder):
    (folder / "\x1b[31m\x07.csv").write_text(FAULTY)
    (folder / "\x1b[32m\x07.csv").write_text(TABLE)

    ended = tally("ingest", "\x1b[31m\x07.csv", "\x1b[32m\x07.csv")

    assert ended.err.startswith(r"\x1b[31m\x07.csv:2:1: ")
    assert ended.out.startswith(r"\x1b[32m\x07.csv: 2 documents")


def test_what_is_withdrawn_is_gone_and_can_be_read_otherwise(tally):
    tally("ingest", "a.csv", "b.csv")

    ended = tally("withdraw", "a.csv", "--reason", "a look-alike")

    assert (ended.code, ended.out) == (0, "a.csv: 1 capture withdrawn: a look-alike\n")
    assert {row["category"] for row in json.loads(tally("show", "--json").out)} == {"aircraft"}
    assert tally("ingest", "--publisher", "cripo", "a.csv").code == 0
    assert len(json.loads(tally("show", "--json").out)) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["b.csv", "--reason", "x"], "tally: b.csv: no capture of that origin is in the tally\n"),
        (["a.csv", "--reason", " "], "Error: Invalid value for --reason: give a reason\n"),
        (["a.csv"], "Error: Missing option '--reason'.\n"),
    ],
)
def test_withdrawing_needs_an_origin_that_is_there_and_a_reason(tally, words, said):
    tally("ingest", "a.csv")

    ended = tally("withdraw", *words)

    assert ended.code == 2
    assert ended.err.endswith(said)
    assert len(json.loads(tally("show", "--json").out)) == 2


def test_a_dry_run_says_what_is_known_already(tally):
    tally("ingest", "a.csv")

    ended = tally("ingest", "--dry-run", "a.csv")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "a.csv: 2 documents, 4 figures: already known\n"


@pytest.mark.parametrize("option", ["--publisher", "--source"])
def test_a_name_that_is_nearly_a_known_one_is_taken_if_it_is_meant(tally, option):
    name = {"--publisher": "kyiv-independant", "--source": "general-stuff"}[option]

    assert tally("ingest", "a.csv", option, name).code == 2
    assert tally("ingest", "a.csv", option, name, "--new-publisher").code == 0
    # Now it is known, and need not be said to be new.
    tally("withdraw", "a.csv", "--reason", "to read it again")
    assert tally("ingest", "a.csv", option, name).code == 0


def test_a_name_like_no_other_is_somebody_new(tally):
    assert tally("ingest", "a.csv", "--publisher", "le-monde").code == 0
