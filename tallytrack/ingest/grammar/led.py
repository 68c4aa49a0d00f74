"""A number without a noun: `reached 1,740`, `a total of 1,994`, `and 291 in September`."""

from tallytrack.ingest.grammar.cues import TODAY
from tallytrack.ingest.grammar.joints import Joint
from tallytrack.ingest.grammar.listing import goes_on
from tallytrack.ingest.grammar.marking import Kind, Mark
from tallytrack.ingest.grammar.nouns import NOT_NOUNS
from tallytrack.ingest.grammar.tolls import CROWD, FAR, Tolls

_LEADING = frozenset({Kind.PART, Kind.TOTAL, Kind.SUM, Kind.DELTA, Kind.REACHING, Kind.EVE})
_BACK = frozenset({"record", "figure", "figures", "previous", "highest"})
_LOST_THINGS = frozenset({Kind.SUM, Kind.NUMBER, Kind.QUALIFIER, Kind.DELTA})
_HARMED = 6  # marks between those killed and wounded and their number
_ASIDE = 12
_LOSING = frozenset(
    {"lost", "loses", "lose", "losing", "втрат*", "втратив", "втратила", "втратило", "втратили"}
)
_BEFORE_A_DASH = frozenset({Kind.DAY, Kind.WEEKDAY, Kind.SUM, Kind.DELTA, Kind.RECORD})
_HAVE_LOST = frozenset({"have now lost", "has now lost"})
# What a number may be passed as: `перетнула позначку 530 тисяч`.
_MARKS = frozenset(
    {"позначку", "позначки", "відмітку", "відмітки", "mark", "milestone", "threshold"}
)
_IN_A_ROW = frozenset({",", ".", ";"})
_PRONOUNS = frozenset({"it", "they", "вона", "вони", "він"})


