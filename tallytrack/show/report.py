"""A page to share: what was checked, what was found, and the evidence, in one file.

`Report` holds the values; `html` gives them to the template, which escapes them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import tallytrack
from tallytrack.document import Document
from tallytrack.figure import Measure
from tallytrack.finding import Finding
from tallytrack.series import Statement
from tallytrack.show import captions, colours, drawing, findings, templates, waivers
from tallytrack.show.plotted import Plot
from tallytrack.show.styled import clean, plain
from tallytrack.vocabulary import Vocabulary
from tallytrack.waiver import Waiver

# How far to either side of a number its line is shown, in characters.
_AROUND = 50


@dataclass(frozen=True, slots=True)
class Proof:
    """A printed number with its place: the line it stands on, in three parts, and its page."""

    where: str
    who: str
    value: str
    before: str
    number: str
    after: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of an event."""

    finding: Finding
    label: str
    verdict: str
    accusation: str
    grounds: tuple[str, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: findings of one rule and day, under an anchor of their own."""

    anchor: str
    day: str
    first: Finding
    items: tuple[Item, ...]
    verdict: str
    waived: str
    grounds: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A waiver as it is shown."""

    subject: str
    reason: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page says.

    Args:
        title: whose tally it is.
        headline: how many balances do not close.
        also_covered: up to which days there is anything to check.
        also: what else was found.
        period: the first and the last day of the figures.
        data_on: the day the latest of them was published.
        entries: the events, worst first.
        drawings: a chart for each category.
        settled: the waivers.
        captures: what was read, each origin with its digest.
        asked: the options that the report was made with, as they are typed.
    """

    title: str
    headline: str
    also_covered: str
    also: str
    period: str
    data_on: str
    entries: tuple[Entry, ...]
    drawings: tuple[drawing.Drawing, ...]
    settled: tuple[Settled, ...]
    captures: tuple[tuple[str, str], ...]
    asked: str
    version: str = tallytrack.__version__

    @property
    def anchors(self) -> Mapping[tuple[str, date], str]:
        """Where the finding of a category and day is: the first event that has one."""
        return {
            (item.label, item.finding.day): entry.anchor
            for entry in reversed(self.entries)
            for item in entry.items
        }


@dataclass(frozen=True)
class Known:
    """What a report is made from.

    Args:
        events: the findings, grouped and ranked, the waived ones included.
        coverage: what the check covered.
        plots: a plot for each series.
        waivers: the waivers.
        lines: of each origin that is at hand, the lines on which evidence stands, by number.
        pages: the address of what a source published on a day, where it is known.
        captures: the digest of each origin.
        first: the first day that a figure describes.
        last: the last one.
        data_on: the day the latest document was published.
        asked: the options that were given, as they are typed.
    """

    events: Sequence[findings.Event]
    coverage: findings.Covered
    plots: Sequence[Plot]
    waivers: Sequence[Waiver]
    lines: Mapping[str, Mapping[int, str]]
    pages: Mapping[tuple[str, date], str]
    captures: Mapping[str, str]
    first: date
    last: date
    data_on: date
    asked: str = ""


def report(known: Known, words: Vocabulary) -> Report:
    """The values of the page."""
    found = [finding for event in known.events for finding in event.findings]
    said = [plain(line) for line in findings.summary(found, known.coverage)]
    first, last = drawing.span(known.plots)
    places = _Places(known.lines, known.pages, words)
    sources = dict.fromkeys(captions.source(plot.source, words) for plot in known.plots)
    return Report(
        title=", ".join(sources),
        headline=said[0].partition(";")[0],
        also=said[1].removeprefix("also: ") if said[1:] else "",
        also_covered=said[0].partition("; ")[2],
        period=captions.span(known.first, known.last),
        data_on=captions.day(known.data_on),
        entries=tuple(
            _entry(f"e{number}", event.findings, places)
            for number, event in enumerate(known.events, 1)
        ),
        drawings=tuple(
            drawing.drawing(plot, captions.label(plot.category, words), first, last)
            for plot in known.plots
        ),
        settled=tuple(
            Settled(waivers.subject(one), one.reason, _link(one.url)) for one in known.waivers
        ),
        captures=tuple(known.captures.items()),
        asked=known.asked,
    )


def html(made: Report) -> str:
    """The report as a page: one file that needs no other."""
    page = templates.environment().get_template("report.html.j2")
    met = {mark.shape for one in made.drawings for mark in one.marks}
    looks = [(name, look) for name, look in colours.LOOKS.items() if look[1] in met]
    return page.render(report=made, drawn=drawing, looks=looks)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where evidence is found: lines of texts, pages of days, names of publishers."""

    lines: Mapping[str, Mapping[int, str]]
    pages: Mapping[tuple[str, date], str]
    words: Vocabulary


def _entry(anchor: str, group: Sequence[Finding], places: _Places) -> Entry:
    shared = findings.Shared(group)
    first = group[0]
    return Entry(
        anchor=anchor,
        day=captions.day(first.day),
        first=first,
        items=tuple(_items(group, shared, places)),
        verdict=shared.verdict or "",
        waived=shared.waived or "",
        grounds=shared.grounds,
        url=_link(first.url),
    )


def _items(group: Iterable[Finding], shared: findings.Shared, places: _Places) -> Iterator[Item]:
    for finding in group:
        verdict = ", or ".join([finding.verdict or "", *finding.alternatives]).replace("-", " ")
        yield Item(
            finding=finding,
            label=captions.label(finding.category, places.words),
            verdict="" if finding.verdict == shared.verdict else verdict,
            accusation=findings.accusation(finding).removeprefix(": "),
            grounds=tuple(one for one in finding.grounds if one not in shared.grounds),
            proofs=tuple(_proof(said, places) for said in finding.evidence),
        )


def _proof(said: Statement, places: _Places) -> Proof:
    document = said.document
    sign = "," if said.days is None else "+,"
    measure = Measure.TOTAL if said.days is None else Measure.DELTA
    who = captions.publisher(document.publisher, places.words)
    return Proof(
        findings.where(said),
        f"{who}, {document.medium}, published {captions.day(document.published_on)}",
        f"{measure} {said.value:{sign}}",
        *_excerpt(said, places.lines.get(document.origin, {}).get(said.line)),
        _link(_address(document, places)),
    )


def _address(document: Document, places: _Places) -> str | None:
    """Where a document can be seen: its own page, or the home of who printed it."""
    if document.url:
        return document.url
    if document.is_own:
        return places.pages.get((document.source, document.published_on))
    home = places.words.publishers.get(document.publisher)
    return home.url if home else None


def _excerpt(said: Statement, line: str | None) -> tuple[str, str, str]:
    """The line a number stands on: what is before it, the number, and what follows."""
    if line is None:
        return "", "", ""
    start, end = said.column - 1, said.column - 1 + max(1, said.length)
    before, after = line[:start], line[end:]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND]}…"
    return clean(before), clean(line[start:end]), clean(after)


def _link(url: str | None) -> str | None:
    """An address that may be followed; of any other kind, such as javascript:, none."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else None
