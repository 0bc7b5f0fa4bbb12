"""What the open directory answers: from the directory in memory, drawn once a day and edition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from fourfold.core.support.area import Areas
from fourfold.core.support.choosing import is_here
from fourfold.core.support.force import Force
from fourfold.core.support.service import Service, Standing
from fourfold.data import forces
from fourfold.web.api import hsds, terms
from fourfold.web.api.asking import Ask, NotThere
from fourfold.web.api.hsds import Fields
from fourfold.web.directory import queries as directory

WORD = re.compile(r"\w+")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Listed:
    """One service with all that is asked of it: its fields, its words, and how it is sorted."""

    service: Service
    standing: Standing
    listed: Fields
    full: Fields
    words: frozenset[str]
    sorted_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All services on one day, in the order of the directory; those that ended can be asked for
    by their identifier only, so that whoever keeps a copy learns of it.
    """

    of: tuple[Service, ...]
    day: date
    by_id: Mapping[str, Listed]
    current: tuple[Listed, ...]


EMPTY = Catalogue((), date.min, {}, ())


class Memory:
    """The catalogue that was drawn last."""

    def __init__(self) -> None:
        self.drawn = EMPTY


MEMORY = Memory()


def catalogue(today: date) -> Catalogue:
    """The catalogue of this day and of the directory as it is now."""
    services = directory.everything()
    drawn = MEMORY.drawn
    if drawn.of is not services or drawn.day != today:
        drawn = MEMORY.drawn = draw(services, today)
    return drawn


def draw(services: tuple[Service, ...], today: date) -> Catalogue:
    """Every service with its fields on this day."""
    found = [_listed(each, today) for each in services]
    return Catalogue(
        of=services,
        day=today,
        by_id={each.listed["id"]: each for each in found},
        current=tuple(each for each in found if each.standing is not Standing.ENDED),
    )


def choose(drawn: Catalogue, ask: Ask, areas: Callable[[], Areas]) -> list[Listed]:
    """The services that are asked for, in the order of the directory; raises NotThere."""
    found: Sequence[Listed] = drawn.current
    near = _near(ask, areas)
    if near is not None:
        found = [each for each in found if is_here(each.service, near)]
    if ask.search:
        wanted = _words(ask.search)
        found = [each for each in found if _says(each, wanted)]
    for asked in filter(None, (ask.taxonomy_term_id, ask.taxonomy_id)):
        found = [each for each in found if asked in each.sorted_by]
    if ask.day or ask.start_time or ask.end_time:
        found = [each for each in found if _is_open(each, ask)]
    return list(found)


def page(found: Sequence[Found], ask: Ask, shown: Callable[[Found], Fields]) -> Fields:
    """The page of what was found that was asked for."""
    first = (ask.page - 1) * ask.per_page
    contents = [shown(each) for each in found[first : first + ask.per_page]]
    pages = -(-len(found) // ask.per_page)
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": ask.page,
        "size": len(contents),
        "first_page": ask.page == 1,
        "last_page": ask.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def all_terms(ask: Ask) -> list[Fields]:
    """Every word of every list, or of the one that is asked for."""
    lists = [each for each in terms.TAXONOMIES if ask.taxonomy_id in ("", each.id)]
    return [hsds.term(each, word) for each in lists for word in each.terms.values()]


def _listed(service: Service, today: date) -> Listed:
    standing = service.standing(today)
    sorts = terms.of(service, standing)
    said = (service.name, service.cy, service.who, *(word.name for _, word in sorts))
    return Listed(
        service=service,
        standing=standing,
        listed=hsds.listed(service, today),
        full=hsds.full(service, forces.by_id(), today),
        words=frozenset(_words(" ".join(said))),
        sorted_by=frozenset(each.id for pair in sorts for each in pair),
    )


def _near(ask: Ask, areas: Callable[[], Areas]) -> tuple[Force, ...] | None:
    """The forces of the area that is asked for; None when none is."""
    if not ask.outcode:
        return (forces.by_id()[ask.force],) if ask.force else None
    there = areas().find(ask.outcode).forces
    if not there:
        raise NotThere("outcode", "No police force of the UK is known for it.")
    return tuple(each for each in there if ask.force in ("", each.id))


def _words(text: str) -> list[str]:
    """The words of a text without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))


def _says(each: Listed, wanted: Sequence[str]) -> bool:
    """Whether all these words, or longer ones that begin so, are said of a service."""
    return all(any(word.startswith(asked) for word in each.words) for asked in wanted)


def _is_open(each: Listed, ask: Ask) -> bool:
    """Whether somebody verified hours that have this day, and reach over these times.

    A service whose hours are not known is left out: it may be shut.
    """
    return any(
        (not ask.day or ask.day in hours["byday"].split(","))
        and hours["opens_at"] <= (ask.start_time or hours["opens_at"])
        and hours["closes_at"] >= (ask.end_time or hours["closes_at"])
        for hours in each.full["schedules"]
    )
