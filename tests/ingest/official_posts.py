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


def _html(text: str) -> str:
    return text.replace("\u00a0", "&nbsp;").replace("–", "&#8211;").replace("\n", "<br />")


def _breaks(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    line_end = draw.choice(("<br />", " <br />", "<br>", "<br/>\n", "&nbsp;<br />"))
    body = line_end.join(_html(part) for part in (head, *lines, foot))
    return f'<p class="justifyfull">{body}</p>'


def _paragraphs(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    mark = draw.choice(("<p>", '<p class="justifyfull">', '<p style="text-align: justify;">'))
    between = draw.choice(("", "\n", "\t"))
    return between.join(f"{mark}{_html(part)}</p>" for part in (head, *lines, foot))


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
    body = "".join(begin + _html(line) + end for line in lines)
    return f"<p>{_html(head)}</p>\n<ul>{body}</ul><p>{_html(foot)}</p>"


def _remnant(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    """List items cut out of a page, their list lost."""
    del foot
    between = draw.choice(("", "\t", "\t\t", "\n"))
    items = between.join(f'<div dir="auto">{_html(line)}</div>\t</li>\t<li>' for line in lines)
    return f"<p>{_html(head)}</p>{items.removesuffix('<li>')}"


def _wrapped(head: str, lines: Sequence[str], foot: str, draw: random.Random) -> str:
    """Entries broken over the lines of the page's own source, and emphasised in part."""
    items = "".join(
        "<li>\n      " + _html(line).replace(" (", "\n      (") + "\n    </li>\n    "
        for line in lines
    )
    del draw
    return f"<p>\n  {_html(head)}\n</p>\n<ul>\n    {items}</ul>\n<p>{_html(foot)}</p>"


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


def page(day: date, draw: random.Random) -> Post:
    """A post within a whole saved page, among menus and other days' headlines and figures."""
    made = post(day, draw)
    body = made.text
    if "</" not in body and "<br" not in body:
        body = "<p>" + _html(body.replace("\r", "")) + "</p>"
    days = sorted(record())
    others = [days[draw.randrange(len(days))] for _ in range(6)]
    title, titled = _title(day, draw)
    framed = draw.choice((_ministry_page, _cabinet_page, _new_ministry_page))
    text = framed(title, body, others, draw)
    return Post(text, day, made.figures | frozenset(titled))


def _rows(day: date) -> dict[str, Row]:
    return {row.category: row for row in record()[day]}


def _title(day: date, draw: random.Random) -> tuple[str, list[Figure]]:
    """The headline of a post: a span of days, the day, or the day's losses."""
    rows = _rows(day)
    people, guns = rows["personnel"], rows["artillery"]
    kind = draw.choice(("span", "day", "losses", "total"))
    if kind == "losses" and people.delta and guns.delta:
        text = f"{people.delta:,} окупантів, {guns.delta} артсистем – втрати росіян за добу"
        figures: list[Figure] = [
            ("personnel", "delta", people.delta, "exact"),
            ("artillery", "delta", guns.delta, "exact"),
        ]
        return text.replace(",", " ", 1) if people.delta > 999 else text, figures
    if kind == "total":
        text = f"Втрати російських окупантів становлять понад {rows['tanks'].total} танків"
        return text, [("tanks", "total", rows["tanks"].total, "over")]
    if kind == "day":
        worded = f"{day.day} {MONTHS[day.month - 1]} {day.year} року"
        return f"Бойові втрати ворога на {worded}", []
    return f"Total combat losses of the enemy from 24.02.2022 to {day:%d.%m.%Y}", []


def _headline(day: date, draw: random.Random) -> str:
    """Another day's headline, as a side column has it."""
    rows = _rows(day)
    people = rows["personnel"]
    return draw.choice(
        (
            f"Total combat losses of the enemy from 24.02.2022 to {day:%d.%m.%Y}",
            f"{people.delta or 900} окупантів, 17 танків і 40 артсистем – втрати росіян за добу",
            f"Бойові втрати ворога на {day.day} {MONTHS[day.month - 1]} {day.year} року",
            f"Росія втратила вже понад {people.total} осіб, знищено {rows['tanks'].total} танків",
            "Situation update of General Staff as of 6 p.m., January 8, 2024",
        )
    )


def _ministry_page(title: str, body: str, others: Sequence[date], draw: random.Random) -> str:
    told = "personnel ‒ about 999999 (+999) persons, tanks ‒ 9999 (+99)"
    items = "".join(
        f'<li><span>{day:%d.%m.%Y}</span> <a href="/news/{day:%Y/%m/%d}/x/">'
        f"{_headline(day, draw)}</a></li>"
        for day in others
    )
    return f"""<!DOCTYPE html>
<html lang="uk"><head><meta charset="utf-8"><title>{title} | Міноборони</title>
<base href="https://www.mil.gov.ua/" />
<meta name="description" content="{told}" />
<meta property="og:title" content='{title} > "{told}"' />
<script type="application/ld+json">{{"articleBody": "<p>{told}</p>"}}</script>
</head><body><div class="menu"><ul><li><a href="/">Головна</a></li><li><a href="/n">Новини</a></li>
<li><a href="/b">5 запитань про 2 армії</a></li></ul></div>
<div data-json='{{"html": "<p>{told}</p>"}}'></div>
<div id="aticle-content"><h1>{title}</h1>
<a href="/assets/1.jpg" class="thumbnail" data-image="/assets/1.jpg"><img src="/a.jpg" alt="1"></a>
{body}
<div class="pager"><a href="/1">1</a> <a href="/2">2</a> <a href="/3">3</a> | <a>»</a></div></div>
<div class="side"><h3>Останні новини</h3><ul>{items}</ul></div>
<div class="footer">© 2006-2024 Міністерство оборони України<br>тел. (044) 454-73-00</div>
<script>if (a<b && "tanks – 7777 (+77)") {{ document.write("<nav>"); }}</script></body></html>"""


def _cabinet_page(title: str, body: str, others: Sequence[date], draw: random.Random) -> str:
    items = "".join(
        f"""
                <li>
                    <span class="clearfix">
                        <span class="date pull-left">
                            <span>08:02</span>, <span>{day:%d} January</span>
                        </span>
                        <a href="/en/tag/oborona" class="tag pull-right">Defense</a>
                    </span>
                    <a href="/en/news/x" class="text link">{_headline(day, draw)}</a>
                </li>"""
        for day in others
    )
    return f"""

<!DOCTYPE html>
<html lang="en">
  <head>
    <title>{title} | Cabinet of Ministers of Ukraine </title>
    <meta name="description" content="

\tThe total combat losses of the enemy from 24"/>
  </head>
  <body>
    <div style="display:none"><li class="change-lang"><span>Українською</span></li></div>
    <header id="layout-header"><nav class="menu"><ul><li><a href="/t">
      Reforms
      </a></li></ul></nav><div class="phone">Government hotline 1545</div></header>
    <section id="mainContent">
      <h1>{title}</h1>
      <div class="article-meta">posted 28 December 2023 08:14</div>
      <div class="editor">{body}</div>
    </section>
    <div class="latest"><h4>Latest news</h4>
      <ul>{items}
      </ul>
    </div>
    <footer id="layout-footer"><p>© 2017, 5 tanks lost</p></footer>
  </body>
</html>
"""


def _new_ministry_page(title: str, body: str, others: Sequence[date], draw: random.Random) -> str:
    cards = "".join(
        f'<a href="/news/x"><div class="card"><time>{day.day} {MONTHS[day.month - 1]}, 08:15</time>'
        f"<h3>{_headline(day, draw)}</h3></div></a>"
        for day in others
    )
    return (
        '<!DOCTYPE html><html lang="uk"><head><title>МОУ</title><style>p>a{color:#123}</style>'
        "</head><body><header><nav><ul><li><a>Про нас</a></li></ul></nav></header><main>"
        f"<h1>{title}</h1><figure></figure><figure><img src=x><figcaption>Інфографіка</figcaption>"
        f"</figure><div>{body}</div><div>Читайте також:</div><div>{cards}</div></main>"
        "<div role=dialog><p>Ми використовуємо cookies (3 види), щоб сайт працював.</p>"
        "<button>Прийняти 2</button></div><footer>© 2026</footer>"
        '<script id="__NEXT_DATA__" type="application/json">{"content":"танків – 1 (+1)"}</script>'
        "</body></html>"
    )
