"""The pages that anybody can read: no account, and but for a search no cookie and no database."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from fourfold.render.errors import JobFailed
from fourfold.web.guidance import dates, leaflets, queries
from fourfold.web.guidance.forms import SearchForm
from fourfold.web.guidance.glossary import glossary
from fourfold.web.guidance.shelf import SHELF
from fourfold.web.safety import answers, bodies
from fourfold.web.safety.session import VisitRequest
from fourfold.web.ui.language import EASY, language_of

ASKED = "search"
RETRY_SECONDS = "30"
log = logging.getLogger("fourfold.guidance")

# A page of everybody's: the same for all who ask on one day, so it may be kept and compressed
# (project/served.py). Never for a view that looks at the session or has a form token.
everybodys = vary_on_headers("Accept-Encoding")


@require_safe
@everybodys
def start(request: HttpRequest) -> HttpResponse:
    """The first page: in danger now, three doors, what happened today, and all there is."""
    language = language_of(request.path)
    if language == EASY:
        return _show(request, "easy", {"groups": queries.easy_groups()})
    shown = {"today": queries.today(language), "alone": queries.alone(language)}
    return _show(request, "start", {"folders": queries.FOLDERS.items(), **shown})


@require_safe
@everybodys
def folder(request: HttpRequest, folder: str) -> HttpResponse:
    """The pages of one part of the site."""
    pages = queries.folder(folder, language_of(request.path))
    return _show(
        request, "folder", {"name": folder, "title": queries.FOLDERS[folder], "pages": pages}
    )


@require_safe
@everybodys
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One text, with its sources and dates and what to do next."""
    return _show(request, "page", _page(request, slug))


@require_safe
@everybodys
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and when every page was checked."""
    rows = dates.dates(language_of(request.path), timezone.localdate())
    return _show(request, "about", {"dates": rows, **_page(request, "about")})


@require_safe
@everybodys
def words(request: HttpRequest) -> HttpResponse:
    """Help with the words: the glossary."""
    words = queries.LIBRARY.words.values()
    shown = glossary(words, language_of(request.path), timezone.localdate())
    return _show(request, "words", {"glossary": shown})


@require_safe
@everybodys
def facts(request: HttpRequest) -> HttpResponse:
    """Every fact that can change, where it was read, and when it must be checked again."""
    today = timezone.localdate()
    rows = dates.facts(language_of(request.path), today)
    return _show(request, "facts", {"facts": rows, "meanings": dates.meanings(today)})


@require_safe
@everybodys
def laws(request: HttpRequest) -> HttpResponse:
    """What was read for every rule, limit and holiday, with its text and its days."""
    return _show(request, "laws", {"laws": dates.laws(timezone.localdate())})


@require_safe
@everybodys
def leaflet_list(request: HttpRequest) -> HttpResponse:
    """Every guide as a file to print."""
    groups = list(leaflets.groups(language_of(request.path)))
    return _show(request, "leaflets", {"groups": groups})


@require_safe
def leaflet(request: HttpRequest, name: str) -> HttpResponse:
    """One guide as a PDF, to be saved under a name that tells nothing."""
    asked = leaflets.asked_for(name)
    if asked is None or asked.language != language_of(request.path):
        raise Http404
    today = timezone.localdate()
    pdf = SHELF.find(asked, today) or make_leaflet(request, lambda: SHELF.make(asked, today))
    return leaflet_file(pdf, asked.file_name)


def make_leaflet(
    request: HttpRequest, what: Callable[[], bytes], places: bodies.Places = bodies.LEAFLETS
) -> bytes | None:
    """A leaflet, set now; None when too many others wait for theirs or the machine is full."""
    place = places.wait_for(bodies.asker(request), bodies.LEAFLET_PATIENCE)
    if place is None:
        return None
    try:
        return what()
    except JobFailed as error:
        log.error("a leaflet could not be made: %s", type(error).__name__)
        return None
    finally:
        place.give_back()


def leaflet_file(pdf: bytes | None, name: str) -> HttpResponse:
    """A leaflet to be saved; without one, that it may be asked for again soon."""
    if pdf is None:
        page = render_to_string("guidance/busy.html")
        again = {"Retry-After": RETRY_SECONDS}
        return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=again)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# The outermost check has already refused whatever did not come from our own pages.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: VisitRequest) -> HttpResponse:
    """Ask for pages by a few words, which wait sealed in the visit and stand in no address."""
    if request.method == "POST":
        return _ask(request)
    asked = request.session.state.get(ASKED, "")
    form = answers.bring_back(request.session, SearchForm(initial={"words": asked}))
    found = queries.search(asked, language_of(request.path)) if asked else []
    pages = [each for each in found if not each[1].is_word]
    meanings = [each for each in found if each[1].is_word]
    shown = {"searched": bool(asked), "found": found, "pages": pages, "meanings": meanings}
    return _show(request, "search", {"form": form, **shown})


def _ask(request: VisitRequest) -> HttpResponse:
    form = SearchForm(request.POST)
    if form.is_valid():
        request.session.state[ASKED] = form.cleaned_data["words"]
        request.session.save()
    else:
        answers.keep(request.session, form)
    return HttpResponseRedirect(request.path, status=303)


def _page(request: HttpRequest, slug: str) -> dict[str, Any]:
    language = language_of(request.path)
    text = queries.text(slug, language, timezone.localdate())
    leaflet = leaflets.code(slug) if leaflets.is_guide(slug) else ""
    related = queries.related(text.page, language)
    return {"text": text, "related": related, "leaflet": leaflet}


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    always = queries.always(request.path, timezone.localdate())
    return render(request, f"guidance/{template}.html", context | always)
