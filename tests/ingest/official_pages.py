"""Whole saved pages of the source's sites: a post among menus and other days' headlines."""

import random
from collections.abc import Sequence
from datetime import date

from official_posts import MONTHS, Figure, Post, Row, as_html, post, record


def page(day: date, draw: random.Random) -> Post:
    """A post within a whole saved page, among menus and other days' headlines and figures."""
    made = post(day, draw)
    body = made.text
    if "</" not in body and "<br" not in body:
        body = "<p>" + as_html(body.replace("\r", "")) + "</p>"
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
