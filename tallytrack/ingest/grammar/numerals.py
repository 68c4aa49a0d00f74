"""Numbers: digits, number words and the words for thousands, joined into one mark each.

A number that is part of a name, a percentage, a range or an ordinal becomes noise, with the
reason it is not taken.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

THOUSAND = 1000
LONGEST = 15  # characters: a thousand millions with its separators
DIGITS, WORDS, ARTICLE = "digits", "words", "article"
_NEAR = 2  # characters between the words of one number: a space, or a stop and a space
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_PERCENT = frozenset(["percent", "pct", "відсоток", "відсотка", "відсотки", "відсотків"])
_MONEY = frozenset("$€£₴¥")


_STARTING = frozenset({Kind.NUMERAL, Kind.SCALE, Kind.HALF, Kind.WORD})


_COUNTED = frozenset({Kind.CATEGORY, Kind.UNIT, Kind.FILLER})


class _Part(NamedTuple):
    value: float
    next: int


def numbers(marks: Sequence[Mark], text: str, lexicon: Lexicon) -> list[Mark]:
    """*marks* with every numeral made a number or noise."""
    done: list[Mark] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        if mark.kind not in _STARTING:
            done.append(mark)
            at += 1
            continue
        part = (
            _noise(marks, at, text)
            or _digits(marks, at)
            or _spelt(marks, at, lexicon)
            or _article(marks, at, text, lexicon)
        )
        if part is None:
            done.append(mark)
            at += 1
        elif isinstance(part, Mark):
            done.append(part)
            at += 1
        else:
            kind = DIGITS if mark.key[:1].isdigit() else WORDS
            end = marks[part.next - 1].end
            done.append(_number(part.value, kind, mark.start, end))
            at = part.next
    return done


def _number(value: float, kind: str, start: int, end: int) -> Mark:
    if value != int(value):
        return Mark(Kind.NOISE, kind, start, end, note="a fraction")
    return Mark(Kind.NUMBER, kind, start, end, int(value))


def _noise(marks: Sequence[Mark], at: int, text: str) -> Mark | None:
    """The numeral at *at* as noise, if what it touches says it is no count."""
    mark = marks[at]
    if mark.kind is not Kind.NUMERAL or not mark.key[:1].isdigit():
        return None
    reason = (
        ("too long for a number" if len(mark.key) > LONGEST else "")
        or ("a damaged number" if _is_damaged(mark.key) else "")
        or _named(marks, at, text)
        or _ranged(marks, at)
        or _suffixed(marks, at, text)
    )
    if not reason:
        return None
    value = float(mark.key) if mark.key.isdecimal() and len(mark.key) <= LONGEST else 0
    return Mark(Kind.NOISE, DIGITS, mark.start, mark.end, value, reason)


def _is_damaged(digits: str) -> bool:
    """Whether the number has lost its head, as `,000` has; a plain 0 is whole."""
    return digits.startswith("0") and digits[1:2] not in {"", ".", ","}


def _named(marks: Sequence[Mark], at: int, text: str) -> str:
    """Whether the number is glued to a name before it, or to a sign of money."""
    start = marks[at].start
    before = text[start - 1] if start else " "
    if before.isalpha() or before == "_":
        return "part of a name"
    if before in _MONEY or text[max(start - 2, 0) : start].strip() in _MONEY:
        return "an amount of money"
    if before in "№#":
        return "part of a name"
    if before in "-‑" and start > 1 and text[start - 2].isalnum() and at > 1:
        owner = marks[at - 2]
        if owner.kind not in {Kind.CATEGORY, Kind.NUMERAL} and owner.end == start - 1:
            return "part of a name"
    return ""


def _ranged(marks: Sequence[Mark], at: int) -> str:
    """Whether the number is one end of a range such as `60-100`; a range of days is not."""
    for first in (at, at - 2):
        if first < 0 or first + 2 >= len(marks):
            continue
        low, dash, high = marks[first : first + 3]
        touching = low.end == dash.start and dash.end == high.start
        if dash.kind is Kind.DASH and touching and low.kind is high.kind is Kind.NUMERAL:
            after = marks[first + 3].kind if first + 3 < len(marks) else Kind.BREAK
            before = marks[first - 1].kind if first else Kind.BREAK
            days = after is Kind.MONTH or (before is Kind.MONTH and _are_days(low, high))
            return "" if days else "one end of a range"
    return ""


def _are_days(low: Mark, high: Mark) -> bool:
    """Whether both can be days of a month: the 10 and the 16 of `June 10-16`."""
    plain = low.key.isdecimal() and high.key.isdecimal()
    return plain and 0 < int(low.key) < int(high.key) <= _DAYS


_DAYS = 31


def _suffixed(marks: Sequence[Mark], at: int, text: str) -> str:
    """Whether the number is an ordinal, a percentage or glued to letters after it."""
    end = marks[at].end
    after = marks[at + 1] if at + 1 < len(marks) else None
    if after is None:
        return ""
    two = [mark.key for mark in marks[at + 1 : at + 3]]
    if after.key == "%" or after.key in _PERCENT or two == ["per", "cent"]:
        return "a percentage"
    hyphened = after.kind is Kind.DASH and after.start == end and text[end + 1 : end + 2].isalpha()
    hyphened = hyphened and after.key != "—"  # `13,940—only 60 short of 14,000`
    if hyphened and at + 2 < len(marks):
        after, end = marks[at + 2], end + 1
    if after.start != end or not text[end].isalpha():
        return ""
    if after.key in _ORDINALS or (hyphened and after.end - after.start <= len("ого")):
        return "an ordinal"
    if after.kind in {Kind.SCALE, Kind.UNIT, Kind.CATEGORY, Kind.TIME, Kind.JOIN, Kind.QUALIFIER}:
        return ""
    return "part of a name"


def _digits(marks: Sequence[Mark], at: int) -> _Part | None:
    """A number that begins with digits: `6 614`, `24,7 тис.`, `646 тис. 400`."""
    mark = marks[at]
    if mark.kind is not Kind.NUMERAL or not mark.key[:1].isdigit():
        return None
    scale = _scale_after(marks, at)
    value = _value(mark.key, scale)
    if scale == 1:
        return _Part(value, at + 1)
    at += 2
    if value >= THOUSAND and scale == THOUSAND and " " in _plain_spaces(mark.key):
        return _Part(value, _rest(marks, at, scale)[1])  # "33 350 тис." means 33 350
    rest, next_at = _rest(marks, at, scale)
    return _Part(round(value * scale, 6) + rest, next_at)


def _plain_spaces(digits: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in digits)


def _scale_after(marks: Sequence[Mark], at: int) -> int:
    after = marks[at + 1] if at + 1 < len(marks) else None
    if after and after.kind is Kind.SCALE and after.start - marks[at].end <= _NEAR:
        return int(after.number)
    return 1


def _value(digits: str, scale: int) -> float:
    """The value of digits with their separators; before `million` one group is a fraction.

    >>> _value("1,020.010", 1), _value("24,7", 1000), _value("1.022", 1_000_000)
    (1020010.0, 24.7, 1.022)
    """
    head, *groups = "".join(sign if sign.isdigit() else " " for sign in digits).split()
    fraction = len(groups) == 1 and not any(sign.isspace() for sign in digits)
    if fraction and (len(groups[0]) != len("000") or scale > THOUSAND):
        return float(f"{head}.{groups[0]}")
    return float("".join([head, *groups]))


def _rest(marks: Sequence[Mark], at: int, scale: int) -> tuple[int, int]:
    """What follows the thousands: the 400 of `646 тис. 400`; 0 if nothing does."""
    dotted = at < len(marks) and marks[at].key == "." and marks[at].start == marks[at - 1].end
    place = at + 1 if dotted else at
    if scale < THOUSAND or place >= len(marks):
        return 0, at
    if dotted and (marks[place].kind in _COUNTED or marks[place].key == "("):
        return 0, place  # the stop of `20 тис. осіб`
    rest = marks[place]
    if rest.kind is Kind.NUMERAL and rest.key[:1].isdigit() and len(rest.key) <= len("112 460"):
        if (smaller := _scale_after(marks, place)) > 1:  # "1 млн 20 тис. 400"
            part = _digits(marks, place) if smaller < scale else None
            return (int(part.value), part.next) if part and part.value < scale else (0, at)
        value = _value(rest.key, 1)
        if value < scale and value == int(value) and rest.start - marks[place - 1].end == 1:
            return int(value), place + 1
    return 0, at


def _spelt(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> _Part | None:
    """A number in words: `fifty-five`, `a dozen`, `півтори тисячі`, `two hundred and six`."""
    if not _begins(marks, at, lexicon):
        return None
    whole, current, last = 0.0, 0.0, float("inf")
    first = at
    while at < len(marks):
        mark = marks[at]
        if at > first and mark.start - marks[at - 1].end > _NEAR:
            break
        if mark.kind is Kind.NUMERAL and not mark.key[0].isdigit() and _fits(mark.number, last):
            current, last = current + mark.number, mark.number
        elif mark.kind is Kind.HALF and at == first:
            current = mark.number
        elif (halved := _and_a_half(marks, at)) and at > first:
            current, at = current + 0.5, halved - 1
        elif mark.kind is Kind.SCALE:
            scaled = (current or 1) * mark.number
            whole, current = (whole + scaled, 0.0) if mark.number >= THOUSAND else (whole, scaled)
            last = mark.number
        elif at > first or not lexicon.has("articles", mark.key):
            break
        at += 1
    return _Part(whole + current, at) if whole + current else None


def _and_a_half(marks: Sequence[Mark], at: int) -> int:
    """Past the words before a scale that add a half of it: `three and a half thousand`; else 0."""
    ahead = [mark.key for mark in marks[at : at + 3]]
    length = next((len(words) for words in _HALVES if ahead[: len(words)] == words), 0)
    behind = marks[at + length : at + length + 1] if length else ()
    return at + length if behind and behind[0].kind is Kind.SCALE else 0


_HALVES = (["and", "a", "half"], ["з", "половиною"], ["із", "половиною"])


def _fits(number: float, last: float) -> bool:
    """Whether a number word may be added to one of the size of *last*: `fifty` then `five`."""
    return number < last and (last >= 20 or last == float("inf"))  # noqa: PLR2004 - twenty-one


def _begins(marks: Sequence[Mark], at: int, lexicon: Lexicon) -> bool:
    mark = marks[at]
    following = marks[at + 1] if at + 1 < len(marks) else None
    if mark.kind is Kind.NUMERAL:
        several = following and following.key in {"of the", "of its", "of their", "of them", "з"}
        return not several or _and_a_half(marks, at + 1) > 0
    if mark.kind is Kind.SCALE:
        return mark.key in lexicon.words["alone"]
    scaled = following is not None and following.kind is Kind.SCALE
    return scaled and (mark.kind is Kind.HALF or mark.key in lexicon.words["articles"])


def _article(marks: Sequence[Mark], at: int, text: str, lexicon: Lexicon) -> Mark | None:
    """`a` or `an` before one of a category: a number only in the company of others."""
    if marks[at].key not in lexicon.words["articles"]:
        return None
    place = at + 1
    while place < len(marks) and marks[place].kind is Kind.FILLER and place - at <= _NEAR:
        place += 1
    if place >= len(marks) or marks[place].kind is not Kind.CATEGORY:
        return None
    if text[marks[place].start : marks[place].end].lower().endswith("s"):
        return None
    return Mark(Kind.NUMBER, ARTICLE, marks[at].start, marks[at].end, 1)
