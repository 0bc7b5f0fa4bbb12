"""A safety plan as it is kept: answers, decisions on steps, own words, dates, when looked at.

One value with the number of its schema, so that it can be kept, copied and shown whole. Steps are
named by their ids; one that a later catalogue no longer has stays as it was chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any

from fourfold.core.kernel import shape
from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.shape import Distinct, Line, Matches, Most
from fourfold.core.kernel.when import When
from fourfold.core.plan.errors import WrongPlan

SCHEMA = 1
LONGEST_WORDS = 20_000

Words = Annotated[str, Most(LONGEST_WORDS)]
Name = Annotated[str, Matches("[a-z][a-z0-9-]{0,60}")]
Day = Annotated[str, Matches("([0-9]{4}-[0-9]{2}-[0-9]{2})?")]


class Decision(StrEnum):
    """What the owner has decided about a step."""

    WILL = "will"
    ASK = "ask"
    """To ask somebody first."""
    DONE = "done"
    NOT = "not"


class Box(StrEnum):
    """The boxes for her own words."""

    RING = "ring"
    WORD = "word"
    GO = "go"
    BAG = "bag"
    PROVOKE = "provoke"
    OTHER = "other"


class Moment(StrEnum):
    """A day after which the plan is looked at again."""

    RELEASE = "release"
    COURT = "court"
    SERVED = "served"
    ENDS = "ends"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a question, or of the check-up."""

    name: Name
    answer: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A step and what was decided about it."""

    step: Name
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Her own words in one part: steps, one on each line, and what its reader should know."""

    section: Name
    steps: Words = ""
    tell: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What stands in one of the boxes."""

    box: Box
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day that matters, and her note to it."""

    moment: Moment
    when: When
    note: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlan:
    """The whole plan. looked: the day on which it was last looked at; "" for never. since: the
    prompts that had come true then.
    """

    answers: Annotated[tuple[Answer, ...], Most(200)] = ()
    chosen: Annotated[tuple[Chosen, ...], Most(1_000)] = ()
    own: Annotated[tuple[Own, ...], Most(100)] = ()
    said: Annotated[tuple[Said, ...], Most(20)] = ()
    dates: Annotated[tuple[Dated, ...], Most(20)] = ()
    over: Annotated[tuple[Answer, ...], Most(500)] = ()
    looked: Day = ""
    since: Annotated[tuple[Name, ...], Most(100), Distinct()] = ()

    @property
    def given(self) -> dict[str, str]:
        """The answers by question."""
        return {each.name: each.answer for each in self.answers}

    @property
    def decisions(self) -> dict[str, Decision]:
        """What was decided, by step."""
        return {each.step: each.decision for each in self.chosen}

    @property
    def words(self) -> dict[Box, str]:
        """Her words by box."""
        return {each.box: each.text for each in self.said}

    @property
    def checked(self) -> dict[str, str]:
        """What the check-up found, by item."""
        return {each.name: each.answer for each in self.over}

    def own_in(self, section: str) -> Own:
        """Her own words in a part."""
        return next((each for each in self.own if each.section == section), Own(section=section))

    def answered(self, given: Mapping[str, str]) -> SafetyPlan:
        """With these answers in place of earlier ones to the same; "" takes one away."""
        return replace(self, answers=_merged(self.given, given))

    def decided(self, decisions: Mapping[str, Decision | None], own: Own) -> SafetyPlan:
        """With these decisions, None for none, and with her own words of one part."""
        merged = {**self.decisions, **decisions}
        chosen = tuple(Chosen(step=name, decision=each) for name, each in merged.items() if each)
        others = tuple(each for each in self.own if each.section != own.section)
        kept = (own,) if own.steps or own.tell else ()
        return replace(self, chosen=chosen, own=(*others, *kept))

    def told(self, words: Mapping[Box, str]) -> SafetyPlan:
        """With these words in their boxes, in place of earlier ones."""
        merged = {**self.words, **words}
        return replace(self, said=tuple(Said(box=box, text=t) for box, t in merged.items() if t))

    def dated(self, dates: Iterable[Dated]) -> SafetyPlan:
        """With these days that matter and no others."""
        return replace(self, dates=tuple(dates))

    def looked_over(self, found: Mapping[str, str], steps: Iterable[str]) -> SafetyPlan:
        """With these findings; the steps that follow are to be asked about, unless decided on."""
        new = {each: Decision.ASK for each in steps if each not in self.decisions}
        chosen = (Chosen(step=name, decision=decision) for name, decision in new.items())
        over = _merged(self.checked, found)
        return replace(self, over=over, chosen=(*self.chosen, *chosen))

    def looked_at(self, day: str, since: Iterable[str]) -> SafetyPlan:
        """Looked at on this day, with what had happened since."""
        return replace(self, looked=day, since=tuple(since))


def to_json(plan: SafetyPlan) -> dict[str, Any]:
    """Plain JSON; raises WrongPlan for a plan that could not be read again."""
    plain = {"schema": SCHEMA, **shape.write(plan)}
    from_json(plain)
    return plain


def from_json(plain: Any) -> SafetyPlan:
    """What `to_json` returned; raises WrongPlan."""
    if not isinstance(plain, Mapping) or plain.get("schema") != SCHEMA:
        raise WrongPlan("schema", "schema")
    rest = {name: value for name, value in plain.items() if name != "schema"}
    try:
        return shape.read(SafetyPlan, rest)
    except ShapeError as error:
        raise WrongPlan(error.code, error.path) from error


def _merged(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Answer, ...]:
    merged = {**before, **after}
    return tuple(Answer(name=name, answer=answer) for name, answer in merged.items() if answer)
