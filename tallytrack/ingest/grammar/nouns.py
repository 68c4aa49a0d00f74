"""A category beside its number: the label that leads to it, or the noun that follows it."""

from collections.abc import Sequence

from tallytrack.ingest.grammar import joints
from tallytrack.ingest.grammar.joints import CLOSING, Joined, Joint, brackets, is_positive, within
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark

_BETWEEN_LABEL = frozenset({Kind.UNIT, Kind.QUALIFIER, Kind.FILLER, Kind.LOSS})
_AFTER_NUMBER = frozenset(
    {Kind.UNIT, Kind.FILLER, Kind.DELTA, Kind.QUALIFIER, Kind.LOSS, Kind.DOWNED}
)
_LEADS = frozenset({":", "|", "="})
_BESIDE = 5  # marks
_FEW = 30  # fewer men than a day ever cost
_HARDWARE = frozenset({"tanks", "armoured_vehicles", "artillery", "mlrs", "air_defence"})
_BEFORE_BRACKET = frozenset({Kind.UNIT, Kind.CATEGORY, Kind.FILLER, Kind.LOSS})
_LINKS = frozenset({"/", "&", "(", ")"})
# Words after a number that are no noun of their own.
_NOT_NOUNS_WORDS = (
    "in on for as since after by at from to with was were is are had have has up over"
    " claimed confirmed recorded according per amid while including was being been і й було були"
    " during says said report reports update ukraine russia kyiv moscow і та з за на у в"
    " до від як що це станом between who which that"
)
NOT_NOUNS = frozenset(_NOT_NOUNS_WORDS.split())


class Joining:
    """One sentence being joined: its marks, its brackets, and what has been claimed so far."""

    def __init__(self, marks: Sequence[Mark], lexicon: Lexicon, context: str) -> None:
        self.marks = marks
        self.lexicon = lexicon
        self.context = context
        self.brackets = brackets(marks)
        self.within = within(self.brackets)
        self.found: dict[int, Joined] = {}
        self.labels: set[int] = set()
        self.numbers = [at for at, mark in enumerate(marks) if mark.kind is Kind.NUMBER]

    def _join(
        self, at: int, category: str, joint: Joint, *, host: int = -1, label: int = -1
    ) -> bool:
        self.found[at] = Joined(at, category, joint, host, label)
        if label >= 0:
            self.labels.add(label)
        return True

    def _is_number(self, place: int) -> bool:
        return place < len(self.marks) and self.marks[place].kind is Kind.NUMBER

    def _host_of_bracket(self, opening: int) -> int:
        """The number that the bracket at *opening* stands behind; -1 if none does."""
        place = opening - 1
        while place >= 0 and (
            self.marks[place].kind in _BEFORE_BRACKET
            or self.marks[place].key in {"/", ","}
            or self._joins_losses(place)
        ):
            place -= 1
        return place if place >= 0 and self.marks[place].kind is Kind.NUMBER else -1

    def _joins_losses(self, place: int) -> bool:
        """Whether the mark is the `and` of `530,000 killed and wounded (+900)`."""
        beside = self.marks[place - 1 : place + 2]
        return [mark.kind for mark in beside] == [Kind.LOSS, Kind.JOIN, Kind.LOSS]


