"""From a plan to what the printed pages show: times, kinds and answers in words.

Packs are in English, the language of those who read them, whatever the owner's screen speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

import fourfold
from fourfold.core.kernel.text import escape_controls
from fourfold.core.kernel.when import When
from fourfold.core.pack import words
from fourfold.core.pack.layout import Printed
from fourfold.core.pack.plan import Plan
from fourfold.core.record.body import Deed, Incident
from fourfold.core.record.chronology import Item
from fourfold.core.record.codes import OriginalKept
from fourfold.core.record.entry import Entry
from fourfold.core.record.person import Person
from fourfold.render.chronology import chronology_csv, chronology_html, chronology_pdf
from fourfold.render.exhibit_list import exhibit_list_pdf
from fourfold.render.front_page import front_page_pdf
from fourfold.render.orders import orders_html, orders_pdf
from fourfold.render.together import together_pdf
from fourfold.render.view import (
    Chronology,
    ChronologyLine,
    CitedExhibit,
    EarlierVersion,
    ExhibitList,
    ExhibitSheet,
    Fact,
    FrontPage,
    Imprint,
    Orders,
    Telling,
)
from fourfold.web.packs.facts import facts_of
from fourfold.web.packs.orders import orders_of
from fourfold.web.packs.together import together_of
from fourfold.web.pattern.choices import Choices
from fourfold.web.record.words import moment_words, when_words

PART = 2000
NOT_HERE = "not in this pack, only its hash"
ORIGINALS = {OriginalKept.YES: "yes", OriginalKept.NO: "no", OriginalKept.UNKNOWN: ""}
ORDERS_PAGE = "Orders and the times the owner says they were broken; also .html"
TOGETHER_PAGE = "What the entries show together: counts, dates and routes"
GENERATOR = f"fourfold/{fourfold.__version__}"


@dataclass(frozen=True, slots=True)
class Seal:
    """What ties the pages to their pack: the installation's key, and the log in short form."""

    fingerprint: str
    short: str


def print_pages(
    plan: Plan,
    people: tuple[Person, ...],
    seal: Seal,
    *,
    with_orders: bool = False,
    counted: Choices | None = None,
) -> Printed:
    """The front page, the chronology in its three forms, and what else is wanted: the orders, and
    what the entries show together, counted as the owner chose.
    """
    imprint = Imprint(
        made=datetime.fromisoformat(plan.made),
        made_words=f"{moment_words(plan.made)}, UK time",
        software=GENERATOR,
        completeness=words.completeness_line(plan.completeness),
        fingerprint=seal.fingerprint,
        checkpoint=seal.short,
    )
    held = orders_of(plan) if with_orders else ()
    together = together_of(plan, counted, imprint) if counted else None
    also = (
        *([Fact("03-orders.pdf", ORDERS_PAGE)] if held else []),
        *([Fact("04-together.pdf", TOGETHER_PAGE)] if together else []),
    )
    numbers = {item.entry.id: item.entry.number for item in plan.items}
    lines = tuple(_line(item, people, numbers) for item in plan.items)
    chronology = Chronology(imprint, span(plan), lines)
    return Printed(
        front_page=front_page_pdf(_front_page(plan, people, imprint, also)),
        chronology=tuple(chronology_pdf(part) for part in _parts(chronology)),
        chronology_html=chronology_html(chronology),
        chronology_csv=chronology_csv(chronology),
        exhibits=exhibit_list_pdf(ExhibitList(imprint, tuple(_sheets(plan)))),
        orders=orders_pdf(Orders(imprint, held)) if held else b"",
        orders_html=orders_html(Orders(imprint, held)) if held else b"",
        together=together_pdf(together) if together else b"",
    )


def _parts(whole: Chronology) -> Iterator[Chronology]:
    """So many entries to a PDF: more than a typesetter can hold in its memory otherwise."""
    for start in range(0, max(1, len(whole.lines)), PART):
        yield replace(whole, lines=whole.lines[start : start + PART])


