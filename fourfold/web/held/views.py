"""Pages of orders held: which there are, one with the times they broke it, and what to do now."""

from __future__ import annotations

import re
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fourfold.core.kernel.sourced import origins
from fourfold.core.record.body import Contact, Deed
from fourfold.core.record.codes import Kind
from fourfold.web.accounts.access import Owner, OwnerRequest, private
from fourfold.web.held import queries, words
from fourfold.web.record import queries as record
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.queries import History

SCREEN = re.compile(r"[0-9]{1,6}")
MESSAGES = "2"


@require_safe
@private()
@tells_damage
def orders(request: OwnerRequest) -> HttpResponse:
    """Orders I have."""
    today = _today()
    found = queries.orders(request.owner, today)
    ask = queries.told(queries.BOOK.ask, today)
    context = {"orders": found, "ask": ask, "laws": origins(ask)}
    return render(request, "held/orders.html", context)


@require_safe
@private()
@tells_damage
def order(request: OwnerRequest, number: int) -> HttpResponse:
    """One order: its rules, and the times they broke each."""
    today = _today()
    history = find_order(request.owner, number)
    held = queries.as_held(history.latest, today)
    meaning = queries.told([queries.BOOK.held[held.order.order_kind].breach], today)
    ask = queries.told(queries.BOOK.ask, today) if held.order.order_kind in words.BAIL else []
    context = {
        "held": held,
        "entry": history.latest,
        "named": history.named,
        "terms": queries.terms_broken(request.owner, history),
        "meaning": meaning,
        "ask": ask,
        "laws": origins([*meaning, *ask]),
    }
    return render(request, "held/order.html", context)


@require_safe
@private()
@tells_damage
def now(request: OwnerRequest, number: int) -> HttpResponse:
    """They broke it: what to do now."""
    today = _today()
    history = find_order(request.owner, number)
    held = queries.as_held(history.latest, today)
    danger, call, *more = queries.told(queries.BOOK.broken, today)
    meaning = queries.told([queries.BOOK.held[held.order.order_kind].breach], today)
    context = {
        "held": held,
        "entry": history.latest,
        "named": history.named,
        "danger": danger,
        "call": call,
        "more": more,
        "meaning": meaning,
        "laws": origins([danger, call, *more, *meaning]),
    }
    return render(request, "held/now.html", context)


@require_safe
@private()
@tells_damage
def pick(request: OwnerRequest, number: int) -> HttpResponse:
    """Something that is written down already, to say of it which rule it goes against."""
    history = find_order(request.owner, number)
    is_messages = request.GET.get("k", "") == MESSAGES
    screen = request.GET.get("s", "")
    found = queries.deeds(
        request.owner,
        Kind.MESSAGE if is_messages else Kind.INCIDENT,
        int(screen) if SCREEN.fullmatch(screen) else 1,
    )
    context = {
        "entry": history.latest,
        "screen": found.selection,
        "newer": _screen(found.selection.previous, is_messages=is_messages),
        "older": _screen(found.selection.next, is_messages=is_messages),
        "has_messages": Kind.MESSAGE.value in found.tally.kinds,
        "is_messages": is_messages,
    }
    return render(request, "held/pick.html", context)


@require_safe
@private()
@tells_damage
def saved(request: OwnerRequest, number: int) -> HttpResponse:
    """What a saved time or call leads to."""
    history = record.history(request.owner, number)
    if history is None or not isinstance(history.latest.body, Deed | Contact):
        raise Http404
    entry = history.latest
    is_deed = isinstance(entry.body, Deed)
    goes_against = bool(entry.body.breaches) if isinstance(entry.body, Deed) else False
    is_promised = isinstance(entry.body, Contact) and bool(entry.body.promised)
    context = {
        "entry": entry,
        "is_deed": is_deed,
        "goes_against": goes_against,
        "is_promised": is_promised,
    }
    return render(request, "held/saved.html", context)


def find_order(owner: Owner, number: int) -> History:
    """An order with its versions, or a page that says there is none."""
    history = queries.find(owner, number)
    if history is None:
        raise Http404
    return history


def find_deed(owner: Owner, number: int) -> History:
    """Something that happened with its versions, or a page that says there is none."""
    history = queries.find_deed(owner, number)
    if history is None:
        raise Http404
    return history


def _screen(offset: int | None, *, is_messages: bool) -> str:
    """The query of another screen; "" when there is none."""
    if offset is None:
        return ""
    kind = f"k={MESSAGES}&" if is_messages else ""
    return f"?{kind}s={offset // record.SCREEN + 1}"


def _today() -> date:
    return timezone.localdate()
