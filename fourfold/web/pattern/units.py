"""Weeks, months or years: the unit in which a stretch of time is shown, so that it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.values import Counted


class Unit(StrEnum):
    """One bar is one of these."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


MOST_DAYS: Mapping[Unit, int] = {
    Unit.WEEK: 60 * 7,
    Unit.MONTH: 60 * 31,
    Unit.YEAR: date.max.toordinal(),
}
"""How far the first and the last bar may be apart."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the bars of a unit would show: days from the first to the last, and how many things."""

    days: int
    things: int


@dataclass(frozen=True, slots=True)
class Units:
    """found: what there is in each unit by its first day, those between without anything left out.
    all: the first day of every unit from the first with anything to the last.
    """

    unit: Unit
    found: Mapping[date, Counted]
    all: tuple[date, ...]

    def place(self, day: date) -> float:
        """Where a day lies, in units from the first; days before and after lie at the ends."""
        if not self.all or day < self.all[0]:
            return 0
        place = max(n for n, first in enumerate(self.all) if first <= day)
        length = (_next(self.unit, self.all[place]) - self.all[place]).days
        return place + min(1, (day - self.all[place]).days / length)


def units(pattern: Pattern) -> Units:
    """What there is in each of the units that can be read best."""
    found = {
        Unit.WEEK: pattern.calendar.weeks,
        Unit.MONTH: pattern.calendar.months,
        Unit.YEAR: pattern.calendar.years,
    }
    chosen = choose({unit: Held(_days(each), _things(each)) for unit, each in found.items()})
    return _filled(chosen, found[chosen])


def choose(held: Mapping[Unit, Held]) -> Unit:
    """Choose the smallest unit of which there are not too many, and which has most of what fits.

    Many dates are known to the month or the year alone. Then weeks would leave out what months or
    years can show: of what some unit holds, the chosen one leaves out a fifth at most.
    """
    fitting = [unit for unit, most in MOST_DAYS.items() if held[unit].days <= most]
    best = max(held[unit].things for unit in fitting)
    return next(unit for unit in fitting if held[unit].things * 5 >= best * 4)


def unplaced(pattern: Pattern, shown: Units) -> int:
    """How many things are in none of the units, because their dates are not exact enough."""
    return pattern.everything.items - _things(shown.found)


def _days(found: Mapping[date, Counted]) -> int:
    return (max(found) - min(found)).days if found else 0


def _things(found: Mapping[date, Counted]) -> int:
    return sum(each.items for each in found.values())


def _filled(unit: Unit, found: Mapping[date, Counted]) -> Units:
    if not found:
        return Units(unit, {}, ())
    day, last = min(found), max(found)
    every = [day]
    while day < last:
        day = _next(unit, day)
        every.append(day)
    return Units(unit, dict(found), tuple(every))


def _next(unit: Unit, day: date) -> date:
    if unit is Unit.WEEK:
        return day + timedelta(days=7)
    if unit is Unit.MONTH:
        return (day + timedelta(days=31)).replace(day=1)
    return day.replace(year=day.year + 1)
