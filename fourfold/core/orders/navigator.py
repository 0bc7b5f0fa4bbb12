"""Which order could protect somebody: an answer and its reasons for each of the seven.

An order needs everything that its rules ask for. One reason against rules it out; else one that is
open makes it `ask`; else it may be available. So what is known stays: a further answer that goes
with the others never changes `may_be_available` or `not_this_one`, only `ask`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import OFF, Candidate, Reason, Rule, Side
from fourfold.core.orders.rules import (
    acquittal,
    ages,
    association,
    claim,
    connection,
    conviction,
    home,
    named,
    pilot,
    place,
    stalking,
    standing,
    young_applicant,
    youth_court,
)


class Answer(StrEnum):
    """What is said of one order. There is no word for "you qualify": a court decides that."""

    MAY_BE_AVAILABLE = "may_be_available"
    NOT_THIS_ONE = "not_this_one"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Answered:
    """One order, what is said of it and why: what decided stands first."""

    order: Candidate
    answer: Answer
    because: tuple[Reason, ...]


RULES: Mapping[Candidate, tuple[Rule, ...]] = {
    Candidate.RESTRAINING: (conviction.RULE, standing.RULE),
    Candidate.RESTRAINING_ON_ACQUITTAL: (acquittal.RULE, standing.RULE),
    Candidate.NON_MOLESTATION: (association.RULE, young_applicant.RULE, named.RULE, standing.RULE),
    Candidate.OCCUPATION: (
        association.RULE,
        home.RULE,
        young_applicant.RULE,
        named.RULE,
        standing.RULE,
    ),
    Candidate.STALKING_PROTECTION: (stalking.RULE, youth_court.RULE, named.RULE, standing.RULE),
    Candidate.HARASSMENT_INJUNCTION: (claim.RULE, standing.RULE),
    Candidate.DOMESTIC_ABUSE_PROTECTION: (
        connection.RULE,
        ages.RULE,
        pilot.RULE,
        named.RULE,
        standing.RULE,
    ),
}

PLACES: Mapping[Candidate, tuple[Rule, ...]] = {
    candidate: place.rules_for(candidate) for candidate in Candidate
}
"""Rules that speak before all others: where one of them does, no other is asked."""

# What each answer shows, in this order: a note is for an order that one may still go after, and a
# question about an order that is ruled out would be asked for nothing.
SHOWN: Mapping[Answer, tuple[Side, ...]] = {
    Answer.MAY_BE_AVAILABLE: (Side.FOR, Side.NOTE),
    Answer.ASK: (Side.OPEN, Side.FOR, Side.NOTE),
    Answer.NOT_THIS_ONE: (Side.AGAINST, Side.FOR),
}


def consider(answers: Answers, off: Collection[str] = ()) -> tuple[Answered, ...]:
    """Answer for every order, in the order of `Candidate`.

    off: ids of rules that are switched off. An order that hangs on one is `ask`, unless another
    rule rules it out; a rule that only adds something is silent.
    """
    return tuple(_answer(candidate, answers, off) for candidate in Candidate)


def rule_ids() -> frozenset[str]:
    """The ids of all rules there are."""
    by_order = (*PLACES.values(), *RULES.values())
    return frozenset(rule.id for rules in by_order for rule in rules)


def _answer(candidate: Candidate, answers: Answers, off: Collection[str]) -> Answered:
    reasons = tuple(_reasons(PLACES[candidate], answers, off))
    if not reasons:
        reasons = tuple(_reasons(RULES[candidate], answers, off))
    answer = _decide({reason.side for reason in reasons})
    because = (each for side in SHOWN[answer] for each in reasons if each.side is side)
    return Answered(candidate, answer, tuple(because))


def _reasons(rules: tuple[Rule, ...], answers: Answers, off: Collection[str]) -> Iterator[Reason]:
    """What each rule says; one that is switched off says so where it would have said something."""
    for rule in rules:
        said = rule.weigh(answers)
        if said is None:
            continue
        if rule.id not in off:
            yield Reason(rule.id, said.key, said.side)
        elif rule.decides:
            yield Reason(rule.id, OFF, Side.OPEN)


def _decide(sides: set[Side]) -> Answer:
    if Side.AGAINST in sides:
        return Answer.NOT_THIS_ONE
    return Answer.ASK if Side.OPEN in sides else Answer.MAY_BE_AVAILABLE
