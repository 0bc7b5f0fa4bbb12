"""Pages of the record: the timeline, one entry, taking one away, and what proves the log."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fourfold.core.record import checkpoint
from fourfold.core.record.body import Contact, Deed, Thing
from fourfold.core.record.codes import Kind
from fourfold.core.record.errors import RecordError
from fourfold.core.record.exhibit import Exhibit
from fourfold.core.record.index import EVERYTHING, Filter
from fourfold.vault.errors import VaultError
from fourfold.web.accounts import actions as accounts
from fourfold.web.accounts.access import Owner, OwnerRequest, private
from fourfold.web.record import drafts, files, links, queries, removal, said, words
from fourfold.web.record.actions import NoSuchEntry
from fourfold.web.record.change import Overtaken
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.forms import DeleteForm
from fourfold.web.safety import answers

MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
NO_MONTH = "0"
SCREEN = re.compile(r"[0-9]{1,6}")
KINDS = {str(place): kind for place, kind in enumerate(Kind, start=1)}
log = logging.getLogger("fourfold.record")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a filter, as a link. query: "" for the whole timeline."""

    text: str | Promise
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FilterLinks:
    """The options of one filter."""

    title: str
    choices: list[Choice]


@require_safe
@private()
@tells_damage
def timeline(request: OwnerRequest) -> HttpResponse:
    """What happened, newest first."""
    owner = _destroy_due(request.owner)
    drafts.bring(request.session, owner, timezone.now())
    only = read_filter(request.GET)
    screen = request.GET.get("s", "")
    found = queries.timeline(owner, only, int(screen) if SCREEN.fullmatch(screen) else 1)
    selection = found.selection
    return render(
        request,
        "record/timeline.html",
        {
            "timeline": found,
            "filters": filters(found, request.GET),
            "is_filtered": only != EVERYTHING,
            "newer": _screen(request.GET, selection.previous),
            "older": _screen(request.GET, selection.next),
            "drafts": drafts.all_of(owner),
            "hidden": queries.count_hidden(owner),
        },
    )


def _destroy_due(owner: Owner) -> Owner:
    """Destroy what has had its time; what can't be done now is tried again at the next visit."""
    try:
        return removal.destroy_due(owner, timezone.now())
    except (VaultError, RecordError, Overtaken) as error:
        # Something else that is damaged must not keep her from reading the rest.
        log.error("what is due could not be destroyed: %s", type(error).__name__)
        return owner


def read_filter(asked: QueryDict) -> Filter:
    """The filter that an address asks for: k a kind's number, m a month, p a person's id."""
    kind, month = KINDS.get(asked.get("k", "")), asked.get("m", "")
    return Filter(
        kind=kind.value if kind else None,
        month="" if month == NO_MONTH else month if MONTH.fullmatch(month) else None,
        person=asked.get("p") or None,
    )


def filters(found: queries.Timeline, asked: QueryDict) -> list[FilterLinks]:
    """What each filter can choose from; one with a single option is left out."""
    tally = found.tally
    kinds = [
        (number, words.KINDS[kind]) for number, kind in KINDS.items() if kind.value in tally.kinds
    ]
    months = [
        (month or NO_MONTH, words.month_words(month))
        for month in sorted(tally.months, reverse=True)
    ]
    people = [(person.id, person.label) for person in found.people if person.id in tally.people]
    offered = (
        ("k", _("What kind of thing"), kinds),
        ("m", _("Which month"), months),
        ("p", _("Who"), people),
    )
    return [
        FilterLinks(title, _choices(asked, name, options))
        for name, title, options in offered
        if len(options) > 1 or asked.get(name)
    ]


def _choices(
    asked: QueryDict, name: str, options: Iterable[tuple[str, str | Promise]]
) -> list[Choice]:
    """All, then each option; choosing one keeps what is chosen in the other filters."""
    chosen = asked.get(name, "")
    return [
        Choice(text, _query(asked, **{name: value}), chosen == value)
        for value, text in (("", _("All")), *options)
    ]


