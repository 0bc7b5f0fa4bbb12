"""Days, weeks, months, gaps, and the days that matter to the owner."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise

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

Piece = tuple[int, int, Occasion]
"""An occasion, or a part of one, and the first and the last second in which it may have begun."""


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
    days: what happened on each day, of what is known to the day. years and months (by their first
    day), weeks (by their Monday): occasions that begin in one, with what certainly lies in it;
    those with none are left out. undated: things of which no date is known. longest: the longest
    gap, of equals the latest; returns: every gap of 28 days or more. anniversaries: occasions at
    most a day from a day of the year that matters; periods: those within days that matter.
    """

    first: Span | None
    last: Span | None
    span: Between
    days: Mapping[date, Counted]
    years: Mapping[date, Counted]
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
    pieces = _pieces(book)
    return Calendar(
        first=first,
        last=last,
        span=_span(first, last),
        days=_days(book),
        years=_by(pieces, _year),
        months=_by(pieces, _month),
        weeks=_by(pieces, _monday),
        undated=tuple(each.ref for each in book.found.loose if each.first is None),
        longest=max(gaps, key=lambda gap: (gap.last - gap.first, gap.first), default=None),
        returns=tuple(gap for gap in gaps if gap.last - gap.first >= RETURN_AFTER),
        anniversaries={each.label: _yearly(pieces, each) for each in asked.anniversaries},
        periods={each.label: _within(pieces, each) for each in asked.periods},
    )


def _gaps(listed: tuple[Occasion, ...], periods: tuple[Period, ...]) -> list[Gap]:
    """Return what lies between everything up to one occasion and everything from the next on."""
    ends = list(accumulate((each.ends for each in listed), max))
    begins = list(accumulate((each.begins.earliest for each in reversed(listed)), min))[::-1]
    return [
        Gap(one.number, other.number, end, begin, _covered(periods, day_of(end), day_of(begin)))
        for (one, other), end, begin in zip(pairwise(listed), ends, begins[1:], strict=False)
        if begin - end >= DAY
    ]


def _covered(periods: tuple[Period, ...], first: date, last: date) -> dict[str, int]:
    """Return how many days of each period lie between two days, of those of which any does."""
    found = {each.label: _overlap(each, first, last) for each in periods}
    return {label: days for label, days in found.items() if days}


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


def _pieces(book: Book) -> list[Piece]:
    """Return each occasion with when it began, and of those without an exact time each thing alone.

    Two things may be one occasion where their ranges meet; neither is any better known for that.
    """
    loose = {each.ref: each for each in book.found.loose}
    found = []
    for each in book.listed:
        if each.is_exact:
            found.append((each.begins.earliest, each.begins.earliest, each))
            continue
        for ref in each.entries:
            first, last = loose[ref].first, loose[ref].last
            if first is not None and last is not None:
                found.append((first, last, replace(each, entries=(ref,))))
    return found


def _by(pieces: Iterable[Piece], unit: Callable[[date], date]) -> dict[date, Counted]:
    """Put occasions into the unit of time in which they begin, if it is certain which."""
    groups: dict[date, list[Occasion]] = defaultdict(list)
    for first, last, each in pieces:
        one = unit(day_of(first))
        if first == last or one == unit(day_of(last)):
            groups[one].append(each)
    return {one: together(group) for one, group in sorted(groups.items())}


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


def _month(day: date) -> date:
    return day.replace(day=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _yearly(pieces: Iterable[Piece], asked: Anniversary) -> Counted:
    return together(
        each
        for first, last, each in pieces
        if last - first < DAY and _is_near(day_of(first), asked) and _is_near(day_of(last), asked)
    )


def _is_near(day: date, asked: Anniversary) -> bool:
    """Say whether a day is at most a day from that day of the year."""
    first = max(day.toordinal() - NEAR_DAYS, date.min.toordinal())
    last = min(day.toordinal() + NEAR_DAYS, date.max.toordinal())
    near = map(date.fromordinal, range(first, last + 1))
    return any((each.month, each.day) == (asked.month, asked.day) for each in near)


def _within(pieces: Iterable[Piece], period: Period) -> Counted:
    begin, end = midnight(period.first), midnight(period.last) + DAY
    return together(each for first, last, each in pieces if begin <= first and last < end)
