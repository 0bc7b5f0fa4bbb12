"""What operators' pages share: how one is drawn, forms that come back, what was done, said once.

A page hides itself when nobody has touched it for a while.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from fourfold.web.operator import rows
from fourfold.web.operator.access import current_operator
from fourfold.web.safety.session import VisitRequest

TYPED, DONE = "typed", "done"


def page(request: HttpRequest, template: str, **words: Any) -> HttpResponse:
    """The page of a template."""
    idle = {"idle_seconds": settings.OPERATOR_IDLE_SECONDS}
    return render(request, template, {**words, **idle})


def who(request: VisitRequest) -> str:
    """The name of the operator who is signed in."""
    operator = current_operator(request)
    return rows.from_row(operator).name if operator else ""


def typed(request: VisitRequest) -> tuple[QueryDict | None, str]:
    """What was sent; or else what was sent before and could not be taken, and a code for why."""
    if request.method == "POST":
        return request.POST, ""
    kept = request.session.state.get(TYPED)
    if not kept or kept["path"] != request.path:
        return None, ""
    request.session.forget(TYPED)
    return QueryDict(kept["sent"]), kept["problem"]


def back(request: VisitRequest, problem: str = "") -> HttpResponse:
    """The same form again, with everything that was typed and what is wrong with it."""
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    kept = {"path": request.path, "sent": sent.urlencode(), "problem": problem}
    request.session.state[TYPED] = kept
    request.session.save()
    return to(request.path)


def done(request: VisitRequest, path: str, words: str) -> HttpResponse:
    """On to a page, which says what has just been done."""
    request.session.state[DONE] = words
    request.session.save()
    return to(path)


def take_done(request: VisitRequest) -> str:
    """What has just been done, said once."""
    words = request.session.state.get(DONE, "")
    if words:
        request.session.forget(DONE)
    return str(words)


def to(path: str) -> HttpResponse:
    """On to another page."""
    return HttpResponseRedirect(path, status=303)
