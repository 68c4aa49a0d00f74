"""Official posts as the source has written them since 2022, over the figures of the record.

A post is one day's figures in a manner drawn from a seeded generator: language, labels, dashes,
digits, brackets, units, heading and footer, and the shape of its lines or its markup.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tallytrack import shipped

MONTHS = (
    *("січня", "лютого", "березня", "квітня", "травня", "червня"),
    *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
)

UKRAINIAN = {
    "personnel": ("особового складу", "ліквідовано особового складу"),
    "tanks": ("танків",),
    "armoured_vehicles": ("бойових броньованих машин", "ББМ"),
    "artillery": ("артилерійських систем",),
    "mlrs": ("РСЗВ",),
    "air_defence": ("засоби ППО", "засобів ППО"),
    "aircraft": ("літаків",),
    "helicopters": ("гелікоптерів", "вертольотів"),
    "uavs": ("БПЛА оперативно-тактичного рівня", "БпЛА оперативно-тактичного рівня"),
    "cruise_missiles": ("крилаті ракети", "крилатих ракет"),
    "ships": ("кораблі /катери", "кораблі/катери", "кораблів/катерів", "кораблі / катери"),
    "submarines": ("підводні човни", "підводних човнів"),
    "vehicles": ("автомобільної техніки", "автомобілів"),
    "fuel_tanks": ("цистерн з ПММ",),
    "vehicles_fuel_tanks": (
        "автомобільної техніки та автоцистерн",
        "автомобільна техніка та автоцистерни",
        "автомобільної техніки та цистерн з ПММ",
    ),
    "special_equipment": ("спеціальна техніка", "спеціальної техніки"),
    "ground_robots": ("наземні робототехнічні комплекси",),
}
MINISTRY = {
    "personnel": "Військовослужбовці",
    "tanks": "Танки",
    "armoured_vehicles": "Бойові броньовані машини",
    "artillery": "Артилерійські системи",
    "mlrs": "РСЗВ",
    "air_defence": "Засоби ППО",
    "aircraft": "Літаки",
    "helicopters": "Гелікоптери",
    "uavs": "БпЛА оперативно-тактичного рівня",
    "cruise_missiles": "Крилаті ракети",
    "ships": "Кораблі/катери",
    "submarines": "Підводні човни",
    "vehicles": "Автомобільна техніка",
    "fuel_tanks": "Цистерни з ПММ",
    "vehicles_fuel_tanks": "Автомобільна техніка та автоцистерни",
    "special_equipment": "Спеціальна техніка",
    "ground_robots": "Наземні робототехнічні комплекси",
}
ENGLISH = {
    "personnel": ("personnel", "liquidated personnel"),
    "tanks": ("tanks", "Tanks"),
    "armoured_vehicles": ("APV", "troop-carrying AFVs", "armoured personnel vehicle"),
    "artillery": ("artillery systems", "Artillery systems"),
    "mlrs": ("MLRS",),
    "air_defence": (
        "Anti-aircraft warfare systems",
        "anti-aircraft warfare systems",
        "-aircraft warfare systems",
        "anti-aircraft systems",
    ),
    "aircraft": ("aircraft",),
    "helicopters": ("helicopters",),
    "uavs": ("UAV operational-tactical level", "UAV operational and tactical level"),
    "cruise_missiles": ("cruise missiles",),
    "ships": ("warships / boats", "boats / cutters", "warships/boats"),
    "submarines": ("submarines",),
    "vehicles": ("vehicles",),
    "fuel_tanks": ("fuel tanks",),
    "vehicles_fuel_tanks": ("vehicles and fuel tanks", "vehicles & fuel tanks"),
    "special_equipment": ("special equipment",),
    "ground_robots": ("ground robotic systems",),
}
DASHES = ("‒", "–", "—", "-")
DIGITS: Mapping[str, Callable[[int], str]] = {
    "plain": str,
    "space": lambda n: f"{n:,}".replace(",", " "),
    "no-break": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "narrow": lambda n: f"{n:,}".replace(",", "\u202f"),
    "thin": lambda n: f"{n:,}".replace(",", "\u2009"),
    "comma": lambda n: f"{n:,}",
}
DELTAS = ("(+{})", "( +{} )", "(+ {})", "(+{} )")
GAPS = (" ", " ", " ", "", "\u00a0", "  ")

Figure = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One category on one day: its total, and its delta where the record has one."""

    category: str
    total: int
    delta: int | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post as text, the day it reports, and the figures in it, each with its qualifier."""

    text: str
    day: date
    figures: frozenset[Figure]


@cache
def record() -> Mapping[date, tuple[Row, ...]]:
    """The figures of the shipped record by day, in the order of its rows."""
    days: dict[date, dict[str, Row]] = defaultdict(dict)
    with (shipped.folder("data") / "general_staff.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["total"]:
                delta = int(row["delta"]) if row["delta"] else None
                found = Row(row["category"], int(row["total"]), delta)
                days[date.fromisoformat(row["day"])].setdefault(row["category"], found)
    return {day: _in_order(rows.values()) for day, rows in days.items()}


def _in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    order = list(MINISTRY)
    return tuple(sorted(rows, key=lambda row: order.index(row.category)))


def post(day: date, draw: random.Random) -> Post:
    """The figures of *day* in a manner of the source's."""
    rows = record()[day]
    manner = draw.choice((_english, _ukrainian, _bilingual, _ministry))
    made = _Entries(draw, draw.choice(list(DIGITS)), draw.random() < 0.1)
    lines = [manner(row, made) for row in rows]
    head, foot = _head(day, draw, manner), _foot(draw)
    text = _shape(head, lines, foot, draw, spaced=made.digits == "space")
    return Post(text, day, frozenset(made.figures))


