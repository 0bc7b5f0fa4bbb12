"""Days, weeks, months, gaps, and the days that matter to the owner."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from fourfold.core.pattern.book import Book, together
from fourfold.core.pattern.occasions import Occasion
from fourfold.core.pattern.values import (
    DAY,
    Anniversary,
    Asked,
    Between,
    Counted,
    Period,
    Span,
    day_of,
    midnight,
)

RETURN_AFTER = 28 * DAY
NEAR_DAYS = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without an occasion: from the end of one to the beginning of the next.

    before, after: numbers of the occasions; first, last: by the clock on the wall. covered: for
    each period that matters to the owner, how many days of the gap it covers,
    counted from date to date as those of the gap are.
    """

    before: int
    after: int
    first: int
    last: int
    covered: Mapping[str, int]

    @property
    def days(self) -> int:
        """Days from date to date."""
        return (day_of(self.last) - day_of(self.first)).days


@dataclass(frozen=True, slots=True)
class Calendar:
    """When.

    first and last: of all things with a date. span: days from the first to the last, both counted.
    days: what happened on each day, of what is known to the day. months (by their first day),
    weeks (by their Monday): occasions that begin in one, where it is certain which; those with
    none are left out. undated: things of which no date is known. longest: the longest gap, of
    equals the latest; returns: every gap of 28 days or more. anniversaries: occasions a day at
    most from a day of the year that matters; periods: those within days that matter.
    """

    first: Span | None
    last: Span | None
    span: Between
    days: Mapping[date, Counted]
    months: Mapping[date, Counted]
    weeks: Mapping[date, Counted]
    undated: tuple[int, ...]
    longest: Gap | None
    returns: tuple[Gap, ...]
    anniversaries: Mapping[str, Counted]
    periods: Mapping[str, Counted]


def calendar(book: Book, asked: Asked) -> Calendar:
    """Lay everything on the calendar."""
    ends = book.when(lambda _: True)
    first, last = ends or (None, None)
    gaps = _gaps(book.listed, asked.periods)
    return Calendar(
        first=first,
        last=last,
        span=_span(first, last),
        days=_days(book),
        months=by_unit(book.listed, _month),
        weeks=by_unit(book.listed, _monday),
        undated=tuple(each.ref for each in book.found.loose if each.first is None),
        longest=max(gaps, key=lambda gap: (gap.last - gap.first, gap.first), default=None),
        returns=tuple(gap for gap in gaps if gap.last - gap.first >= RETURN_AFTER),
        anniversaries={each.label: _yearly(book, each) for each in asked.anniversaries},
        periods={each.label: _within(book, each) for each in asked.periods},
    )


def _gaps(listed: tuple[Occasion, ...], periods: tuple[Period, ...]) -> list[Gap]:
    return [
        Gap(
            one.number,
            other.number,
            one.ends,
            other.begins.earliest,
            {
                each.label: days
                for each in periods
                if (days := _overlap(each, day_of(one.ends), day_of(other.begins.earliest)))
            },
        )
        for one, other in pairwise(listed)
        if other.begins.earliest - one.ends >= DAY
    ]


def _overlap(period: Period, first: date, last: date) -> int:
    """Return how many days of a period lie between two days, from date to date."""
    return max(0, (min(period.last, last) - max(period.first, first)).days)


def _span(first: Span | None, last: Span | None) -> Between:
    if first is None or last is None:
        return Between(0, 0)
    least = (day_of(last.earliest) - day_of(first.latest)).days + 1
    most = (day_of(last.latest) - day_of(first.earliest)).days + 1
    return Between(max(1, least), most)


def _days(book: Book) -> dict[date, Counted]:
    loose = [
        (each.first // DAY, each, number)
        for each, number in zip(book.found.loose, book.occasions.of_loose, strict=True)
        if each.first is not None
        and each.last is not None
        and each.first // DAY == each.last // DAY
    ]
    days = [local // DAY for local in book.found.rows.local]
    return {day_of(day * DAY): counted for day, counted in book.cells(days, loose).items()}


def by_unit(listed: tuple[Occasion, ...], unit: Callable[[date], date]) -> dict[date, Counted]:
    """Put occasions into the unit of time in which they begin, if it is certain which."""
    groups: dict[date, list[Occasion]] = defaultdict(list)
    for each in listed:
        one = unit(day_of(each.begins.earliest))
        if each.is_exact or one == unit(day_of(each.begins.latest)):
            groups[one].append(each)
    return {one: together(group) for one, group in sorted(groups.items())}


def _month(day: date) -> date:
    return day.replace(day=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _yearly(book: Book, asked: Anniversary) -> Counted:
    return together(
        each
        for each in book.listed
        if each.begins.latest - each.begins.earliest < DAY
        and _is_near(day_of(each.begins.earliest), asked)
    )


def _is_near(day: date, asked: Anniversary) -> bool:
    """Say whether a day is at most a day from that day of the year."""
    first = max(day.toordinal() - NEAR_DAYS, date.min.toordinal())
    last = min(day.toordinal() + NEAR_DAYS, date.max.toordinal())
    near = map(date.fromordinal, range(first, last + 1))
    return any((each.month, each.day) == (asked.month, asked.day) for each in near)


def _within(book: Book, period: Period) -> Counted:
    first, end = midnight(period.first), midnight(period.last) + DAY
    return together(
        each for each in book.listed if first <= each.begins.earliest and each.begins.latest < end
    )
