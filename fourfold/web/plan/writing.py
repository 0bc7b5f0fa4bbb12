"""The pages on which the owner answers, chooses and writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fourfold.core.plan import choosing
from fourfold.core.plan.catalogue import Section
from fourfold.core.plan.plan import SafetyPlan
from fourfold.web.accounts.access import OwnerRequest
from fourfold.web.plan import actions, queries
from fourfold.web.plan.actions import Edit, PartOf
from fourfold.web.plan.forms import (
    AgainForm,
    AskForm,
    DatesForm,
    OverForm,
    PartForm,
    PlanForm,
    WordsForm,
)
from fourfold.web.record.actions import Posted
from fourfold.web.record.form_page import Files, Page, answer, writing

TONIGHT = "tonight"
Change = Callable[[Any, SafetyPlan], SafetyPlan]
Save = Callable[[Any, Files, Posted], int]


@writing
def ask(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """A few questions; what follows from the answers is which steps are offered."""
    plan = queries.plan_of(request.owner) or SafetyPlan()
    groups = {group[0].page: group for group in choosing.pages(queries.catalogue(), plan.given)}
    if number not in groups:
        raise Http404
    names = {each.id for each in groups[number]}

    def part(now: SafetyPlan) -> Any:
        return tuple(each for each in now.answers if each.name in names)

    def change(form: AskForm, now: SafetyPlan) -> SafetyPlan:
        return now.answered(form.given)

    page = Page(
        "plan:ask",
        {"number": number},
        partial(AskForm, questions=groups[number]),
        _saves(request, part, change),
        after=lambda _paper: _after_questions(request, number),
        initial=plan.given,
        carried={"seen": actions.mark(part, plan)},
        context={"place": list(groups).index(number) + 1, "count": len(groups)},
    )
    return answer(request, page, draft)


@writing
def part(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """The steps of one part, each with why and what it can cost."""
    book = queries.catalogue()
    if number > len(book.sections):
        raise Http404
    section = book.sections[number - 1]
    plan = queries.plan_of(request.owner) or SafetyPlan()
    offers = choosing.offered(book, section.id, plan.given, plan.decisions)
    shown = partial(_of_section, section)

    def change(form: PartForm, now: SafetyPlan) -> SafetyPlan:
        return now.decided(form.decisions, form.own_words)

    today = timezone.localdate()
    page = Page(
        "plan:part",
        {"number": number},
        partial(PartForm, section=section, offers=offers),
        _saves(request, shown, change),
        after=lambda _paper: reverse("plan:plan"),
        initial=PartForm.answers_of(plan, section),
        carried={"seen": actions.mark(shown, plan)},
        context={
            "section": section,
            "lives_with_them": plan.given.get("live") == "yes",
            "sources": queries.sources((each.step.source for each in offers), today),
            "lines": queries.lines(today) if section.id == TONIGHT else (),
        },
    )
    return answer(request, page, draft)


@writing
def words(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """Whom she rings, where she goes, a word, a bag: her own words."""
    plan = queries.plan_of(request.owner) or SafetyPlan()

    def change(form: WordsForm, now: SafetyPlan) -> SafetyPlan:
        return now.told(form.told)

    return answer(request, _simple(request, "words", WordsForm, _said, change, plan), draft)


@writing
def dates(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """Days that matter, after which the plan asks to be looked at again."""
    plan = queries.plan_of(request.owner) or SafetyPlan()

    def change(form: DatesForm, now: SafetyPlan) -> SafetyPlan:
        return now.dated(form.dates)

    return answer(request, _simple(request, "dates", DatesForm, _dates, change, plan), draft)


@writing
def over(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """One page of the check-up of devices and accounts."""
    book = queries.catalogue()
    plan = queries.plan_of(request.owner) or SafetyPlan()
    pages = _pages_over(plan)
    if number not in pages:
        raise Http404
    items = choosing.looked_over(book, number, plan.given)
    names = {each.id for each in items}

    def shown(now: SafetyPlan) -> Any:
        return tuple(each for each in now.over if each.name in names)

    def change(form: OverForm, now: SafetyPlan) -> SafetyPlan:
        return now.looked_over(form.found, form.steps)

    later = [each for each in pages if each > number]
    after = reverse("plan:over", args=[later[0]]) if later else reverse("plan:plan")
    page = Page(
        "plan:over",
        {"number": number},
        partial(OverForm, items=items),
        _saves(request, shown, change),
        after=lambda _paper: after,
        initial=plan.checked,
        carried={"seen": actions.mark(shown, plan)},
        context={
            "heading": book.groups[number - 1],
            "place": pages.index(number) + 1,
            "count": len(pages),
            "sources": queries.sources((each.source for each in items), timezone.localdate()),
        },
    )
    return answer(request, page, draft)


@writing
def again(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """She has looked at the plan; what happened since the last time?"""
    plan = queries.plan_of(request.owner) or SafetyPlan()
    today = timezone.localdate()

    def change(form: AgainForm, now: SafetyPlan) -> SafetyPlan:
        return now.looked_at(today.isoformat(), form.cleaned_data["since"])

    make = partial(AgainForm, prompts=queries.catalogue().prompts)
    return answer(request, _simple(request, "again", make, _looked, change, plan), draft)


def _simple(request: OwnerRequest, name: str, make: Any, shown: PartOf, *how: Any) -> Page:
    """The page of a form that stands alone; `how` is what it changes, and the plan as it is."""
    change, plan = how
    form = make.func if isinstance(make, partial) else make
    initial = form.answers_of(plan) if hasattr(form, "answers_of") else {}
    return Page(
        f"plan:{name}",
        {},
        make,
        _saves(request, shown, change),
        after=lambda _paper: reverse("plan:plan"),
        initial=initial,
        carried={"seen": actions.mark(shown, plan)},
        context={"plan": plan},
    )


def _saves(request: OwnerRequest, shown: PartOf, change: Change) -> Save:
    def save(form: PlanForm, _files: Files, posted: Posted) -> int:
        edit = Edit(shown, form.mark, partial(change, form))
        return actions.save(request.owner, edit, posted, timezone.now())

    return save


def _after_questions(request: OwnerRequest, number: int) -> str:
    """The next page of questions, as the answers now are; after the last, the plan."""
    plan = queries.plan_of(request.owner) or SafetyPlan()
    asked = [group[0].page for group in choosing.pages(queries.catalogue(), plan.given)]
    later = [each for each in asked if each > number]
    return reverse("plan:ask", args=[later[0]]) if later else reverse("plan:plan")


def _pages_over(plan: SafetyPlan) -> list[int]:
    """The pages of the check-up that have something on them for her."""
    book = queries.catalogue()
    pages = range(1, len(book.groups) + 1)
    return [each for each in pages if choosing.looked_over(book, each, plan.given)]


def _of_section(section: Section, plan: SafetyPlan) -> Any:
    steps = {each.id for each in queries.catalogue().steps_of(section.id)}
    chosen = tuple(each for each in plan.chosen if each.step in steps)
    return (*chosen, plan.own_in(section.id))


def _said(plan: SafetyPlan) -> Any:
    return plan.said


def _dates(plan: SafetyPlan) -> Any:
    return plan.dates


def _looked(plan: SafetyPlan) -> Any:
    return (plan.looked, *plan.since)
