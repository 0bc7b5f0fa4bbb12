"""What the notes show together: the page, what is behind a number, separate times, choices."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

import fourfold
from fourfold.core.kernel.provenance import Provenance
from fourfold.core.kernel.text import first_line
from fourfold.core.pattern.elements import ElementName
from fourfold.core.pattern.gather import is_exact
from fourfold.core.pattern.look import METHOD
from fourfold.core.pattern.occasions import Occasion
from fourfold.core.pattern.values import HOUR, Side
from fourfold.core.record.entry import Entry
from fourfold.data import conduct
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.pattern import choices, figures, queries, sentences, words
from fourfold.web.pattern.choices import Choices
from fourfold.web.pattern.figures import Figure
from fourfold.web.pattern.forms import ChoicesForm, DayForm
from fourfold.web.pattern.measures import Measure, Measures, Section
from fourfold.web.pattern.queries import Seen
from fourfold.web.record.actions import Posted
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.views import SCREEN as SCREEN_SHAPE
from fourfold.web.record.words import CLOCK

SCREEN = 50
MOST_LINES = 8
"""A separate time with more of them shows the first, and what the owner moved."""
ENTRY_SHAPE = re.compile(r"[1-9][0-9]{0,8}")
FIGURES = ("often", "calendar", "clock", "routes", "story")
"""The charts in the order of a page; a table is asked for by its place here, from 1."""
OTHER_NUMBERS = (
    Section.RING,
    Section.KIND,
    Section.ACT,
    Section.SIDE,
    Section.PERSON,
    Section.SLICE,
    Section.AIMED,
    Section.OTHER,
    Section.AREA,
    Section.DATE,
    Section.PLACE,
    Section.AFFECTED,
    Section.UNDATED,
)


@dataclass(frozen=True, slots=True)
class Lettered:
    """One of the four letters, with what was found for it."""

    title: str
    about: str
    findings: list[Measure]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the law looks for, and the number that touches it, or None."""

    title: str
    about: str
    measure: Measure | None


@dataclass(frozen=True, slots=True)
class Known:
    """Where something was read, and whether that has to be checked again on a day."""

    provenance: Provenance
    today: date

    @property
    def is_due(self) -> bool:
        """It must not be shown as current."""
        return self.provenance.is_due(self.today)


@dataclass(frozen=True, slots=True)
class Named:
    """A choice of whose entries are looked at."""

    text: str
    query: str
    is_chosen: bool


# ------------------------------------------------------------------ the page


@require_safe
@private()
@tells_damage
def page(request: OwnerRequest) -> HttpResponse:
    """Sentences, charts with their tables, the four letters, and what the law looks for."""
    found = _seen(request)
    numbers = found.measures
    link = partial(_link, _query(found))
    context = {
        "seen": found,
        "first": sentences.first(found.pattern, numbers, link),
        "changes": sentences.changes(found.pattern, link),
        "is_quieter": sentences.is_quieter(found.pattern),
        "people": _people(found),
        "nobody": numbers.get(Section.PERSON) if found.person else None,
        "query": _query(found),
        **_drawn(found, numbers),
        **_read(found, numbers),
        **_made(found),
    }
    return render(request, "pattern/page.html", context)


def _seen(request: OwnerRequest) -> Seen:
    today = timezone.now().astimezone(CLOCK).date()
    return queries.seen(request.owner, today, request.GET.get("p", ""))


def _link(query: str, name: str, text: str) -> SafeString:
    address = reverse("pattern:measure", args=[name]) + query
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, text)


def _query(found: Seen) -> str:
    """What keeps the choice of a person from page to page."""
    return f"?{urlencode({'p': found.person.id})}" if found.person else ""


def _people(found: Seen) -> list[Named]:
    if len(found.people) < 2 and found.person is None:
        return []
    named = [(each.label, f"?{urlencode({'p': each.id})}", each) for each in found.people]
    return [
        Named(text, query, found.person == each) for text, query, each in (("", "", None), *named)
    ]


def _drawn(found: Seen, numbers: Measures) -> dict[str, Any]:
    """The charts; one that has nothing to show is None."""
    return {
        **dict(zip(FIGURES, _figures(found, numbers), strict=True)),
        "flags": figures.flags(found.pattern, numbers),
    }


def _figures(found: Seen, numbers: Measures) -> tuple[Figure | None, ...]:
    pattern = found.pattern
    return (
        figures.often(pattern, numbers),
        figures.calendar(pattern, numbers),
        figures.clock(pattern, numbers),
        figures.routes(pattern, numbers),
        figures.story(pattern, found.entries, numbers),
    )