def _sheets(plan: Plan) -> Iterator[ExhibitSheet]:
    for planned in (*plan.exhibits, *plan.withheld):
        exhibit, is_here = planned.exhibit, planned in plan.exhibits
        yield ExhibitSheet(
            ref=exhibit.ref,
            name=escape_controls(exhibit.name),
            entry=planned.numbers[0],
            kind=exhibit.media_type if is_here else f"{exhibit.media_type}; {NOT_HERE}",
            size=f"{exhibit.size:,} bytes",
            sha256=exhibit.sha256,
            added=moment_words(planned.added),
            obtained=exhibit.obtained,
            obtained_how=exhibit.obtained_how,
            original=ORIGINALS[exhibit.original_kept],
            police_reference=exhibit.police_ref,
        )


def span(plan: Plan) -> str:
    """From when to when, as far as anything is dated."""
    dated = [item.entry.when for item in plan.items if not item.entry.when.is_unknown]
    if not dated:
        return "No dates are known."
    first = min(dated, key=lambda when: when.sort_key)
    last = max(dated, key=lambda when: when.sort_key)
    if first == last:
        return when_words(first)
    return f"{when_words(first)} to {when_words(last)}"


def _front_page(
    plan: Plan, people: tuple[Person, ...], imprint: Imprint, also: tuple[Fact, ...]
) -> FrontPage:
    named = [person for person in people if person.id in plan.people]
    return FrontPage(
        imprint=imprint,
        about=tuple(Fact("About", escape_controls(person.label)) for person in named),
        span=span(plan),
        counts=tuple(
            Fact(words.KINDS[kind][n != 1], str(n)) for kind, n in plan.completeness.by_kind
        ),
        notes=words.remarks(plan),
        contents=(
            Fact("01-chronology.pdf", "The chosen entries by date; also .html and .csv"),
            Fact("02-exhibits.pdf", "A list of the kept files"),
            *also,
            Fact("exhibits", f"{len(plan.exhibits)} kept files, each with its sheet"),
            Fact("record.json, log.jsonl, proofs.json", "for a computer to check"),
            Fact("what-this-proves.txt", "what this shows and what it does not"),
        ),
    )


def _line(item: Item, people: tuple[Person, ...], numbers: Mapping[str, int]) -> ChronologyLine:
    entry = item.entry
    versions = (*item.earlier, entry)
    return ChronologyLine(
        day=_day(entry.when),
        number=entry.number,
        kind=words.KINDS[entry.kind][0].capitalize(),
        telling=_telling(entry, people, numbers),
        added=moment_words(entry.added),
        version=entry.version,
        earlier=tuple(
            EarlierVersion(
                version=old.version,
                telling=_telling(old, people, numbers),
                added=moment_words(old.added),
                replaced=moment_words(new.added),
                reason=new.reason,
            )
            for old, new in pairwise(versions)
        ),
    )


def _day(when: When) -> str:
    """The heading: a day, or as much of one as is known."""
    if when.is_unknown:
        return "Date not known"
    first, _ = when.ends
    return when_words(When(first.rstrip("~")[:10]))


def _telling(entry: Entry, people: tuple[Person, ...], numbers: Mapping[str, int]) -> Telling:
    where, feelings = _where_and_feelings(entry)
    return Telling(
        when=when_words(entry.when),
        account=entry.body.words,
        where=where,
        feelings=feelings,
        facts=tuple(facts_of(entry, people, numbers)),
        exhibits=tuple(
            CitedExhibit(each.ref, escape_controls(each.name)) for each in entry.exhibits
        ),
    )


def _where_and_feelings(entry: Entry) -> tuple[str, str]:
    body = entry.body
    where = body.where if isinstance(body, Incident) else ""
    return where, body.feelings if isinstance(body, Deed) else ""