class _Entries:
    """Writes entries in one style of digits, and keeps account of the figures written."""

    def __init__(self, draw: random.Random, digits: str, bare: bool) -> None:  # noqa: FBT001
        self.draw = draw
        self.digits = digits
        self.bare = bare
        self.figures: list[Figure] = []

    def numbers(self, row: Row, about: str) -> str:
        """The total and the delta of *row*, as `about 403720 (+1290)`."""
        draw, written = self.draw, DIGITS[self.digits]
        qualifier = "about" if about else "exact"
        self.figures.append((row.category, "total", row.total, qualifier))
        total = about + written(row.total)
        if self.bare or row.delta is None or row.delta < 0:
            return total + draw.choice(("", "", " (+)"))
        self.figures.append((row.category, "delta", row.delta, "exact"))
        return total + draw.choice(GAPS) + draw.choice(DELTAS).format(written(row.delta))

    def dash(self) -> str:
        """A dash between label and number, as often as not with a space missing or too many."""
        draw = self.draw
        before, after = draw.choice(((" ", " "),) * 5 + ((" ", ""), ("\u00a0", " "), ("  ", " ")))
        return before + draw.choice(DASHES) + after


def _english(row: Row, made: _Entries) -> str:
    draw = made.draw
    label = draw.choice(ENGLISH[row.category])
    about = "about " if row.category == "personnel" else ""
    numbers = made.numbers(row, about)
    people = draw.choice((" persons were liquidated", " persons", " осіб ліквідовано / persons"))
    unit = people if about else draw.choice(("", "", "", " од", " units"))
    return label + made.dash() + numbers + unit


def _ukrainian(row: Row, made: _Entries) -> str:
    draw = made.draw
    label = draw.choice(UKRAINIAN[row.category])
    about = draw.choice(("близько ", "орієнтовно ")) if row.category == "personnel" else ""
    numbers = made.numbers(row, about)
    people = draw.choice((" осіб", " осіб ліквідовано", " "))
    return label + made.dash() + numbers + (people if about else draw.choice((" од", " од.", "")))


def _bilingual(row: Row, made: _Entries) -> str:
    draw = made.draw
    slash = draw.choice((" / ", "/ ", " /"))
    label = draw.choice(UKRAINIAN[row.category]) + slash + draw.choice(ENGLISH[row.category])
    about = ""
    if row.category == "personnel":
        about = draw.choice(("близько/ about ", "близько / about ", "близько/about "))
    numbers = made.numbers(row, about)
    people = draw.choice((" осіб / persons", " осіб/persons"))
    return label + made.dash() + numbers + (people if about else draw.choice((" од", "")))


def _ministry(row: Row, made: _Entries) -> str:
    about = "близько " if row.category == "personnel" else ""
    numbers = made.numbers(row, about)
    return MINISTRY[row.category] + made.dash() + numbers + (" осіб" if about else "")