class Led(Tolls):
    """A number that names nothing, but is led to by what was said before."""

    def _reached(self, at: int) -> bool:
        """A number without a noun, led to by `reached`, `a total of`, `to` or `by`."""
        bracket = self.within.get(at)
        if bracket is not None and self._host_of_bracket(bracket) >= 0:
            return False
        if self._lost_bare(at) or self._counts_the_dead(at) or self._counts_the_military(at):
            return self._join(at, "personnel", Joint.REACHED)
        if counted := goes_on(self.marks, at, self.found) or self._with_so_many_lost(at):
            return self._join(at, counted, Joint.REACHED)
        parted = at + 1 < len(self.marks) and self.marks[at + 1].kind is Kind.PART
        unled = not parted and (not self._is_led(at) or self._has_other_noun(at))
        if unled or self._heads_a_row(at):
            return False
        near = range(max(0, at - FAR), at)
        before = [
            p
            for p in near
            if self.marks[p].kind is Kind.CATEGORY
            and not self._is_subject(p)
            and not (p and self.lexicon.has("ours", self.marks[p - 1].key))
        ]
        if before and any(mark.key == "death toll" for mark in self.marks[before[-1] : at]):
            return self._join(at, "personnel", Joint.REACHED)
        category = self._named_again(before[-1]) if before else self._meant(at)
        category = self._topic(at) or category
        return bool(category) and self._join(at, category, Joint.REACHED)

    def _heads_a_row(self, at: int) -> bool:
        """Whether more bare numbers follow, of one thing each: `у січні — 220, 530 і 1 210`."""
        row = self.marks[at + 1 : at + 4]
        parts = row[::2]
        joined = all(mark.kind is Kind.JOIN or mark.key in _IN_A_ROW for mark in parts)
        return len(parts) > 1 and joined and self._is_number(at + 2)

    def _meant(self, at: int) -> str:
        """What a number without a noun counts by the sentence before, or by a word of people."""
        if any(
            self.lexicon.has("harm", mark.key) for mark in self.marks[max(0, at - _HARMED) : at]
        ):
            return "personnel"  # `загальні втрати вбитими й пораненими становили`
        if self.context and (self._refers_back(at) or self._is_a_months(at)):
            return self.context
        if self._lost_in_combat(at):
            return "personnel"
        people = any(self._means_people(mark) for mark in self.marks[max(0, at - FAR) : at])
        return "personnel" if people else ""

    def _is_a_months(self, at: int) -> bool:
        """Whether another month of what was told follows, without a noun: `saw 359 losses in
        June, 300 in July`, `last month, 1,219 were destroyed`.
        """
        behind = self.marks[at + 1 : at + 4]
        if [mark.key for mark in self.marks[at - 1 : at]] == [","] and behind:
            led = self.marks[at - 2].kind is Kind.PERIOD and "month" in self.marks[at - 2].key
            if led and behind[0].key == "were":
                return True
        behind = [m for m in behind if m.key not in {"losses", "in", "у", "в"}]
        named = [m for m in self.marks[:at] if self._means_people(m) and m.key != "losses"]
        return not named and any(m.kind is Kind.PERIOD and "month " in m.key for m in behind[:1])

    def _lost_in_combat(self, at: int) -> bool:
        """Whether the number is of `combat losses`, which are people where no thing is named."""
        return self._are_combat_losses(at) and not any(m.kind is Kind.CATEGORY for m in self.marks)

    def _are_combat_losses(self, at: int) -> bool:
        return [mark.key for mark in self.marks[at + 1 : at + 3]] == ["combat", "losses"]

    def _is_subject(self, label: int) -> bool:
        """Whether those at *label* are who lost: `Russian troops have lost a total of ...`."""
        verb = label + 1 + (self.marks[label + 1].key in {"have", "has", "had"})
        if self.marks[label].key == "personnel" and self.marks[label + 1].key in _HAVE_LOST:
            return True
        if self.marks[label].key != "personnel" or verb + 1 >= len(self.marks):
            return False
        return self.marks[verb].key in _LOSING and self.marks[verb + 1].kind in _LOST_THINGS

    def _lost_bare(self, at: int) -> bool:
        """Whether the number must be of people: `Russia lost a staggering 1,740 in a day`."""
        after = self.marks[at + 1].kind if at + 1 < len(self.marks) else None
        counted = {joined.category for joined in self.found.values()}
        if counted and "personnel" not in counted:
            return False
        if self.marks[at].number < CROWD or self._has_other_noun(at) or after is Kind.UNIT:
            return False
        place = at - 1
        while place > 0 and (
            self.marks[place].kind is Kind.QUALIFIER
            or self.lexicon.has("emphasis", self.marks[place].key)
            or self.lexicon.has("articles", self.marks[place].key)
        ):
            place -= 1
        if place <= 0 or self.marks[place].key not in _LOSING:
            return False
        before = self.marks[max(0, place - 3) : place]
        if self.context == "personnel" and any(m.key in _PRONOUNS for m in before):
            return True
        return any(self.lexicon.has("enemy", m.key) for m in before)

    def _means_people(self, mark: Mark) -> bool:
        return mark.kind in {Kind.LOSS, Kind.TOTAL, Kind.SUM} and self.lexicon.has(
            "people", mark.key.split()[-1]
        )

    def _refers_back(self, at: int) -> bool:
        if self._led_by_period(at) or self._told_of_period(at, at - 1):
            return True
        return any(
            m.kind in {Kind.PART, Kind.TOTAL, Kind.SUM, Kind.DELTA, Kind.RECORD}
            or not _BACK.isdisjoint(m.key.split())
            for m in self.marks[max(0, at - FAR) : at]
        )

    def _told_of_period(self, at: int, place: int) -> bool:
        """Whether it goes on with another period: `in June they were 267`, `48,000 in January`."""
        if self.marks[at].number < CROWD or self._has_other_noun(at):
            return False
        verb = self.marks[place].key in {"was", "were", "становили", "було", "with"}
        named = self.found or any(mark.kind is Kind.CATEGORY for mark in self.marks[:at])
        if not self.context and not (verb and named):
            return False
        before = self.marks[max(0, place - 2) : place]
        if verb and any(m.kind is Kind.PERIOD and " " in m.key for m in before):
            return True
        opens = place < 0 or self.marks[place].key in {"the", "and"}
        behind = self.marks[at + 1 : at + 5]
        return opens and any(m.kind is Kind.PERIOD and " " in m.key for m in behind)

    def _led_by_period(self, at: int) -> bool:
        """Whether a stretch of the calendar leads to the number: `for 2024 – almost 430,000`."""
        place = at - 1
        while place > 0 and self.marks[place].kind in {Kind.QUALIFIER, Kind.DASH}:
            place -= 1
        led = place >= 0 and self.marks[place].kind is Kind.PERIOD
        return led and " " in self.marks[place].key and self.marks[place + 1].kind is Kind.DASH

    def _is_led(self, at: int) -> bool:
        """Whether a word that leads to a figure stands before the number, or a part of one."""
        place = at - 1
        while place >= 0 and (
            self.marks[place].kind is Kind.QUALIFIER
            or self.marks[place].key in {"(", "“", '"', "«"} | _MARKS
            or (self.marks[place].key == "the" and self._is_a_mark(at))
        ):
            place -= 1
        place = self._before_aside(place)
        if place > 0 and self.marks[place].key == ",":
            place -= 1
        if self._told_of_period(at, place):
            return True
        return place >= 0 and (self._counts_on(at, place) or self._arrives(at, place))

    def _is_a_mark(self, at: int) -> bool:
        """Whether the number is called a mark: `surpassed the 300,000 mark`."""
        behind = self.marks[at + 1 : at + 2]
        return bool(behind) and behind[0].key in _MARKS

    def _named_again(self, label: int) -> str:
        """What the noun at *label* means: `the vehicles` are the tanks that were just counted."""
        key = self.marks[label].key
        again = label > 0 and self.marks[label - 1].key in {"the", "of the", "these", "such"}
        counted = [j.category for j in self.found.values() if j.label < label]
        armour = [c for c in counted if c in {"tanks", "armoured_vehicles"}]
        return armour[-1] if again and armour and key == "vehicles" else key

    def _before_aside(self, place: int) -> int:
        """Before who says so, in dashes or commas: `now approach – according to Kyiv – 137,000`."""
        pause = self.marks[place] if place > 0 else None
        if pause is None or not (pause.kind is Kind.DASH or pause.key == ","):
            return place
        for start in range(place - 1, max(0, place - _ASIDE), -1):
            mark = self.marks[start]
            if mark.kind is Kind.NUMBER:
                return place
            if mark.kind is pause.kind and mark.key == pause.key:
                aside = self.marks[start + 1 : place]
                told = any(m.kind in {Kind.OWN, Kind.REPORTED} for m in aside)
                return start - 1 if told else place
        return place

    def _counts_on(self, at: int, place: int) -> bool:
        """Whether the number counts more of what is named, or losses in so many words."""
        after = self.marks[at + 1].kind if at + 1 < len(self.marks) else None
        named = self.found or any(m.kind is Kind.CATEGORY for m in self.marks[:at])
        goes_on = self.marks[place].kind in {Kind.JOIN, Kind.TURN}
        against = self.marks[place].key in {"from", "проти"}
        if named and (goes_on or against) and self._is_timed(at):
            return True
        if self.marks[place].kind is Kind.LOSS and after is Kind.UNIT:
            return True
        means = any(mark.key == "now means" for mark in self.marks[max(0, place - _ASIDE) : place])
        if self.marks[place].kind is Kind.LOSS and named and means and after is not Kind.CATEGORY:
            return True  # `the loss of two more boats now means that it has lost 17`
        if self.marks[place].kind is Kind.LOSS and after is Kind.SUM and self.found:
            return True  # `four drones, meaning that it has lost 2,033 in total`
        behind = [mark.key for mark in self.marks[at + 1 : at + 3]]
        if behind[:1] == ["losses"] or behind == ["total", "losses"]:
            return True  # `October, which saw 521 losses`
        return self._is_lost_with(place, after)

    def _arrives(self, at: int, place: int) -> bool:
        """Whether a period, a sum or a word of reaching leads to the number."""
        known = bool(self.context or self.found)
        if self.marks[place].kind is Kind.DASH and place and known:
            before = self.marks[place - 1]
            if before.kind in _BEFORE_A_DASH or before.key in TODAY:
                return True  # `7 грудня – 1 590`, `загалом — 743 920`
            if self._sums_up(place):
                return True
            place -= self.marks[place - 1].kind is Kind.PERIOD
        if self.marks[place].kind is Kind.PERIOD:
            return known and (" " in self.marks[place].key or place >= at - 2)
        summed = any(m.kind in {Kind.SUM, Kind.TOTAL} for m in self.marks[max(0, at - _ASIDE) : at])
        if summed and self._is_pushed_beyond(at):
            return True
        if place and self.marks[place].kind is Kind.LOSS:
            # `in July it lost 5 tanks and in August lost 6`
            return known and self.marks[place - 1].kind is Kind.PERIOD
        led = self.marks[place + 1 : at]  # `довівши загальну кількість до приблизно 1 241 530`
        risen = summed and any(mark.note in {"до", "up"} for mark in led)
        return risen or self._reaches(place) or self.marks[place].kind in _LEADING

    def _is_pushed_beyond(self, at: int) -> bool:
        """Whether a sum is brought past the number: `pushing the total beyond 171,000`."""
        beyond = self.marks[at - 1].note in {"beyond", "past", "above"}
        return beyond and any(m.kind is Kind.TURN for m in self.marks[max(0, at - FAR) : at])

    def _sums_up(self, dash: int) -> bool:
        """Whether the sentence has only said whose sum follows: `Загалом, за даними ..., — 780`."""
        before = self.marks[:dash]
        if not before or before[0].kind is not Kind.SUM:
            return False
        counted = any(mark.kind in {Kind.NUMBER, Kind.CATEGORY, Kind.LOSS} for mark in before)
        return not counted

    def _is_lost_with(self, place: int, after: Kind | None) -> bool:
        """Whether people are lost without a noun: `troops, with 1,370 killed in a day`."""
        people = any(j.category == "personnel" for j in self.found.values())
        return people and self.marks[place].key == "with" and after is Kind.LOSS

    def _is_timed(self, at: int) -> bool:
        """Whether a period stands right behind: `and 291 in September`, `and 55 since July 18`;
        or a day, `and 1,150 on Monday`.
        """
        if [mark.key for mark in self.marks[at + 1 : at + 2]] == ["on"]:
            days = self.marks[at + 2 : at + 3]
            return bool(days) and days[0].kind in {Kind.WEEKDAY, Kind.DAY}
        tail = self.marks[at + 1 : at + 3]
        if tail and tail[0].kind is not Kind.PERIOD and tail[0].key in {"in", "у", "в", "за"}:
            tail = tail[1:]
        return bool(tail) and tail[0].kind is Kind.PERIOD

    def _reaches(self, place: int) -> bool:
        key = self.marks[place].key
        return any(self.lexicon.has("reach", word) for word in key.split())

    def _has_other_noun(self, at: int) -> bool:
        """Whether the number counts something else: `75,000 inhabitants`."""
        after = self.marks[at + 1] if at + 1 < len(self.marks) else None
        if after is None or after.key in _MARKS:
            return False
        if after.kind is Kind.UNIT:
            place = at + 2
            while place + 1 < len(self.marks) and self.marks[place].kind is Kind.FILLER:
                place += 1
            after = self.marks[place] if place < len(self.marks) else after
            return after.kind in {Kind.TOGETHER, Kind.TIME, Kind.WORD, Kind.CATEGORY} and (
                after.key not in NOT_NOUNS
            )
        if after.kind is Kind.CATEGORY and self._is_measure(at + 1):
            return True
        return after.kind in {Kind.TOGETHER, Kind.TIME} or (
            after.kind is Kind.WORD and after.key not in NOT_NOUNS
        )
