"""Which questions are asked, and which steps are offered for which answers.

What nobody answered, or answered with "I do not know", rules nothing out: such a step may fit and
is offered after those that do. A step about danger is always offered, so no answer can hide it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum

from fourfold.core.plan.catalogue import NOT_SURE, Catalogue, Condition, Item, Question, Step

Answers = Mapping[str, str]


class Fit(IntEnum):
    """How something fits the answers; the order in which it is offered."""

    FITS = 0
    MAY_FIT = 1
    RULED_OUT = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """A step with how it fits."""

    step: Step
    fit: Fit


def settle(catalogue: Catalogue, given: Answers) -> dict[str, str]:
    """The answers that count: known ones, to questions that are asked."""
    kept: dict[str, str] = {}
    for question in catalogue.questions:
        answer = given.get(question.id, "")
        known = {each.id for each in question.choices} | {NOT_SURE}
        if answer in known and fit(catalogue, question.ask_if, kept) is not Fit.RULED_OUT:
            kept[question.id] = answer
    return kept


def pages(catalogue: Catalogue, answers: Answers) -> tuple[tuple[Question, ...], ...]:
    """The questions to ask with these answers, page by page; a page with none is left out."""
    settled = settle(catalogue, answers)
    asked = [
        each
        for each in catalogue.questions
        if fit(catalogue, each.ask_if, settled) is not Fit.RULED_OUT
    ]
    numbers = dict.fromkeys(each.page for each in asked)
    return tuple(tuple(each for each in asked if each.page == number) for number in numbers)


def fit(catalogue: Catalogue, when: Condition, answers: Answers) -> Fit:
    """How a condition stands: met, open, or ruled out by an answer."""
    return max((_group(catalogue, group, answers) for group in when), default=Fit.FITS)


def offered(
    catalogue: Catalogue, section: str, given: Answers, kept: Collection[str] = ()
) -> tuple[Offer, ...]:
    """The steps of a part for these answers: those that fit, that may, and others about danger.

    kept: steps that were decided on, which are shown whatever was answered since.
    """
    answers = settle(catalogue, given)
    tokens = {f"{name}:{answer}" for name, answer in answers.items()}
    found = [
        Offer(each, fit(catalogue, each.when, answers))
        for each in catalogue.steps_of(section)
        if each.id in kept or not tokens.intersection(each.unless)
    ]
    shown = (e for e in found if e.step.is_danger or e.step.id in kept or e.fit < Fit.RULED_OUT)
    return tuple(sorted(shown, key=lambda each: each.fit))


def looked_over(catalogue: Catalogue, page: int, given: Answers) -> tuple[Item, ...]:
    """What there is to look over on one page of the check-up."""
    answers = settle(catalogue, given)
    return tuple(
        each
        for each in catalogue.items
        if each.page == page and fit(catalogue, each.when, answers) is not Fit.RULED_OUT
    )


def _group(catalogue: Catalogue, group: tuple[str, ...], answers: Answers) -> Fit:
    named = [token.split(":") for token in group]
    if any(answers.get(name) == answer for name, answer in named):
        return Fit.FITS
    is_open = any(_is_open(catalogue, name, answers) for name, _answer in named)
    return Fit.MAY_FIT if is_open else Fit.RULED_OUT


def _is_open(catalogue: Catalogue, name: str, answers: Answers) -> bool:
    """Whether nothing is known about a question that could still be asked."""
    if answers.get(name, NOT_SURE) != NOT_SURE:
        return False
    asked_if = next(each.ask_if for each in catalogue.questions if each.id == name)
    return fit(catalogue, asked_if, answers) is not Fit.RULED_OUT