def _head(day: date, draw: random.Random, manner: Callable[[Row, _Entries], str]) -> str:
    """A heading with the day, as it was written in the language of the post."""
    short, full = f"{day:%d.%m}", f"{day:%d.%m.%Y}"
    two = f"{day:%d.%m.%y}"
    span = draw.choice(
        ((f"24.02.22 {{}} {two}"), (f"24.02.2022 {{}} {full}"), f"24.02 {{}} {full}")
    )
    if draw.random() < 0.15:
        span = f"24.02 {{}} {short}"
    english = f"The total combat losses of the enemy from {span.format('to')} were approximately:"
    upto = draw.choice(("по", "до"))
    since = draw.choice(("з", "від"))
    ukrainian = f"Загальні бойові втрати противника {since} {span.format(upto)} орієнтовно склали"
    if manner is _english:
        return english
    if manner is _bilingual:
        return f"{ukrainian} / {english}"
    if manner is _ministry:
        worded = f"{day.day} {MONTHS[day.month - 1]} {day.year} року"
        return draw.choice(
            (
                f"Загальні бойові втрати противника з 24 лютого 2022 року до {worded}:",
                f"Загальні бойові втрати ворога з 24.02.22 по {two} орієнтовно становлять:",
            )
        )
    return ukrainian + draw.choice((":", ": ", " :"))


def _foot(draw: random.Random) -> str:
    return draw.choice(
        (
            "",
            "Data are being updated.",
            "Data are being updated\nStrike the occupier! Our strength is in the truth!",
            "Дані уточнюються.",
            "Дані уточнюються.\nБий окупанта! Разом переможемо! Наша сила – в правді!",
            "Підрахунок ускладнюється високою інтенсивністю бойових дій.",
            "Russian enemy suffered the greatest losses (of the past day) at Donetsk direction.",
            "Найбільших втрат противник зазнав минулої доби на Донецькому і Лиманському напрямках.",
        )
    )


def _shape(head: str, lines: Sequence[str], foot: str, draw: random.Random, *, spaced: bool) -> str:
    """The lines of a post as text or markup; *spaced* digits need a sign between entries."""
    shape = draw.choice(SHAPES)
    end = draw.choice((",", ";", " ,") if spaced else (",", ";", " ,", "", "."))
    return shape(head, [*(line + end for line in lines[:-1]), lines[-1] + "."], foot, draw)


Shape = Callable[[str, Sequence[str], str, random.Random], str]


def _plain(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    bullet = draw.choice(("", "", "- ", "• ", "* ", "▪️ ", "— "))
    between = draw.choice(("\n", "\n\n", "\r\n", " \n"))
    return between.join([head, *(bullet + line for line in lines), foot])


def _paragraph(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    ended = [line if line[-1] in ",;." else line + "," for line in lines]
    return (
        " ".join([head, *ended, foot])
        if draw.random() < 0.5
        else f"{head}\n{' '.join(ended)}\n{foot}"
    )


def as_html(text: str) -> str:
    return text.replace("\u00a0", "&nbsp;").replace("–", "&#8211;").replace("\n", "<br />")


def _breaks(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    line_end = draw.choice(("<br />", " <br />", "<br>", "<br/>\n", "&nbsp;<br />"))
    body = line_end.join(as_html(part) for part in (head, *lines, foot))
    return f'<p class="justifyfull">{body}</p>'


def _paragraphs(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    mark = draw.choice(("<p>", '<p class="justifyfull">', '<p style="text-align: justify;">'))
    between = draw.choice(("", "\n", "\t"))
    return between.join(f"{mark}{as_html(part)}</p>" for part in (head, *lines, foot))


def _items(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    begin, end = draw.choice(
        (
            ("<li>", "</li>"),
            ("\t<li>", "&nbsp;</li>\n"),
            ('<li>\t\t<div dir="auto">', "</div>\t</li>\t"),
            ("<li><p>", "</p></li>"),
            ("<li><span>", "</span></li>"),
            ("\n<li>\n  ", "\n</li>"),
            ("<li><strong>", "</strong></li>"),
        )
    )
    body = "".join(begin + as_html(line) + end for line in lines)
    return f"<p>{as_html(head)}</p>\n<ul>{body}</ul><p>{as_html(foot)}</p>"


def _remnant(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    """List items cut out of a page, their list lost."""
    del foot
    between = draw.choice(("", "\t", "\t\t", "\n"))
    items = between.join(f'<div dir="auto">{as_html(line)}</div>\t</li>\t<li>' for line in lines)
    return f"<p>{as_html(head)}</p>{items.removesuffix('<li>')}"


def _wrapped(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    """Entries broken over the lines of the page's own source, and emphasised in part."""
    items = "".join(
        "<li>\n      " + as_html(line).replace(" (", "\n      (") + "\n    </li>\n    "
        for line in lines
    )
    del draw
    return f"<p>\n  {as_html(head)}\n</p>\n<ul>\n    {items}</ul>\n<p>{as_html(foot)}</p>"


SHAPES: tuple[Shape, ...] = (
    _plain,
    _plain,
    _paragraph,
    _breaks,
    _paragraphs,
    _items,
    _remnant,
    _wrapped,
)
