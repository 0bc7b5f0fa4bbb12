"""Feedback: a form without an account, a token or a cookie, unless something needs mending."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from fourfold.web.feedback import actions
from fourfold.web.feedback.forms import FeedbackForm
from fourfold.web.feedback.rows import Opinion
from fourfold.web.safety import answers
from fourfold.web.safety.session import VisitRequest

TOO_MANY = _(
    "Too many people have written just now, so this was not sent. Copy your words and try again "
    "in an hour."
)


# The outermost check has already refused whatever did not come from our own pages.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: VisitRequest) -> HttpResponse:
    """The form, with what was typed before when that could not be taken."""
    if request.method == "POST":
        return _take(request)
    form = answers.bring_back(request.session, FeedbackForm())
    return render(request, "feedback/form.html", {"form": form})


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens with it now."""
    return render(request, "feedback/thanks.html")


def _take(request: VisitRequest) -> HttpResponse:
    form = FeedbackForm(request.POST)
    if form.is_valid():
        opinion = Opinion(form.cleaned_data["useful"], form.cleaned_data["words"])
        if actions.say(opinion, timezone.now()):
            return HttpResponseRedirect(f"{request.path}/thanks", status=303)
        form.add_error(None, TOO_MANY)
    answers.keep(request.session, form)
    return HttpResponseRedirect(request.path, status=303)
