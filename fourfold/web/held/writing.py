"""The pages on which the owner writes down an order, a time they broke it, and whom she told."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from fourfold.core.record.body import Deed
from fourfold.web.accounts.access import OwnerRequest
from fourfold.web.held import queries
from fourfold.web.held.forms import BrokenForm, ChangeForm, OrderForm, TermsForm, ToldForm
from fourfold.web.held.views import find_deed, find_order
from fourfold.web.record import actions
from fourfold.web.record import queries as record
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.papers import PaperChanged


def _order_page(number: int) -> str:
    return reverse("held:order", args=[number])


def _saved(number: int) -> str:
    return reverse("held:saved", args=[number])


@writing
def add(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """An order, condition or promise that somebody holds."""
    owner = request.owner

    def save(form: OrderForm, files: Files, posted: Posted) -> int:
        people = tuple(form.cleaned_data.get("people", ()))
        content = Content(form.order(), files, people, form.new_person)
        return actions.add_entry(owner, content, posted, timezone.now())

    make = partial(OrderForm, known=record.people(owner))
    return answer(request, Page("held:add", {}, make, save, _order_page), draft)


@writing
def change(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """An order as it reads from now on; every earlier version is kept."""
    history = find_order(request.owner, number)
    version = str(history.latest.version)

    def save(form: ChangeForm, files: Files, posted: Posted) -> int:
        if form.cleaned_data["version"] != version:
            raise PaperChanged
        people = tuple(form.cleaned_data.get("people", ()))
        content = Content(form.order(), files, people, form.new_person, form.reason_given)
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "held:change",
        {"number": number},
        partial(
            ChangeForm,
            known=history.people,
            versions=[each.entry for each in history.versions],
        ),
        save,
        _order_page,
        initial=ChangeForm.answers_of(history.latest),
        carried={"version": version},
        context={"entry": history.latest},
    )
    return answer(request, page, draft)


@writing
def happened(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Something that happened, with the rule ticked that it goes against."""
    owner, history = request.owner, find_order(request.owner, number)
    known = record.people(owner)

    def save(form: BrokenForm, files: Files, posted: Posted) -> int:
        people = tuple(form.cleaned_data.get("people", ()))
        content = Content(form.incident(), files, people)
        return actions.add_entry(owner, content, posted, timezone.now())

    page = Page(
        "held:happened",
        {"number": number},
        partial(BrokenForm, order=history.latest, known=known),
        save,
        _saved,
        initial={"people": list(history.latest.people)},
        context={"entry": history.latest},
    )
    return answer(request, page, draft)


@writing
def terms(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Which rules something goes against, of all orders held."""
    history = find_deed(request.owner, number)
    deed = history.latest.body
    assert isinstance(deed, Deed)
    orders = queries.order_entries(request.owner)
    version = str(history.latest.version)

    def save(form: TermsForm, files: Files, posted: Posted) -> int:
        if form.cleaned_data["version"] != version:
            raise PaperChanged
        before = history.latest
        content = Content(
            form.changed(),  # type: ignore[arg-type]
            files,
            people=before.people,
            reason=form.reason_given,
        )
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "held:terms",
        {"number": number},
        partial(TermsForm, entry=history.latest, orders=orders),
        save,
        _saved,
        initial=TermsForm.answers_of(deed),
        carried={"version": version},
        context={"entry": history.latest, "has_orders": bool(orders)},
    )
    return answer(request, page, draft)


@writing
def told(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Whom she told of something that went against an order."""
    owner, entry = request.owner, find_deed(request.owner, number).latest

    def save(form: ToldForm, files: Files, posted: Posted) -> int:
        content = Content(form.contact(entry), files)
        return actions.add_entry(owner, content, posted, timezone.now())

    page = Page("held:told", {"number": number}, ToldForm, save, _saved, context={"entry": entry})
    return answer(request, page, draft)
