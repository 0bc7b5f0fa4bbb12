"""The pages that anybody can read: no account, no session, no cookie, no database."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold.web.guidance import queries
from fourfold.web.guidance.drawn import drawn_daily
from fourfold.web.guidance.glossary import glossary
from fourfold.web.ui.language import EASY, language_of, without_language

EMERGENCY = "parts/emergency"


@require_safe
@drawn_daily
def start(request: HttpRequest) -> HttpResponse:
    """The first page: in danger now, three doors, and everything else there is."""
    if language_of(request.path) == EASY:
        return _show(request, "easy", {"pages": queries.easy_pages()})
    alone = queries.alone(language_of(request.path))
    return _show(request, "start", {"folders": queries.FOLDERS.items(), "alone": alone})


@require_safe
@drawn_daily
def support(request: HttpRequest) -> HttpResponse:
    """Who to call: emergency numbers and the national helplines."""
    return _show(request, "support", {"groups": list(queries.groups(timezone.localdate()))})


@require_safe
@drawn_daily
def folder(request: HttpRequest, folder: str) -> HttpResponse:
    """The pages of one part of the site."""
    pages = queries.folder(folder, language_of(request.path))
    return _show(request, "folder", {"title": queries.FOLDERS[folder], "pages": pages})


@require_safe
@drawn_daily
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One text, with its sources and dates and what to do next."""
    return _show(request, "page", _page(request, slug))


@require_safe
@drawn_daily
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and when every page was checked."""
    dates = queries.dates(timezone.localdate())
    return _show(request, "about", {"dates": dates, **_page(request, "about")})


@require_safe
@drawn_daily
def words(request: HttpRequest) -> HttpResponse:
    """Help with the words: the glossary."""
    words = queries.LIBRARY.words.values()
    shown = glossary(words, language_of(request.path), timezone.localdate())
    return _show(request, "words", {"glossary": shown})


@require_safe
@drawn_daily
def facts(request: HttpRequest) -> HttpResponse:
    """Every fact that can change, where it was read, and when it must be checked again."""
    rows = queries.facts(language_of(request.path), timezone.localdate())
    return _show(request, "facts", {"facts": rows})


def _page(request: HttpRequest, slug: str) -> dict[str, Any]:
    language = language_of(request.path)
    text = queries.text(slug, language, timezone.localdate())
    if text is None or (language == EASY and text.is_fallback):
        raise Http404
    return {"text": text, "related": queries.related(text.page, language)}


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    today, language = timezone.localdate(), language_of(request.path)
    always = {
        "first_call": queries.first_call(today),
        "emergency": queries.text(EMERGENCY, language, today),
        "languages": queries.languages(without_language(request.path), language),
    }
    return render(request, f"guidance/{template}.html", context | always)
