"""Working days: Monday to Friday, less the days of a table.

The table is an argument, because bank holidays are facts with sources. Beyond its ends nothing is
answered: a date worked out without knowing the holidays would be a wrong date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays from `first` to `last`, both included; days outside are not known."""

    holidays: frozenset[date]
    first: date
    last: date

    def is_working(self, day: date) -> bool:
        """Whether people who keep office hours work on this day, which is in the table."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def after(self, day: date, count: int) -> date | None:
        """The day on which `count` working days end, or None beyond the table.

        The day itself is day 0, whether anybody works on it or not.
        """
        if not self.first <= day <= self.last:
            return None
        while count > 0:
            if day == self.last:
                return None
            day += DAY
            count -= self.is_working(day)
        return day
