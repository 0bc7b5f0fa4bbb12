"""What the pages about support show: who can be called, and what is known near a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.functional import Promise

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.support import choosing, hours
from fourfold.core.support.area import Answer, Areas, Candidate, Code, Confidence
from fourfold.core.support.choosing import Choice
from fourfold.core.support.force import Force, Nation
from fourfold.core.support.service import Audience, Need, Service, Standing
from fourfold.data import areas, forces
from fourfold.web.directory.queries import everything
from fourfold.web.guidance.queries import FIRST_CALL, NEEDS, PREFIXES
from fourfold.web.support import words

PAGES = ("support", "support/forces")
Openings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """All that a result depends on: what is known of the place, by postcode data of the month
    `dated` (None: nobody said), and of the services; `openings` says which of them are open now, by
    their ids.

    Two that are equal are shown the same page, so none says which postcode was asked for.
    """

    services: tuple[Service, ...]
    forces: tuple[Candidate, ...]
    code: Code
    dated: date | None
    audiences: tuple[Audience, ...]
    today: date
    openings: Openings = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One service as a page shows it now.

    `is_reachable` says whether its number and site may be shown. `opening` says whether it is open
    now, `days` when it is open on each day.
    """

    service: Service
    standing: Standing
    label: str
    opening: str = ""
    days: tuple[tuple[str | Promise, str], ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether it should have been checked again."""
        return self.standing is Standing.PAST_REVIEW

    @property
    def is_local(self) -> bool:
        """Whether it is for the area of some forces only."""
        return bool(self.service.forces)

    @property
    def is_reachable(self) -> bool:
        """Whether its site may be shown.

        A helpline for everybody stays in sight with a warning; a local one past its day does not.
        """
        return not (self.is_due and self.is_local)

    @property
    def shows_number(self) -> bool:
        """Whether its number may be shown."""
        return self.is_reachable and self.standing is not Standing.NAME_ONLY


Section = tuple[str | Promise, list[Line]]


@dataclass(frozen=True, slots=True)
class Near:
    """One force that may be the one: how much of the area it has, and what is known near it."""

    force: Force
    share: str
    lines: list[Line]
    not_known: list[str | Promise]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that is shown to somebody who has named a place or a force.

    `fits` names the audiences for which something is known, `unmatched` those for which nothing is.
    """

    code: Code
    first: Line | None
    fitting: list[Line]
    fits: str
    unmatched: str
    near: list[Near]
    national: list[Section]
    laws: tuple[Jurisdiction, ...]

    @property
    def is_several(self) -> bool:
        """Whether more than one force may be the one."""
        return len(self.near) > 1

    @property
    def is_english_law(self) -> bool:
        """Whether what other pages say of England and Wales may hold there."""
        return Jurisdiction.ENGLAND_AND_WALES in self.laws

    @property
    def is_scottish(self) -> bool:
        """Whether it may be in Scotland."""
        return Jurisdiction.SCOTLAND in self.laws

    @property
    def is_northern_irish(self) -> bool:
        """Whether it may be in Northern Ireland."""
        return Jurisdiction.NORTHERN_IRELAND in self.laws

    @property
    def lines(self) -> list[Line]:
        """Every service that is shown, each once."""
        local = [line for near in self.near for line in near.lines]
        national = [line for _heading, lines in self.national for line in lines]
        first = [self.first] if self.first else []
        shown = {line.service.id: line for line in (*first, *self.fitting, *local, *national)}
        return list(shown.values())


def paths() -> list[str]:
    """The address of every page here that is the same for everybody."""
    return [f"{prefix}/{each}" for prefix in PREFIXES.values() for each in PAGES]


def helplines(today: date) -> list[Section]:
    """The national services by what they help with; the page is drawn once for a whole day."""
    lines = [_line(each, today) for each in everything() if not each.forces]
    shown = [line for line in lines if line.standing is not Standing.ENDED]
    found = ((need, [line for line in shown if line.service.need is need]) for need in Need)
    return [(NEEDS[need], section) for need, section in found if section]


def nations() -> list[tuple[str | Promise, list[Force]]]:
    """Every police force by its nation, in the order of its name."""
    by_name = sorted(forces.load(), key=lambda force: force.name)
    return [
        (words.NATIONS[nation], [force for force in by_name if force.nation is nation])
        for nation in Nation
    ]


def known_areas() -> Areas:
    """The table of postcodes that is in force here."""
    return areas.current(settings.DATA)


def find(place: str, force: str) -> Answer:
    """What is known of a place; a force that somebody chose is the one."""
    chosen = forces.by_id().get(force)
    if chosen:
        return Answer("", Confidence.EXACT, (Candidate(chosen, 1.0),))
    return known_areas().find(place)


def question(
    answer: Answer, audiences: tuple[Audience, ...], today: date, wall: datetime
) -> Question:
    """What is asked on this day, at this time of the clock on the wall in the UK."""
    services, dated = everything(), known_areas().table.dated
    return Question(
        services=services,
        forces=answer.candidates,
        code=answer.code,
        dated=date.fromisoformat(f"{dated}-01") if dated else None,
        audiences=audiences,
        today=today,
        openings=openings(services, today, wall),
    )


def result(asked: Question) -> Result:
    """What to show."""
    near = tuple(candidate.force for candidate in asked.forces)
    choice = choosing.choose(asked.services, near, asked.audiences, asked.today, FIRST_CALL)
    matched = tuple(each for each in asked.audiences if each not in choice.unmatched)
    return Result(
        code=asked.code,
        first=next(iter(_lines([choice.first] if choice.first else [], asked)), None),
        fitting=_lines(choice.fitting, asked),
        fits=words.listed(matched),
        unmatched=words.listed(choice.unmatched),
        near=list(_near(asked, choice)),
        national=[(NEEDS[one.need], _lines(one.services, asked)) for one in choice.national],
        laws=choosing.laws(near),
    )


def openings(services: Iterable[Service], today: date, wall: datetime) -> Openings:
    """Only of services whose hours were checked with them."""
    return tuple(
        (each.id, words.opening(hours.at(each.hours, wall)))
        for each in services
        if each.hours and each.standing(today) is Standing.VERIFIED
    )


def _near(asked: Question, choice: Choice) -> Iterator[Near]:
    is_part = asked.code in (Code.SEVERAL_FORCES, Code.NOT_LISTED)
    for candidate, local in zip(asked.forces, choice.local, strict=True):
        yield Near(
            force=candidate.force,
            share=words.share(candidate.share) if is_part else "",
            lines=_lines((one for group in local.groups for one in group.services), asked),
            not_known=[words.NOT_KNOWN[need] for need in local.not_known],
        )


def _lines(services: Iterable[Service], asked: Question) -> list[Line]:
    openings = dict(asked.openings)
    return [_line(each, asked.today, openings.get(each.id, "")) for each in services]


def _line(service: Service, today: date, opening: str = "") -> Line:
    standing = service.standing(today)
    label = words.label(service, standing)
    if standing is not Standing.VERIFIED:
        return Line(service, standing, label)
    return Line(service, standing, label, opening, _days(service))


def _days(service: Service) -> tuple[tuple[str | Promise, str], ...]:
    return tuple(
        (words.WEEKDAYS[weekday], ", ".join(map(words.span, each)))
        for weekday, each in hours.by_day(service.hours)
    )
