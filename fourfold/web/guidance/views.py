"""The pages that anybody can read: no account, no session, no cookie, no database."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold.web.guidance import queries
from fourfold.web.guidance.drawn import drawn_daily

EMERGENCY = "parts/emergency"


@require_safe
@drawn_daily
def start(request: HttpRequest) -> HttpResponse:
    """The first page: in danger now, and three doors."""
    return render(request, "guidance/start.html", _always())


@require_safe
@drawn_daily
def support(request: HttpRequest) -> HttpResponse:
    """Who to call: emergency numbers and the national helplines."""
    groups = list(queries.groups(timezone.localdate()))
    return render(request, "guidance/support.html", {"groups": groups, **_always()})


@require_safe
@drawn_daily
def understand(request: HttpRequest) -> HttpResponse:
    """The pages about what is happening."""
    pages = queries.LIBRARY.folder("understand")
    return render(request, "guidance/understand.html", {"pages": pages, **_always()})


@require_safe
@drawn_daily
def page(request: HttpRequest, slug: str, folder: str = "") -> HttpResponse:
    """One text, with its sources and dates and what to do next."""
    text = queries.text(f"{folder}/{slug}" if folder else slug, timezone.localdate())
    if text is None:
        raise Http404
    related = queries.LIBRARY.related(text.page)
    return render(request, "guidance/page.html", {"text": text, "related": related, **_always()})


@require_safe
@drawn_daily
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and when every fact was checked."""
    today = timezone.localdate()
    context = {"text": queries.text("about", today), "dates": queries.dates(today), **_always()}
    return render(request, "guidance/about.html", context)


def _always() -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "first_call": queries.first_call(today),
        "emergency": queries.text(EMERGENCY, today),
    }
