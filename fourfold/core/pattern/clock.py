"""Hours, weekdays and nights, by the clock on the wall; only of what is known to the minute."""

from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.core.pattern.book import Book, together
from fourfold.core.pattern.values import DAY, HOUR, Counted

NIGHT_BEGINS, NIGHT_ENDS = 22, 6
_THURSDAY = 3  # 1 January 1970, Monday being 0


@dataclass(frozen=True, slots=True)
class Clock:
    """When in the day and the week.

    nights: occasions that begin at 22:00 or later, or before 06:00. timed: all occasions whose
    time is known to the minute, of which nights are a part. cells: things by weekday (Monday is 0)
    and hour.
    """

    nights: Counted
    timed: Counted
    cells: Mapping[tuple[int, int], Counted]


def clock(book: Book) -> Clock:
    """Count by the clock."""
    timed = [each for each in book.listed if each.is_exact]
    nights = [each for each in timed if is_night(each.begins.earliest)]
    return Clock(together(nights), together(timed), _cells(book))


def is_night(local: int) -> bool:
    """Say whether a time lies in the night."""
    hour = local % DAY // HOUR
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def weekday_of(local: int) -> int:
    """Return the day of the week, Monday being 0."""
    return (local // DAY + _THURSDAY) % 7


def _cells(book: Book) -> dict[tuple[int, int], Counted]:
    hours = [(local // HOUR + _THURSDAY * 24) % (7 * 24) for local in book.found.rows.local]
    return {(hour // 24, hour % 24): counted for hour, counted in book.cells(hours).items()}
