"""The pages on which the owner writes what happened in her case, and puts it right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fourfold.core.kernel.text import clean
from fourfold.core.record.body import CaseEvent, Contact
from fourfold.core.record.codes import CaseStep
from fourfold.core.record.entry import Entry
from fourfold.core.rights.rule import Kind, book_of
from fourfold.data import case as data
from fourfold.web.accounts.access import Owner, OwnerRequest
from fourfold.web.case import choices, words
from fourfold.web.case.forms import AboutForm, ChangeForm, CourtForm, DayForm, EventForm
from fourfold.web.case.queries import today_of
from fourfold.web.record import actions, queries
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.words import STEPS
from fourfold.web.rules import queries as rules

STEP_OF = {place: step for place, step in enumerate(CaseStep, start=1)}


@writing
def add(request: OwnerRequest, place: int, draft: str = "") -> HttpResponse:
    """An event of one kind."""
    step = STEP_OF.get(place)
    if step is None:
        raise Http404

    def save(form: EventForm, files: Files, posted: Posted) -> int:
        content = Content(form.body(), files)
        return actions.add_entry(request.owner, content, posted, timezone.now())

    page = Page(
        "case:event-add",
        {"place": place},
        partial(EventForm, event=step, about=_about(step)),
        save,
        after=_event,
        template="case/event_form.html",
        context={"title": STEPS[step]},
    )
    return answer(request, page, draft)


@writing
def change(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """An event put right."""
    entry, body = _find(request.owner, number)

    def save(form: ChangeForm, files: Files, posted: Posted) -> int:
        reason = clean(form.cleaned_data["reason"])
        content = Content(form.body(body), files, people=entry.people, reason=reason)
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "case:event-change",
        {"number": number},
        partial(ChangeForm, event=body.event),
        save,
        after=_event,
        template="case/event_form.html",
        initial=ChangeForm.answers_of(body),
        context={"title": STEPS[body.event], "entry": entry},
    )
    return answer(request, page, draft)


@writing
def told(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """The news has come: today, or on another day."""
    entry, body = _find(request.owner, number)

    def save(form: DayForm, files: Files, posted: Posted) -> int:
        del files
        new = replace(body, told=form.heard)
        content = Content(new, people=entry.people, reason=str(words.TOLD_NOW))
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "case:news",
        {"number": number},
        DayForm,
        save,
        after=_event,
        template="case/day_form.html",
        context={"title": STEPS[body.event], "back": _event(number)},
    )
    return answer(request, page, draft)


@writing
def heard(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """What was promised has come."""
    history = queries.history(request.owner, number)
    if history is None or not isinstance(history.latest.body, Contact):
        raise Http404
    entry, talk = history.latest, history.latest.body

    def save(form: DayForm, files: Files, posted: Posted) -> int:
        del files
        assert form.heard.earliest
        day = form.heard.earliest.date()
        return choices.keep_heard(request.owner, entry.id, day, posted, timezone.now())

    back = reverse("case:promises")
    page = Page(
        "case:came",
        {"number": number},
        DayForm,
        save,
        after=lambda _number: back,
        template="case/day_form.html",
        context={"title": talk.promised or talk.said, "back": back},
    )
    return answer(request, page, draft)


@writing
def about(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """Where it was reported, and enhanced rights."""

    def save(form: AboutForm, files: Files, posted: Posted) -> int:
        del files
        return choices.keep_about(request.owner, form.about(), posted, timezone.now())

    page = Page(
        "case:about",
        {},
        AboutForm,
        save,
        after=lambda _number: reverse("case:overview"),
        template="case/about.html",
        initial=AboutForm.answers_of(choices.about(request.owner)),
        context={"tips": data.sections()["enhanced"]},
    )
    return answer(request, page, draft)


@writing
def court(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """Her notes for the day in court."""
    notes = choices.court(request.owner)

    def save(form: CourtForm, files: Files, posted: Posted) -> int:
        del files
        seen = form.cleaned_data["seen"]
        return choices.keep_court(request.owner, form.court(), seen, posted, timezone.now())

    page = Page(
        "case:court-notes",
        {},
        partial(CourtForm, measures=data.sections()["measures"]),
        save,
        after=lambda _number: reverse("case:court"),
        template="case/court_form.html",
        initial={
            "asked": list(notes.asked),
            "agreed": list(notes.agreed),
            "plan": notes.plan,
            "reach": notes.reach,
        },
        carried={"seen": choices.mark(notes)},
    )
    return answer(request, page, draft)


def _event(number: int) -> str:
    return reverse("case:event", args=[number])


def _find(owner: Owner, number: int) -> tuple[Entry, CaseEvent]:
    history = queries.history(owner, number)
    if history is None or not isinstance(history.latest.body, CaseEvent):
        raise Http404
    return history.latest, history.latest.body


def _about(step: CaseStep) -> str:
    """What somebody should hear after such an event, the last of it; "" where there is no rule.

    One answer stands for all of it, so whoever has heard only the first is not told for the rest.
    """
    today = today_of(timezone.now())
    clock = rules.clock(today)
    of_step = [
        rule
        for rule in book_of(clock.books, today).rules
        if rule.kind is Kind(step.value) and rule.id not in clock.off
    ]
    return of_step[-1].about if of_step else ""
