"""Which services somebody is shown who lives in the area of these forces, and in which order.

Nothing is hidden because of who somebody is: what fits what they chose comes first, what is made
for others comes last. The stalking helpline and the police stand above all of it, whatever is
chosen. An area of which nothing is known says so: it does not say that there is nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.support.force import Force, Nation
from fourfold.core.support.service import Audience, Need, Service, Standing

# Where the law, and so the services, are the same.
LAW = {
    Nation.ENGLAND: Jurisdiction.ENGLAND_AND_WALES,
    Nation.WALES: Jurisdiction.ENGLAND_AND_WALES,
    Nation.SCOTLAND: Jurisdiction.SCOTLAND,
    Nation.NORTHERN_IRELAND: Jurisdiction.NORTHERN_IRELAND,
}
# What each area should have: a page says so where none is known.
EXPECTED = (Need.STALKING, Need.ANY_CRIME)
# The order of local services: those for a stalked person, then any victim's, then the others.
LOCAL = (*EXPECTED, *(need for need in Need if need not in EXPECTED))


@dataclass(frozen=True, slots=True)
class Group:
    """Services that help with one need, the best fitting first."""

    need: Need
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Local:
    """What is known near one force, and which of the services that one expects are not."""

    force: Force
    groups: tuple[Group, ...]
    not_known: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """All that is shown. `fitting` are those for the audiences, moved up from the groups.

    `unmatched` are the audiences for which nothing is made that is known of.
    """

    first: Service | None
    fitting: tuple[Service, ...]
    unmatched: tuple[Audience, ...]
    local: tuple[Local, ...]
    national: tuple[Group, ...]


def choose(
    services: Iterable[Service],
    forces: Sequence[Force],
    audiences: Iterable[Audience],
    today: date,
    first: str,
) -> Choice:
    """What to show of all services; `first` is the id of the one that always leads."""
    wanted = frozenset(audiences)
    shown = [each for each in services if each.standing(today) is not Standing.ENDED]
    here = [each for each in shown if is_here(each, forces) and each.id != first]
    fitting = [each for each in here if wanted.intersection(each.audiences)]
    fitting.sort(key=lambda each: (not each.forces, _reach(each, today)))
    others = [each for each in here if each not in fitting]
    return Choice(
        first=next((each for each in shown if each.id == first), None),
        fitting=tuple(fitting),
        unmatched=tuple(each for each in Audience if each in wanted - _served(fitting)),
        local=tuple(_local(force, here, others, today) for force in forces),
        national=_groups((each for each in others if not each.forces), tuple(Need), today),
    )


def laws(forces: Iterable[Force]) -> tuple[Jurisdiction, ...]:
    """The laws of these forces' areas, each once, the likeliest first."""
    return tuple(dict.fromkeys(LAW[force.nation] for force in forces))


def is_here(service: Service, forces: Sequence[Force]) -> bool:
    """Whether it helps people near any of these forces."""
    if service.forces:
        return any(force.id in service.forces for force in forces)
    where = service.provenance.jurisdiction
    return where is Jurisdiction.UNITED_KINGDOM or where in laws(forces)


def _served(services: Iterable[Service]) -> frozenset[Audience]:
    return frozenset(audience for each in services for audience in each.audiences)


def _local(force: Force, here: list[Service], others: list[Service], today: date) -> Local:
    """`here` counts as known, also what has moved up; `others` are listed."""
    needs = {each.need for each in here if _is_of(each, force)}
    listed = (each for each in others if force.id in each.forces)
    missing = tuple(need for need in EXPECTED if need not in needs)
    return Local(force, _groups(listed, LOCAL, today), missing)


def _is_of(service: Service, force: Force) -> bool:
    """Whether its area is that of the force: one police force has all of Scotland, as it has all
    of Northern Ireland, and so a service of the whole nation is one of its area."""
    if force.nation in (Nation.SCOTLAND, Nation.NORTHERN_IRELAND) and not service.forces:
        return service.provenance.jurisdiction is LAW[force.nation]
    return force.id in service.forces


def _groups(services: Iterable[Service], order: Sequence[Need], today: date) -> tuple[Group, ...]:
    listed = sorted(services, key=lambda each: (bool(each.audiences), _reach(each, today)))
    groups = (Group(need, tuple(each for each in listed if each.need is need)) for need in order)
    return tuple(group for group in groups if group.services)


def _reach(service: Service, today: date) -> int:
    """How well it can be reached, the best first."""
    return list(Standing).index(service.standing(today))
