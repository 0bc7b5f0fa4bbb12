"""The way of a private form. Whatever the owner sends is saved, or kept as a draft.

A post never answers with a page: a browser would keep what was typed in its own files. A form with
a mistake becomes a draft and a 303 to that draft's page; so does one sent after the visit had timed
out, for the owner's return, and one that she wants to finish later.

A view makes a `Page` and gives it to `answer`. Its route exists twice under one name, plain and
with a draft at its end:

    path("<number:number>/amend", writing.amend, name="amend"),
    path("<number:number>/amend/<draft:draft>", writing.amend, name="amend"),
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.accounts.models import Record
from fourfold.web.record import drafts, uploads, words
from fourfold.web.record.actions import FileGone, NoSuchEntry, Posted
from fourfold.web.record.change import Overtaken
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.drafts import Draft, Place
from fourfold.web.record.forms import RecordForm
from fourfold.web.record.papers import NoSuchPaper, PaperChanged
from fourfold.web.record.rows import KeptFile
from fourfold.web.safety.session import VisitRequest
from fourfold.web.safety.uploads import takes_files

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
Files = tuple[KeptFile, ...]
WHY: dict[type[Exception], str] = {
    FileGone: "gone",
    Overtaken: "busy",
    PaperChanged: "changed",
}


def _saved(number: int) -> str:
    return reverse("record:saved", args=[number])


@dataclass(frozen=True, slots=True)
class Page:
    """One form's page.

    name: its route, "record:amend". place: what else its address has. make: the form, given `data`
    or `initial`, `now` and `waiting`. save: what saves it; the number of the entry or paper. after:
    where that leads. template: by default "record/amend.html". initial: what the boxes hold to
    begin with. carried: hidden boxes that the page fills itself, also for a draft.
    """

    name: str
    place: Place
    make: Callable[..., Any]
    save: Callable[[Any, Files, Posted], int]
    after: Callable[[int], str] = _saved
    template: str = ""
    initial: dict[str, Any] = field(default_factory=dict)
    carried: dict[str, str] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)

    def address(self, draft_id: str = "") -> str:
        """Where the page is, with a draft or without."""
        draft = {"draft": draft_id} if draft_id else {}
        return reverse(self.name, kwargs={**self.place, **draft})

    @property
    def drawn_with(self) -> str:
        """The template's path."""
        return self.template or self.name.replace(":", "/") + ".html"


def keep_late(request: VisitRequest, record: Record) -> None:
    """Keep what was sent after the visit had timed out, sealed to the record's public half."""
    route = request.resolver_match
    assert route
    files = uploads.kept_files(request)
    content = drafts.Content(
        form=route.view_name,
        place={name: value for name, value in route.kwargs.items() if name != "draft"},
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


def answer(request: OwnerRequest, page: Page, draft_id: str) -> HttpResponse:
    """Show the form, or save what was sent, or keep it."""
    draft = drafts.find(request.owner, draft_id) if draft_id else None
    if draft and (draft.content.form, draft.content.place) != (page.name, page.place):
        raise Http404
    if request.method == "POST":
        return _receive(request, page, draft)
    if draft_id and draft is None:
        raise Http404
    return _show(request, page, draft)


def _show(request: OwnerRequest, page: Page, draft: Draft | None) -> HttpResponse:
    now = timezone.now()
    if draft is None:
        form = page.make(initial=page.initial | page.carried, now=now)
    else:
        data = draft.data
        for name, value in page.carried.items():
            data[name] = value
        form = page.make(data, now=now, waiting=draft.content.files)
        _say_problems(form, draft)
    context = {"form": form, "draft": draft, "page": page, **page.context}
    return render(request, page.drawn_with, context)


def _say_problems(form: RecordForm, draft: Draft) -> None:
    form.full_clean()
    if not draft.content.is_checked:
        form.hide_problems()
    field = "uploads" if "uploads" in form.fields else None
    for name, code in draft.content.refused:
        form.add_error(field, words.refused_words(name, code))


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
    except (FileGone, Overtaken, PaperChanged) as stopped:
        return keep(((getattr(stopped, "name", ""), WHY[type(stopped)]),))
    except (NoSuchEntry, NoSuchPaper):
        raise Http404 from None
    return HttpResponseRedirect(page.after(number), status=303)


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
        place=page.place,
        data=drafts.posted(request.POST, files),
        saved=words.utc_text(now),
        files=files,
        refused=refused,
        **how,
    )
    draft_id = drafts.keep(request.owner.row, content, now, draft_id)
    return HttpResponseRedirect(page.address(draft_id), status=303)
