"""The operators' pages for bank holidays: year by year, and days that were proclaimed once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fourfold.data import holidays
from fourfold.web.accounts.waiting import read_or_post
from fourfold.web.operator.access import operators_only
from fourfold.web.operator.pages import back, done, page, take_done, to, typed, who
from fourfold.web.operator.rule_forms import AwayForm, HolidayForm, OptionalReasonForm
from fourfold.web.operator.rule_views import lines_of
from fourfold.web.rules import actions, queries
from fourfold.web.rules.rows import By, Changed
from fourfold.web.safety.session import VisitRequest


@require_safe
@operators_only
def years(request: VisitRequest) -> HttpResponse:
    """The years that are known, what was changed here, and the history of that."""
    today, own = timezone.localdate(), queries.changed()
    due = holidays.years_due(today)
    known = [
        {
            "year": each,
            "is_due": each.year in due,
            "own": sum(day.year == each.year for day in own),
        }
        for each in holidays.years()
    ]
    more = {
        "years": known,
        "own": own.values(),
        "due": len(due),
        "history": lines_of(queries.holiday_history()),
    }
    return page(request, "operator/holidays.html", done=take_done(request), **more)


@require_safe
@operators_only
def year(request: VisitRequest, year: int) -> HttpResponse:
    """The holidays of one year, as they count here."""
    known = next((each for each in holidays.years() if each.year == year), None)
    if known is None:
        raise Http404
    own = {day: each for day, each in queries.changed().items() if day.year == year}
    is_due = known.provenance.is_due(timezone.localdate())
    more = {"year": known, "days": _days(known, own), "is_due": is_due}
    return page(request, "operator/holiday_year.html", done=take_done(request), **more)


@read_or_post
@operators_only
def holiday_add(request: VisitRequest) -> HttpResponse:
    """Add a day on which offices are shut."""
    sent, problem = typed(request)
    form = HolidayForm(sent)
    if request.method != "POST":
        if problem:
            form.refuse(problem)
        return page(request, "operator/holiday_form.html", form=form)
    if not form.is_valid():
        return back(request)
    day, name, source = (form.cleaned_data[each] for each in ("day", "name", "source"))
    try:
        actions.add_holiday(day, name, source, _by(request))
    except actions.BadDay as bad:
        return back(request, bad.code)
    return _to_year(request, day, _("It is a holiday now."))


@read_or_post
@operators_only
def holiday_away(request: VisitRequest, day: str) -> HttpResponse:
    """Take a day away that was moved."""
    when = _day(day)
    known = holidays.by_day().get(when)
    if known is None:
        raise Http404
    form = AwayForm(typed(request)[0])
    if request.method != "POST":
        return page(request, "operator/holiday_do.html", form=form, holiday=known, what="away")
    if not form.is_valid():
        return back(request)
    try:
        actions.take_away(when, form.cleaned_data["source"], _by(request))
    except actions.BadDay:  # the button was pressed twice, or somebody else was first
        return to(reverse("operator:holiday-year", args=[when.year]))
    return _to_year(request, when, _("It is a working day now."))


@read_or_post
@operators_only
def holiday_undo(request: VisitRequest, day: str) -> HttpResponse:
    """Take back what was changed about a day."""
    when, form = _day(day), OptionalReasonForm(typed(request)[0])
    if request.method != "POST":
        own = queries.changed().get(when)
        if own is None:
            return to(reverse("operator:holidays"))
        return page(request, "operator/holiday_do.html", form=form, holiday=own, what="undo")
    if not form.is_valid():
        return back(request)
    try:
        actions.undo(when, _by(request, form.cleaned_data["reason"]))
    except actions.NotThere:
        return to(reverse("operator:holidays"))
    return _to_year(request, when, _("It is as the program has it now."))


def _days(known: holidays.Year, own: dict[date, Changed]) -> list[dict[str, Any]]:
    """Each day of the release or of ours, in order."""
    days: dict[date, holidays.Holiday | Changed] = {each.day: each for each in known.days}
    return [
        {"day": day, "name": each.name, "own": own.get(day)}
        for day, each in sorted((own | days).items())
    ]


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if found.isoformat() != text:
        raise Http404
    return found


def _by(request: VisitRequest, reason: str = "") -> By:
    return By(who(request), timezone.now(), reason)


def _to_year(request: VisitRequest, day: date, words: str) -> HttpResponse:
    """On to the year of the day that was changed, which is one that is known."""
    known = any(each.year == day.year for each in holidays.years())
    path = reverse("operator:holiday-year", args=[day.year]) if known else ""
    return done(request, path or reverse("operator:holidays"), words)
