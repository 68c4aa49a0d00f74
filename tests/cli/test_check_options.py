"""`tally check`: what is new since a mark, what was known on a day, and in which form."""

import csv
import io
import json

import pytest

TABLE = """day,category,total,delta
2024-03-01,tanks,6600,4
2024-03-02,tanks,6614,12
2024-03-03,tanks,6620,6
"""
LATER = "day,category,total,delta\n2024-03-04,tanks,6625,4\n"
MIRROR = "day,category,total,publisher\n2024-03-03,tanks,6602,petroivaniuk\n"
WAIVER = ["T101", "2024-03-02", "tanks", "--adjustment", "2", "--reason", "announced"]
BALANCES = ["--select", "unbalanced-delta"]
FORMS = [[], ["--json"], ["--csv"], ["--format", "github"]]
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form[-1] if form else "text")


@pytest.fixture
def ingested(tally, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "later.csv").write_text(LATER)
    (tmp_path / "mirror.csv").write_text(MIRROR)
    tally("ingest", "a.csv")
    return tally


def found(tally, *words):
    """Each finding of `tally check --json`: its rule and day."""
    ended = tally("check", "--json", *words)
    return [(one["rule"], one["day"]) for one in json.loads(ended.out)]


def test_without_a_recorded_check_nothing_can_be_new(ingested):
    ended = ingested("check", "--new")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "tally: no check was recorded yet; record one with `tally check --record`\n"
    )


def test_recording_a_check_changes_neither_its_answer_nor_its_exit_code(ingested):
    assert ingested("check", "--record") == ingested("check")


@every_form
def test_nothing_is_new_right_after_a_recorded_check(ingested, form):
    ingested("check", "--record")

    assert ingested("check", "--new", *form).code == 0


def test_that_nothing_is_new_is_said(ingested):
    ingested("check", "--record")

    assert ingested("check", "--new").out == "nothing new since the last recorded check\n"


def test_a_finding_in_what_came_later_is_new(ingested):
    ingested("check", "--record")
    ingested("ingest", "later.csv")

    ended = ingested("check", "--new")

    assert ended.code == 1
    assert ended.out.splitlines()[-1] == "1 finding new since the last recorded check"
    assert found(ingested, "--new") == [("unbalanced-delta", "2024-03-04")]


def test_a_second_record_takes_what_was_new_for_known(ingested):
    ingested("check", "--record")
    ingested("ingest", "later.csv")
    ingested("check", "--new", "--record")

    assert found(ingested, "--new") == []


def test_a_finding_whose_waiver_was_removed_is_new(ingested):
    ingested("waive", *WAIVER)
    ingested("check", "--record")
    ingested("waive", *WAIVER[:3], "--remove")

    assert found(ingested, "--new") == [("unbalanced-delta", "2024-03-02")]


def test_a_finding_that_was_waived_meanwhile_is_not_new(ingested):
    ingested("check", "--record")
    ingested("waive", *WAIVER)

    assert found(ingested, "--new") == []


def test_a_waiver_that_went_stale_is_new(ingested):
    ingested("check", "--record")
    ingested("waive", "falling-total", "2024-03-02", "--reason", "why")

    assert found(ingested, "--new") == [("stale-waiver", "2024-03-02")]


def test_what_broke_when_a_capture_was_withdrawn_is_new_and_what_it_mended_is_not(
    ingested, tmp_path
):
    # What is withdrawn is all that kept the days from having a gap.
    (tmp_path / "gap.csv").write_text("day,category,total,delta\n2024-03-05,tanks,6640,10\n")
    ingested("ingest", "later.csv", "gap.csv")
    ingested("check", "--record")

    ingested("withdraw", "later.csv", "--reason", "a look-alike")

    assert ("unbalanced-delta", "2024-03-05") not in found(ingested)
    assert found(ingested, "--new") == [("missing-day", "2024-03-05")]


def test_what_is_new_is_asked_of_some_days_too(ingested):
    ingested("check", "--record")
    ingested("ingest", "later.csv")

    assert found(ingested, "--new", "--until", "2024-03-03") == []


def test_a_mirror_says_nothing_before_the_day_of_its_edition(ingested):
    ingested("ingest", "mirror.csv", "--published", "2024-04-01")
    rule = ["--select", "disagreeing-documents"]

    assert found(ingested, *rule, "--as-of", "2024-03-31") == []
    assert found(ingested, *rule, "--as-of", "2024-04-01") == [
        ("disagreeing-documents", "2024-03-03")
    ]


def test_as_of_a_day_later_reports_are_unknown(ingested):
    assert found(ingested, "--as-of", "2024-03-01") == []
    assert ingested("check", "--as-of", "2024-03-01").out == (
        "no balance could be checked; last reported delta 2024-03-01, last total 2024-03-01\n"
    )


def test_a_waiver_of_what_was_not_published_yet_is_not_stale_as_of_that_day(ingested):
    ingested("ingest", "mirror.csv", "--published", "2024-04-01")
    ingested("waive", "disagreeing-documents", "2024-03-03", "tanks", "--reason", "a slip")
    ingested("waive", *WAIVER)

    assert found(ingested) == []
    assert found(ingested, "--as-of", "2024-03-31") == []
    shown = json.loads(ingested("show", "--json", "--as-of", "2024-03-31").out)
    assert [row["findings"] for row in shown] == [[], ["unbalanced-delta"], []]


