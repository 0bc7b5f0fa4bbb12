"""Days until which the owner may ask for something: reviews, money, a sentence looked at again.

Other than in the clock, a date that is too late does the harm here. So days, months and years are
counted with the first day as day one, and a month that has no such day ends on its last. Working
days are counted as in the clock. The lengths and their sources are data
(fourfold/data/limits.json); no limit is ever called over, because most have exceptions.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.kernel.workdays import Calendar


class Moment(StrEnum):
    """From when a limit is counted."""

    LAST_INCIDENT = "last-incident"
    """The last of the events that a charge is about, or would be."""
    CRIME = "crime"
    POLICE_SAID_NO = "police-said-no"
    """The day on which the owner was told of a decision of the police."""
    CPS_SAID_NO = "cps-said-no"
    SENTENCE = "sentence"
    COMPLAINT_ANSWERED = "complaint-answered"
    """The date on the letter."""
    PROBLEM_KNOWN = "problem-known"
    """The day on which the owner learnt of what they complain about."""


class Unit(StrEnum):
    """What is counted."""

    WORKING_DAYS = "working-days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class AskBy:
    """One limit. `about` is what may be asked for; `mind` what else there is to know."""

    id: str
    moment: Moment
    count: int
    unit: Unit
    about: str
    provenance: Provenance
    mind: str = ""


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day to ask on; None where it cannot be known."""

    limit: AskBy
    day: date | None
    is_to_check: bool


def last_days(
    moments: Mapping[Moment, date], limits: Iterable[AskBy], calendar: Calendar, today: date
) -> tuple[LastDay, ...]:
    """The limits that run from these moments, soonest first, unknown ones last."""
    found = list(_running(moments, limits, calendar, today))
    return tuple(sorted(found, key=lambda each: (each.day is None, each.day or date.max)))


def _running(
    moments: Mapping[Moment, date], limits: Iterable[AskBy], calendar: Calendar, today: date
) -> Iterator[LastDay]:
    for limit in limits:
        start = moments.get(limit.moment)
        if start:
            is_due = limit.provenance.is_due(today)
            yield LastDay(limit, last_day(start, limit, calendar), is_due)


def last_day(start: date, limit: AskBy, calendar: Calendar) -> date | None:
    """The last day of a limit that runs from this day."""
    if limit.unit is Unit.WORKING_DAYS:
        return calendar.after(start, limit.count)
    if limit.unit is Unit.DAYS:
        return start + timedelta(days=limit.count - 1)
    months = limit.count * (12 if limit.unit is Unit.YEARS else 1)
    return months_on(start, months) - timedelta(days=1)


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or back where negative; a month's last if it has no such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
