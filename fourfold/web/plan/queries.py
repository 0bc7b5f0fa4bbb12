"""What the pages of the safety plan show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.provenance import Jurisdiction, Provenance
from fourfold.core.plan import choosing
from fourfold.core.plan.catalogue import Catalogue, Section, Step
from fourfold.core.plan.choosing import Fit
from fourfold.core.plan.errors import WrongPlan
from fourfold.core.plan.plan import Decision, Own, SafetyPlan, from_json
from fourfold.core.support.service import Need, Service
from fourfold.data import plan as data
from fourfold.vault.errors import Damaged
from fourfold.web.accounts.access import Owner
from fourfold.web.guidance import queries as guidance
from fourfold.web.record import papers

KIND = "plan"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the plan: its number in addresses, whether it may be about her, what is in it."""

    number: int
    section: Section
    is_likely: bool
    will: tuple[Step, ...]
    ask: tuple[Step, ...]
    done: tuple[Step, ...]
    own: Own

    @property
    def number_text(self) -> str:
        """Its number as names of files have it."""
        return str(self.number)

    @property
    def own_steps(self) -> tuple[str, ...]:
        """Her own steps, one a line."""
        return tuple(line.strip() for line in self.own.steps.split("\n") if line.strip())

    @property
    def is_empty(self) -> bool:
        """Nothing was decided or written here."""
        return not (self.will or self.ask or self.done or self.own.steps or self.own.tell)


@dataclass(frozen=True, slots=True)
class Read:
    """Where something was read, as a page shows it today."""

    known: Provenance
    is_due: bool

    @property
    def nation(self) -> str:
        """Where it is so, if that is not everywhere in the United Kingdom."""
        everywhere = self.known.jurisdiction is Jurisdiction.UNITED_KINGDOM
        return "" if everywhere else self.known.jurisdiction.value


def catalogue() -> Catalogue:
    """What a plan can be made of."""
    return data.load()


def plan_of(owner: Owner) -> SafetyPlan | None:
    """Her plan, if she has begun one; raises Damaged or WrongKey."""
    paper = papers.the(owner, KIND)
    return read(paper.data) if paper else None


def read(plain: object) -> SafetyPlan:
    """The plan that a paper holds; raises Damaged."""
    try:
        return from_json(plain)
    except WrongPlan as error:
        raise Damaged("papers", path=error.path) from error


def parts(plan: SafetyPlan) -> tuple[Part, ...]:
    """Every part, in the order of the catalogue."""
    return tuple(part(plan, number) for number in range(1, len(catalogue().sections) + 1))


def part(plan: SafetyPlan, number: int) -> Part:
    """One part by its number, which has to be there."""
    book = catalogue()
    section = book.sections[number - 1]
    decisions = plan.decisions

    def in_state(decision: Decision) -> tuple[Step, ...]:
        steps = book.steps_of(section.id)
        return tuple(each for each in steps if decisions.get(each.id) is decision)

    likely = choosing.fit(book, section.when, choosing.settle(book, plan.given))
    will, ask, done = (in_state(each) for each in (Decision.WILL, Decision.ASK, Decision.DONE))
    is_likely = likely is not Fit.RULED_OUT
    return Part(number, section, is_likely, will, ask, done, plan.own_in(section.id))


def number_of(section: str) -> int:
    """The number of a part in addresses."""
    return [each.id for each in catalogue().sections].index(section) + 1


def sources(names: Iterable[str], today: date) -> list[Read]:
    """Where these were read, each once."""
    known = catalogue().sources
    return [Read(known[each], known[each].is_due(today)) for each in dict.fromkeys(names)]


def lines(today: date) -> list[guidance.Line]:
    """The helplines for a night on which somebody was let out, as a page shows them today."""
    found = [
        each
        for each in guidance.helplines(today)
        if each.number and (each.need is Need.STALKING or _is_open_at_home(each))
    ]
    lines = (guidance.helpline(each.id, today) for each in found)
    return [each for each in lines if each]


def _is_open_at_home(service: Service) -> bool:
    """About domestic abuse, and there in the middle of the night."""
    return service.need is Need.HOME and service.is_always_open