def test_stale_waivers_alone_cannot_be_asked_for_as_of_a_day(ingested):
    ended = ingested("check", "--select", "stale-waiver", "--as-of", "2024-03-31")

    assert (ended.code, ended.err) == (
        2,
        "tally: stale-waiver is asked of the tally as it is now; leave out --as-of\n",
    )


def test_github_annotates_the_line_of_the_table(ingested):
    ended = ingested("check", *BALANCES, "--format", "github")

    assert ended.code == 1
    assert ended.out == (
        "::error title=T101 unbalanced-delta,file=a.csv,line=3,col=23::tanks on 2024-03-02:"
        " reported +12, but the totals go from 6,600 to 6,614 (+14) (misprinted-delta)\n"
    )


def test_github_takes_a_path_with_colons_commas_and_per_cents(tally, tmp_path):
    (tmp_path / "a,b:50%.csv").write_text(TABLE)
    tally("ingest", "a,b:50%.csv")

    assert ",file=a%2Cb%3A50%25.csv,line=3," in tally("check", "--format", "github").out


@pytest.mark.parametrize("words", [["--json", "--format", "github"], ["--csv", "--json"]])
def test_two_forms_exclude_each_other(ingested, words):
    ended = ingested("check", *words)

    assert ended.code == 2
    assert "exclude each other; give one of them" in ended.err


def test_an_unknown_form_is_refused_with_the_known_ones(ingested):
    assert ingested("check", "--format", "xml").err == (
        "tally: no format 'xml'; expected one of text, json, csv, github\n"
    )


@every_form
def test_waived_findings_are_no_findings_in_any_form(ingested, form):
    ingested("waive", *WAIVER)

    ended = ingested("check", *form)

    assert ended.code == 0
    assert "reported +12" not in ended.out


@every_form
def test_waived_findings_are_shown_when_asked_for_and_still_clean(ingested, form):
    ingested("waive", *WAIVER)

    ended = ingested("check", "--show-waived", *form)

    assert ended.code == 0
    assert "reported +12, but the totals go from 6,600 to 6,614 (+14)" in ended.out.replace(
        "%2C", ","
    )


def test_each_form_says_why_a_finding_was_waived(ingested):
    ingested("waive", *WAIVER)

    def run(*words):
        return ingested("check", "--show-waived", *words).out

    [one] = json.loads(run("--json"))
    [row] = csv.DictReader(io.StringIO(run("--csv")))
    assert one["waived"] == row["waived"] == "announced"
    assert "    waived: announced\n" in run()


def test_the_summary_counts_the_waived_apart(ingested):
    ingested("waive", *WAIVER)

    assert ingested("check").out == (
        "1 of 2 balances does not close, on 1 day, 1 waived;"
        " last reported delta 2024-03-03, last total 2024-03-03\n"
    )


@every_form
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--select", "unbalanced-delta"], 1),
        (["--select", "falling-total"], 0),
        (["--ignore", "T101"], 0),
        (["--select", "T101", "--ignore", "T101"], 0),
        (["--select", "stale-waiver"], 0),
    ],
)
def test_the_exit_code_is_that_of_the_rules_asked_about(ingested, form, words, code):
    assert ingested("check", *words, *form).code == code


@every_form
def test_days_that_end_before_they_begin_are_refused(ingested, form):
    ended = ingested("check", "--since", "2024-01-01", "--until", "2023-01-01", *form)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "tally: --since 2024-01-01 is after --until 2023-01-01; give the earlier day as --since\n"
    )


def test_one_day_may_be_asked_about(ingested):
    day = ["--since", "2024-03-02", "--until", "2024-03-02"]

    assert found(ingested, *day) == [("unbalanced-delta", "2024-03-02")]


def test_without_the_balances_the_summary_counts_findings(ingested):
    assert ingested("check", "--select", "falling-total").out == (
        "0 findings; last reported delta 2024-03-03, last total 2024-03-03\n"
    )


def test_safe_csv_is_csv_in_which_no_title_address_or_name_is_a_formula(tally, tmp_path):
    table = "day,category,total,delta,url\n2024-03-01,tanks,1,,\n2024-03-02,tanks,5,-3,=1+1\n"
    (tmp_path / "-x.csv").write_text(table)
    tally("ingest", "--", "-x.csv")

    [unsafe] = csv.DictReader(io.StringIO(tally("check", "--csv").out))
    [row] = csv.DictReader(io.StringIO(tally("check", "--safe-csv").out))

    assert (unsafe["url"], unsafe["documents"][:6]) == ("=1+1", "-x.csv")
    assert (row["url"], row["documents"][:7]) == ("'=1+1", "'-x.csv")
    assert (row["reported"], row["day"]) == ("-3", "2024-03-02")
    assert tally("show", "--safe-csv").out == tally("show", "--csv").out
    assert tally("show", "--safe-csv", "--json").code == 2
