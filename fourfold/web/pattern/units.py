"""Weeks, months or years: the unit in which a stretch of time is shown, so that it can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.values import Between, Counted

MOST_WEEKS = 60
MOST_MONTHS = 60


class Unit(StrEnum):
    """One bar is one of these."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


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
    """Choose the smallest unit of which there are not too many."""
    weeks, months = pattern.calendar.weeks, pattern.calendar.months
    if _days(weeks) <= MOST_WEEKS * 7 and len(weeks) >= 1:
        return _filled(Unit.WEEK, weeks)
    if _days(months) <= MOST_MONTHS * 31:
        return _filled(Unit.MONTH, months)
    return _filled(Unit.YEAR, _years(months))


def unplaced(pattern: Pattern, shown: Units) -> int:
    """How many things are in none of the units, because their dates are not exact enough."""
    placed = {entry for each in shown.found.values() for entry in each.entries}
    messages = {key for each in shown.found.values() for key in each.messages}
    return pattern.everything.items - len(placed) - len(messages)


def _days(found: Mapping[date, Counted]) -> int:
    return (max(found) - min(found)).days if found else 0


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


def _years(months: Mapping[date, Counted]) -> dict[date, Counted]:
    groups: dict[date, list[Counted]] = {}
    for month, counted in months.items():
        groups.setdefault(month.replace(month=1), []).append(counted)
    return {year: _joined(group) for year, group in groups.items()}


def _joined(parts: Iterable[Counted]) -> Counted:
    found = list(parts)
    count = sum(each.occasions.most for each in found)
    entries = sorted(entry for each in found for entry in each.entries)
    messages = sorted(key for each in found for key in each.messages)
    return Counted(Between(count, count), tuple(entries), tuple(messages))