class Nouns(Joining):
    """A label before a number, or a noun behind it."""

    def _label(self, at: int) -> bool:
        label = self._label_before(at)
        if label < 0 or label in self.labels or self._counts_a_name(at):
            return False
        if self._is_who_lost(label, at) or self._counts_its_noun(label, at):
            return False
        return self._join(at, self.marks[label].key, Joint.LABEL, label=label)

    def _is_who_lost(self, label: int, at: int) -> bool:
        """Whether those at *label* lost what the number counts: `Росіяни втратили три танки`."""
        verb = any(mark.kind is Kind.LOSS for mark in self.marks[label:at])
        behind = self.marks[at + 1 : at + 2]
        return verb and any(m.kind is Kind.CATEGORY and m.key != "personnel" for m in behind)

    def _counts_its_noun(self, label: int, at: int) -> bool:
        """Whether prose leads to a number with its noun: `bad for its armour: 300 tanks`."""
        noun = self.marks[at + 1] if at + 1 < len(self.marks) else None
        other = noun is not None and noun.kind is Kind.CATEGORY
        prose = label > 0 and self.marks[label - 1].kind in {Kind.WORD, Kind.FILLER}
        different = noun is not None and noun.key != self.marks[label].key
        return prose and other and different and self._is_counted(at + 1)

    def _counts_a_name(self, at: int) -> bool:
        """Whether the number has a noun that no table knows: the two of `літаки: два Су-34`."""
        after = self.marks[at + 1] if at + 1 < len(self.marks) else None
        return after is not None and after.kind is Kind.WORD and after.key not in NOT_NOUNS

    def _label_before(self, at: int) -> int:
        """The label that a dash or colon leads from to the number at *at*; -1 if none does."""
        place, led = at - 1, False
        while place >= 0:
            mark = self.marks[place]
            if mark.kind is Kind.DASH or mark.key in _LEADS:
                led = True
            elif mark.kind is Kind.CATEGORY:
                lines_up = led or (place == self._first_label() and at == self.numbers[0])
                lines_up = lines_up or self._is_entry(place, at)
                return place if lines_up and self._same_labels(place) else -1
            elif mark.kind is Kind.NUMBER and is_positive(self.marks, place) and not led:
                pass  # the increment of `Tanks: +18 / 8,934`
            elif mark.key == ")" and led and place in self.brackets.values():
                place = next(o for o, c in self.brackets.items() if c == place)
                if self._holds_number(place):
                    return -1
            elif mark.kind is Kind.DELTA and place == at - 1:
                pass  # `втрати в артилерії – додалося 25 одиниць`
            elif mark.kind not in _BETWEEN_LABEL and mark.key not in {"/", "(", "+"}:
                return -1
            place -= 1
        return -1

    def _is_entry(self, label: int, at: int) -> bool:
        """Whether label and number are an entry between commas: `танки 9 264 (+11), ББМ 338`."""
        opened = label > 0 and self.marks[label - 1].key in {",", ";", ":"}
        return opened and label == at - 1 and not self._own_noun(at)

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

    def _noun(self, at: int) -> bool:
        label = self._noun_at(at)
        if label < 0 or label in self.labels:
            return False
        category = "aircraft" if self._are_planes(label, at) else self.marks[label].key
        return self._join(at, category, Joint.NOUN, label=label)

    def _are_planes(self, label: int, at: int) -> bool:
        """Whether the fighters at *label* fly: helicopters stand beside them, or they are few."""
        if self.marks[label].note != "fighters":
            return False
        beside = (*self.marks[max(0, at - _BESIDE) : at], *self.marks[label : label + _BESIDE])
        if any(mark.kind is Kind.CATEGORY and mark.key == "helicopters" for mark in beside):
            return True
        things = any(m.kind is Kind.CATEGORY and m.key in _HARDWARE for m in self.marks)
        return things and self.marks[at].number < _FEW

    def _noun_at(self, at: int) -> int:
        """The category that the number at *at* counts by standing before it; -1 if none."""
        place = at + 1
        while place < len(self.marks):
            mark = self.marks[place]
            if mark.kind is Kind.CATEGORY:
                place = self._head(place)
                return place if self._is_counted(place) and not self._is_measure(place) else -1
            if mark.key in CLOSING and place in self.brackets:
                place = self.brackets[place]
            elif joints.is_plus_behind(self.marks, at) and place == at + 1:
                pass  # `1,000+ soldiers`
            elif mark.key == "+" and self._is_number(place + 1):
                place += 1
            elif mark.kind is Kind.DASH and self._is_ellipsis(at, place):
                pass
            elif mark.kind not in _AFTER_NUMBER and mark.key not in {"*", '"', "“", "”", "«", "»"}:
                return -1
            place += 1
        return -1

    def _is_measure(self, label: int) -> bool:
        """Whether the noun at *label* only says of what a unit is: `119 tank battalions`."""
        after = self.marks[label + 1 : label + 2]
        return bool(after) and self.lexicon.has("troops", after[0].key)

    def _own_noun(self, at: int) -> bool:
        label = self._noun_at(at)
        return label >= 0

    def _head(self, label: int) -> int:
        """The noun that one before it describes: the vehicles of `military personnel vehicles`."""
        head = label + 1
        head += head < len(self.marks) and self.marks[head].key in {"'", "’"}
        touching = head < len(self.marks) and self.marks[head].kind is Kind.CATEGORY
        return head if touching and self.marks[label].key == "personnel" else label

    def _is_ellipsis(self, at: int, dash: int) -> bool:
        """Whether the dash stands for a noun: `232 одиниці A і дві — B`."""
        following = self.marks[dash + 1 : dash + 2]
        return dash == at + 1 and bool(following) and following[0].kind is Kind.CATEGORY

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
