"""Which number of a sentence counts which category.

A label and a dash before a number are surest (`танків – 6442`); then the noun behind it
(`12 more enemy tanks`); then the pairs of pictures (`332/107 A / B`), `respectively`, and at
last a number that names nothing but follows `reached` or `a total of`.
"""

from collections.abc import Sequence

from tallytrack.ingest.grammar.companions import Companions
from tallytrack.ingest.grammar.joints import Joined, Joint, is_article, is_compared, is_positive
from tallytrack.ingest.grammar.lexicon import Lexicon
from tallytrack.ingest.grammar.marking import Kind, Mark


def joined(marks: Sequence[Mark], lexicon: Lexicon, context: str = "") -> dict[int, Joined]:
    """The numbers of a sentence with their categories, by place.

    *context* is the category that the sentence before it was about, if it was about one.
    """
    return _Sentence(marks, lexicon, context).joined()


_LISTING = frozenset({Kind.JOIN, Kind.LOSS, Kind.DOWNED})


class _Sentence(Companions):
    """Every rule, the surest first."""

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
        """Whether the article at *at* goes on counting: `13 tanks, 14 guns and an aircraft`; or
        begins to: `a tank, two guns and 1,200 soldiers`.
        """
        place = at - 1
        while place >= 0 and self.marks[place].kind is Kind.FILLER:
            place -= 1
        before = self.marks[place] if place >= 0 else None
        if before is None or before.key == "another":
            return before is not None
        counted = any(j.at != at and j.joint is Joint.NOUN for j in self.found.values())
        return counted and (before.kind in _LISTING or before.key == ",")

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
        if self._by_months(place):
            return
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

    def _by_months(self, place: int) -> bool:
        """`in July and August, with 1,520 and 1,517 systems, respectively`: one category; the word
        may lead to the numbers, `відповідно 1 520 і 1 517`.
        """
        months = [
            p
            for p, m in enumerate(self.marks[:place])
            if m.kind is Kind.PERIOD and m.key.startswith("month ")
        ]
        before = [at for at in self.numbers if at < place]
        behind = [at for at in self.numbers if at > place]
        numbers = before[-len(months) :] if before else behind[: len(months)]
        end = max(place, numbers[-1] + 2) if numbers else place
        keys = {m.key for m in self.marks[:end] if m.kind is Kind.CATEGORY}
        category = keys.pop() if len(keys) == 1 else "" if keys else self.context
        if len(months) < 2 or len(numbers) != len(months) or not category:  # noqa: PLR2004
            return False
        for turn, at in enumerate(numbers):
            self.found[at] = Joined(at, category, Joint.LISTED, turn=turn)
        return True
