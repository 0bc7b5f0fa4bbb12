"""Which questions are asked of somebody, in which order, and what they may answer.

Nothing is asked that no answer could change: each question is tried with all its answers, with
what was answered before it and nothing after. So whoever says that they are in Scotland is asked
nothing more. The area is asked of nobody, because no rule looks at it yet.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.orders import answers as questions
from fourfold.core.orders.answers import Answers, CriminalCase, Relationship
from fourfold.core.orders.navigator import Answer, consider
from fourfold.core.orders.rule import Candidate

YES, NO, NOT_KNOWN = "yes", "no", str(Relationship.UNKNOWN)
TRUTH: Mapping[str, bool | None] = {YES: True, NO: False, NOT_KNOWN: None}
PLACE = "jurisdiction"
PLACES = (Jurisdiction.ENGLAND_AND_WALES, Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND)
PAGES: tuple[tuple[str, ...], ...] = (
    (PLACE,),
    ("relationship",),
    ("looks_like_stalking", "criminal_case"),
    ("home_shared", "person_known"),
    ("respondent_under_18", "owner_under_16", "order_in_force"),
)
CHOICES: Mapping[str, tuple[str, ...]] = {name: tuple(TRUTH) for page in PAGES for name in page} | {
    PLACE: (*map(str, PLACES), NOT_KNOWN),
    "relationship": tuple(map(str, Relationship)),
    "criminal_case": (*map(str, CriminalCase), NOT_KNOWN),
}
"""What may be answered, by question; that it is not known is always the last."""

Off = Collection[str]
Given = Mapping[str, str]


def settle(given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the answers that a page offers; more than one to a question is none."""
    return {
        name: chosen[0]
        for name, offered in CHOICES.items()
        if len(chosen := given.get(name, ())) == 1 and chosen[0] in offered
    }


def read(given: Given) -> Answers:
    """Return settled answers as the rules take them."""
    return questions.read({name: _plain(name, choice) for name, choice in given.items()})


def write(answers: Answers) -> dict[str, str]:
    """Return what is known in answers as the choices of pages."""
    said = {field.name: getattr(answers, field.name) for field in fields(answers)}
    words = {True: YES, False: NO}
    return {
        name: words[value] if isinstance(value, bool) else str(value)
        for name, value in said.items()
        if name in CHOICES and value is not None
    }


def pages(given: Given, off: Off = ()) -> tuple[tuple[str, ...], ...]:
    """Return the questions that are asked of somebody who answers so, page by page."""
    found, before = [], Answers()
    for page in PAGES:
        asked = tuple(name for name in page if matters(name, before, off))
        if asked:
            found.append(asked)
        own = {name: given[name] for name in asked if name in given}
        before = replace(before, **_fields(own))
    return tuple(found)


def asked(given: Given, off: Off = ()) -> dict[str, str]:
    """Return the answers to questions that are asked; an answer before may have ended others."""
    names = {name for page in pages(given, off) for name in page}
    return {name: choice for name, choice in given.items() if name in names}


def matters(name: str, answers: Answers, off: Off = ()) -> bool:
    """Whether two answers to a question would make a difference, for somebody like this.

    One more reason against an order that is ruled out already is none.
    """
    return len({_told(each, off) for each in _with_each(name, answers)}) > 1


def deciding(candidate: Candidate, given: Given, off: Off = ()) -> tuple[str, ...]:
    """Return the questions without an answer of which one alone could change what is said.

    Meant for an order of which it is said that somebody has to ask.
    """
    answers = read(given)
    place = list(Candidate).index(candidate)
    return tuple(
        name
        for name in CHOICES
        if given.get(name, NOT_KNOWN) == NOT_KNOWN
        if any(
            consider(each, off)[place].answer is not Answer.ASK
            for each in _with_each(name, answers)
        )
    )


def _told(answers: Answers, off: Off) -> Hashable:
    """What is said of each order, with the reasons of those that are not ruled out."""
    return tuple(
        each.answer if each.answer is Answer.NOT_THIS_ONE else each
        for each in consider(answers, off)
    )


def _with_each(name: str, answers: Answers) -> list[Answers]:
    return [replace(answers, **_fields({name: choice})) for choice in CHOICES[name]]


def _fields(given: Given) -> dict[str, Any]:
    read_as = read(given)
    return {name: getattr(read_as, name) for name in given}


def _plain(name: str, choice: str) -> str | bool | None:
    """A choice as JSON of the answers would have it."""
    if choice == NOT_KNOWN:
        return None
    return TRUTH[choice] if CHOICES[name] == tuple(TRUTH) else choice
