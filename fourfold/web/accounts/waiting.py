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
from django.views.decorators.http import require_http_methods

from fourfold.web.accounts import actions, server
from fourfold.web.accounts.argon import QueueFull
from fourfold.web.safety import answers
from fourfold.web.safety.session import VisitRequest

WAIT_SECONDS = 8.0
Finish = Callable[..., HttpResponse]
FINISH: dict[str, Finish] = {}
read_or_post = require_http_methods(["GET", "HEAD", "POST"])


def go(name: str) -> HttpResponse:
    """303 to a named page: what every post answers."""
    return HttpResponseRedirect(reverse(name), status=303)


def begin(
    request: VisitRequest, what: str, start: Callable[[], dict[str, str]], form: Form, page: str
) -> HttpResponse:
    """Queue a slow step and go on with it, or say on `page` why it cannot be queued now."""
    try:
        doing = start()
    except actions.TooSoon as early:
        seconds = int(early.seconds) + 1
        form.add_error(
            None, _("Too many tries. Wait %(n)d seconds, then try again.") % {"n": seconds}
        )
    except QueueFull:
        form.add_error(None, _("Many people are opening their notes. Try again in half a minute."))
    else:
        request.session.state["doing"] = {"what": what, "page": page, **doing}
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
    if not derived:
        return _try_again(request, doing["page"])
    return FINISH[doing["what"]](request, doing, derived)


@read_or_post
def wait(request: VisitRequest) -> HttpResponse:
    """The page for when many sign in at once: a button, pressed again until it is ready."""
    if request.method == "POST":
        return go_on(request)
    if "doing" not in request.session.state:
        return go("accounts:sign-in")
    return render(request, "accounts/wait.html")


def _try_again(request: VisitRequest, page: str) -> HttpResponse:
    refuse(request, _("That took too long. Nothing is lost: please try again."))
    return go(page)


def finishes(what: str) -> Callable[[Finish], Finish]:
    """Mark the function that goes on when the slow step of `what` is done."""

    def mark(finish: Finish) -> Finish:
        FINISH[what] = finish
        return finish

    return mark


def refuse(request: VisitRequest, text: str) -> None:
    """Say on the next page why something was not done."""
    request.session.state["refused"] = text
    request.session.save()


def take_refusal(request: VisitRequest) -> str:
    """What the last post has to say, once."""
    text = str(request.session.state.pop("refused", ""))
    if text:
        request.session.save()
    return text
