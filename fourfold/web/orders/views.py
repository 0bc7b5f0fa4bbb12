"""Which order could protect somebody: a few questions, and what is said of each order.

Nothing is kept: the answers wait sealed in the visit, for as long as a visit without a record
lasts. They stand in no address, and a page is named by how far on it is, not by what it asks.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.core.kernel.sourced import origins
from fourfold.core.orders import asking
from fourfold.core.orders.asking import PLACE
from fourfold.web.guidance import queries as guidance
from fourfold.web.guidance.views import everybodys
from fourfold.web.orders import actions, queries, words
from fourfold.web.orders.actions import PUBLIC, Asked
from fourfold.web.orders.forms import PageForm
from fourfold.web.orders.queries import COMPARE, GONE, RESULT, START, Asker
from fourfold.web.rules import queries as rules
from fourfold.web.safety.session import VisitRequest
from fourfold.web.ui.language import language_of

# The button that was pressed, on forms that have more than one.
SEE, FORGET = "see", "forget"
read_or_post = require_http_methods(["GET", "HEAD", "POST"])


# The outermost check has already refused whatever did not come from our own pages.
@csrf_exempt
@read_or_post
@everybodys
def start(request: VisitRequest) -> HttpResponse:
    """What these questions are, and the first of them."""
    if request.method == "POST":
        return _begin(request)
    choices = [(each, words.choice(PLACE, each)) for each in asking.CHOICES[PLACE]]
    language = language_of(request.path)
    context = {
        "name": PLACE,
        "question": words.QUESTIONS[PLACE],
        "choices": choices,
        "overview": queries.link("orders/overview", language),
        "broken": queries.link(queries.BROKEN, language),
    }
    return _show(request, "start", context)


def _begin(request: VisitRequest) -> HttpResponse:
    """Begin anew: what was answered before is gone."""
    first = START[language_of(request.path)]
    given = asking.settle({PLACE: request.POST.getlist(PLACE)})
    if not given:
        return go(first)
    actions.begin(request.session, PUBLIC, Asked(given), timezone.now())
    return go(f"{first}/{following(given, 1)}")


@csrf_exempt
@read_or_post
def page(request: VisitRequest, place: int) -> HttpResponse:
    """One page of questions, the `place`th of those that there are for this visit."""
    first = START[language_of(request.path)]
    asked = actions.find(request.session, PUBLIC, timezone.now())
    if asked is None:
        return go(first)
    if request.method == "POST":
        return go(f"{first}/{take(request, PUBLIC, asked, place)}")
    context = questions(asked, place, first)
    form = PageForm(context["questions"], asked.given, {})
    return _show(request, "page", context | {"form": form})


@csrf_exempt
@read_or_post
def result(request: VisitRequest) -> HttpResponse:
    """What is said of each order and what to do next; or forget the answers."""
    first = START[language_of(request.path)]
    if request.method == "POST":
        if FORGET not in request.POST:
            return go(request.path)
        request.session.forget(PUBLIC)
        return go(f"{first}/{GONE}")
    asked = actions.find(request.session, PUBLIC, timezone.now())
    if asked is None:
        return go(first)
    asker = asker_of(asked, language_of(request.path))
    return _show(request, "result", found(asker, first))


@require_safe
@everybodys
def compare(request: HttpRequest) -> HttpResponse:
    """The orders side by side."""
    tables = queries.tables(timezone.localdate())
    sources = origins(queries.told_in(tables))
    return _show(request, "compare", {"tables": tables, "sources": sources})


@require_safe
@everybodys
def gone(request: HttpRequest) -> HttpResponse:
    """After the answers were forgotten: what this device still shows."""
    return _show(request, "gone", {})


# ------------------------------------------------------------------ also for the private half


def questions(asked: Asked, place: int, first: str) -> dict[str, Any]:
    """What a page of questions shows; raises Http404 where there is none."""
    pages = asking.pages(asked.given, rules.off())
    if not 1 <= place <= len(pages):
        raise Http404
    return {
        "questions": pages[place - 1],
        # An older tab may show other questions at this place than there are now.
        "page": next(n for n, each in enumerate(asking.PAGES) if pages[place - 1][0] in each),
        "place": place,
        "count": len(pages),
        "is_first": place == 1,
        "back": f"{first}/{place - 1}" if place > 1 else first,
    }


def take(request: VisitRequest, kept_as: str, asked: Asked, place: int) -> int:
    """Keep what was answered on the page that was sent; returns where that leads."""
    sent = request.POST.get("page", "")
    names = next((page for number, page in enumerate(asking.PAGES) if str(number) == sent), ())
    posted = {name: request.POST.getlist(name) for name in names}
    changed = actions.answer(request.session, kept_as, asked, posted, names)
    return RESULT if SEE in request.POST else following(changed.given, place)


def following(given: asking.Given, place: int) -> int:
    """Where the page at this place leads."""
    is_last = place >= len(asking.pages(given, rules.off()))
    return RESULT if is_last else place + 1


def asker_of(asked: Asked, language: str) -> Asker:
    """Who asks, with the answers to what is asked today."""
    off = rules.off()
    return Asker(asking.asked(asked.given, off), language, timezone.localdate(), off)


def found(asker: Asker, first: str) -> dict[str, Any]:
    """What the page of the result shows."""
    given, today, language = asker.given, asker.today, asker.language
    return {
        "result": queries.result(asker),
        "unplaced": queries.unplaced(asker),
        "elsewhere": queries.elsewhere(given, today),
        "place_page": queries.place_page(given, language),
        "broken": queries.broken(given, today),
        "broken_page": queries.link(queries.BROKEN, language),
        "bail": queries.ask_about_bail(today),
        "lines": queries.lines(given, today),
        "said": queries.said(asker),
        "back": f"{first}/{len(asking.pages(given, asker.off))}",
    }


def go(path: str) -> HttpResponse:
    """A page after a form."""
    return HttpResponseRedirect(path, status=303)


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    language = language_of(request.path)
    own = {
        "start": START[language],
        "compare": f"{START[language]}/{COMPARE}",
        "languages": queries.languages(request.path, language),
    }
    always = guidance.always(request.path, timezone.localdate())
    return render(request, f"orders/{template}.html", always | own | context)
