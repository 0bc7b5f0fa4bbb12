"""Pages of copies to hand over: choose, look, make, download; and the keys that sign them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fourfold.core.kernel.text import first_line
from fourfold.core.pack.verify import fingerprint
from fourfold.core.record.body import Order
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry
from fourfold.core.record.exhibit import Exhibit
from fourfold.vault.keep import checked_pieces
from fourfold.web.accounts import server
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.accounts.stepup import show, step_up, stepped_up
from fourfold.web.accounts.waiting import finishes, go, read_or_post
from fourfold.web.held.words import kind_words
from fourfold.web.packs import actions, forms
from fourfold.web.record import queries
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.files import Pieces
from fourfold.web.record.words import when_words
from fourfold.web.safety import answers
from fourfold.web.safety.session import VisitRequest


@require_safe
@private()
def copies(request: OwnerRequest) -> HttpResponse:
    """The copies made so far."""
    made = actions.copies(request.owner)
    more = {"copies": made, "has_room": actions.has_room(request.owner)}
    return render(request, "packs/copies.html", more)


@read_or_post
@private()
def choose(request: OwnerRequest) -> HttpResponse:
    """What goes in."""
    offered = queries.offered(request.owner)
    choices = [(entry.number, _words(entry)) for entry in offered]
    make = partial(
        forms.ChooseForm,
        choices=choices,
        has_orders=any(entry.kind is Kind.ORDER for entry in offered),
    )
    if request.method != "POST":
        form = answers.bring_back(request.session, make())
        return render(request, "packs/choose.html", {"form": form, "is_empty": not offered})
    form = make(request.POST)
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("packs:choose")
    request.session.state["pack"] = form.chosen()
    request.session.state["pack_orders"] = form.with_orders
    request.session.save()
    return go("packs:look")


@read_or_post
@private()
def look(request: OwnerRequest) -> HttpResponse:
    """What goes in and what stays out, each file to be looked at; then the passphrase."""
    numbers = set(request.session.state.get("pack", ()))
    if not numbers:
        return go("packs:choose")
    offered = queries.offered(request.owner)
    chosen = [entry for entry in offered if entry.number in numbers]
    files = [(each.ref, _file_words(entry, each)) for entry, each in _exhibits(chosen)]
    if request.method != "POST":
        counted = sum(entry.is_counted for entry in offered)
        hidden = queries.count_set_aside(request.owner)
        more = {
            "here": sum(entry.is_counted for entry in chosen),
            "counted": counted + hidden,
            "hidden": hidden,
            "exhibits": _exhibits(chosen),
        }
        return show(request, "packs/look.html", forms.LookForm(files=files), **more)
    form = forms.LookForm(request.POST, files=files)
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("packs:look")
    return step_up(request, "packs:look", form)


@finishes("packs:look")
def _finish_look(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    del doing
    owner = stepped_up(request, derived[0])
    if owner is None:
        return go("packs:look")
    numbers = tuple(request.session.state.pop("pack", ()))
    orders = bool(request.session.state.pop("pack_orders", False))
    request.session.save()
    if not numbers or not actions.has_room(owner):
        return go("packs:copies")
    return _to(actions.make_pack(owner, numbers, timezone.now(), orders=orders))


@read_or_post
@private()
def copy(request: OwnerRequest, pack_id: UUID) -> HttpResponse:
    """One copy: being made, ready, or not to be made."""
    found = _find(request, pack_id)
    if request.method == "POST":
        actions.carry_on(request.owner, pack_id)
        return _to(pack_id)
    key = fingerprint(server.keys().signing.public)
    # In groups of four, to be written on paper; the verifier takes it with the spaces.
    groups = " ".join(key[at : at + 4] for at in range(0, len(key), 4))
    return render(request, "packs/copy.html", {"copy": found, "fingerprint": groups})


@require_safe
@private()
@tells_damage
def download(request: OwnerRequest, pack_id: UUID) -> HttpResponseBase:
    """The copy as a zip with a neutral name."""
    found = _find(request, pack_id)
    reader = actions.open_pack(request.owner, found)
    response = StreamingHttpResponse(
        Pieces(reader, checked_pieces(reader, found.made.sha256)),
        content_type="application/octet-stream",
    )
    response.headers["Content-Length"] = str(found.made.size)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="copy-{found.asked.made[:10]}.zip"'
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@private()
def remove(request: OwnerRequest, pack_id: UUID) -> HttpResponse:
    """Remove a copy now."""
    _find(request, pack_id)
    actions.remove(request.owner, pack_id)
    return go("packs:copies")


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """For whoever was handed a copy: how to check it, and the keys that this service signs with."""
    keys = [
        {"fingerprint": fingerprint(key.public), "is_current": key == server.keys().signing}
        for key in server.keys().signings
    ]
    return render(request, "packs/verify.html", {"keys": keys})


def _to(pack_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("packs:copy", args=[pack_id]), status=303)


def _find(request: OwnerRequest, pack_id: UUID) -> actions.Copy:
    found = actions.find(request.owner, pack_id)
    if found is None:
        raise Http404
    return found


def _exhibits(entries: list[Entry]) -> list[tuple[Entry, Exhibit]]:
    return [(entry, each) for entry in entries for each in entry.exhibits]


def _words(entry: Entry) -> str:
    what = first_line(entry.body.words, 80)
    if isinstance(entry.body, Order):
        what = ", ".join(filter(None, (kind_words(entry.body), entry.body.court, what)))
    return f"{when_words(entry.when)}: {what}"


def _file_words(entry: Entry, exhibit: Exhibit) -> str:
    return f"{exhibit.ref}: {first_line(exhibit.name, 60)} ({when_words(entry.when)})"
