"""What the clock and the limits need of a record: events of the case, and from when a limit runs.

A day that is known only as a range stays one. Where a limit for asking would be counted from such a
range, it is counted from its first day: a date that is too late does the harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.when import When
from fourfold.core.record.body import CaseEvent, Deed, Message
from fourfold.core.record.codes import Act, CaseStep, Direction, DoneBy, StopPoint
from fourfold.core.record.entry import Entry
from fourfold.core.rights.case import Event
from fourfold.core.rights.limit import Moment
from fourfold.core.rights.rule import Kind

HURTS = frozenset({Act.VIOLENCE, Act.SEXUAL, Act.THREAT})
MOMENTS: dict[CaseStep, tuple[Moment, ...]] = {
    CaseStep.NOT_INVESTIGATED: (Moment.POLICE_SAID_NO,),
    CaseStep.NOT_CHARGED: (Moment.POLICE_SAID_NO, Moment.CPS_SAID_NO),
    CaseStep.CHARGE_ALTERED: (Moment.CPS_SAID_NO,),
    CaseStep.OUTCOME: (Moment.SENTENCE,),
    CaseStep.SCHEME_SENTENCE: (Moment.SENTENCE,),
}
"""An event says that it was decided, not by whom: both limits are shown, each with its "if"."""
DECISIONS = frozenset({Moment.POLICE_SAID_NO, Moment.CPS_SAID_NO, Moment.COMPLAINT_ANSWERED})
"""A limit runs from each of these by itself, so a newer one does not hide an older one."""


@dataclass(frozen=True, slots=True)
class Start:
    """A day from which a limit runs, and the number of the entry that it was taken from.

    person: whose acts it is about, by id, where the record names several people.
    """

    moment: Moment
    day: date
    number: int
    person: str = ""


def event_of(body: CaseEvent, today: date) -> Event:
    """The event as the clock takes it. "About" a day is no day: nothing may be counted from it."""
    first, last = _span(body.when, today)
    return Event(
        kind=Kind(body.event.value),
        day=first,
        until=last if last != first else None,
        told=_told(body, first, today),
    )


def starts(entries: Iterable[Entry], today: date) -> tuple[Start, ...]:
    """From when limits run, as far as these entries say: of each moment the newest.

    Of decisions each day, of several people each one's last act, and of crimes the oldest too,
    because a limit runs for each by itself.
    """
    found = sorted(_starts(tuple(entries), today), key=lambda each: (each.day, each.number))
    newest = {
        (each.moment, each.day if each.moment in DECISIONS else each.person): each for each in found
    }
    oldest = next((each for each in found if each.moment is Moment.CRIME), None)
    chosen = list(newest.values())
    if oldest and oldest.day != newest[Moment.CRIME, ""].day:
        chosen.append(oldest)
    return tuple(chosen)


def _starts(entries: tuple[Entry, ...], today: date) -> Iterator[Start]:
    people = {person for each in entries if _is_act(each) for person in each.people}
    for entry in entries:
        for moment, day in _moments(entry, today):
            if day and day <= today:
                is_apart = moment is Moment.LAST_INCIDENT and len(people) > 1
                # What names nobody makes the time of nobody longer.
                for person in entry.people if is_apart else ("",):
                    yield Start(moment, day, entry.number, person)


def _is_act(entry: Entry) -> bool:
    return isinstance(entry.body, Deed) and _was_done_to_owner(entry.body)


def _moments(entry: Entry, today: date) -> Iterator[tuple[Moment, date | None]]:
    body = entry.body
    if isinstance(body, CaseEvent):
        event = event_of(body, today)
        for moment in MOMENTS.get(body.event, ()):
            is_decision = moment is not Moment.SENTENCE
            yield moment, (event.told if is_decision else None) or event.day
        if body.event is CaseStep.COMPLAINT and body.told is not None:
            yield Moment.COMPLAINT_ANSWERED, _first(body.told)
    elif isinstance(body, Deed) and _was_done_to_owner(body):
        yield Moment.LAST_INCIDENT, _first(body.when)
        if HURTS.intersection(body.acts):
            yield Moment.CRIME, _first(body.when)


def _was_done_to_owner(deed: Deed) -> bool:
    if isinstance(deed, Message) and deed.direction is Direction.FROM_OWNER:
        return False
    return deed.done_by is not DoneBy.SOMEONE_ELSE and deed.stop_point is StopPoint.NONE


def _span(when: When, today: date) -> tuple[date | None, date | None]:
    """Its first and last day; what goes on has today for its last."""
    if when.earliest is None or when.is_about:
        return None, None
    first = when.earliest.date()
    return first, when.latest.date() if when.latest else max(first, today)


def _told(body: CaseEvent, first: date | None, today: date) -> date | None:
    """The first day on which the owner may have heard; the event's own if she knows no day."""
    if body.told is None:
        return None
    return _first(body.told) or first or today


def _first(when: When) -> date | None:
    return when.earliest.date() if when.earliest else None
