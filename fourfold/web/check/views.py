"""The self-check: a few questions, and what stands out. Nothing of it is kept unless somebody asks.

The answers wait sealed in the visit, for as long as a visit without a record lasts. They stand in
no address, and a page is named by how far on it is, not by what it asks.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.core.support import selfcheck as core
from fourfold.core.support.selfcheck import ABOUT, ME, Result
from fourfold.web.check import queries
from fourfold.web.check.forms import PageForm, Voice
from fourfold.web.check.queries import CHECK, GONE, RESULT, START
from fourfold.web.guidance import queries as guidance
from fourfold.web.guidance.views import everybodys
from fourfold.web.safety.session import BROUGHT, VisitRequest, even_text
from fourfold.web.ui.language import language_of

GIVEN = "check"
# More than all answers together need, and the draft of all of them in either language.
ROOM, DRAFT_ROOM = 2000, 4000
Given = dict[str, list[str]]
# The button that was pressed, on forms that have more than one.
SEE, FORGET, KEEP = "see", "forget", "keep"


# The outermost check has already refused whatever did not come from our own pages.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@everybodys
def start(request: VisitRequest) -> HttpResponse:
    """Who to call, the helpline's own tool, what these questions are; whom it is about."""
    language = language_of(request.path)
    if request.method == "POST":
        return _begin(request)
    about = CHECK.questions[0]
    context = {
        "question": about.text.words(language),
        "choices": [(each.id, each.text.words(language)) for each in about.choices],
        "own": queries.link(queries.OWN_BEHAVIOUR, language),
        "standing": queries.standing(queries.texts_of([about], ME), language),
    }
    return _show(request, "start", context)


def _begin(request: VisitRequest) -> HttpResponse:
    """Begin anew: what was answered before is gone."""
    language = language_of(request.path)
    given = core.settle(CHECK, {ABOUT: request.POST.getlist(ABOUT)})
    if ABOUT not in given:
        return _go(START[language])
    until = timezone.now().timestamp() + settings.VISIT_SECONDS
    _keep(request, {ABOUT: list(given[ABOUT])}, until)
    return _go(f"{START[language]}/1")


@require_safe
@everybodys
def now(request: HttpRequest) -> HttpResponse:
    """In danger, or not sure: whom to call, also without a word."""
    samaritans = queries.line(queries.SAMARITANS, timezone.localdate())
    return _show(request, "now", {"samaritans": samaritans})


@require_safe
@everybodys
def gone(request: HttpRequest) -> HttpResponse:
    """After the answers were forgotten: what this device still shows."""
    return _show(request, "gone", {})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: VisitRequest, place: int) -> HttpResponse:
    """One page of questions, the `place`th of those that there are for this visit."""
    language = language_of(request.path)
    given = _given(request)
    if given is None:
        return _go(START[language])
    pages = core.pages(CHECK, _tuples(given))
    if not 1 <= place <= len(pages):
        raise Http404
    if request.method == "POST":
        return _take(request, given, place)
    answers = core.settle(CHECK, given)
    about, questions = answers[ABOUT][0], pages[place - 1]
    context = {
        "form": PageForm(CHECK, questions, answers, Voice(about, language)),
        "page": questions[0].page,
        "place": place,
        "count": len(pages),
        "back": f"{START[language]}/{place - 1}" if place > 1 else START[language],
        "standing": queries.standing(queries.texts_of(questions, about), language),
        "is_first": place == 1,
    }
    return _show(request, "page", context)


def _take(request: VisitRequest, given: Given, place: int) -> HttpResponse:
    """Keep what was ticked on the page that was sent, which an older tab may have shown."""
    sent = request.POST.get("page", "")
    for question in CHECK.questions:
        if question.id != ABOUT and str(question.page) == sent:
            given[question.id] = request.POST.getlist(question.id)
    answers = core.settle(CHECK, given)
    _keep(request, {name: list(chosen) for name, chosen in answers.items()}, None)
    is_last = place >= len(core.pages(CHECK, answers))
    following = RESULT if SEE in request.POST or is_last else place + 1
    return _go(f"{START[language_of(request.path)]}/{following}")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: VisitRequest) -> HttpResponse:
    """What stands out and what to do next; or forget the answers, or take them into a record."""
    if request.method == "POST":
        return _end(request)
    language, given = language_of(request.path), _given(request)
    if given is None:
        return _go(START[language])
    context = _told(core.settle(CHECK, given), language)
    return _show(request, "result", context | {"is_open": request.session.is_open})


def _told(answers: core.Answers, language: str) -> dict[str, Any]:
    """What the page of the result shows."""
    today, found = timezone.localdate(), core.result(CHECK, answers)
    return {
        **queries.shown(found, language, today),
        "signs": queries.signs(found, language),
        "told": queries.told(answers, language),
        "sources": queries.sources(found, today),
        "says_law": queries.says_law(found),
        "can_keep": found.about == ME and any(core.draft(CHECK, answers, language).values()),
        "own": queries.link(queries.OWN_BEHAVIOUR, language),
        "standing": queries.standing(_said(found), language),
        "back": f"{START[language]}/{len(core.pages(CHECK, answers))}",
    }


def _said(found: Result) -> list[core.Said]:
    return [each.said(found.about) for each in (*found.findings, *found.signs)]


def _end(request: VisitRequest) -> HttpResponse:
    language = language_of(request.path)
    if KEEP in request.POST:
        return _bring(request)
    if FORGET in request.POST:
        request.session.forget(BROUGHT)
        request.session.forget(GIVEN)
        return _go(f"{START[language]}/{GONE}")
    return _go(request.path)


def _bring(request: VisitRequest) -> HttpResponse:
    """Take the ticked answers along, as a draft that its owner sees before anything is saved."""
    language, given = language_of(request.path), _given(request)
    if given is None or given[ABOUT] != [ME]:
        return _go(START[language])
    boxes = core.draft(CHECK, given, language)
    draft = {box: ["\n".join(lines)] for box, lines in boxes.items() if lines}
    request.session.state[BROUGHT] = even_text(draft, DRAFT_ROOM)
    request.session.save()
    return _go("/n/add" if request.session.is_open else "/n/start")


# ------------------------------------------------------------------ what the visit holds


def _given(request: VisitRequest) -> Given | None:
    """The answers so far; None when there are none or they have had their time."""
    held: dict[str, Any] | None = request.session.state.get(GIVEN)
    if held is None:
        return None
    if not 0 < held["until"] - timezone.now().timestamp() <= settings.VISIT_SECONDS:
        # A visit in which notes are open lasts longer than answers may be kept.
        request.session.forget(GIVEN)
        return None
    answers: Given = json.loads(held["answers"])
    return answers


def _keep(request: VisitRequest, given: Given, until: float | None) -> None:
    """Keep the answers in the visit, until half an hour after the first was given."""
    held = request.session.state.get(GIVEN, {})
    ends = held["until"] if until is None else until
    answers = even_text(given, ROOM)
    request.session.state[GIVEN] = {"until": ends, "answers": answers}
    request.session.save()


def _tuples(given: Given) -> dict[str, tuple[str, ...]]:
    return {name: tuple(chosen) for name, chosen in given.items()}


def _go(path: str) -> HttpResponse:
    return HttpResponseRedirect(path, status=303)


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    today, language = timezone.localdate(), language_of(request.path)
    own = {
        "start": START[language],
        "languages": queries.languages(request.path, language),
    }
    always = guidance.always(request.path, today)
    return render(request, f"check/{template}.html", always | own | context)
