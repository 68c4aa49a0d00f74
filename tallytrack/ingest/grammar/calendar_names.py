"""Stretches with a name of their own: `last summer`, `торік`, `the weekend`, `monthly losses`.

Each becomes one PERIOD mark, as in `calendar_spans`. Its key is `season NUMBER WHEN`, `last year`,
`since weekday NUMBER`, `weekend`, or the plain length that an adjective names. What was counted
some time ago is marked as noise: its day cannot be told.
"""

from collections.abc import Sequence

from tallytrack.ingest.grammar.calendar import is_year, with_year_word
from tallytrack.ingest.grammar.lengths import LENGTHS
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

AGO = "some time ago"
_SINCE = frozenset({"since", "від", "з", "із"})
_OPENERS = 3  # marks that may open a season: `during the last`
_SEASONS = ("winter", "spring", "summer", "autumn")

_Found = tuple[Mark, int] | None


def named_marks(marks: Sequence[Mark], text: str, lexicon: Lexicon) -> list[Mark]:
    """*marks* with each named stretch of the calendar made one PERIOD mark."""
    done: list[Mark] = []
    at = 0
    while at < len(marks):
        found = _named(marks, at, text, lexicon)
        if found is None:
            done.append(marks[at])
            at += 1
        else:
            done.append(found[0])
            at = found[1]
    return done


_NEVER = frozenset({Kind.SIGN, Kind.BREAK, Kind.CATEGORY, Kind.DASH, Kind.LOSS, Kind.FILLER})
_COUNTING = frozenset({Kind.NUMBER, Kind.TIME})
_STARTS = frozenset(
    {*_SEASONS, "during", "last_year", "this_year", "past_year", "weekly", "monthly", "yearly"}
)


