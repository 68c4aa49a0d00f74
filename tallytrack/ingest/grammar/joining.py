"""Which number of a sentence counts which category.

A label and a dash before a number are surest (`танків – 6442`); then the noun behind it
(`12 more enemy tanks`); then the pairs of pictures (`332/107 A / B`), `respectively`, and at
last a number that names nothing but follows `reached` or `a total of`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.numerals import ARTICLE


class Joint(Enum):
    """How a number came to its category."""

    LABEL = "after its label"
    NOUN = "before its noun"
    PAIR = "in a pair"
    BRACKET = "in brackets behind another"
    SIGNED = "with a sign beside another"
    REACHED = "reached by what was named before"
    LISTED = "respectively"


@dataclass(frozen=True, slots=True)
class Joined:
    """A number with its category.

    Args:
        at: where its mark stands in the sentence.
        category: what it counts, by key.
        joint: how it came to it.
        host: the number beside which it stands in brackets or with a sign; -1 for none.
        label: where the mark of its category stands; -1 where it has none of its own.
    """

    at: int
    category: str
    joint: Joint
    host: int = -1
    label: int = -1


_CLOSING = {"(": ")", "[": "]"}
_BETWEEN_LABEL = frozenset({Kind.UNIT, Kind.QUALIFIER, Kind.FILLER, Kind.LOSS})
_AFTER_NUMBER = frozenset({Kind.UNIT, Kind.FILLER, Kind.DELTA, Kind.QUALIFIER, Kind.LOSS})
_LEADS = frozenset({":", "|", "="})
_LINKS = frozenset({"/", "&", "(", ")"})


def is_positive(marks: Sequence[Mark], at: int) -> bool:
    """Whether a plus stands before the number at *at*, a qualifier between them allowed."""
    return sign_before(marks, at) == "+"


def is_compared(marks: Sequence[Mark], at: int) -> bool:
    """Whether the number is a difference or an end of a range: `450 fewer than`, `70 to 80`."""
    after = marks[at + 1] if at + 1 < len(marks) else None
    if after is not None and after.kind is Kind.QUALIFIER and after.key in {"over", "under"}:
        following = marks[at + 2] if at + 2 < len(marks) else None
        return following is None or following.kind is not Kind.NUMBER or after.end > after.start + 2
    ranged = (at, at - 2)
    return any(
        0 <= low < len(marks) - 2
        and (low == 0 or marks[low - 1].key not in {"by", "на"})
        and marks[low].kind is marks[low + 2].kind is Kind.NUMBER
        and marks[low + 1].key in {"to", "under"}
        and marks[low + 1].end - marks[low + 1].start == len("to")
        for low in ranged
    )


def sign_before(marks: Sequence[Mark], at: int) -> str:
    """The plus or minus glued to the number at *at*: `+`, `-` or nothing."""
    place = at - 1
    while place >= 0 and marks[place].kind is Kind.QUALIFIER:
        place -= 1
    if place < 0:
        return ""
    sign = marks[place]
    if sign.key == "+":
        return "+"
    opened = place == 0 or marks[place - 1].key in {"(", "/"}
    return "-" if sign.kind is Kind.DASH and opened and sign.end == marks[at].start else ""


def joined(marks: Sequence[Mark], lexicon: Lexicon, context: str = "") -> dict[int, Joined]:
    """The numbers of a sentence with their categories, by place.

    *context* is the category that the sentence before it was about, if it was about one.
    """
    return _Sentence(marks, lexicon, context).joined()


class _Sentence:
    """One sentence being joined: its marks, its brackets, and what has been claimed so far."""

    def __init__(self, marks: Sequence[Mark], lexicon: Lexicon, context: str) -> None:
        self.marks = marks
        self.lexicon = lexicon
        self.context = context
        self.brackets = brackets(marks)
        self.within = _within(self.brackets)
        self.found: dict[int, Joined] = {}
        self.labels: set[int] = set()
        self.numbers = [at for at, mark in enumerate(marks) if mark.kind is Kind.NUMBER]

    def joined(self) -> dict[int, Joined]:
        """Every rule in turn; each leaves alone what a surer one has joined."""
        if not self.numbers:
            return {}
        self._respectively()
        self.numbers = [at for at in self.numbers if not is_compared(self.marks, at)]
        primary = [at for at in self.numbers if not self._is_companion(at)]
        for at in primary:
            if at not in self.found:
                self._pair(at) or self._label(at) or self._noun(at)
        for at in primary:
            if at not in self.found:
                self._reached(at)
        for at in self.numbers:
            if at not in self.found:
                self._companion(at)
        for at in self.numbers:
            if is_article(self.marks[at]) and at in self.found and not self._in_company(at):
                del self.found[at]
        return self.found

    def _in_company(self, at: int) -> bool:
        """Whether the article at *at* goes on counting: `13 tanks, 14 guns and an aircraft`."""
        before = self.marks[at - 1] if at else None
        counted = any(j.at < at and j.joint is Joint.NOUN for j in self.found.values())
        return before is not None and counted and (before.kind is Kind.JOIN or before.key == ",")

    def _is_companion(self, at: int) -> bool:
        """Whether the number has a plus, or stands in brackets behind another number."""
        if is_positive(self.marks, at):
            return True
        bracket = self.within.get(at)
        return (
            bracket is not None and self._host_of_bracket(bracket) >= 0 and not self._own_noun(at)
        )

    def _own_noun(self, at: int) -> bool:
        label = self._noun_at(at)
        return label >= 0

    # -- a label before

    def _label(self, at: int) -> bool:
        label = self._label_before(at)
        if label < 0 or label in self.labels or self._counts_a_name(at):
            return False
        return self._join(at, self.marks[label].key, Joint.LABEL, label=label)

    def _counts_a_name(self, at: int) -> bool:
        """Whether the number has a noun that no table knows: the two of `літаки: два Су-34`."""
        after = self.marks[at + 1] if at + 1 < len(self.marks) else None
        return after is not None and after.kind is Kind.WORD and after.key not in _NOT_NOUNS

    def _label_before(self, at: int) -> int:
        """The label that a dash or colon leads from to the number at *at*; -1 if none does."""
        place, led = at - 1, False
        while place >= 0:
            mark = self.marks[place]
            if mark.kind is Kind.DASH or mark.key in _LEADS:
                led = True
            elif mark.kind is Kind.CATEGORY:
                lines_up = led or (place == self._first_label() and at == self.numbers[0])
                return place if lines_up and self._same_labels(place) else -1
            elif mark.kind is Kind.NUMBER and is_positive(self.marks, place) and not led:
                pass  # the increment of `Tanks: +18 / 8,934`
            elif mark.key == ")" and led and place in self.brackets.values():
                place = next(o for o, c in self.brackets.items() if c == place)
                if self._holds_number(place):
                    return -1
            elif mark.kind not in _BETWEEN_LABEL and mark.key not in {"/", "(", "+"}:
                return -1
            place -= 1
        return -1

    def _first_label(self) -> int:
        """Where the label stands that opens the sentence; -1 if something else opens it."""
        for place, mark in enumerate(self.marks):
            if mark.kind is Kind.CATEGORY:
                following = self.marks[place + 1 : place + 2]
                return (
                    place if not following or following[0].kind is not Kind.CATEGORY else place + 1
                )
            if mark.kind not in {Kind.SIGN, Kind.DASH}:
                return -1
        return -1

    def _same_labels(self, place: int) -> bool:
        """Whether labels linked to that at *place* by a slash or bracket name the same category."""
        key = self.marks[place].key
        before = place - 1
        while before >= 0 and (self.marks[before].key in _LINKS):
            before -= 1
        other = self.marks[before] if 0 <= before < place - 1 else None
        return other is None or other.kind is not Kind.CATEGORY or other.key == key

    def _holds_number(self, opening: int) -> bool:
        inside = self.marks[opening : self.brackets[opening]]
        return any(mark.kind is Kind.NUMBER for mark in inside)

    # -- a noun behind

    def _noun(self, at: int) -> bool:
        label = self._noun_at(at)
        if label < 0 or label in self.labels:
            return False
        return self._join(at, self.marks[label].key, Joint.NOUN, label=label)

    def _noun_at(self, at: int) -> int:
        """The category that the number at *at* counts by standing before it; -1 if none."""
        place = at + 1
        while place < len(self.marks):
            mark = self.marks[place]
            if mark.kind is Kind.CATEGORY:
                place = self._head(place)
                return place if self._is_counted(place) else -1
            if mark.key in _CLOSING and place in self.brackets:
                place = self.brackets[place]
            elif mark.key == "+" and self._is_number(place + 1):
                place += 1
            elif mark.kind is Kind.DASH and self._is_ellipsis(at, place):
                pass
            elif mark.kind not in _AFTER_NUMBER and mark.key not in {"*", '"', "“", "”", "«", "»"}:
                return -1
            place += 1
        return -1

    def _head(self, label: int) -> int:
        """The noun that one before it describes: the vehicles of `military personnel vehicles`."""
        following = self.marks[label + 1 : label + 2]
        touching = bool(following) and following[0].kind is Kind.CATEGORY
        return label + 1 if touching and self.marks[label].key == "personnel" else label

    def _is_ellipsis(self, at: int, dash: int) -> bool:
        """Whether the dash stands for a noun: `232 одиниці A і дві — B`."""
        following = self.marks[dash + 1 : dash + 2]
        return dash == at + 1 and bool(following) and following[0].kind is Kind.CATEGORY

    def _is_number(self, place: int) -> bool:
        return place < len(self.marks) and self.marks[place].kind is Kind.NUMBER

    def _is_counted(self, label: int) -> bool:
        """Whether the noun at *label* is not itself the label of a following number."""
        place = label + 1
        while place < len(self.marks) and self.marks[place].key in _LINKS:
            place += 1
        if place < len(self.marks) and self.marks[place].kind is Kind.CATEGORY:
            same = self.marks[place].key == self.marks[label].key
            return self._is_counted(place) if same else True
        if place < len(self.marks) and (
            self.marks[place].kind is Kind.DASH or self.marks[place].key in _LEADS
        ):
            place += 1
            while place < len(self.marks) and self.marks[place].kind is Kind.QUALIFIER:
                place += 1
            opened = place < len(self.marks) and self.marks[place].key in {"(", "+"}
            return not (self._is_number(place) or opened) or self._follows_nouns(label)
        return True

    def _follows_nouns(self, label: int) -> bool:
        """Whether the sentence has been counting nouns up to here: `2 tanks - 12 aircraft`."""
        return any(j.joint is Joint.NOUN and j.label < label for j in self.found.values())

    # -- pairs, lists, and numbers without a noun

    def _pair(self, at: int) -> bool:
        """`332/107 A / B`, `+17/2 1010/265 A / B`, `A / B – 332/107`."""
        second = at + 2
        if not (self._is_number(second) and self.marks[at + 1].key == "/"):
            return False
        kinds = list(dict.fromkeys(m.key for m in self.marks if m.kind is Kind.CATEGORY))
        if len(kinds) != 2 or is_positive(self.marks, at):  # noqa: PLR2004 - a pair
            return False
        for place, category in zip((at, second), kinds, strict=True):
            self._join(place, category, Joint.PAIR)
        return True

    def _respectively(self) -> None:
        """`A, B and C to 1, 2 and 3, respectively`: as many categories as numbers."""
        place = next((p for p, m in enumerate(self.marks) if m.kind is Kind.RESPECTIVELY), -1)
        if place < 0:
            return
        numbers = [at for at in self.numbers if at < place]
        labels = [p for p, m in enumerate(self.marks[:place]) if m.kind is Kind.CATEGORY]
        while numbers and labels and len(labels) != len(numbers):
            if len(labels) < len(numbers):
                numbers = numbers[1:]
            else:
                labels = labels[1:]
        apart = bool(labels and numbers) and (labels[-1] < numbers[0] or numbers[-1] < labels[0])
        if apart and len(labels) > 1:
            for at, label in zip(numbers, labels, strict=True):
                self._join(at, self.marks[label].key, Joint.LISTED, label=label)

    def _reached(self, at: int) -> bool:
        """A number without a noun, led to by `reached`, `a total of`, `to` or `by`."""
        if self.within.get(at) is not None:
            return False
        parted = at + 1 < len(self.marks) and self.marks[at + 1].kind is Kind.PART
        if not parted and (not self._is_led(at) or self._has_other_noun(at)):
            return False
        near = range(max(0, at - _FAR), at)
        before = [p for p in near if self.marks[p].kind is Kind.CATEGORY]
        if before:
            return self._join(at, self.marks[before[-1]].key, Joint.REACHED)
        if self.context and self._refers_back(at):
            return self._join(at, self.context, Joint.REACHED)
        if any(self._means_people(mark) for mark in self.marks[max(0, at - _FAR) : at]):
            return self._join(at, "personnel", Joint.REACHED)
        return False

    def _means_people(self, mark: Mark) -> bool:
        return mark.kind in {Kind.LOSS, Kind.TOTAL, Kind.SUM} and self.lexicon.has(
            "people", mark.key.split()[-1]
        )

    def _refers_back(self, at: int) -> bool:
        return any(
            m.kind in {Kind.PART, Kind.TOTAL, Kind.SUM, Kind.DELTA}
            or not _BACK.isdisjoint(m.key.split())
            for m in self.marks[max(0, at - _FAR) : at]
        )

    def _is_led(self, at: int) -> bool:
        """Whether a word that leads to a figure stands before the number, or a part of one."""
        place = at - 1
        while place >= 0 and (
            self.marks[place].kind is Kind.QUALIFIER
            or self.marks[place].key in {"(", "“", '"', "«"}
        ):
            place -= 1
        if place < 0:
            return False
        if self.marks[place].key == "," and place:
            place -= 1
        return self._reaches(place) or self.marks[place].kind in _LEADING

    def _reaches(self, place: int) -> bool:
        key = self.marks[place].key
        return any(self.lexicon.has("reach", word) for word in key.split())

    def _has_other_noun(self, at: int) -> bool:
        """Whether the number counts something else: `75,000 inhabitants`."""
        after = self.marks[at + 1] if at + 1 < len(self.marks) else None
        if after is None:
            return False
        return after.kind in {Kind.TOGETHER, Kind.TIME, Kind.UNIT} or (
            after.kind is Kind.WORD and after.key not in _NOT_NOUNS
        )

    # -- numbers beside another

    def _companion(self, at: int) -> bool:
        bracket = self.within.get(at)
        if bracket is not None:
            host = self._host_of_bracket(bracket)
            if host in self.found:
                return self._join(at, self.found[host].category, Joint.BRACKET, host=host)
            label = self._label_before(at)
            if is_positive(self.marks, at) and label >= 0 and label not in self.labels:
                return self._join(at, self.marks[label].key, Joint.LABEL, label=label)
            return False
        if not is_positive(self.marks, at):
            return self._second_of_pair(at)
        return self._beside(at)

    def _beside(self, at: int) -> bool:
        """A signed number beside a plain one: `22967 +4`, `+3 1889`; or alone with its label."""
        for host in self._neighbours(at):
            if host in self.found and not is_positive(self.marks, host):
                category = self.found[host].category
                return self._join(at, category, Joint.SIGNED, host=host)
        label = self._label_before(at)
        if label >= 0 and label not in self.labels:
            return self._join(at, self.marks[label].key, Joint.LABEL, label=label)
        noun = self._noun_at(at)
        if noun >= 0 and noun not in self.labels:
            return self._join(at, self.marks[noun].key, Joint.NOUN, label=noun)
        return False

    def _neighbours(self, at: int) -> list[int]:
        """The numbers right behind and right before, with nothing but signs between."""
        found = []
        for step in (1, -1):
            place = at + step
            while 0 <= place < len(self.marks) and (
                self.marks[place].kind is Kind.QUALIFIER
                or self.marks[place].key in {"+", ",", "/", "|"}
                or self.marks[place].kind is Kind.UNIT
            ):
                place += step
            if 0 <= place < len(self.marks) and self.marks[place].kind is Kind.NUMBER:
                found.append(place)
        # In `+17/2 1010/265` the host of the 17 is the 1010.
        paired = (
            self._is_number(at + 3) and at + 1 < len(self.marks) and self.marks[at + 1].key == "/"
        )
        return [at + 3, *found] if paired else found

    def _second_of_pair(self, at: int) -> bool:
        """The 2 of `+17/2 1010/265`."""
        paired = at > 2 and self.marks[at - 1].key == "/" and is_positive(self.marks, at - 2)  # noqa: PLR2004
        host = at + 3
        if paired and host in self.found and self.found[host].joint is Joint.PAIR:
            return self._join(at, self.found[host].category, Joint.SIGNED, host=host)
        return False

    def _host_of_bracket(self, opening: int) -> int:
        """The number that the bracket at *opening* stands behind; -1 if none does."""
        place = opening - 1
        while place >= 0 and (
            self.marks[place].kind in {Kind.UNIT, Kind.CATEGORY, Kind.FILLER, Kind.LOSS}
            or self.marks[place].key in {"/", ","}
        ):
            place -= 1
        return place if place >= 0 and self.marks[place].kind is Kind.NUMBER else -1

    def _join(
        self, at: int, category: str, joint: Joint, *, host: int = -1, label: int = -1
    ) -> bool:
        self.found[at] = Joined(at, category, joint, host, label)
        if label >= 0:
            self.labels.add(label)
        return True


_LEADING = frozenset({Kind.PART, Kind.TOTAL, Kind.SUM, Kind.DELTA, Kind.REACHING})
_BACK = frozenset({"record", "figure", "figures", "previous", "highest"})
_FAR = 40

# Words after a number that are no noun of their own.
_NOT_NOUNS_WORDS = (
    "in on for as since after by at from to with was were is are had have has up over"
    " during says said report reports update ukraine russia kyiv moscow і та з за на у в"
    " до від як що це станом"
)
_NOT_NOUNS = frozenset(_NOT_NOUNS_WORDS.split())


def brackets(marks: Sequence[Mark]) -> Mapping[int, int]:
    """Each opening bracket that is closed, with the place of its closing one."""
    found: dict[int, int] = {}
    opening = -1
    for at, mark in enumerate(marks):
        if mark.key in _CLOSING and mark.kind is Kind.SIGN:
            opening = at
        elif opening >= 0 and mark.key == _CLOSING[marks[opening].key]:
            found[opening] = at
            opening = -1
    return found


def _within(brackets: Mapping[int, int]) -> dict[int, int]:
    """For each place in brackets, its opening one."""
    return {at: start for start, end in brackets.items() for at in range(start + 1, end)}


def is_article(mark: Mark) -> bool:
    """Whether *mark* is `a` or `an` standing for one."""
    return mark.kind is Kind.NUMBER and mark.key == ARTICLE
