"""Finding support: the helplines, and what there is near a place that nobody else learns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.core.support.area import Answer, Confidence
from fourfold.core.support.service import Audience
from fourfold.web.guidance import queries as guidance
from fourfold.web.guidance.shelf import SHELF
from fourfold.web.guidance.views import everybodys, leaflet_file, make_leaflet
from fourfold.web.safety import answers
from fourfold.web.safety.session import VisitRequest
from fourfold.web.support import actions, drawing, queries, sheets
from fourfold.web.support.actions import Asked
from fourfold.web.support.forms import AudienceForm, ForceForm, PlaceForm
from fourfold.web.ui.language import EASY, language_of


@require_safe
@everybodys
def support(request: HttpRequest) -> HttpResponse:
    """Who to call: emergency numbers, a way to what is near, and the national helplines."""
    language = language_of(request.path)
    groups = queries.helplines(timezone.localdate())
    shown = {"groups": groups, "lines": [line for _heading, lines in groups for line in lines]}
    pages = guidance.folder("support", language)
    return _show(request, "support", shown | {"pages": pages, "form": PlaceForm()})


@require_safe
@everybodys
def forces(request: HttpRequest) -> HttpResponse:
    """Every police force, to choose one."""
    return _show(request, "forces", {"nations": queries.nations()})


# The outermost check has already refused whatever did not come from our own pages.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def near(request: VisitRequest) -> HttpResponse:
    """What there is near a place, which waits sealed in the visit and stands in no address."""
    if request.method == "POST":
        return _take(request)
    form = answers.bring_back(request.session, PlaceForm())
    if form.errors:
        return _show(request, "again", {"form": form})
    asked = actions.asked(request.session, timezone.now())
    if asked.is_empty:
        return _begin(request)
    answer = queries.find(asked.place, asked.force)
    if answer.confidence is Confidence.CROWN_DEPENDENCY:
        return _show(request, "crown", {"form": form})
    body = drawing.near(_question(answer, asked), language_of(request.path))
    return _show(request, "near", {"place": answer.asked, "body": body})


@require_safe
def sheet(request: VisitRequest, name: str) -> HttpResponse:
    """The same on paper, to be saved under a name that tells nothing."""
    size = sheets.NAMES.get(name)
    if size is None:
        raise Http404
    asked = actions.asked(request.session, timezone.now())
    answer = queries.find(asked.place, asked.force)
    if not answer.candidates:
        return _begin(request)
    found = queries.result(_question(answer, asked))
    what = sheets.Sheet(found, size, language_of(request.path), timezone.localdate())
    return leaflet_file(make_leaflet(request, lambda: SHELF.once(sheets.leaflet(what))), name)


def _question(answer: Answer, asked: Asked) -> queries.Question:
    return queries.question(answer, asked.audiences, timezone.localdate(), timezone.localtime())


def _take(request: VisitRequest) -> HttpResponse:
    """Keep a place, a force or what should come first, whichever form was sent."""
    now = timezone.now()
    asked = actions.asked(request.session, now)
    if "narrow" in request.POST:
        form: forms.Form = AudienceForm(request.POST)
        if form.is_valid():
            who = tuple(Audience(each) for each in form.cleaned_data["who"])
            actions.keep(request.session, replace(asked, audiences=who), now)
    elif "force" in request.POST:
        form = ForceForm(request.POST)
        if form.is_valid():
            force = form.cleaned_data["force"]
            actions.keep(request.session, replace(asked, place="", force=force), now)
    else:
        _look_up(request, asked)
    return HttpResponseRedirect(request.path, status=303)


def _look_up(request: VisitRequest, asked: Asked) -> None:
    form = PlaceForm(request.POST)
    place = form.cleaned_data["place"] if form.is_valid() else ""
    if not place:
        # What was found before must not be taken for the answer to this.
        request.session.state.pop(actions.KEPT, None)
        answers.keep(request.session, form)
        return
    actions.keep(request.session, replace(asked, place=place, force=""), timezone.now())


def _begin(request: HttpRequest) -> HttpResponse:
    """Back to where a place is asked for."""
    before = guidance.PREFIXES[language_of(request.path)]
    return HttpResponseRedirect(f"{before}/support", status=303)


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    language = language_of(request.path)
    name = f"easy_{template}" if language == EASY else template
    home = f"{guidance.PREFIXES[language]}/support"
    shown = guidance.always(request.path, timezone.localdate()) | {"home": home} | context
    return render(request, f"support/{name}.html", shown)