def _named(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> _Found:
    """The stretch that begins at *at*; most words begin none, which is asked first."""
    mark = marks[at]
    if mark.kind in _NEVER:
        return None
    if mark.kind in _COUNTING or lexicon.has("articles", mark.key):
        return _ago(marks, at, text, lexicon)
    if mark.key in _SINCE and (since := _since_weekday(marks, at)):
        return since
    if _STARTS.isdisjoint(lexicon.names_of(mark.key)):
        return None
    return (
        _season(marks, at, text, lexicon)
        or _year(marks, at, text, lexicon)
        or _weekend(marks, at, lexicon)
        or _adjective(marks, at, lexicon)
    )


def _opened(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> int:
    """Past the words that open a stretch at *at*: `during the last`; *at* where none does."""
    place = at
    while place < min(len(marks), at + _OPENERS) and lexicon.has("during", marks[place].key):
        place += 1
    words = [mark.key for mark in marks[at:place]]
    return place if any(lexicon.has("opening", word) for word in words) else at


def _season(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> _Found:
    """`this summer`, `last winter`, `влітку 2023 року`, `за три зимові місяці`."""
    place = _opened(marks, at, lexicon)
    told = [mark.key for mark in marks[at:place]]
    place += place > at and place < len(marks) and marks[place].kind is Kind.NUMBER
    told_months = _past_months(marks, place)
    place = told_months or place
    number = next((n for n, name in enumerate(_SEASONS) if _names(marks, place, name, lexicon)), -1)
    if number < 0 or _possessive(marks[place], text):
        return None
    months = not told_months and lexicon.has("season_adjective", marks[place].key)
    if months and not _is_time(marks, place + 1, "month"):
        return None
    alone = lexicon.has("season_adverb", marks[place].key)
    place += 1 + months
    if not (told or alone) or _is_operation(marks, place, lexicon):
        return None
    when = "last" if any(word.startswith(("last", "previous", "минул")) for word in told) else "-"
    place += place < len(marks) and marks[place].key == "of"
    if place < len(marks) and is_year(marks[place]):
        when = str(int(marks[place].number))
        _, place = with_year_word(marks, place + 1, 0)
    elif _is_time(marks, place + 1, "year") and lexicon.has("past_year", marks[place].key):
        when, place = "year", place + 2  # `влітку минулого року`
    elif marks[place - 1].key == "of":
        place -= 1
    key = f"season {number} {when}"
    return Mark(Kind.PERIOD, key, marks[at].start, marks[place - 1].end), place


def _past_months(marks: Sequence[Mark], at: int) -> int:
    """Past the months of `three months of winter`, `три місяці зими`; 0 where none are counted."""
    if not at or marks[at - 1].kind is not Kind.NUMBER or not _is_time(marks, at, "month"):
        return 0
    return at + 1 + (at + 1 < len(marks) and marks[at + 1].key in {"of", "of the"})


def _names(marks: Sequence[Mark], at: int, name: str, lexicon: Lexicon) -> bool:
    return at < len(marks) and lexicon.has(name, marks[at].key)


def _possessive(mark: Mark, text: str) -> bool:
    """Whether the word owns what follows: the `summer's` of an offensive."""
    return text[mark.start : mark.end].lower().endswith(("'s", "’s"))


def _is_operation(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> bool:
    return at < len(marks) and lexicon.has("operation", marks[at].key)


def _is_time(marks: Sequence[Mark], at: int, unit: str) -> bool:
    return at < len(marks) and marks[at].kind is Kind.TIME and marks[at].key == unit


def _year(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> _Found:
    """The year before this one: `last year`, `торік`; and this one, `цьогоріч`."""
    mark = marks[at]
    after_month = at > 0 and marks[at - 1].kind is Kind.MONTH  # `у січні торік`
    if lexicon.has("last_year", mark.key) and not after_month:
        return Mark(Kind.PERIOD, "last year", mark.start, mark.end), at + 1
    if lexicon.has("this_year", mark.key):
        return Mark(Kind.PERIOD, "since year", mark.start, mark.end), at + 1
    the = at > 0 and marks[at - 1].key == "the"
    named = lexicon.has("past_year", mark.key) and _is_time(marks, at + 1, "year")
    if the or not named or _possessive(marks[at + 1], text):
        return None
    dated = at > 0 and marks[at - 1].kind in {Kind.MONTH, Kind.NUMBER}
    if dated:
        return None  # `in October last year`
    return Mark(Kind.PERIOD, "last year", mark.start, marks[at + 1].end), at + 2


def _weekend(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> _Found:
    """`over the weekend`, `за вихідні`."""
    place = _opened(marks, at, lexicon)
    if place == at or not _names(marks, place, "weekend", lexicon):
        return None
    return Mark(Kind.PERIOD, "weekend", marks[at].start, marks[place].end), place + 1


def _since_weekday(marks: Sequence[Mark], at: int) -> _Found:
    """`since Monday`, `з понеділка`."""
    if marks[at].key not in _SINCE or at + 1 >= len(marks):
        return None
    day = marks[at + 1]
    if day.kind is not Kind.WEEKDAY:
        return None
    until = marks[at + 2 : at + 4]
    if len(until) > 1 and until[1].kind is Kind.WEEKDAY:
        return None  # `from Monday to Friday`
    key = f"since weekday {int(day.number)}"
    return Mark(Kind.PERIOD, key, marks[at].start, day.end), at + 2


def _adjective(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> _Found:
    """`weekly losses`, `місячні втрати`, `a monthly toll`: the losses stay a mark of their own."""
    unit = next((u for u in ("week", "month", "year") if lexicon.has(f"{u}ly", marks[at].key)), "")
    place = at + 1
    while place < len(marks) and marks[place].kind in {Kind.FILLER, Kind.SUM, Kind.RECORD}:
        place += 1
    if not unit or place >= len(marks):
        return None
    counted = marks[place].kind is Kind.LOSS or lexicon.has("counts", marks[place].key)
    if not counted:
        return None
    return Mark(Kind.PERIOD, unit, marks[at].start, marks[at].end, LENGTHS[unit]), at + 1


def _ago(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> _Found:
    """`two weeks ago`, `a year earlier`, `місяць тому`."""
    counted = marks[at].kind is Kind.NUMBER or lexicon.has("articles", marks[at].key)
    place = at + counted
    timed = place + 1 < len(marks) and marks[place].kind is Kind.TIME
    if not timed or marks[place].key == "hour":
        return None
    several = text[marks[place].start : marks[place].end].lower() in {"days", "дні", "днів"}
    if marks[place].key == "day" and not several:
        return None  # `a day earlier` is the report before
    if not lexicon.has("ago", marks[place + 1].key):
        return None
    end = marks[place + 1].end
    return Mark(Kind.NOISE, AGO, marks[at].start, end, note="a length of time"), place + 2
