"""The record read once for a page, and everything that its entries show together.

Nothing is kept from one request to the next: the answer is as private as the entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fourfold.core.pattern.gather import gather
from fourfold.core.pattern.look import Pattern, look
from fourfold.core.pattern.values import Asked
from fourfold.core.record.entry import Contact, Entry, Order
from fourfold.core.record.person import Person
from fourfold.web.accounts.access import Owner
from fourfold.web.pattern import choices
from fourfold.web.pattern.choices import Choices
from fourfold.web.pattern.measures import Measures, Whose, measures
from fourfold.web.record import queries


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page looks at. entries: by number. person: the only one asked about, or None.
    nobody: what is counted, but not where a person is asked about, since it names nobody.
    """

    pattern: Pattern
    entries: Mapping[int, Entry]
    people: tuple[Person, ...]
    chosen: Choices
    person: Person | None
    nobody: tuple[int, ...]

    @property
    def measures(self) -> Measures:
        """Every number that may be shown."""
        return measures(self.pattern, self.contacts, Whose(self.people, self.nobody))

    @property
    def contacts(self) -> tuple[int, ...]:
        """Entries of what police and others said; those that name nobody are about everybody."""
        return tuple(
            number
            for number, each in sorted(self.entries.items())
            if isinstance(each.body, Contact)
            and (self.person is None or not each.people or self.person.id in each.people)
        )


def seen(owner: Owner, today: date, person_id: str = "") -> Seen:
    """Look at everything that is not hidden; raises Damaged or WrongKey."""
    entries = queries.offered(owner)
    named = {each for entry in entries for each in entry.people}
    people = tuple(each for each in queries.people(owner) if each.id in named)
    person = next((each for each in people if each.id == person_id), None)
    chosen = choices.of(owner)
    asked = chosen.asked(today, person.id if person else "", zones=zones(entries))
    pattern = look(entries, (), asked)
    found = {each.number: each for each in entries}
    nobody: tuple[int, ...] = ()
    if people:
        counted = _counted(entries, asked) if person else pattern.everything.entries
        nobody = tuple(number for number in counted if not found[number].people)
    return Seen(pattern, found, people, chosen, person, nobody)


def _counted(entries: Iterable[Entry], asked: Asked) -> list[int]:
    """What counts where everybody is looked at together, without looking at what it shows."""
    found = gather(entries, (), replace(asked, person=""))
    return sorted((*found.rows.ref, *(each.ref for each in found.loose)))


def zones(entries: Iterable[Entry]) -> dict[str, ZoneInfo]:
    """The zones that the entries name; one that this machine does not know is left out."""
    names = set()
    for each in entries:
        names.add(each.when.zone)
        if isinstance(each.body, Order) and each.body.served is not None:
            names.add(each.body.served.zone)
    found = {}
    for name in names:
        try:
            found[name] = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return found
