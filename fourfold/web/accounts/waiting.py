"""Waiting for the slow step of a passphrase without holding a thread.

A post queues the derivation and goes on at once when it is quick. When many people sign in together
the browser is sent to a page with a button; the visit remembers what it is waiting for, sealed.
"""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.web.accounts import server
from fourfold.web.accounts.argon import QueueFull
from fourfold.web.accounts.throttle import TooSoon
from fourfold.web.safety import answers
from fourfold.web.safety.session import VisitRequest

WAIT_SECONDS = 8.0
BUSY_SECONDS = 30
Finish = Callable[..., HttpResponse]
FINISH: dict[str, Finish] = {}
read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def go(name: str) -> HttpResponse:
    """303 to a named page: what every post answers."""
    return HttpResponseRedirect(reverse(name), status=303)


def begin(
    request: VisitRequest, page: str, start: Callable[[], dict[str, str]], form: Form
) -> HttpResponse:
    """Queue the slow step of `page` and go on with it, or say why it cannot be queued now."""
    try:
        doing = start()
    except TooSoon as early:
        seconds = int(early.seconds) + 1
        form.add_error(
            None, _("Too many tries. Wait %(n)d seconds, then try again.") % {"n": seconds}
        )
    except QueueFull:
        # A crowd must not fill the database too: only a visit that has a row already keeps answers.
        if request.session.is_kept:
            request.session.state["busy"] = page
            answers.keep(request.session, form)
        return go("accounts:busy")
    else:
        request.session.state["doing"] = {"page": page, **doing}
        request.session.is_admitted = True
        request.session.save()
        return go_on(request)
    answers.keep(request.session, form)
    return go(page)


def go_on(request: VisitRequest) -> HttpResponse:
    """Finish what this visit is waiting for, if it is ready."""
    doing = request.session.state.get("doing")
    if not doing:
        return go("accounts:sign-in")
    try:
        derived = server.queue().answer(doing["ticket"], WAIT_SECONDS)
    except KeyError:
        derived = ()
    if derived is None:
        return go("accounts:wait")
    del request.session.state["doing"]
    request.session.is_admitted = True
    if not derived:
        return _try_again(request, doing["page"])
    return FINISH[doing["page"]](request, doing, derived)


@read_or_post
def wait(request: VisitRequest) -> HttpResponse:
    """The page for when many sign in at once: a button, pressed again until it is ready."""
    if request.method == "POST":
        return go_on(request)
    if "doing" not in request.session.state:
        return go("accounts:sign-in")
    return render(request, "accounts/wait.html")


@require_safe
def busy(request: VisitRequest) -> HttpResponse:
    """The queue was full: when to come back, said to people and to programs."""
    page = request.session.state.get("busy", "accounts:sign-in")
    response = render(request, "accounts/busy.html", {"page": page}, status=503)
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _try_again(request: VisitRequest, page: str) -> HttpResponse:
    refuse(request, _("That took too long. Nothing is lost: please try again."))
    return go(page)


def finishes(page: str) -> Callable[[Finish], Finish]:
    """Mark the function that goes on when the slow step begun on `page` is done."""

    def mark(finish: Finish) -> Finish:
        FINISH[page] = finish
        return finish

    return mark


def refuse(request: VisitRequest, text: str) -> None:
    """Say on the next page why something was not done."""
    request.session.state["refused"] = text
    request.session.save()


def take_refusal(request: VisitRequest) -> str:
    """What the last post has to say, once."""
    text = str(request.session.state.get("refused", ""))
    request.session.forget("refused")
    return text
