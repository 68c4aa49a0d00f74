"""Numbers beside another: `6442 (+9)`, `22967 +4`, `+17/2 1010/265`."""

from tallytrack.ingest.grammar.joints import Joint, is_positive
from tallytrack.ingest.grammar.led import Led
from tallytrack.ingest.grammar.marking import Kind


class Companions(Led):
    """A number beside another: in brackets behind it, with a sign, or in a pair."""

    def _companion(self, at: int) -> bool:
        bracket = self.within.get(at)
        if bracket is not None:
            host = self._host_of_bracket(bracket)
            if host in self.found and not is_positive(self.marks, at) and self._counts_a_name(at):
                return False
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
        timed = [mark.kind for mark in self.marks[at + 1 : at + 2]] == [Kind.PERIOD]
        if timed and self.context and noun < 0:  # `13,000 guns. +1,018 since the start of May`
            return self._join(at, self.context, Joint.REACHED)
        return False

    def _counted_before(self, at: int) -> list[int]:
        """The number whose noun stands before a comma: the host of `8,850 tanks, +12`."""
        place = at - 2
        while place >= 0 and (
            self.marks[place].kind in {Kind.UNIT, Kind.FILLER, Kind.QUALIFIER, Kind.PERIOD}
            or self.marks[place].key == ","
        ):
            place -= 1
        hosts = [place - 1] if place - 1 in self.found else []
        return hosts if place > 0 and self.marks[place].kind is Kind.CATEGORY else []

    def _neighbours(self, at: int) -> list[int]:
        """The numbers right behind and right before, with nothing but signs between."""
        found = self._counted_before(at)
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

    def _is_companion(self, at: int) -> bool:
        """Whether the number has a plus, or stands in brackets behind another number."""
        if is_positive(self.marks, at):
            return True
        bracket = self.within.get(at)
        return (
            bracket is not None and self._host_of_bracket(bracket) >= 0 and not self._own_noun(at)
        )
