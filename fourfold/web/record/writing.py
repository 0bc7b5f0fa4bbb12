"""The pages on which the owner writes. Whatever she sends is saved, or kept as a draft.

A post never answers with a page: a browser would keep what was typed in its own files. A form with
a mistake becomes a draft and a 303 to that draft's page; so does one sent after the visit had timed
out, for the owner's return, and one that she wants to finish later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from fourfold.core.kernel.text import first_line
from fourfold.core.record.body import Incident
from fourfold.web.accounts.access import Owner, OwnerRequest, private
from fourfold.web.accounts.models import Record
from fourfold.web.record import actions, drafts, queries, uploads, words
from fourfold.web.record.actions import Content, FileGone, NoSuchEntry, Posted
from fourfold.web.record.change import Overtaken
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.drafts import Draft
from fourfold.web.record.forms import AmendForm, IncidentForm, MoreForm, RecordForm
from fourfold.web.record.rows import KeptFile
from fourfold.web.safety.session import VisitRequest
from fourfold.web.safety.uploads import takes_files

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
Files = tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages: its route's name, its entry (0: a new one), its form, and how to save it.

    make: the form, given `data` or `initial`, `now` and `waiting`. save: the number of the entry.
    """

    name: drafts.FormName
    number: int
    make: Callable[..., Any]
    save: Callable[[Any, Files, Posted], int]
    initial: dict[str, Any]
    context: dict[str, Any]

    def address(self, draft_id: str = "") -> str:
        """Where the page is, with a draft or without."""
        args = [each for each in (self.number, draft_id) if each]
        return reverse(f"record:{self.name}", args=args)


def keep_late(request: VisitRequest, record: Record) -> None:
    """Keep what was sent after the visit had timed out, sealed to the record's public half."""
    route = request.resolver_match
    assert route
    files = uploads.kept_files(request)
    content = drafts.Content(
        form=cast(drafts.FormName, route.url_name),
        number=int(route.kwargs.get("number", 0)),
        data=drafts.posted(request.POST, files),
        saved=words.utc_text(timezone.now()),
        files=files,
        refused=drafts.refusals(uploads.refused_files(request)),
        is_late=True,
        is_checked=False,
    )
    drafts.keep(record, content, timezone.now())


writes = (
    read_or_post,
    takes_files(uploads.seal_to_record),
    private(late=keep_late),
    tells_damage,
)


def writing(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """A page that takes a form with files and never loses one."""
    for decorate in reversed(writes):
        view = decorate(view)
    return view


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
    return _answer(request, Page("add", 0, IncidentForm, save, {}, context), draft)


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

    initial = MoreForm.answers_of(incident, history.latest.people)
    make = partial(MoreForm, known=history.people)
    page = Page("more", number, make, save, initial, {"summary": summary(history)})
    return _answer(request, page, draft)


@writing
def amend(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Put something right: both versions are kept, and why."""
    history, incident = _find_incident(request.owner, number)

    def save(form: AmendForm, files: Files, posted: Posted) -> int:
        content = Content(
            form.incident(), files, people=history.latest.people, reason=form.reason_given
        )
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    make = partial(AmendForm, before=incident)
    initial = AmendForm.answers_of(incident)
    page = Page("amend", number, make, save, initial, {"entry": history.latest})
    return _answer(request, page, draft)


@require_POST
@private()
def drop(request: OwnerRequest, draft: str) -> HttpResponse:
    """Throw a draft away."""
    drafts.drop(request.owner, draft)
    return HttpResponseRedirect(reverse("record:timeline"), status=303)


# ------------------------------------------------------------------ one form's way


def _answer(request: OwnerRequest, page: Page, draft_id: str) -> HttpResponse:
    draft = drafts.find(request.owner, draft_id) if draft_id else None
    if draft and (draft.content.form, draft.content.number) != (page.name, page.number):
        raise Http404
    if request.method == "POST":
        return _receive(request, page, draft)
    if draft_id and draft is None:
        raise Http404
    return _show(request, page, draft)


def _show(request: OwnerRequest, page: Page, draft: Draft | None) -> HttpResponse:
    now = timezone.now()
    if draft is None:
        form = page.make(initial=page.initial, now=now)
    else:
        form = page.make(draft.data, now=now, waiting=draft.content.files)
        _say_problems(form, draft)
    context = {"form": form, "draft": draft, "page": page, **page.context}
    return render(request, f"record/{page.name}.html", context)


def _say_problems(form: RecordForm, draft: Draft) -> None:
    form.full_clean()
    if not draft.content.is_checked:
        form.hide_problems()
    for name, code in draft.content.refused:
        form.add_error("uploads", words.refused_words(name, code))


def _receive(request: OwnerRequest, page: Page, draft: Draft | None) -> HttpResponse:
    """Save a form, or keep it: as it is when she asked for that, or with what is wrong with it."""
    form = page.make(request.POST, now=timezone.now(), waiting=draft.content.files if draft else ())
    is_valid = form.is_valid()
    files = (*form.files_kept, *uploads.kept_files(request))
    refused = drafts.refusals(uploads.refused_files(request))
    # A browser sends a form again by itself when the line breaks: that makes no second draft.
    keep = partial(_keep, request, page, draft.id if draft else form.idempotency_key, files)
    if "later" in request.POST:
        keep(refused, is_checked=False)
        return HttpResponseRedirect(reverse("record:timeline"), status=303)
    if refused or not is_valid:
        return keep(refused)
    posted = Posted(form.idempotency_key, draft.id if draft else "")
    try:
        number = page.save(form, files, posted)
    except FileGone as gone:
        return keep(((gone.name, "gone"),))
    except Overtaken:
        return keep((("", "busy"),))
    except NoSuchEntry:
        raise Http404 from None
    return HttpResponseRedirect(reverse("record:saved", args=[number]), status=303)


def _keep(
    request: OwnerRequest,
    page: Page,
    draft_id: str,
    files: Files,
    refused: tuple[tuple[str, str], ...],
    **how: bool,
) -> HttpResponse:
    now = timezone.now()
    content = drafts.Content(
        form=page.name,
        number=page.number,
        data=drafts.posted(request.POST, files),
        saved=words.utc_text(now),
        files=files,
        refused=refused,
        **how,
    )
    draft_id = drafts.keep(request.owner.row, content, now, draft_id)
    return HttpResponseRedirect(page.address(draft_id), status=303)


def summary(history: queries.History) -> str:
    """The entry's first words."""
    return first_line(history.latest.body.words, 80)


def _find_incident(owner: Owner, number: int) -> tuple[queries.History, Incident]:
    """An entry that this form can change, with its versions."""
    history = queries.history(owner, number)
    if history is None or not isinstance(history.latest.body, Incident):
        raise Http404
    return history, history.latest.body
