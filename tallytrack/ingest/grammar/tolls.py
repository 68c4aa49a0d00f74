"""What a number without a noun counts where a word of loss is its noun, or a topic was named first:
`416,000 dead and wounded`, `36,100 guns, with 84 destroyed`, `For tanks, the worst was May`.
"""

from tallytrack.ingest.grammar.marking import Kind
from tallytrack.ingest.grammar.nouns import Nouns

FAR = 40
CROWD = 100  # a number below may be of anything
_THE_DEAD = frozenset(
    {"dead", "deaths", "killed", "wounded", "killed or wounded", "losses", "fatalities"}
    | {"вбит*", "уби*", "загибл*"}
)
_WERE = frozenset({"have", "had", "were", "are", "been"})
_OPENING = frozenset({Kind.DASH, Kind.FILLER, Kind.JOIN, Kind.BREAK})


class Tolls(Nouns):
    """Losses counted by the word for them, or by what the sentence is about."""

    def _topic(self, at: int) -> str:
        """What the sentence says that it is about: `For tanks, the worst was May, with 428`."""
        keys = [mark.key for mark in self.marks[:2]]
        place = 2 if keys == ["as", "for"] else 1 if keys[:1] == ["for"] else len(self.marks)
        named = self.marks[place : place + 2]
        topical = [m.kind for m in named] == [Kind.CATEGORY, Kind.SIGN] and place < at
        return named[0].key if topical and named[1].key == "," else ""

    def _counts_the_dead(self, at: int) -> bool:
        """Whether the enemy's dead are counted by that word: `416,000 Russian dead and wounded`."""
        place = at + 1
        while place < len(self.marks) and self.marks[place].kind is Kind.FILLER:
            place += 1
        if place >= len(self.marks) or self.marks[at].number < CROWD:
            return False
        if self.marks[place].kind is not Kind.LOSS or self.marks[place].key not in _THE_DEAD:
            return False
        if self._is_one_of_two(at, place) or self._has_who_did_it(place):
            return False
        named = self.marks[max(0, at - FAR) : place + 3]
        if at > 1 and self.marks[at - 1].key == "(" and self.marks[at - 2].key == "personnel":
            return True  # `in terms of casualties (48,150 killed and wounded)`
        if self.context == "personnel" and self._is_of_a_month(at):
            return True  # `November came second with 45,000 killed and wounded`
        return any(self.lexicon.has("enemy", w) for m in named for w in (m.note or m.key).split())

    def _is_of_a_month(self, at: int) -> bool:
        """Whether a sentence about a month leads to the number: it opens with the month."""
        opening = next((m for m in self.marks[:at] if m.kind not in _OPENING), None)
        return opening is not None and opening.key.startswith("month ")

    def _counts_the_military(self, at: int) -> bool:
        """Whether the adjective stands for people: `82,000 Russian military have been killed`."""
        place = at + 1
        while place < len(self.marks) and self.marks[place].kind is Kind.FILLER:
            place += 1
        if self.marks[at].number < CROWD or self.marks[place - 1].key != "military":
            return False
        verb = [mark.key in _WERE for mark in self.marks[place : place + 1]]
        lost = (mark.kind is Kind.LOSS for mark in self.marks[place + 1 : place + 4])
        return verb == [True] and any(lost)

    def _is_one_of_two(self, at: int, lost: int) -> bool:
        """Whether the number and another are the parts of one: `221 killed and 314 wounded`."""
        behind, before = self.marks[lost + 1 : lost + 2], self.marks[max(0, at - 2) : at]
        first = bool(behind) and behind[0].kind is Kind.JOIN and self._is_number(lost + 2)
        return first or [mark.kind for mark in before] == [Kind.LOSS, Kind.JOIN]

    def _has_who_did_it(self, lost: int) -> bool:
        behind = self.marks[lost + 1 : lost + 2]
        return bool(behind) and (behind[0].kind is Kind.CATEGORY or behind[0].key == "by")

    def _with_so_many_lost(self, at: int) -> str:
        """What was named before, of which so many are lost: `36,100 guns, with 84 destroyed`."""
        place = at + 1
        place += place < len(self.marks) and self.marks[place].kind is Kind.UNIT
        lost = self.marks[place : place + 1]
        led = at > 1 and self.marks[at - 1].key == "with"
        if not led or not lost or lost[0].kind is not Kind.LOSS:
            return ""
        return next((m.key for m in self.marks[at::-1] if m.kind is Kind.CATEGORY), self.context)
