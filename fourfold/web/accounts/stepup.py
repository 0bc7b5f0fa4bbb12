"""Asking again who somebody is, before something that matters: one step up, one action."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fourfold.vault.argon import Request
from fourfold.web.accounts import actions
from fourfold.web.accounts.access import Owner, OwnerRequest, current_owner
from fourfold.web.accounts.browser import describe
from fourfold.web.accounts.waiting import begin, refuse, take_refusal
from fourfold.web.safety import answers
from fourfold.web.safety.network import network
from fourfold.web.safety.session import VisitRequest


def step_up(
    request: OwnerRequest, page: str, form: Form, also: tuple[Request, ...] = (), **kept: str
) -> HttpResponse:
    """Ask the queue whether the passphrase on `form` is right; `kept` waits for the answer.

    The answer goes to the function that `finishes(page)` and to nothing else.
    """
    passphrase = form.cleaned_data.get("passphrase") or form.cleaned_data["now"]
    where = network(request)
    return begin(
        request,
        page,
        lambda: {"ticket": actions.begin_step_up(request.owner, passphrase, also, where), **kept},
        form,
    )


def show(request: OwnerRequest, template: str, form: Form, **more: Any) -> HttpResponse:
    """A form's page, with the answers and problems of the last try."""
    form = answers.bring_back(request.session, form)
    return render(request, template, {"form": form, "refused": take_refusal(request), **more})


def stepped_up(request: VisitRequest, derived: bytes) -> Owner | None:
    """The owner, if her passphrase was right; otherwise the next page says that it was not."""
    owner = current_owner(request)
    if owner is None:
        return None
    seen, now = describe(request), timezone.now()
    if actions.passphrase_is_right(owner, derived, network(request), seen, now):
        return owner
    refuse(request, _("That is not your passphrase. Nothing was changed."))
    return None
