"""What a safety plan can be made of: questions, parts, steps, things to look over, and prompts.

All of it is data (`data/plan`). A token such as "live:yes" names an answer; a condition is a list
of groups: all must hold, each by any of its tokens. The id of a step stays for good, since plans
that are kept name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fourfold.core.kernel.provenance import Provenance

Condition = tuple[tuple[str, ...], ...]
NOT_SURE = "not-sure"
"""The answer that every question has beside its own; it rules nothing out."""


class Reader(StrEnum):
    """Somebody to whom the sheet of one part can be given."""

    CHILDREN = "children"
    PEOPLE = "people"
    WORK = "work"
    STUDY = "study"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer that can be chosen."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; nobody has to answer it. `page` groups those that stand together."""

    id: str
    page: int
    text: str
    choices: tuple[Choice, ...]
    hint: str = ""
    ask_if: Condition = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a plan. `reader`: whom a sheet of it is for, if it can be given away."""

    id: str
    title: str
    about: str
    when: Condition = ()
    reader: Reader | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that the owner could do.

    trade_off: its price. tips_off: the other person may notice it, so that the page says to plan
    it with somebody. is_danger: about life and limb; whatever was answered, it is offered. unless:
    answers with which it is not offered. for_them: what stands on the sheet for the section's
    reader when she has chosen it; "" keeps it off that sheet. link: a page of guidance.
    """

    id: str
    section: str
    text: str
    why: str
    trade_off: str
    source: str
    tips_off: bool = False
    is_danger: bool = False
    when: Condition = ()
    unless: tuple[str, ...] = ()
    for_them: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to look over. `steps` follow from it where it does not look right."""

    id: str
    page: int
    text: str
    hint: str
    steps: tuple[str, ...]
    source: str
    when: Condition = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Something after which the plan should be looked at again, and which parts of it first."""

    id: str
    text: str
    sections: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All of it. `groups` are the titles of the pages of `items`."""

    questions: tuple[Question, ...]
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    groups: tuple[str, ...]
    items: tuple[Item, ...]
    prompts: tuple[Prompt, ...]
    sources: Mapping[str, Provenance] = field(default_factory=dict)

    def section(self, section_id: str) -> Section | None:
        """The part of this id."""
        return next((each for each in self.sections if each.id == section_id), None)

    def step(self, step_id: str) -> Step | None:
        """The step of this id."""
        return next((each for each in self.steps if each.id == step_id), None)

    def steps_of(self, section_id: str) -> tuple[Step, ...]:
        """The steps of one part, in order."""
        return tuple(each for each in self.steps if each.section == section_id)


# ------------------------------------------------------------------ what would be wrong with it


def problems(catalogue: Catalogue) -> list[str]:
    """What has to be mended before anybody is asked; empty when all is well."""
    return [
        *_said_twice(catalogue),
        *_wrong_questions(catalogue),
        *_idle_questions(catalogue),
        *_wrong_conditions(catalogue),
        *_wrong_steps(catalogue),
        *_wrong_references(catalogue),
    ]


def _said_twice(catalogue: Catalogue) -> Iterator[str]:
    named = [
        [each.id for each in catalogue.questions],
        [each.id for each in catalogue.sections],
        [each.id for each in catalogue.steps],
        [each.id for each in catalogue.items],
        [each.id for each in catalogue.prompts],
    ]
    for ids in named:
        yield from (f"{each} is there twice" for each in dict.fromkeys(ids) if ids.count(each) > 1)


def _wrong_questions(catalogue: Catalogue) -> Iterator[str]:
    """A question waits only for what was asked on an earlier page."""
    known: dict[str, int] = {}
    last = 0
    for question in catalogue.questions:
        ids = [each.id for each in question.choices]
        if NOT_SURE in ids or len(set(ids)) != len(ids) or len(ids) < 2:
            yield f"{question.id} has wrong answers"
        if question.page not in (last, last + 1):
            yield f"{question.id} stands on a wrong page"
        for token in (token for group in question.ask_if for token in group):
            if known.get(token, question.page) >= question.page:
                yield f"{question.id} waits for {token}, which nobody has been asked by then"
        last = question.page
        known |= {f"{question.id}:{each}": question.page for each in ids}


def _idle_questions(catalogue: Catalogue) -> Iterator[str]:
    """A question about her life that changes nothing of what is asked or offered."""
    conditions = [each.ask_if for each in catalogue.questions]
    conditions += [each.when for each in catalogue.sections]
    conditions += [each.when for each in catalogue.steps]
    conditions += [each.when for each in catalogue.items]
    used = {token for condition in conditions for group in condition for token in group}
    used |= {token for each in catalogue.steps for token in each.unless}
    for question in catalogue.questions:
        if not any(f"{question.id}:{each.id}" in used for each in question.choices):
            yield f"nothing follows from {question.id}"


def _wrong_conditions(catalogue: Catalogue) -> Iterator[str]:
    known = {f"{q.id}:{each.id}" for q in catalogue.questions for each in q.choices}
    said = {each.id: each.when for each in catalogue.sections}
    said |= {each.id: each.when for each in catalogue.steps}
    said |= {each.id: each.when for each in catalogue.items}
    for name, when in said.items():
        yield from (f"{name} names {each}" for group in when for each in group if each not in known)
    for step in catalogue.steps:
        yield from (f"{step.id} names {each}" for each in step.unless if each not in known)


def _wrong_steps(catalogue: Catalogue) -> Iterator[str]:
    for step in catalogue.steps:
        section = catalogue.section(step.section)
        if section is None:
            yield f"{step.id} stands in no part"
        elif step.for_them and section.reader is None:
            yield f"{step.id} has words for a reader whom {section.id} has not"
        if not step.trade_off:
            yield f"{step.id} does not say its price"
        if step.is_danger and step.unless:
            yield f"{step.id} is about danger and must not be held back"
    used = {each.section for each in catalogue.steps}
    yield from (f"{each.id} has no steps" for each in catalogue.sections if each.id not in used)


def _wrong_references(catalogue: Catalogue) -> Iterator[str]:
    sourced = {each.id: each.source for each in catalogue.steps}
    sourced |= {each.id: each.source for each in catalogue.items}
    sourced |= {each.id: each.source for each in catalogue.prompts}
    for name, source in sourced.items():
        if source not in catalogue.sources:
            yield f"{name} has no source"
    for item in catalogue.items:
        yield from (f"{item.id} leads to {e}" for e in item.steps if not catalogue.step(e))
        if not item.steps or not 1 <= item.page <= len(catalogue.groups):
            yield f"{item.id} leads nowhere or stands on no page"
    for prompt in catalogue.prompts:
        yield from (f"{prompt.id} names {e}" for e in prompt.sections if not catalogue.section(e))
