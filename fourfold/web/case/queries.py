"""The case as the pages show it: events, news that should follow, promises, last days to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.when import When
from fourfold.core.kernel.workdays import Calendar
from fourfold.core.orders import held
from fourfold.core.record.body import CaseEvent, Contact, Order
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry
from fourfold.core.rights import notice, recorded
from fourfold.core.rights.case import Case
from fourfold.core.rights.limit import AskBy, LastDay, Moment, last_days
from fourfold.core.rights.notice import Notice, Stance, Status
from fourfold.core.rights.promise import Promise, Promised, promise
from fourfold.core.rights.recorded import Start
from fourfold.core.rights.reminder import ask_on
from fourfold.web.accounts.access import Owner
from fourfold.web.case import choices
from fourfold.web.case.choices import About
from fourfold.web.record import queries
from fourfold.web.record.words import CLOCK
from fourfold.web.rules import queries as rules

WEEK = timedelta(days=7)
NO_DAY = date.max
HERE = (None, Jurisdiction.ENGLAND_AND_WALES)
"""Where the limits hold; who has not said where is shown them, with that they are of this place."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the case with the news that should follow it; none where the Code is off."""

    entry: Entry
    body: CaseEvent
    notices: tuple[Notice, ...]

    @property
    def number(self) -> int:
        """The number of its entry."""
        return self.entry.number


@dataclass(frozen=True, slots=True)
class Expected:
    """One notice with the event that it follows."""

    happened: Happened
    notice: Notice


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with what was promised in it."""

    entry: Entry
    body: Contact
    promise: Promise

    @property
    def number(self) -> int:
        """The number of its entry."""
        return self.entry.number


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Everything about one case, on one day."""

    about: About
    today: date
    events: tuple[Happened, ...]
    promises: tuple[Talk, ...]

    @property
    def to_ask(self) -> tuple[Expected, ...]:
        """News that she could ask for now."""
        return self._of(Stance.ASK)

    @property
    def to_come(self) -> tuple[Expected, ...]:
        """News that is to come, or of which nobody can say when; soonest first."""
        found = self._of(Stance.WAIT, Stance.CHECK, Stance.UNKNOWN)
        return tuple(sorted(found, key=lambda each: each.notice.latest or NO_DAY))

    @property
    def hearings(self) -> tuple[Hearing, ...]:
        """Days in court to come, soonest first; a day that is not known comes after all of it.

        Of two events that set one day the newer, but of two courts on one day both.
        """
        found: dict[tuple[When, str], Hearing] = {}
        for each in self.events:
            hearing = _hearing(each, self.today)
            if hearing:
                found.setdefault((hearing.when, _plain(each.body.where)), hearing)
        named = {when for when, where in found if where}
        shown = [each for (when, where), each in found.items() if where or when not in named]
        return tuple(sorted(shown, key=lambda each: (each.last, each.when.sort_key)))

    def hearings_beside(self, number: int) -> tuple[Hearing, ...]:
        """Days in court to come that other events set, for an event that sets one itself."""
        event = self.event(number)
        if event is None or event.body.hearing is None:
            return ()
        return tuple(each for each in self.hearings if each.when != event.body.hearing)

    @property
    def to_ask_after(self) -> tuple[Talk, ...]:
        """Promises whose day has gone by."""
        return tuple(each for each in self.promises if each.promise.stands is Promised.ASK)

    def is_gone(self, when: When | None) -> bool:
        """Whether a day has gone by, as far as it is known."""
        return bool(when and when.latest and when.latest.date() < self.today)

    def event(self, number: int) -> Happened | None:
        """One event by the number of its entry."""
        return next((each for each in self.events if each.number == number), None)

    def _of(self, *stances: Stance) -> tuple[Expected, ...]:
        return tuple(
            Expected(happened, each)
            for happened in self.events
            for each in happened.notices
            if each.stance in stances
        )


@dataclass(frozen=True, slots=True)
class Ask:
    """A last day to ask for something, and what it was counted from."""

    start: Start
    last: LastDay

    @property
    def limit(self) -> AskBy:
        """What may be asked for."""
        return self.last.limit


@dataclass(frozen=True, slots=True)
class Ending:
    """An order that ends: the day to be reminded of it, and its end."""

    entry: Entry
    remind: date
    ends: date


@dataclass(frozen=True, slots=True)
class Hearing:
    """A day in court that is still to come.

    day: where it is known to the day. last: the last day on which it may be.
    """

    happened: Happened
    when: When
    day: date | None
    last: date


