"""Later editions on the command line: what they will do is said first, and may be refused."""

import json
from datetime import date, timedelta

HEAD = "day,category,total\n"
PAST = [f"{date(2024, 1, 1) + timedelta(n)},tanks,{6000 + n}\n" for n in range(40)]


def write(path, rows):
    path.write_text(HEAD + "".join(rows), "utf-8")
    return path.name


def ingest(tally, path, rows, *options):
    return tally("ingest", write(path, rows), "--publisher", "petroivaniuk", *options)


def test_an_edition_says_what_it_will_do_and_then_what_it_did(tally, tmp_path):
    path = tmp_path / "m.csv"
    ingest(tally, path, PAST)

    ended = ingest(tally, path, [*PAST[:-1], "2024-02-09,tanks,639\n", "2024-02-10,tanks,6040\n"])

    assert ended.code == 0
    plan = "1 new, 1 changed, 0 withdrawn; changed: 2024-02-09 tanks 6,039 -> 639"
    assert ended.out.splitlines() == [
        f"m.csv: the edition of 2024-02-10, after that of 2024-02-09: {plan}",
        "m.csv: 1 document, 2 figures: new",
        "1 input: 1 document and 2 figures new; 0 documents and 0 figures already known",
    ]


def test_one_that_rewrites_much_is_refused_until_that_is_accepted(tally, tmp_path):
    path = tmp_path / "m.csv"
    ingest(tally, path, PAST)
    rewritten = [row.replace(",6", ",7") for row in PAST[:3]] + PAST[3:]

    refused = ingest(tally, path, rewritten)
    wider = ingest(tally, path, rewritten, "--dry-run", "--rewrite-limit", "8")
    accepted = ingest(tally, path, rewritten, "--accept-rewrite")

    assert refused.code == 1
    assert refused.err == (
        "m.csv: rewrites 7.5% of the past (3 of 40 figures), more than 5 %;"
        " if that is right, --accept-rewrite\n"
    )
    assert wider.code == 0
    assert accepted.code == 0
    assert "m.csv: 1 document, 3 figures: new" in accepted.out


def test_a_dry_run_says_what_an_edition_would_do_and_writes_nothing(tally, tmp_path):
    path = tmp_path / "m.csv"
    ingest(tally, path, PAST[:-1])
    before = (tmp_path / "tally.db").read_bytes()

    ended = ingest(tally, path, PAST, "--dry-run")

    assert ended.out.startswith(
        "m.csv: the edition of 2024-02-09, after that of 2024-02-08: 1 new, 0 changed, 0 withdrawn"
    )
    assert (tmp_path / "tally.db").read_bytes() == before


def test_editions_of_several_names_can_be_given_one_origin(tally, tmp_path):
    for number in (38, 39, 40):
        write(tmp_path / f"{number}.csv", PAST[:number])

    ended = tally("ingest", "38.csv", "39.csv", "40.csv", "--origin", "mirror")

    assert [line.partition(": ")[2] for line in ended.out.splitlines() if "document, 1" in line]
    assert all(line.startswith("mirror: ") for line in ended.out.splitlines()[:-1])


def test_for_programs_the_whole_edition_is_printed(tally, tmp_path):
    path = tmp_path / "m.csv"
    ingest(tally, path, PAST[:-1])

    [line] = ingest(tally, path, PAST, "--json").out.splitlines()

    assert len(json.loads(line)["figures"]) == 40
