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
from fourfold.web.record import actions, drafts, queries, words
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.forms import AmendForm, IncidentForm, MoreForm


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
    history, incident = _find_incident(request.owner, number)

    def save(form: MoreForm, files: Files, posted: Posted) -> int:
        content = Content(
            form.added_to(incident),
            files,
            people=tuple(form.cleaned_data.get("people", ())),
            person=form.new_person,
            reason=str(words.ADDED_MORE),
        )
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "record:more",
        {"number": number},
        partial(MoreForm, known=history.people),
        save,
        initial=MoreForm.answers_of(incident, history.latest.people),
        context={"summary": summary(history)},
    )
    return answer(request, page, draft)


@writing
def amend(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Put something right: both versions are kept, and why."""
    history, incident = _find_incident(request.owner, number)

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


def _find_incident(owner: Owner, number: int) -> tuple[queries.History, Incident]:
    """An entry that this form can change, with its versions."""
    history = queries.history(owner, number)
    if history is None or not isinstance(history.latest.body, Incident):
        raise Http404
    return history, history.latest.body
