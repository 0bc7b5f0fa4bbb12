"""Letters: what there is, a new one, writing it, looking it over, and taking it away on paper."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold.core.kernel.sourced import Told
from fourfold.core.letters.plain import plain_text
from fourfold.web.accounts.access import Owner, OwnerRequest, private
from fourfold.web.accounts.waiting import read_or_post
from fourfold.web.letters import actions, queries
from fourfold.web.letters.forms import (
    EditForm,
    LookOverForm,
    NewForm,
    StayOutForm,
    trace_words,
)
from fourfold.web.letters.printing import pdf_of
from fourfold.web.letters.queries import BOOK, KINDS, Kept
from fourfold.web.letters.words import GROUPS
from fourfold.web.record import papers
from fourfold.web.record.actions import Posted
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.papers import NoSuchPaper, PaperChanged
from fourfold.web.safety import answers

PLACES = {kind: place for place, kind in KINDS.items()}


@require_safe
@private()
@tells_damage
def kept(request: OwnerRequest) -> HttpResponse:
    """The letters that there are."""
    owner = request.owner
    more = {"letters": queries.all_of(owner), "phrases": len(queries.stay_out(owner))}
    return render(request, "letters/kept.html", more)


@require_safe
@private()
def kinds(request: OwnerRequest) -> HttpResponse:
    """What can be written."""
    groups = [
        (title, [(PLACES[kind], BOOK.outlines[kind].title) for kind in those])
        for title, those in GROUPS
    ]
    return render(request, "letters/kinds.html", {"groups": groups})


@writing
def new(request: OwnerRequest, place: int, draft: str = "") -> HttpResponse:
    """What it is, what to know first, a few questions, and what of her notes goes in."""
    if place not in KINDS:
        raise Http404
    owner, outline = request.owner, BOOK.outlines[KINDS[place]]

    def save(form: NewForm, _files: Files, posted: Posted) -> int:
        return actions.write(owner, form.letter(), posted, timezone.now())

    today = timezone.localdate()
    offered = queries.offered(owner, outline.kind)
    has_room = len(queries.all_of(owner)) < queries.MOST
    page = Page(
        "letters:new",
        {"place": place},
        partial(NewForm, outline=outline, offered=offered, has_room=has_room),
        save,
        after=_edit_of,
        context={
            "outline": outline,
            "about": queries.told(outline.about, today),
            "warnings": queries.told(outline.warnings, today),
            "origins": queries.where_from(outline, today),
        },
    )
    return answer(request, page, draft)


@writing
def edit(request: OwnerRequest, paper: int, draft: str = "") -> HttpResponse:
    """Write it, section by section, in one form."""
    owner, found = request.owner, _find(request.owner, paper)
    today = timezone.localdate()
    helps = {
        section.id: _together(queries.told(section.help, today))
        for section in found.outline.sections
    }

    def save(form: EditForm, _files: Files, posted: Posted) -> int:
        read_as = replace(found, paper=replace(found.paper, version=form.version_read))
        return actions.rewrite(owner, read_as, form.rewritten(), posted, timezone.now())

    page = Page(
        "letters:edit",
        {"paper": paper},
        partial(EditForm, letter=found.letter, helps=helps),
        save,
        after=lambda number: reverse("letters:look", args=[number]),
        initial=EditForm.answers_of(found.letter),
        carried={"version": str(found.paper.version)},
        context={
            "kept": found,
            "warnings": queries.told(found.outline.warnings, today),
            "origins": queries.where_from(found.outline, today),
        },
    )
    return answer(request, page, draft)


@read_or_post
@private()
@tells_damage
def look(request: OwnerRequest, paper: int) -> HttpResponse:
    """What could say where she is; what may stay; then how to take the letter away."""
    found = _find(request.owner, paper)
    looked = queries.looked(request.owner, found)
    to_tick = [each for each in looked.unsettled if each.key]
    if request.method == "POST":
        return _settle(request, found, LookOverForm(request.POST, traces=to_tick))
    form = answers.bring_back(request.session, LookOverForm(traces=to_tick))
    today = timezone.localdate()
    more = {
        "kept": found,
        "looked": looked,
        "must_go": [trace_words(each) for each in looked.kept_out],
        "form": form if to_tick else None,
        "after": queries.told(found.outline.after, today),
        "origins": queries.where_from(found.outline, today),
        "has_list": bool(queries.stay_out(request.owner)),
    }
    return render(request, "letters/look.html", more)


def _settle(request: OwnerRequest, found: Kept, form: LookOverForm) -> HttpResponse:
    """Note what may stay. A letter that was changed meanwhile is looked over again."""
    if not form.is_valid():
        answers.keep(request.session, form)
        return _go("letters:look", found.number)
    allowed = tuple(dict.fromkeys((*found.letter.allowed, *form.cleaned_data["may_stay"])))
    letter = replace(found.letter, allowed=allowed)
    try:
        actions.rewrite(request.owner, found, letter, Posted(), timezone.now())
    except PaperChanged:
        pass
    except NoSuchPaper:
        raise Http404 from None
    return _go("letters:look", found.number)


@require_safe
@private()
@tells_damage
def text(request: OwnerRequest, paper: int) -> HttpResponse:
    """The whole letter as plain text, to be copied."""
    found = _find(request.owner, paper)
    if not queries.is_settled(request.owner, found):
        return _go("letters:look", paper)
    more = {"kept": found, "text": plain_text(found.letter)}
    return render(request, "letters/text.html", more)


@require_safe
@private()
@tells_damage
def printed(request: OwnerRequest, paper: int) -> HttpResponseBase:
    """The letter as a PDF."""
    found = _find(request.owner, paper)
    if not queries.is_settled(request.owner, found):
        return _go("letters:look", paper)
    return pdf_of(request, found.letter, timezone.localdate())


@read_or_post
@private()
@tells_damage
def delete(request: OwnerRequest, paper: int) -> HttpResponse:
    """Ask, then destroy it at once and for good."""
    found = _find(request.owner, paper)
    if request.method != "POST":
        return render(request, "letters/delete.html", {"kept": found})
    papers.remove(request.owner, paper)
    return _go("letters:kept")


@writing
def stay_out(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """The words that must stay out of every letter."""
    owner = request.owner

    def save(form: StayOutForm, _files: Files, posted: Posted) -> int:
        sent = actions.List(form.phrases(), form.phrases_seen())
        return actions.keep_out(owner, sent, posted, timezone.now())

    lines = "\n".join(queries.stay_out(owner))
    page = Page(
        "letters:stay-out",
        {},
        StayOutForm,
        save,
        after=lambda _number: reverse("letters:kept"),
        template="letters/stay_out.html",
        initial={"lines": lines, "seen": lines},
    )
    return answer(request, page, draft)


def _find(owner: Owner, number: int) -> Kept:
    found = queries.find(owner, number)
    if found is None:
        raise Http404
    return found


def _edit_of(number: int) -> str:
    return reverse("letters:edit", args=[number])


def _together(told: list[Told]) -> str:
    """Sentences as the help of one box; one past its review day says so."""
    return " ".join(f"{each.text} (check this)" if each.check_this else each.text for each in told)


def _go(name: str, *args: object) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=args), status=303)
