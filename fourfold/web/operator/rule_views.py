"""The operators' pages for rules of law: what each says, and switching it off and on again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from fourfold.web.accounts.waiting import read_or_post
from fourfold.web.operator.access import operators_only
from fourfold.web.operator.pages import back, done, page, take_done, to, typed, who
from fourfold.web.operator.rule_forms import OffForm, OptionalReasonForm
from fourfold.web.rules import actions, catalogue, queries
from fourfold.web.rules.catalogue import Group, Known
from fourfold.web.rules.rows import By, Kind, Line, Off
from fourfold.web.safety.session import VisitRequest

REASON = "reason_off"
GROUPS = {
    Group.ORDERS: gettext_lazy("Which order could protect somebody"),
    Group.CLOCK: gettext_lazy("What police and courts should tell, and by when"),
    Group.LIMITS: gettext_lazy("Until when somebody may ask for something"),
}
FOLLOWS = {
    Group.ORDERS: gettext_lazy(
        "An order that hangs on this rule is then neither offered nor ruled out by it: people are "
        "told to ask, and that whoever runs this service has switched a rule off. A rule that only "
        "adds something to know falls silent."
    ),
    Group.CLOCK: gettext_lazy(
        "Nobody is told this time any more, also where it was shown before, and no date of it "
        "goes into a calendar that is made from then on."
    ),
    Group.LIMITS: gettext_lazy(
        "Nobody is shown this limit any more, also where it was shown before."
    ),
}
KINDS = {
    Kind.OFF: gettext_lazy("Switched off"),
    Kind.ON: gettext_lazy("Switched on again"),
    Kind.ADDED: gettext_lazy("Added"),
    Kind.TAKEN_AWAY: gettext_lazy("Taken away"),
    Kind.UNDONE: gettext_lazy("Taken back: as the program has it"),
}


@require_safe
@operators_only
def rules(request: VisitRequest) -> HttpResponse:
    """Every rule, with what is off first, and what was done with any."""
    off = queries.switched_off()
    known = [_line(each, off) for each in catalogue.everything()]
    groups = [
        (GROUPS[group], [each for each in known if each["rule"].group is group]) for group in Group
    ]
    more = {
        "done": take_done(request),
        "silent": [each for each in known if each["off"]],
        "groups": groups,
        "due": sum(each["is_due"] for each in known),
        "history": lines_of(queries.rule_history()),
    }
    return page(request, "operator/rules.html", **more)


@require_safe
@operators_only
def rule(request: VisitRequest, mark: str) -> HttpResponse:
    """One rule: what it says, how that is known, and what was done with it."""
    known = _find(mark)
    more = {"done": take_done(request), "history": lines_of(queries.history(known.id))}
    return page(request, "operator/rule.html", **_line(known, queries.switched_off()), **more)


@read_or_post
@operators_only
def rule_off(request: VisitRequest, mark: str) -> HttpResponse:
    """Why a rule is to be switched off; what that does comes on the next page."""
    known, form = _find(mark), OffForm(typed(request)[0])
    if request.method != "POST":
        return page(request, "operator/rule_do.html", form=form, rule=known, what="off")
    if not form.is_valid():
        return back(request)
    request.session.state[REASON] = {"rule": known.id, "why": form.cleaned_data["reason"]}
    request.session.save()
    return to(reverse("operator:rule-look", args=[mark]))


@read_or_post
@operators_only
def rule_look(request: VisitRequest, mark: str) -> HttpResponse:
    """A second look: what follows from it; then it is done."""
    known, given = _find(mark), request.session.state.get(REASON)
    if not given or given["rule"] != known.id:
        return to(reverse("operator:rule-off", args=[mark]))
    if request.method != "POST":
        more = {"why": given["why"], "follows": FOLLOWS[known.group], "what": "look"}
        return page(request, "operator/rule_do.html", rule=known, **more)
    actions.switch_off(known.id, By(who(request), timezone.now(), given["why"]))
    request.session.forget(REASON)
    return done(request, reverse("operator:rule", args=[mark]), _("It is switched off now."))


@read_or_post
@operators_only
def rule_on(request: VisitRequest, mark: str) -> HttpResponse:
    """Switch a rule on again."""
    known, form = _find(mark), OptionalReasonForm(typed(request)[0])
    if request.method != "POST":
        return page(request, "operator/rule_do.html", form=form, rule=known, what="on")
    if not form.is_valid():
        return back(request)
    actions.switch_on(known.id, By(who(request), timezone.now(), form.cleaned_data["reason"]))
    return done(request, reverse("operator:rule", args=[mark]), _("It is switched on again."))


def lines_of(history: list[Line]) -> list[dict[str, Any]]:
    """Lines of a history, with what was done in words; no `mark` for a rule of other versions."""
    known = catalogue.ids()
    return [
        {
            "line": each,
            "kind": KINDS[each.kind],
            "mark": catalogue.mark_of(each.about) if each.about in known else "",
        }
        for each in history
    ]


def _line(known: Known, off: Mapping[str, Off]) -> dict[str, Any]:
    is_due = known.is_due(timezone.localdate())
    return {"rule": known, "off": off.get(known.id), "is_due": is_due}


def _find(mark: str) -> Known:
    known = catalogue.find(mark)
    if known is None:
        raise Http404
    return known
