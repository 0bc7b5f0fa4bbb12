"""Writing down something other than an incident: which kind, its form, and changing it later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold.core.record.body import Body, Effect, Message, Note, Thing
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.record import actions, links, queries, words
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.forms import ReasonForm
from fourfold.web.record.kind_forms import (
    AmendEffectForm,
    AmendMessageForm,
    AmendNoteForm,
    AmendThingForm,
    EffectForm,
    HandingForm,
    KindForm,
    LinkForm,
    MessageForm,
    NoteForm,
    ThingForm,
    linked_boxes,
)


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind is written: the form that begins it, the one that changes it, their template."""

    add: type[KindForm]
    amend: type[ReasonForm]
    template: str
    boxes: Callable[[Any], dict[str, Any]]


WAYS: dict[type[Body], Way] = {
    Effect: Way(EffectForm, AmendEffectForm, "record/effect.html", AmendEffectForm.answers_of),
    Message: Way(MessageForm, AmendMessageForm, "record/message.html", AmendMessageForm.answers_of),
    Thing: Way(ThingForm, AmendThingForm, "record/thing.html", AmendThingForm.answers_of),
    Note: Way(NoteForm, AmendNoteForm, "record/note.html", AmendNoteForm.answers_of),
}


@require_safe
@private()
@tells_damage
def choose(request: OwnerRequest) -> HttpResponse:
    """What else can be written down."""
    return render(request, "record/kinds.html")


@writing
def effect(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """What it did to her."""
    return answer(request, _add_page(request, "record:effect", Effect), draft)


@writing
def message(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """A message, typed by hand."""
    return answer(request, _add_page(request, "record:message", Message), draft)


@writing
def thing(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """A thing that she keeps."""
    return answer(request, _add_page(request, "record:thing", Thing), draft)


@writing
def note(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """A note to herself."""
    return answer(request, _add_page(request, "record:note", Note), draft)


@writing
def handing(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Who has a thing now."""
    history = queries.history(request.owner, number)
    if history is None or not isinstance(history.latest.body, Thing):
        raise Http404

    def save(form: HandingForm, files: Files, posted: Posted) -> int:
        content = Content(
            form.changed(), files, people=history.latest.people, reason=str(words.HANDED_ON)
        )
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "record:handing",
        {"number": number},
        partial(HandingForm, before=history.latest.body),
        save,
        context={"entry": history.latest},
    )
    return answer(request, page, draft)


def _add_page(request: OwnerRequest, name: str, kind: type[Body]) -> Page:
    way, owner = WAYS[kind], request.owner
    make: Callable[..., Any] = way.add
    if issubclass(way.add, LinkForm):
        make = partial(way.add, links=links.links_of(owner))

    def save(form: KindForm, files: Files, posted: Posted) -> int:
        return actions.add_entry(owner, Content(form.body(), files), posted, timezone.now())

    return Page(name, {}, make, save, template=way.template)


def amend_page(request: OwnerRequest, history: queries.History) -> Page:
    """The page that changes an entry of one of these kinds, or there is none."""
    entry, owner = history.latest, request.owner
    way = WAYS.get(type(entry.body))
    if way is None:
        raise Http404
    make = partial(way.amend, before=entry.body)
    boxes = way.boxes(entry.body)
    if issubclass(way.add, LinkForm):
        linked = links.links_of(owner, getattr(entry.body, "linked", ()), entry.number)
        make, boxes = partial(make, links=linked), boxes | linked_boxes(linked)

    def save(form: Any, files: Files, posted: Posted) -> int:
        content = Content(form.body(), files, people=entry.people, reason=form.reason_given)
        return actions.amend_entry(owner, entry.number, content, posted, timezone.now())

    return Page(
        "record:amend",
        {"number": entry.number},
        make,
        save,
        template=way.template,
        initial=boxes,
        context={"entry": entry},
    )