@dataclass(frozen=True, slots=True)
class Dates:
    """Days that matter: last days to ask, and orders that end."""

    asks: tuple[Ask, ...]
    endings: tuple[Ending, ...]


def today_of(now: datetime) -> date:
    """The day on the clock of the owner."""
    return now.astimezone(CLOCK).date()


def open_case(owner: Owner, today: date) -> OpenCase:
    """The case as it is today; raises Damaged or WrongKey."""
    told = choices.about(owner)
    heard = choices.heard(owner)
    return OpenCase(
        told,
        today,
        _happened(queries.latest_of(owner, Kind.CASE_EVENT), told, today),
        tuple(_talks(queries.latest_of(owner, Kind.CONTACT), heard, today)),
    )


def dates(owner: Owner, told: About, today: date) -> Dates:
    """The days that matter, soonest first; last days to ask only where those rules hold."""
    entries = queries.offered(owner)
    starts = list(recorded.starts(entries, today))
    if told.problem:
        starts.append(Start(Moment.PROBLEM_KNOWN, told.problem, 0))
    limits, calendar = rules.limits(), rules.calendar()
    asks = [
        Ask(start, last)
        for start in starts
        for last in last_days({start.moment: start.day}, limits, calendar, today)
        if told.place in HERE
    ]
    asks.sort(key=lambda each: each.last.day or NO_DAY)
    endings = sorted(_endings(entries, today), key=lambda each: each.ends)
    return Dates(tuple(asks), tuple(endings))


def reminder_days(case: OpenCase, found: Dates, calendar: Calendar) -> list[tuple[date, object]]:
    """Days for a calendar, today or later, with what each is about; soonest first."""
    days = [
        *_days_to_ask(case, calendar),
        *_days_in_court(case),
        *_weeks_left(found.asks, case.today),
        *((each.remind, each) for each in found.endings),
    ]
    return sorted((each for each in days if each[0] >= case.today), key=lambda each: each[0])


def _days_to_ask(case: OpenCase, calendar: Calendar) -> Iterator[tuple[date, object]]:
    for happened in case.events:
        for each in happened.notices:
            if each.status is Status.DUE and each.latest:
                yield ask_on(each.latest, calendar), each
    for talk in case.promises:
        if talk.promise.stands is Promised.TO_COME and talk.promise.by:
            yield ask_on(talk.promise.by, calendar), talk


def _days_in_court(case: OpenCase) -> Iterator[tuple[date, object]]:
    """The day itself, and a week before it; once, also where it is two courts."""
    known = {each.day: each for each in case.hearings if each.day}
    for day, hearing in known.items():
        before = max(case.today, day - WEEK)
        yield from ((each, hearing) for each in sorted({before, day}))


def _weeks_left(asks: Iterable[Ask], today: date) -> Iterator[tuple[date, object]]:
    for ask in asks:
        if ask.last.day and ask.last.day >= today:
            yield max(today, ask.last.day - WEEK), ask


def _happened(entries: list[Entry], told: About, today: date) -> tuple[Happened, ...]:
    bodies = [(each, each.body) for each in entries if isinstance(each.body, CaseEvent)]
    found: dict[int, list[Notice]] = {}
    if told.place:
        events = tuple(recorded.event_of(body, today) for _, body in bodies)
        case = Case(told.place, today, told.is_enhanced, events)
        for each in notice.notices(case, rules.clock(today)):
            found.setdefault(each.event, []).append(each)
    return tuple(
        Happened(entry, body, tuple(found.get(place, ())))
        for place, (entry, body) in enumerate(bodies)
    )


def _hearing(happened: Happened, today: date) -> Hearing | None:
    when = happened.body.hearing
    if when is None or when.earliest is None or when.latest is None or when.latest.date() < today:
        return None
    first, last = when.earliest.date(), when.latest.date()
    is_known = first == last and not when.is_about
    return Hearing(happened, when, first if is_known else None, last)


def _plain(where: str) -> str:
    return " ".join(where.casefold().split())


def _talks(entries: list[Entry], heard: dict[str, date], today: date) -> Iterator[Talk]:
    for entry in entries:
        if isinstance(entry.body, Contact):
            made = promise(entry.body, heard.get(entry.id), today)
            if made:
                yield Talk(entry, entry.body, made)


def _endings(entries: tuple[Entry, ...], today: date) -> Iterator[Ending]:
    for entry in entries:
        if isinstance(entry.body, Order):
            ends, remind = held.standing(entry.body, today).ends, held.remind_on(entry.body)
            if ends and remind and ends >= today:
                yield Ending(entry, remind, ends)