def _screen(asked: QueryDict, offset: int | None) -> str:
    """The query of another screen of the same list; "" when there is none."""
    if offset is None:
        return ""
    return _query(asked, s=str(offset // queries.SCREEN + 1))


def _query(asked: QueryDict, **instead: str) -> str:
    """The query that keeps the filters asked for, with these values put instead."""
    query = {name: asked[name] for name in ("k", "m", "p") if name in asked} | instead
    return "?" + urlencode({name: value for name, value in query.items() if value})


# ------------------------------------------------------------------ one entry


@dataclass(frozen=True, slots=True)
class Part:
    """A version of an entry on its page: all of the first, of later ones only what changed."""

    added: str
    reason: str
    answers: list[said.Answer]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file on its entry's page. place: its number in the page's addresses."""

    place: int
    exhibit: Exhibit
    added: str
    can_show: bool
    can_play: bool


@require_safe
@private()
@tells_damage
def entry(request: OwnerRequest, number: int) -> HttpResponse:
    """One entry: as it was written first, what changed since, and its files."""
    history = find_history(request.owner, number)
    numbers = queries.numbers_of(request.owner, linked_ids(history))
    context = told(history) | {
        "first": history.first,
        "parts": parts(history, numbers),
        "linked": links.goes_with(request.owner, history, numbers),
        "files": kept_files(history),
        "change": said.change_path(history.latest),
    }
    return render(request, "record/entry.html", context)


@require_safe
@private()
@tells_damage
def saved(request: OwnerRequest, number: int) -> HttpResponse:
    """What a saved form leads to."""
    history = find_history(request.owner, number)
    context = told(history) | {"short": short_form(request.owner)}
    return render(request, "record/saved.html", context)


def told(history: queries.History) -> dict[str, Any]:
    """An entry, what it is, and what more can be said of it."""
    entry = history.latest
    return {
        "entry": entry,
        "kind": words.kind_words(entry.body),
        "is_deed": isinstance(entry.body, Deed),
        "is_thing": isinstance(entry.body, Thing),
        "is_promised": isinstance(entry.body, Contact) and bool(entry.body.promised),
    }


def linked_ids(history: queries.History) -> set[str]:
    """The ids of all entries that any version goes with."""
    bodies = [each.entry.body for each in history.versions]
    return {each for body in bodies for each in getattr(body, "linked", ())}


def find_history(owner: Owner, number: int) -> queries.History:
    """An entry with its versions, or a page that says there is none."""
    history = queries.history(owner, number)
    if history is None:
        raise Http404
    return history


def parts(history: queries.History, numbers: Mapping[str, int]) -> list[Part]:
    """The versions as the page tells them."""
    first = history.first
    told = [Part(first.added, "", said.answers(first, history.people, numbers))]
    versions = [each.entry for each in history.versions]
    for before, after in pairwise(versions):
        changed = said.changes(before, after, history.people, numbers)
        told.append(Part(after.added, after.reason, changed))
    return told


def kept_files(history: queries.History) -> list[KeptFile]:
    """The entry's files, each with the moment at which it was added."""
    since = {
        exhibit.ref: each.entry.added
        for each in reversed(history.versions)
        for exhibit in each.entry.exhibits
    }
    return [
        KeptFile(
            place,
            exhibit,
            since[exhibit.ref],
            files.can_show(exhibit),
            files.can_play(exhibit),
        )
        for place, exhibit in enumerate(history.latest.exhibits, start=1)
    ]


# ------------------------------------------------------------------ taking one away


@require_http_methods(["GET", "HEAD", "POST"])
@private()
@tells_damage
def delete(request: OwnerRequest, number: int) -> HttpResponse:
    """Warn, then hide; with the recovery code, destroy."""
    history = find_history(request.owner, number)
    if request.method != "POST":
        form = answers.bring_back(request.session, DeleteForm())
        context = {
            "form": form,
            "entry": history.latest,
            "files": len(history.latest.exhibits),
            "days": settings.DESTROY_AFTER_DAYS,
        }
        return render(request, "record/delete.html", context)
    form = DeleteForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    if code and not accounts.code_opens(request.owner, code):
        form.add_error("code", _("This is not your recovery code. Check it letter by letter"))
        answers.keep(request.session, form)
        return go("record:delete", number)
    _take_away(request.owner, number, at_once=bool(code))
    return go("record:timeline" if code else "record:deleted")


def _take_away(owner: Owner, number: int, *, at_once: bool) -> None:
    now = timezone.now()
    try:
        removal.hide_entry(owner, number, now)
    except NoSuchEntry:
        raise Http404 from None
    if at_once:
        removal.destroy(owner, [number], now)


@require_safe
@private()
@tells_damage
def deleted(request: OwnerRequest) -> HttpResponse:
    """What is hidden and waits to be destroyed."""
    return render(request, "record/deleted.html", {"waiting": queries.waiting(request.owner)})


@require_POST
@private()
@tells_damage
def restore(request: OwnerRequest, number: int) -> HttpResponse:
    """Keep a hidden entry after all."""
    try:
        removal.restore_entry(request.owner, number)
    except NoSuchEntry:
        raise Http404 from None
    return go("record:entry", number)


# ------------------------------------------------------------------ proof


@require_safe
@private()
@tells_damage
def proof(request: OwnerRequest) -> HttpResponse:
    """The log as it is now, short enough to write on paper and give away."""
    return render(request, "record/proof.html", {"short": short_form(request.owner)})


def short_form(owner: Owner) -> str:
    """The latest checkpoint's short form; "" while nothing is saved."""
    note = queries.latest_checkpoint(owner)
    if not note:
        return ""
    body, _signatures = checkpoint.parse_note(note)
    return checkpoint.short_form(checkpoint.Checkpoint.from_body(body))


def go(name: str, *args: object) -> HttpResponse:
    """303 to a named page: what every post answers."""
    return HttpResponseRedirect(reverse(name, args=args), status=303)
