"""The safety plan as a whole, on paper, and deleting it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.core.letters.looking import kept_out_in
from fourfold.core.plan import choosing, looking
from fourfold.core.plan.plan import Dated, SafetyPlan
from fourfold.render.leaflet import leaflet_pdf
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.guidance.shelf import SHELF
from fourfold.web.guidance.views import leaflet_file, make_leaflet
from fourfold.web.letters import queries as letters
from fourfold.web.plan import actions, queries, sheets, words
from fourfold.web.plan.queries import Part
from fourfold.web.record.damage import tells_damage
from fourfold.web.safety import bodies

WHOLE = "notes.pdf"
PART = re.compile(r"(notes|sheet)-([1-9][0-9]?)\.pdf")


@dataclass(frozen=True, slots=True)
class ToGive:
    """A sheet for one person. kept_out: what must stay out and is on it; then it isn't printed."""

    part: Part
    reader: str | Promise
    kept_out: tuple[str, ...]


@require_safe
@private()
@tells_damage
def plan(request: OwnerRequest) -> HttpResponse:
    """The plan: why to look at it now, what she chose, and what else there is."""
    kept = queries.plan_of(request.owner)
    if kept is None:
        return render(request, "plan/begin.html")
    parts, today = queries.parts(kept), timezone.localdate()
    prompts = looking.prompts(queries.catalogue(), kept)
    return render(
        request,
        "plan/plan.html",
        {
            "plan": kept,
            "parts": [each for each in parts if each.is_likely],
            "others": [each for each in parts if not each.is_likely],
            "filled": [each for each in parts if not each.is_empty],
            "said": [(words.BOXES[box][0], text) for box, text in kept.words.items()],
            "dates": [(words.MOMENTS[each.moment], each) for each in kept.dates],
            "due": [_due(each) for each in looking.due(kept, today)],
            "prompts": [(each, _numbered(each.sections)) for each in prompts],
            "question": _first_question(kept),
            "is_tonight": kept.given.get("released") == "yes",
            "tonight": queries.number_of("tonight"),
        },
    )


@require_safe
@private()
@tells_damage
def over_start(request: OwnerRequest) -> HttpResponse:
    """Before the check-up: what may tip somebody off, and where to do it."""
    return render(request, "plan/over_start.html")


@require_safe
@private()
@tells_damage
def printing(request: OwnerRequest) -> HttpResponse:
    """What can be printed: all of it, one part, or a sheet to give to somebody."""
    kept = queries.plan_of(request.owner)
    parts = queries.parts(kept) if kept else ()
    stay_out = letters.stay_out(request.owner)
    to_give = [
        ToGive(each, words.READERS[each.section.reader], _kept_out(each, stay_out))
        for each in parts
        if each.section.reader and sheets.told(each)
    ]
    filled = [each for each in parts if not each.is_empty]
    return render(
        request, "plan/printing.html", {"has_plan": kept, "filled": filled, "to_give": to_give}
    )


@require_safe
@private()
@tells_damage
def sheet(request: OwnerRequest, name: str) -> HttpResponse:
    """A file to print, under a name that tells nothing."""
    kept = queries.plan_of(request.owner)
    made = _sheet(kept, name, letters.stay_out(request.owner)) if kept else None
    if made is None:
        raise Http404
    pdf = make_leaflet(request, lambda: SHELF.own(lambda: leaflet_pdf(made)), bodies.OWN_SHEETS)
    return leaflet_file(pdf, name.partition("-")[0].removesuffix(".pdf") + ".pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@private()
@tells_damage
def destroy(request: OwnerRequest) -> HttpResponse:
    """Delete the plan for good."""
    if request.method != "POST":
        return render(request, "plan/destroy.html", {"plan": queries.plan_of(request.owner)})
    actions.remove(request.owner)
    return HttpResponseRedirect(reverse("plan:plan"), status=303)


def _kept_out(part: Part, stay_out: tuple[str, ...]) -> tuple[str, ...]:
    return kept_out_in("\n".join(sheets.told(part)), stay_out)


def _sheet(kept: SafetyPlan, name: str, stay_out: tuple[str, ...]) -> sheets.Leaflet | None:
    today = timezone.localdate()
    if name == WHOLE:
        return sheets.whole(kept, today)
    found = PART.fullmatch(name)
    if found is None or int(found[2]) > len(queries.catalogue().sections):
        return None
    part = queries.part(kept, int(found[2]))
    if found[1] == "notes":
        return sheets.for_her(part, today)
    if not part.section.reader or _kept_out(part, stay_out):
        return None
    return sheets.to_give(part, today)


def _first_question(kept: SafetyPlan) -> int:
    """The first page of questions on which something is not answered; 0 when all are."""
    groups = choosing.pages(queries.catalogue(), kept.given)
    left = (g[0].page for g in groups if any(each.id not in kept.given for each in g))
    return next(left, 0)


def _due(due: looking.Due) -> tuple[str | Promise, str | Promise, Dated | None]:
    """Why now, and for a day that matters which one."""
    return words.WHY[due.why], words.MOMENTS[due.dated.moment] if due.dated else "", due.dated


def _numbered(sections: tuple[str, ...]) -> list[tuple[int, str]]:
    book = queries.catalogue()
    named = [(each, book.section(each)) for each in sections]
    return [(queries.number_of(name), each.title) for name, each in named if each]
