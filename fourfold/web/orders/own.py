"""The same questions from a record: what it answers already, and her own entries as evidence.

Answers wait in the visit, as those of everybody do. They go into the record only by the button
that says so, as a paper: not in the log, not on the timeline, in no copy to hand over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fourfold.core.letters.outline import LetterKind
from fourfold.core.orders import recorded
from fourfold.core.orders.rule import Candidate
from fourfold.core.record.person import Person
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.guidance import queries as guidance
from fourfold.web.letters import queries as letters
from fourfold.web.orders import actions, queries, views
from fourfold.web.orders.actions import OWN, Asked
from fourfold.web.orders.forms import PageForm
from fourfold.web.orders.own_forms import PersonForm
from fourfold.web.orders.queries import OWN_START, RESULT, Draft
from fourfold.web.orders.views import FORGET, go, read_or_post
from fourfold.web.record import queries as record
from fourfold.web.record.damage import tells_damage
from fourfold.web.ui.language import ENGLISH

KEEP, KEEP_NO_MORE = "keep", "drop"
# Parts of the private half that stand beside this one, linked to by their paths.
HELD, PLAN = "/n/orders", "/n/plan"
# What she could write for each order: of her notes, as a draft, sent by nobody but her.
LETTERS = {
    Candidate.RESTRAINING: (LetterKind.RESTRAINING_WISHES,),
    Candidate.RESTRAINING_ON_ACQUITTAL: (LetterKind.RESTRAINING_WISHES,),
    Candidate.NON_MOLESTATION: (LetterKind.STATEMENT, LetterKind.TERMS),
    Candidate.OCCUPATION: (LetterKind.STATEMENT, LetterKind.TERMS),
    Candidate.STALKING_PROTECTION: (LetterKind.POLICE_ORDER, LetterKind.TERMS),
    Candidate.HARASSMENT_INJUNCTION: (LetterKind.TERMS,),
    Candidate.DOMESTIC_ABUSE_PROTECTION: (LetterKind.TERMS,),
}


def _private(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """A page of the owner's that takes a form."""
    return read_or_post(private()(tells_damage(view)))


@_private
def start(request: OwnerRequest) -> HttpResponse:
    """Whom it is about."""
    people = record.people(request.owner)
    if request.method == "POST":
        return _begin(request, people)
    return _show(request, "own_start", {"form": PersonForm(people)})


def _begin(request: OwnerRequest, people: tuple[Person, ...]) -> HttpResponse:
    """Begin with what she kept, or with what her entries say, about whom she chose."""
    chosen = request.POST.getlist("who")
    person = next((each.id for each in people if [each.id] == chosen), "")
    entries = record.offered(request.owner)
    asked = actions.start_from(request.owner, person, entries, timezone.localdate())
    actions.begin(request.session, OWN, asked, timezone.now())
    return go(f"{OWN_START}/1")


@_private
def page(request: OwnerRequest, place: int) -> HttpResponse:
    """One page of questions, with what the record answers already."""
    asked = actions.find(request.session, OWN, timezone.now())
    if asked is None:
        return go(OWN_START)
    if request.method == "POST":
        return go(f"{OWN_START}/{views.take(request, OWN, asked, place)}")
    context = views.questions(asked, place, OWN_START)
    form = PageForm(context["questions"], asked.given, _notes(request, asked))
    return _show(request, "own_page", context | {"form": form, "person": _label(request, asked)})


@_private
def result(request: OwnerRequest) -> HttpResponse:
    """What is said of each order, with the entries that help; or keep the answers, or forget."""
    asked = actions.find(request.session, OWN, timezone.now())
    if asked is None:
        return go(OWN_START)
    if request.method == "POST":
        return _end(request, asked)
    entries = queries.about(record.offered(request.owner), asked.person)
    asker = replace(views.asker_of(asked, ENGLISH), entries=entries, drafts=_drafts())
    more = {
        "person": _label(request, asked),
        "is_kept": actions.kept(request.owner).get(asked.person) == asked.given,
        "has_kept": asked.person in actions.kept(request.owner),
    }
    return _show(request, "own_result", views.found(asker, OWN_START) | more)


def _end(request: OwnerRequest, asked: Asked) -> HttpResponse:
    now = timezone.now()
    if KEEP in request.POST:
        actions.keep(request.owner, asked, now)
    elif KEEP_NO_MORE in request.POST:
        actions.drop(request.owner, asked.person, now)
    elif FORGET in request.POST:
        request.session.forget(OWN)
        return go(OWN_START)
    return go(f"{OWN_START}/{RESULT}")


def _label(request: OwnerRequest, asked: Asked) -> str:
    """What she calls the person it is about; "" for nobody of the record."""
    people = record.people(request.owner)
    return next((each.label for each in people if each.id == asked.person), "")


def _notes(request: OwnerRequest, asked: Asked) -> Mapping[str, SafeString]:
    """Above a question that her record answers: the entries that do."""
    if not asked.person:
        return {}
    entries = record.offered(request.owner)
    behind = recorded.behind(entries, asked.person, timezone.localdate())
    return {name: _note(numbers) for name, numbers in queries.notes_of(behind).items()}


def _note(numbers: tuple[int, ...]) -> SafeString:
    addresses = [(reverse("record:entry", args=[number]), number) for number in numbers]
    links = format_html_join(", ", '<a class="govuk-link" href="{}">{}</a>', addresses)
    said = _("Your notes say “yes”. You can change it. These entries say so:")
    return format_html("{} {}", said, links)


def _drafts() -> dict[Candidate, tuple[Draft, ...]]:
    places = {kind: place for place, kind in letters.KINDS.items()}
    return {
        candidate: tuple(
            Draft(reverse("letters:new", args=[places[kind]]), letters.BOOK.outlines[kind].title)
            for kind in kinds
        )
        for candidate, kinds in LETTERS.items()
    }


def _show(request: OwnerRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    own = {
        "start": OWN_START,
        "held": HELD,
        "plan": PLAN,
        "compare": f"{queries.START[ENGLISH]}/{queries.COMPARE}",
        "first_call": guidance.first_call(timezone.localdate()),
    }
    return render(request, f"orders/{template}.html", own | context)
