"""A case as it is written down: where, since when, what happened, and what the owner was told.

`read` takes plain JSON values (docs/notices.md) strictly: nothing is dropped or guessed. What
nobody knows is null; a day that is only known to lie between two is given with both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.rights.errors import BadCase
from fourfold.core.rights.rule import Kind

PLACES = (Jurisdiction.ENGLAND_AND_WALES, Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CASE_FIELDS = frozenset({"jurisdiction", "enhanced", "today", "events"})
EVENT_FIELDS = frozenset({"kind", "date", "until", "told", "corrects"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a case.

    `day` is None when nobody knows it; with `until` it is the first of the days on which it may
    have been. `told` is the day on which the owner heard of it. `corrects` is the place in the list
    of an earlier event that this one replaces.
    """

    kind: Kind
    day: date | None
    told: date | None = None
    until: date | None = None
    corrects: int | None = None

    def last_day(self) -> date | None:
        """The last day on which it may have happened."""
        return self.until or self.day


@dataclass(frozen=True, slots=True)
class Case:
    """What the clock is worked out from. `is_enhanced` is None when the owner does not know."""

    jurisdiction: Jurisdiction
    today: date
    is_enhanced: bool | None
    events: tuple[Event, ...]

    def standing(self) -> tuple[tuple[int, Event], ...]:
        """The events that no later one corrects, each with its place in the list."""
        replaced = {event.corrects for event in self.events}
        return tuple(each for each in enumerate(self.events) if each[0] not in replaced)


def read(plain: Any, today: date) -> Case:
    """A case from plain JSON values, `today` where it names no day; raises BadCase."""
    fields = _object(plain, "", CASE_FIELDS)
    _expect("events" in fields, "field_missing", "events")
    events = fields["events"]
    _expect(isinstance(events, list), "type", "events")
    enhanced = fields.get("enhanced")
    _expect(enhanced is None or isinstance(enhanced, bool), "type", "enhanced")
    return Case(
        _place(fields),
        _day(fields, "today") or today,
        enhanced,
        tuple(_event(each, number) for number, each in enumerate(events)),
    )


def _place(fields: Mapping[str, Any]) -> Jurisdiction:
    _expect("jurisdiction" in fields, "field_missing", "jurisdiction")
    _expect(fields["jurisdiction"] in PLACES, "choice_unknown", "jurisdiction")
    return Jurisdiction(fields["jurisdiction"])


def _event(plain: Any, number: int) -> Event:
    path = f"events[{number}]"
    fields = _object(plain, path, EVENT_FIELDS)
    for name in ("kind", "date"):
        _expect(name in fields, "field_missing", f"{path}.{name}")
    kind = fields["kind"]
    _expect(isinstance(kind, str) and kind in tuple(Kind), "choice_unknown", f"{path}.kind")
    day, until, told = (_day(fields, name, path) for name in ("date", "until", "told"))
    _expect(until is None or day is not None, "until_without_date", f"{path}.until")
    _expect(not (until and day) or day <= until, "until_before", f"{path}.until")
    _expect(not (told and day) or day <= told, "told_before", f"{path}.told")
    return Event(Kind(kind), day, told, until, _corrects(fields, number, path))


def _corrects(fields: Mapping[str, Any], number: int, path: str) -> int | None:
    earlier = fields.get("corrects")
    if earlier is None:
        return None
    _expect(type(earlier) is int and 0 <= earlier < number, "corrects", f"{path}.corrects")
    return int(earlier)


def _day(fields: Mapping[str, Any], name: str, inside: str = "") -> date | None:
    text = fields.get(name)
    where = f"{inside}.{name}" if inside else name
    if text is None:
        return None
    _expect(isinstance(text, str) and DAY.fullmatch(text) is not None, "not_a_day", where)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadCase("not_a_day", where) from None


def _object(plain: Any, path: str, known: frozenset[str]) -> Mapping[str, Any]:
    _expect(isinstance(plain, Mapping), "type", path)
    for name in plain:
        _expect(name in known, "field_unknown", path)
    return plain  # type: ignore[no-any-return]


def _expect(holds: bool, code: str, path: str) -> None:
    if not holds:
        raise BadCase(code, path)
