"""The operators' pages for the directory of services: what there is, what waits, and each of them.

Nothing of anybody's record is here, and nothing here is private: only who changed what, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from fourfold.core.support.columns import Fault
from fourfold.core.support.service import Need, Service, Standing
from fourfold.data import forces
from fourfold.web.accounts.waiting import read_or_post
from fourfold.web.directory import actions, queries, sheet, words
from fourfold.web.directory.queries import Waiting
from fourfold.web.directory.rows import By, Kept, Kind
from fourfold.web.operator import sheets
from fourfold.web.operator.access import operators_only
from fourfold.web.operator.pages import back, done, page, take_done, to, typed, who
from fourfold.web.operator.service_forms import ReasonForm, ServiceForm, TableForm, VerifyForm
from fourfold.web.safety import bodies
from fourfold.web.safety.session import VisitRequest
from fourfold.web.safety.uploads import takes_files

ON_A_PAGE = 40
TABLE, BAD = "table", "bad_table"
AFTER = {
    Kind.ADDED: gettext_lazy("It is in the directory now."),
    Kind.CHANGED: gettext_lazy("The change is made."),
    Kind.VERIFIED: gettext_lazy("Noted: somebody rang it today."),
    Kind.WITHDRAWN: gettext_lazy("It is shown to nobody now."),
    Kind.BROUGHT_BACK: gettext_lazy("It is in the directory again."),
    Kind.TAKEN: gettext_lazy("It follows the new version now."),
    Kind.KEPT: gettext_lazy("It stays as it was."),
    Kind.IMPORTED: gettext_lazy("The table was taken in."),
}
DO: dict[str, tuple[Kind, Callable[[str, By], None]]] = {
    "withdraw": (Kind.WITHDRAWN, actions.withdraw),
    "restore": (Kind.BROUGHT_BACK, actions.bring_back),
    "take": (Kind.TAKEN, actions.take_release),
    "keep": (Kind.KEPT, actions.keep_own),
}

# ------------------------------------------------------------------ to read


@require_safe
@operators_only
def services(request: VisitRequest) -> HttpResponse:
    """Every service, by force, need and standing."""
    today = timezone.localdate()
    chosen = {name: request.GET.get(name, "") for name in ("area", "kind", "state")}
    found = [each for each in queries.all_kept() if _is_chosen(each.service, chosen, today)]
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p", ""))
    more = {
        "filters": _filters(chosen),
        "shown": shown,
        "lines": [_line(each, today) for each in shown],
        "chosen": urlencode({name: value for name, value in chosen.items() if value}),
        "waiting": len(queries.queue(today)),
        "done": take_done(request),
    }
    return page(request, "operator/services.html", **more)


@require_safe
@operators_only
def queue(request: VisitRequest) -> HttpResponse:
    """What somebody has to look at, the most urgent first."""
    today = timezone.localdate()
    waiting = queries.queue(today)
    shown = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("p", ""))
    lines = [_line(each.kept, today) | {"why": _why(each)} for each in shown]
    return page(request, "operator/service_queue.html", shown=shown, lines=lines)


@require_safe
@operators_only
def service(request: VisitRequest, number: int) -> HttpResponse:
    """One service: what is shown of it, what waits, and its history."""
    kept, today = _find(number), timezone.localdate()
    more = {
        "done": take_done(request),
        "why": [words.REASONS[why] for why in queries.reasons(kept, today)],
        "says": _says(kept.service),
        "proposed": _columns(sheet.difference(kept.service, kept.proposed))
        if kept.proposed
        else [],
        "twins": list(queries.same_number(kept.service)),
        "history": _history(kept),
    }
    return page(request, "operator/service.html", **_line(kept, today), **more)


@require_safe
@operators_only
def services_table(request: VisitRequest) -> HttpResponseBase:
    """All of it as a table, which can be changed and taken in again."""
    del request
    found = [kept.service for kept in queries.all_kept()]
    response = StreamingHttpResponse(sheet.pieces(found), content_type="text/csv; charset=utf-8")
    day = timezone.localdate()
    response.headers["Content-Disposition"] = f'attachment; filename="services-{day}.csv"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


# ------------------------------------------------------------------ to change


@read_or_post
@operators_only
def service_add(request: VisitRequest) -> HttpResponse:
    """Put in a new service."""
    today = timezone.localdate()
    sent, problem = typed(request)
    form = ServiceForm(sent, before=None, today=today)
    if request.method != "POST":
        if problem:
            form.add_error("name", words.fault(Fault("id", problem)))
        return page(request, "operator/service_form.html", form=form)
    if not form.is_valid() or form.service is None:
        return back(request)
    try:
        actions.add(form.service, _by(request, form))
    except actions.IdTaken:
        return back(request, "taken")
    added = queries.find(form.service.id)
    return _go(request, Kind.ADDED, added.number if added else 0)


@read_or_post
@operators_only
def service_change(request: VisitRequest, number: int) -> HttpResponse:
    """Change what the directory says of one."""
    kept, today = _find(number), timezone.localdate()
    sent, problem = typed(request)
    form = ServiceForm(sent, before=kept.service, today=today)
    if request.method != "POST":
        # Whoever was told that somebody else was first has seen what that changed.
        seen = sent.get("version") if sent and not problem else kept.version
        more = {"kept": kept, "version": seen, "refused": bool(problem)}
        return page(request, "operator/service_form.html", form=form, **more)
    if not form.is_valid() or form.service is None:
        return back(request)
    try:
        actions.change(form.service, form.cleaned_data["version"] or 0, _by(request, form))
    except actions.ChangedMeanwhile:
        return back(request, "crossed")
    return _go(request, Kind.CHANGED, number)


@read_or_post
@operators_only
def service_verify(request: VisitRequest, number: int) -> HttpResponse:
    """Note that somebody rang it and that everything is right as it stands."""
    kept, today = _find(number), timezone.localdate()
    form = VerifyForm(typed(request)[0], service=kept.service, today=today)
    if request.method != "POST":
        more = {"kept": kept, "says": _says(kept.service)}
        return page(request, "operator/service_verify.html", form=form, **more)
    if not form.is_valid():
        return back(request)
    again = form.cleaned_data["review_by"]
    actions.verify(kept.service.id, today, again, _by(request, form))
    return _go(request, Kind.VERIFIED, number)


@read_or_post
@operators_only
def service_do(request: VisitRequest, number: int, what: str) -> HttpResponse:
    """Withdraw one or bring it back; take what a new version of the program says, or do not."""
    kept, form = _find(number), ReasonForm(typed(request)[0])
    if what not in DO:
        raise Http404
    if request.method != "POST":
        return page(request, "operator/service_do.html", form=form, kept=kept, what=what)
    form.full_clean()
    kind, do = DO[what]
    try:
        do(kept.service.id, _by(request, form))
    except actions.NotThere:  # the button was pressed twice, or somebody else was first
        return to(reverse("operator:service", args=[number]))
    return _go(request, kind, number)


# ------------------------------------------------------------------ a table


@takes_files(sheets.handler)
@read_or_post
@operators_only
def services_import(request: VisitRequest) -> HttpResponse:
    """Choose a table; what it would do comes on the next page."""
    if request.method != "POST":
        return page(request, "operator/services_import.html", form=_table_form(request))
    if bodies.is_cut(request):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    form = TableForm(request.POST, request.FILES)
    try:
        text = sheet.text_of(form.cleaned_data["table"].read() if form.is_valid() else b"")
        sheet.plan(text, timezone.localdate())
    except sheet.BadSheet as bad_sheet:
        request.session.state[BAD] = words.bad_sheet(bad_sheet)
        request.session.save()
        return to(reverse("operator:services-import"))
    request.session.state[TABLE] = text
    request.session.save()
    return to(reverse("operator:services-look"))


@read_or_post
@operators_only
def services_look(request: VisitRequest) -> HttpResponse:
    """What the table would do, line by line; then it is done."""
    text = request.session.state.get(TABLE)
    if text is None:
        return to(reverse("operator:services-import"))
    plan = sheet.plan(text, timezone.localdate())
    if request.method != "POST":
        more = {
            "plan": plan,
            "edition": queries.current_edition(),
            "added": [(each, _says(each)) for each in plan.added],
            "changed": [(each.after, _columns(each.columns)) for each in plan.changed],
            "left_out": [(each, [words.told(why) for why in each.faults]) for each in plan.refused],
        }
        return page(request, "operator/services_look.html", **more)
    if request.POST.get("edition") != str(queries.current_edition()):
        return to(reverse("operator:services-look"))  # something changed meanwhile: look again
    actions.take_in(plan.services, By(who(request), timezone.now()))
    request.session.forget(TABLE)
    return done(request, reverse("operator:services"), str(AFTER[Kind.IMPORTED]))


def _table_form(request: VisitRequest) -> TableForm:
    """The form, with what was wrong with the file that was sent last."""
    bad = request.session.state.get(BAD)
    if not bad:
        return TableForm()
    request.session.forget(BAD)
    form = TableForm(QueryDict(), MultiValueDict())
    form.errors.clear()
    form.add_error("table", bad)
    return form


# ------------------------------------------------------------------ parts of these


def _find(number: int) -> Kept:
    kept = queries.find_by_number(number)
    if kept is None:
        raise Http404
    return kept


def _by(request: VisitRequest, form: forms.Form) -> By:
    return By(who(request), timezone.now(), form.cleaned_data.get("reason", "")[:300])


def _go(request: VisitRequest, kind: Kind, number: int) -> HttpResponse:
    return done(request, reverse("operator:service", args=[number]), str(AFTER[kind]))


def _is_chosen(service: Service, chosen: dict[str, str], today: date) -> bool:
    force, need, standing = chosen["area"], chosen["kind"], chosen["state"]
    is_there = not force or (force in service.forces if force != "none" else not service.forces)
    is_needed = not need or _number(service.need) == need
    return is_there and is_needed and (not standing or service.standing(today) == standing)


def _number(need: Need) -> str:
    """What stands for a need in an address, which tells nothing."""
    return str(list(Need).index(need) + 1)


def _filters(chosen: dict[str, str]) -> list[dict[str, Any]]:
    named = sorted(forces.load(), key=lambda force: force.name)
    areas = [("none", _("National")), *((force.id, force.name) for force in named)]
    needs = [(_number(each), words.NEEDS[each]) for each in Need]
    standings = [(each, words.STANDINGS[each]) for each in Standing]
    questions = (
        ("area", _("Police force"), areas),
        ("kind", _("What it helps with"), needs),
        ("state", _("What is shown"), standings),
    )
    return [
        {"name": name, "label": label, "choices": choices, "value": chosen[name]}
        for name, label, choices in questions
    ]


def _line(kept: Kept, today: date) -> dict[str, Any]:
    service = kept.service
    named = forces.by_id()
    return {
        "kept": kept,
        "service": service,
        "standing": words.STANDINGS[service.standing(today)],
        "need": words.NEEDS[service.need],
        "areas": [named[each].name for each in service.forces if each in named],
    }


def _why(waiting: Waiting) -> list[Any]:
    return [words.REASONS[each] for each in waiting.reasons]


def _says(service: Service) -> list[tuple[str, str, str]]:
    return _columns(sheet.difference(None, service))


def _columns(found: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str, str]]:
    return [
        (words.column(name), words.value(name, old), words.value(name, new))
        for name, old, new in found
    ]


def _history(kept: Kept) -> list[dict[str, Any]]:
    """Each change with what it changed, the newest first."""
    found = queries.history(kept.service.id)
    earlier: list[Service | None] = [each.service for each in found[1:]]
    earlier.append(kept.seed)
    return [
        {
            "change": each,
            "kind": words.KINDS[each.kind],
            "columns": _columns(sheet.difference(before, each.service)) if before else [],
        }
        for each, before in zip(found, earlier, strict=False)
    ]
