"""The pages that anybody can read: no account, no session, no cookie, no database."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from fourfold.web.guidance import queries

EMERGENCY = "parts/emergency"

# A page of everybody's: the same for all who ask on one day, so it may be kept and compressed
# (project/served.py). Never for a view that looks at the session or has a form token.
everybodys = vary_on_headers("Accept-Encoding")


@require_safe
@everybodys
def start(request: HttpRequest) -> HttpResponse:
    """The first page: in danger now, and three doors."""
    return render(request, "guidance/start.html", _always())


@require_safe
@everybodys
def support(request: HttpRequest) -> HttpResponse:
    """Who to call: emergency numbers and the national helplines."""
    groups = list(queries.groups(timezone.localdate()))
    return render(request, "guidance/support.html", {"groups": groups, **_always()})


@require_safe
@everybodys
def understand(request: HttpRequest) -> HttpResponse:
    """The pages about what is happening."""
    pages = queries.LIBRARY.folder("understand")
    return render(request, "guidance/understand.html", {"pages": pages, **_always()})


@require_safe
@everybodys
def page(request: HttpRequest, slug: str, folder: str = "") -> HttpResponse:
    """One text, with its sources and dates and what to do next."""
    text = queries.text(f"{folder}/{slug}" if folder else slug, timezone.localdate())
    if text is None:
        raise Http404
    related = queries.LIBRARY.related(text.page)
    return render(request, "guidance/page.html", {"text": text, "related": related, **_always()})


@require_safe
@everybodys
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
