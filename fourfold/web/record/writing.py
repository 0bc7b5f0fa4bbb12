"""The pages on which the owner writes what happened, adds to it, and puts it right."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fourfold.core.kernel.text import first_line
from fourfold.core.record.body import Incident
from fourfold.web.accounts.access import Owner, OwnerRequest, private
from fourfold.web.record import actions, drafts, kinds, queries, words
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.deed_forms import (
    ActsForm,
    AroundForm,
    DetailForm,
    Done,
    MoreForm,
    WhoForm,
)
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.forms import AmendForm, IncidentForm

DETAILS: tuple[type[DetailForm], ...] = (ActsForm, WhoForm, AroundForm)
"""The small pages of more detail, by their numbers in addresses."""


@writing
def add(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """What happened: the thirty-second form."""
    owner = request.owner
    if request.method == "GET" and not draft:
        brought = drafts.bring(request.session, owner, timezone.now())
        if brought:
            return HttpResponseRedirect(reverse("record:add", args=[brought]), status=303)

    def save(form: IncidentForm, files: Files, posted: Posted) -> int:
        content = Content(form.incident(), files)
        return actions.add_entry(owner, content, posted, timezone.now())

    context = {"is_first": queries.is_new(owner)}
    return answer(request, Page("record:add", {}, IncidentForm, save, context=context), draft)


@writing
def more(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Add more to something saved: another version, with nothing taken away."""
    history, deed = _find_deed(request.owner, number)

    def save(form: MoreForm, files: Files, posted: Posted) -> int:
        content = Content(
            form.changed(),
            files,
            people=tuple(form.cleaned_data.get("people", ())),
            person=form.new_person,
            reason=str(words.ADDED_MORE),
        )
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "record:more",
        {"number": number},
        partial(MoreForm, before=deed, known=history.people),
        save,
        initial=MoreForm.answers_of(deed, history.latest.people),
        context={"summary": summary(history)},
    )
    return answer(request, page, draft)


@writing
def detail(request: OwnerRequest, number: int, part: int, draft: str = "") -> HttpResponse:
    """One small page of more detail about something done."""
    if part > len(DETAILS):
        raise Http404
    history, deed = _find_deed(request.owner, number)
    form_type = DETAILS[part - 1]

    def save(form: DetailForm, files: Files, posted: Posted) -> int:
        content = Content(
            form.changed(), files, people=history.latest.people, reason=str(words.ADDED_MORE)
        )
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "record:detail",
        {"number": number, "part": part},
        partial(form_type, before=deed),
        save,
        template=f"record/detail_{part}.html",
        initial=form_type.answers_of(deed),
        context={"summary": summary(history)},
    )
    return answer(request, page, draft)


@writing
def amend(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Put something right: both versions are kept, and why."""
    history = _find(request.owner, number)
    incident = history.latest.body
    if not isinstance(incident, Incident):
        return answer(request, kinds.amend_page(request, history), draft)

    def save(form: AmendForm, files: Files, posted: Posted) -> int:
        content = Content(
            form.incident(), files, people=history.latest.people, reason=form.reason_given
        )
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "record:amend",
        {"number": number},
        partial(AmendForm, before=incident),
        save,
        initial=AmendForm.answers_of(incident),
        context={"entry": history.latest},
    )
    return answer(request, page, draft)


@require_POST
@private()
def drop(request: OwnerRequest, draft: str) -> HttpResponse:
    """Throw a draft away."""
    drafts.drop(request.owner, draft)
    return HttpResponseRedirect(reverse("record:timeline"), status=303)


def summary(history: queries.History) -> str:
    """The entry's first words."""
    return first_line(history.latest.body.words, 80)


def _find(owner: Owner, number: int) -> queries.History:
    history = queries.history(owner, number)
    if history is None:
        raise Http404
    return history


def _find_deed(owner: Owner, number: int) -> tuple[queries.History, Done]:
    """An entry about something done, with its versions."""
    history = _find(owner, number)
    if not isinstance(history.latest.body, Done):
        raise Http404
    return history, history.latest.body