def _read(found: Seen, numbers: Measures) -> dict[str, Any]:
    """The four letters, what the law looks for, and every other number."""
    findings = {
        place: numbers.get(Section.FINDING, place) for place in range(len(found.pattern.four))
    }
    aside = [
        each
        for side in found.pattern.aside
        if (each := numbers.get(Section.SIDE, list(Side).index(side)))
    ]
    known = conduct.load()
    letters = [
        Lettered(
            line.title,
            line.about,
            [
                measure
                for place, each in enumerate(found.pattern.four)
                if each.letter is letter and (measure := findings[place])
            ],
        )
        for letter, line in known.letters.lines.items()
    ]
    looked = [
        Looked(line.title, line.about, numbers.get(Section.ELEMENT, list(ElementName).index(name)))
        for name, line in known.law.lines.items()
    ]
    return {
        "letters": letters,
        "elements": looked,
        "law": Known(known.law.provenance, found.pattern.asked.until),
        "aid": Known(known.letters.provenance, found.pattern.asked.until),
        "others": [
            each for section in OTHER_NUMBERS for each in numbers.of(section) if each not in aside
        ],
        "aside": aside,
        "own": numbers.of(Section.REPLY),
        "suggestions": found.pattern.suggestions,
    }


def _made(found: Seen) -> dict[str, Any]:
    """How it was counted, and by what."""
    pattern = found.pattern
    return {
        "version": fourfold.__version__,
        "method": METHOD,
        "gap": pattern.asked.gap // HOUR,
        "by_gap": [(gap // HOUR, words.times(count)) for gap, count in pattern.occasions.by_gap],
        "hanging": len(pattern.occasions.hanging),
        "gaps": sentences.gaps(pattern.calendar.returns),
        "may_lie_between": sentences.may_lie_between(pattern),
    }


@require_safe
@private()
@tells_damage
def table(request: OwnerRequest, number: int) -> HttpResponse:
    """The table of one chart, where it is long, a screen at a time."""
    found = _seen(request)
    drawn = _figures(found, found.measures)
    figure = drawn[number - 1] if number <= len(drawn) else None
    if figure is None:
        raise Http404
    rows, more = _screen(request, figure.rows)
    context = {
        "figure": figure,
        "rows": rows,
        "place": number,
        "query": _query(found),
        "seen": found,
        **more,
    }
    return render(request, "pattern/long_table.html", context)


# ------------------------------------------------------------------ behind a number


@require_safe
@private()
@tells_damage
def measure(request: OwnerRequest, name: str) -> HttpResponse:
    """The entries behind one number, in order of time."""
    found = _seen(request)
    one = found.measures.by_code.get(name)
    if one is None or one.is_empty:
        raise Http404
    entries = sorted(
        (found.entries[number] for number in one.entries if number in found.entries),
        key=lambda entry: (entry.sort_key, entry.number),
    )
    shown, more = _screen(request, entries)
    context = {
        "measure": one,
        "lines": _lines(shown),
        "query": _query(found),
        "seen": found,
        **more,
    }
    return render(request, "pattern/measure.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list: its first words."""

    entry: Entry
    words: str


def _lines(entries: Sequence[Entry]) -> list[Line]:
    return [Line(each, first_line(each.body.words, 120)) for each in entries]


def _screen(request: OwnerRequest, every: Sequence[Any]) -> tuple[Sequence[Any], dict[str, str]]:
    """Fifty of them, and the queries of the screens before and after."""
    asked = request.GET.get("s", "")
    screen = max(1, int(asked)) if SCREEN_SHAPE.fullmatch(asked) else 1
    screen = min(screen, max(1, -(-len(every) // SCREEN)))
    first = (screen - 1) * SCREEN
    kept = {"p": request.GET["p"]} if "p" in request.GET else {}
    queries = {"earlier": "", "later": ""}
    if screen > 1:
        queries["earlier"] = "?" + urlencode(kept | {"s": screen - 1})
    if first + SCREEN < len(every):
        queries["later"] = "?" + urlencode(kept | {"s": screen + 1})
    return every[first : first + SCREEN], queries


# ------------------------------------------------------------------ separate times


@dataclass(frozen=True, slots=True)
class Time:
    """A separate time with its entries, and which of them the owner can move.

    lines: what is shown at once; folded: what is not, since it is long. joins: the entry by which
    it can be made one with the time before, or 0; before: an entry of that one, or 0.
    """

    begins: str
    lines: list[Line]
    folded: list[Line]
    parts: tuple[int, ...]
    moved: tuple[int, ...]
    joins: int
    before: int


@require_safe
@private()
@tells_damage
def times(request: OwnerRequest) -> HttpResponse:
    """Every separate time, and where the owner would part or join them."""
    found = _seen(request)
    shown, more = _screen(request, found.pattern.occasions.listed)
    numbers = found.measures
    context = {
        "times": [_time(each, found) for each in shown],
        "total": words.times(found.pattern.occasions.count),
        "unplaced": numbers.get(Section.UNPLACED),
        "gap": found.pattern.asked.gap // HOUR,
        "query": _query(found),
        "here_query": _here(request),
        "seen": found,
        **more,
    }
    return render(request, "pattern/times.html", context)


def _time(occasion: Occasion, found: Seen) -> Time:
    entries = [found.entries[number] for number in occasion.entries if number in found.entries]
    moved = {*found.chosen.apart, *dict(found.chosen.joins)}
    first, before = _side_by_side(occasion, found)
    is_long = len(entries) > MOST_LINES
    folded = [each for each in entries[1:] if is_long and each.number not in moved]
    return Time(
        words.begin(occasion),
        _lines([each for each in entries if each not in folded]),
        _lines(folded),
        tuple(each.number for each in entries[1:] if each.number not in moved),
        tuple(each.number for each in entries if each.number in moved),
        0 if first in moved else first,
        before,
    )


def _side_by_side(occasion: Occasion, found: Seen) -> tuple[int, int]:
    """The entry with which a time begins and the one with which the time before ends; 0 and 0
    where nobody can say that one follows the other, because a date is not exact.
    """
    around = found.pattern.occasions.listed[max(0, occasion.number - 2) : occasion.number]
    exact = [[n for n in each.entries if is_exact(found.entries[n].when)] for each in around]
    if len(exact) < 2 or not all(exact):
        return 0, 0
    return exact[1][0], exact[0][-1]


@require_POST
@private()
@tells_damage
def divide(request: OwnerRequest, number: int) -> HttpResponse:
    """Part a time at an entry, join it to the one before, or leave it to the gap again; then back
    to the same person, the same screen and the same entry.
    """
    do, before = request.POST.get("do", ""), request.POST.get("before", "")
    if do not in ("part", "join", "leave") or (do == "join" and not ENTRY_SHAPE.fullmatch(before)):
        raise Http404

    def edit(chosen: Choices) -> Choices:
        if do == "join":
            return chosen.together(number, int(before))
        return chosen.parted(number) if do == "part" else chosen.left(number)

    choices.change(request.owner, edit, timezone.now())
    there = f"{reverse('pattern:times')}{_here(request)}#n{number}"
    return HttpResponseRedirect(there, status=303)


def _here(request: OwnerRequest) -> str:
    """The query that keeps the person and the screen."""
    kept = {name: request.GET[name] for name in ("p", "s") if name in request.GET}
    return f"?{urlencode(kept)}" if kept else ""


# ------------------------------------------------------------------ choices


def _after(number: int) -> str:
    del number
    return reverse("pattern:choices")


@writing
def choose(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """How it is counted."""
    before = choices.of(request.owner)

    def save(form: ChoicesForm, files: Files, posted: Posted) -> int:
        del files, posted
        return _change(request, form.chosen)

    return answer(
        request,
        Page(
            name="pattern:choices",
            place={},
            make=ChoicesForm,
            save=save,
            after=lambda _number: reverse("pattern:page"),
            initial=ChoicesForm.answers_of(before),
            context={"days": before.days},
        ),
        draft,
    )


@writing
def add_day(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """A day that matters to her, or several."""
    before = choices.of(request.owner)

    def save(form: DayForm, files: Files, posted: Posted) -> int:
        del files, posted
        return _change(request, form.chosen)

    make = partial(DayForm, before=before)
    page = Page(name="pattern:day", place={}, make=make, save=save, after=_after)
    return answer(request, page, draft)


@require_POST
@private()
@tells_damage
def remove_day(request: OwnerRequest) -> HttpResponse:
    """Take away days that matter, by their name; pressed twice, it takes away no others."""
    name = request.POST.get("name", "")
    if any(each.label == name for each in choices.of(request.owner).days):
        _change(request, lambda chosen: chosen.without(name))
    return HttpResponseRedirect(reverse("pattern:choices"), status=303)


def _change(request: OwnerRequest, edit: Callable[[Choices], Choices]) -> int:
    choices.change(request.owner, edit, timezone.now())
    return 0
