"""The clock: events of a case in, the news that should follow out.

Each rule gives a range. It begins with the event itself; it ends on the latest day that the Code
allows, so that nobody is told that a time has passed while it may not have. Where the owner does
not know whether they have enhanced rights, the standard time counts and the shorter is beside it.
Where the end cannot be known (no day, or beyond the table of holidays) it is None: never a guess.

The four statuses are dates compared and nothing more. What to say to a person is `stance`.

Source: Victims' Code (2021), rights 4, 6, 8, 9, 11 and 12, as in fourfold/data/notices.json; the
sum of two steps and the reading of "working day" are ours (docs/notices.md). Checked 2026-11-25.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.workdays import Calendar
from fourfold.core.rights.case import Case, Event
from fourfold.core.rights.rule import Code, Limit, Rule, Rulebook, book_of


class Status(StrEnum):
    """How told, the latest day and today lie to each other."""

    DUE = "due"
    """Not told, and the latest day has not gone by or is not known."""
    MET = "met"
    """Told by the latest day, or told while that is not known."""
    LATE = "late"
    """Told after the latest day."""
    PAST = "past"
    """Not told, and the latest day has gone by."""


class Stance(StrEnum):
    """What to say to a person: softer than the status where the time itself is not sure."""

    WAIT = "wait"
    ASK = "ask"
    """You could ask."""
    CHECK = "check"
    """The usual time, please check: never that it has passed."""
    UNKNOWN = "unknown"
    """No day can be named; you can ask at any time."""
    TOLD = "told"
    TOLD_LATE = "told-late"


class Unknown(StrEnum):
    """Why a latest day cannot be known."""

    NO_DAY = "no-day"
    OUTSIDE_CALENDAR = "outside-calendar"


@dataclass(frozen=True, slots=True)
class Clock:
    """What the law side of the clock consists of.

    `off` are ids of rules that the operator has switched off. `years_due` are the years whose
    holidays should have been checked again by now.
    """

    books: tuple[Rulebook, ...]
    calendar: Calendar
    off: frozenset[str] = frozenset()
    years_due: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Notice:
    """News that should follow an event, which is named by its place in the case."""

    rule: Rule
    code: Code
    event: int
    earliest: date | None
    latest: date | None
    status: Status
    is_enhanced: bool
    sooner: date | None
    """The latest day with enhanced rights, where the owner does not know whether they have them."""
    is_firm: bool
    """False where a step is weakly known, or the event is older than the Code."""
    is_to_check: bool
    """A rule, its Code or a year of holidays is past its day of review."""
    checked: date
    """The day on which the least recently read of its steps was read."""
    unknown: Unknown | None = None

    @property
    def stance(self) -> Stance:
        """What to say to a person."""
        return _stance(self.status, self.latest, self.is_firm and not self.is_to_check)


def notices(case: Case, clock: Clock) -> tuple[Notice, ...]:
    """What should follow each event, in the order of the events and then of the rules.

    Empty outside England and Wales: the Code does not count there.
    """
    if case.jurisdiction is not Jurisdiction.ENGLAND_AND_WALES:
        return ()
    return tuple(
        notice for place, event in case.standing() for notice in _of(case, clock, place, event)
    )


def _of(case: Case, clock: Clock, place: int, event: Event) -> Iterator[Notice]:
    book = book_of(clock.books, event.day or case.today)
    for rule in book.rules:
        if rule.kind is event.kind and rule.id not in clock.off:
            yield _notice(case, clock, (place, event), (book.code, rule))


def _notice(
    case: Case, clock: Clock, happened: tuple[int, Event], law: tuple[Code, Rule]
) -> Notice:
    (place, event), (code, rule) = happened, law
    is_enhanced = case.is_enhanced is True
    limits = rule.limits(is_enhanced)
    latest = _end(event.last_day(), limits, clock.calendar)
    sooner = _end(event.last_day(), rule.limits(True), clock.calendar)
    read = [each.provenance for each in limits]
    to_check = any(each.is_due(case.today) for each in [code.provenance, *read])
    return Notice(
        rule=rule,
        code=code,
        event=place,
        earliest=event.day,
        latest=latest,
        status=_status(event.told, latest, case.today),
        is_enhanced=is_enhanced,
        sooner=sooner if case.is_enhanced is None else None,
        is_firm=not any(each.is_weak for each in limits) and not _is_older(event, code),
        is_to_check=to_check or _touches(event.day, latest, clock.years_due),
        checked=min(each.checked for each in read),
        unknown=_why_unknown(event, latest),
    )


def _end(day: date | None, limits: tuple[Limit, ...], calendar: Calendar) -> date | None:
    for limit in limits:
        day = calendar.after(day, limit.days) if day else None
    return day


def _status(told: date | None, latest: date | None, today: date) -> Status:
    if told:
        return Status.LATE if latest and told > latest else Status.MET
    return Status.PAST if latest and today > latest else Status.DUE


def _stance(status: Status, latest: date | None, is_sure: bool) -> Stance:
    if status is Status.LATE and is_sure:
        return Stance.TOLD_LATE
    if status in (Status.LATE, Status.MET):
        return Stance.TOLD
    if latest is None:
        return Stance.UNKNOWN
    if not is_sure:
        return Stance.CHECK
    return Stance.ASK if status is Status.PAST else Stance.WAIT


def _is_older(event: Event, code: Code) -> bool:
    return event.day is not None and event.day < code.begins


def _touches(first: date | None, last: date | None, years: frozenset[int]) -> bool:
    """Whether the days from first to last lie in a year that should be checked."""
    return bool(first and last and years.intersection(range(first.year, last.year + 1)))


def _why_unknown(event: Event, latest: date | None) -> Unknown | None:
    if latest:
        return None
    return Unknown.OUTSIDE_CALENDAR if event.day else Unknown.NO_DAY
