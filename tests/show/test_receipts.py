"""What an ingest did, for people."""

from datetime import date
from types import SimpleNamespace

import pytest

from tallytrack.edition import Plan
from tallytrack.show import receipts, styled


def receipt(documents=1, figures=2, *, is_new=True, plan=None, notes=()):
    return SimpleNamespace(
        origin="a.csv",
        documents=documents,
        figures=figures,
        is_new=is_new,
        plan=plan,
        notes=notes,
    )


def plan(new):
    return Plan(date(2024, 3, 2), date(2024, 3, 1), 100, new, 0, 0)


@pytest.mark.parametrize(
    ("one", "written", "said"),
    [
        (receipt(), True, "a.csv: 1 document, 2 figures: new"),
        (receipt(1_418, 34_124), True, "a.csv: 1,418 documents, 34,124 figures: new"),
        (receipt(1, 1, is_new=False), True, "a.csv: 1 document, 1 figure: already known"),
        (receipt(), False, "a.csv: 1 document, 2 figures: read, not written"),
    ],
)
def test_a_capture_is_a_line(one, written, said):
    assert styled.plain(receipts.line(one, written=written)) == said


@pytest.mark.parametrize(
    ("done", "refused", "said"),
    [
        (
            [receipt()],
            0,
            "1 input: 1 document and 2 figures new; 0 documents and 0 figures already known",
        ),
        (
            [receipt(), receipt(2, 1_000), receipt(is_new=False)],
            2,
            (
                "5 inputs: 3 documents and 1,002 figures new;"
                " 1 document and 2 figures already known; 2 inputs refused"
            ),
        ),
        (
            [],
            1,
            (
                "1 input: 0 documents and 0 figures new; 0 documents and 0 figures already known;"
                " 1 input refused"
            ),
        ),
    ],
)
def test_the_sum_counts_new_known_and_refused(done, refused, said):
    [line] = receipts.summary(done, refused)

    assert styled.plain(line) == said


def test_unread_numbers_are_counted():
    line = receipts.line(receipt(), written=True, unread=1)

    assert styled.plain(line) == "a.csv: 1 document, 2 figures, 1 number unread: new"


def test_bytes_known_by_another_name_are_told_by_both():
    line = receipts.line(receipt(is_new=False), written=True, named="b.csv")

    assert styled.plain(line) == "b.csv: 1 document, 2 figures: already known, as a.csv"


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ([], []),
        ([receipt(is_new=False), receipt(plan=plan(0), is_new=False, notes=("n",))], []),
        ([receipt(), receipt(1, 3)], ["mirror: 2 documents, 5 figures: new"]),
        ([receipt(plan=plan(2)), receipt(plan=plan(3))], ["mirror: 5 new, 0 changed, 0 withdrawn"]),
        (
            [receipt(plan=plan(2), notes=("not read: 'x', 1 value",)), receipt()],
            [
                "mirror: 2 new, 0 changed, 0 withdrawn; 1 document, 2 figures: new",
                "a.csv: not read: 'x', 1 value",
            ],
        ),
    ],
)
def test_what_is_new_in_several_captures_is_a_line_and_their_notes(done, said):
    assert [styled.plain(line) for line in receipts.news(done, "mirror")] == said


def test_of_a_dry_run_nothing_is_said_to_be_written():
    [line] = receipts.news([receipt()], written=False)

    assert styled.plain(line) == "a.csv: 1 document, 2 figures: new; not written"
