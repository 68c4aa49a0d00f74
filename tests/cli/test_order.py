"""The order in which captures come in changes no answer of `tally check` and `tally show`."""

from itertools import permutations

import pytest

RECORD = """day,category,total,delta
2022-10-04,tanks,2424,19
2022-10-05,tanks,2453,11
2022-10-06,tanks,2449,14
2022-10-04,ships,15,0
2022-10-06,ships,15,0
"""
MIRROR = """day,category,total,publisher,medium
2022-10-04,tanks,2424,petroivaniuk,table
2022-10-05,tanks,2435,petroivaniuk,table
2022-10-05,ships,51,petroivaniuk,table
"""
ANOTHER = """day,category,total,publisher,medium
2022-10-05,tanks,2435,orc-losses,table
2022-10-05,ships,15,orc-losses,table
2022-10-07,ships,16,some-paper,article
"""
POST = """Загальні бойові втрати противника з 24.02.22 по 05.10.22 орієнтовно склали:
танків ‒ 2435 (+11) од,
кораблі /катери ‒ 15 (+0) од.
"""
ARTICLE = """Russia has lost over 2,400 tanks and 2,300 ships since the war began
as of 6 October 2022, the General Staff said.
"""
LATER = """Russia has lost 17 ships since the war began
as of 7 October 2022, the General Staff said.
"""
CAPTURES = {
    "record.csv": RECORD,
    "mirror.csv": MIRROR,
    "another.csv": ANOTHER,
    "post.txt": POST,
    "article.txt": ARTICLE,
    "later.txt": LATER,
}
NAMES = list(CAPTURES)
# Every capture in every place, before and after every other one: enough of the 720 orders.
ORDERS = [NAMES[turn:] + NAMES[:turn] for turn in range(len(NAMES))]
ORDERS += [order[::-1] for order in ORDERS]
QUESTIONS = [
    ["check"],
    ["check", "--json"],
    ["check", "--json", "--as-of", "2022-10-06"],
    ["show", "--json"],
    ["show", "--json", "--corrected", "--every", "month"],
    ["show", "--category", "ships", "--as-of", "2022-10-06"],
    ["explain", "2022-10-05", "tanks"],
    ["explain", "2022-10-07", "ships"],
]


@pytest.fixture
def answers(tally, tmp_path):
    """What `tally` answers to all QUESTIONS of a tally of *names*, ingested in that order."""
    for name, text in CAPTURES.items():
        (tmp_path / name).write_text(text, "utf-8")

    def run(names, *, at_once):
        (tmp_path / "tally.db").unlink(missing_ok=True)
        for words in [names] if at_once else [[name] for name in names]:
            assert tally("ingest", *words).code == 0
        return [tally(*question).out for question in QUESTIONS]

    return run


def test_every_order_gives_the_same_answers(answers):
    expected = answers(NAMES, at_once=True)

    assert all(expected)
    for order in ORDERS:
        assert answers(order, at_once=True) == expected


def test_one_command_or_one_for_each_gives_the_same_answers(answers):
    assert answers(NAMES, at_once=False) == answers(NAMES, at_once=True)


@pytest.mark.parametrize("first", ["post.txt", "article.txt", "another.csv"])
def test_every_order_of_those_that_contradict_each_other_gives_the_same_answers(answers, first):
    three = [first, "mirror.csv", "later.txt"]

    assert (
        len({tuple(answers(list(order), at_once=True)[:5]) for order in permutations(three)}) == 1
    )
