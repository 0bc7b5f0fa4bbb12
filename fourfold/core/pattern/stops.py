"""Points after which a careful person would have stopped, and what came before and after each.

A request, a block, a warning, a report, a decision; and an order or conditions, from when they were
served or, if that is not known, made. An order about children asks nobody to stop, and is none.
What happened within a point that is only known to the day is on neither side: it is shown as not
sure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress
from operator import not_

from fourfold.core.kernel.when import When
from fourfold.core.pattern.book import Book
from fourfold.core.pattern.gather import is_mark, line_of, reach
from fourfold.core.pattern.occasions import Occasion
from fourfold.core.pattern.rates import LEAST_BEFORE, LEAST_DAYS, NOT_ENOUGH, Change, Rate, compare
from fourfold.core.pattern.routes import RouteUsed
from fourfold.core.pattern.values import Asked, Between, Counted, Span
from fourfold.core.record.codes import OrderKind
from fourfold.core.record.entry import Entry, Order


class StopKind(StrEnum):
    """What the point is; all but the last are those of `codes.StopPoint`."""

    ASKED = "asked"
    BLOCKED = "blocked"
    WARNED = "warned"
    REPORTED = "reported"
    DECIDED = "decided"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Point:
    """Where a stop-point lies: by the clock on the wall, and on the one line for all zones."""

    kind: StopKind
    entry: int
    local: Span
    line: Span


@dataclass(frozen=True, slots=True)
class Stop:
    """A point and what came before and after it.

    point: None of its time is known, and then nothing is counted, where `local` is None. before,
    after, unsure: things by their own time, occasions by when they began. going_on: numbers of
    occasions that began before and went on after. rate_before: from the first occasion; rate_after:
    to the last day asked for; to_last: to the last occasion. change: only with a real before. new:
    keys of routes first used after it. sides: for -1, 0 and 1 the numbers of occasions that began
    before, of which it is not sure, and after. loose: for entries without an exact time their side.
    """

    point: Point
    before: Counted
    after: Counted
    unsure: Counted
    going_on: tuple[int, ...]
    rate_before: Rate
    rate_after: Rate
    to_last: Rate
    change: Change
    new: tuple[str, ...]
    sides: Mapping[int, frozenset[int]]
    loose: Mapping[int, int]

    def side_of(self, occasion: Occasion, entries: Iterable[int]) -> int:
        """Return the side of an occasion of which these entries alone are looked at."""
        sides = {side for side in (-1, 1) if occasion.number in self.sides[side]}
        if not occasion.is_exact:
            sides &= {self.loose[entry] for entry in entries}
        return next(iter(sides), 0)

    def on(self, side: int, occasion: Occasion, entries: set[int]) -> set[int]:
        """Return which of these entries of an occasion are on its side; of an exact one, all."""
        if occasion.is_exact:
            return entries
        return {entry for entry in entries if self.loose[entry] == side}


def points(book: Book, asked: Asked) -> tuple[Point, ...]:
    """Return every point whose time is known, in order of time."""
    found = []
    for entry in book.found.entries.values():
        when = _when(entry)
        if when is not None and when.earliest is not None:
            found.append(_point(entry, when, asked))
    return tuple(sorted(found, key=lambda each: (each.line.earliest, each.entry)))


def undated_points(book: Book) -> tuple[int, ...]:
    """Return the numbers of entries that are such points and of which no time is known."""
    times = ((entry.number, _when(entry)) for entry in book.found.entries.values())
    return tuple(sorted(number for number, when in times if when is not None and when.is_unknown))


def stops(book: Book, used: Sequence[RouteUsed], asked: Asked) -> tuple[Stop, ...]:
    """Count before and after each point."""
    sides = _Sides(book)
    return tuple(_stop(each, sides, used, asked) for each in points(book, asked))


def _side_of(occasion: Occasion, point: Point, loose: Mapping[int, int]) -> int:
    """Say whether an occasion began before (-1) or after (1) a point; 0 where it is not sure.

    Things without an exact time may be one or several: one that is on a side is enough. All of
    them have a moment in common, so that no two are on different sides.
    """
    if occasion.is_exact:
        return _side(Span(occasion.at, occasion.at), point.line)
    return next((side for entry in occasion.entries if (side := loose[entry])), 0)


def _side(span: Span, point: Span) -> int:
    if span.latest < point.earliest:
        return -1
    if span.earliest > point.latest or point.earliest == point.latest <= span.earliest:
        return 1
    return 0


def _when(entry: Entry) -> When | None:
    body = entry.body
    if isinstance(body, Order):
        if body.order_kind is OrderKind.CHILD_ARRANGEMENTS:
            return None
        return body.made if body.served is None else body.served
    return body.when if is_mark(entry) else None


def _point(entry: Entry, when: When, asked: Asked) -> Point:
    kind = StopKind.ORDER
    if not isinstance(entry.body, Order):
        kind = StopKind(entry.body.stop_point)  # type: ignore[union-attr]
    first, last = reach(when, asked)
    assert first is not None
    assert last is not None
    shift = line_of(when, asked) - first
    return Point(
        kind, entry.number, Span(first, _to_the_minute(first, last)), _shifted(first, last, shift)
    )


def _to_the_minute(first: int, last: int) -> int:
    """A minute is one moment here: what carries the same minute comes after the point."""
    return first if last - first < 60 else last


def _shifted(first: int, last: int, shift: int) -> Span:
    return Span(first + shift, _to_the_minute(first, last) + shift)


class _Sides:
    """Refs in order of time, entries and imported messages apart, to be cut at any point."""

    def __init__(self, book: Book) -> None:
        self.book = book
        imported = [each.is_imported for each in book.found.profiles]
        rows = book.found.rows
        mask = list(map(imported.__getitem__, rows.profile))
        other = list(map(not_, mask))
        self._columns = tuple(
            (list(compress(rows.at, chosen)), list(compress(rows.ref, chosen)))
            for chosen in (other, mask)
        )

    def loose(self, point: Point) -> dict[int, int]:
        """Return the side of each entry without an exact time."""
        found = {}
        for each in self.book.found.loose:
            span = None
            if each.first is not None and each.last is not None:
                span = Span(each.first, each.last)
            found[each.ref] = _side(span, point.local) if span else 0
        return found

    def numbers(self, point: Point, loose: Mapping[int, int]) -> dict[int, frozenset[int]]:
        """Return which occasions lie on each side."""
        found: dict[int, list[int]] = {-1: [], 0: [], 1: []}
        for each in self.book.listed:
            found[_side_of(each, point, loose)].append(each.number)
        return {side: frozenset(numbers) for side, numbers in found.items()}

    def parts(
        self, point: Point, numbers: Mapping[int, frozenset[int]], loose: Mapping[int, int]
    ) -> list[Counted]:
        """Return what came before, after, and what is not sure."""
        entries = self._cut(0, point)
        messages = self._cut(1, point)
        for entry, side in loose.items():
            entries[_PLACE[side]].append(entry)
        return [
            Counted(
                Between(len(numbers[side]), len(numbers[side])),
                tuple(sorted(entries[place])),
                tuple(sorted(messages[place])),
            )
            for side, place in _PLACE.items()
        ]

    def _cut(self, column: int, point: Point) -> list[list[int]]:
        times, refs = self._columns[column]
        first = bisect_left(times, point.line.earliest)
        last = first
        if point.line.latest > point.line.earliest:
            last = bisect_right(times, point.line.latest)
        return [refs[:first], refs[last:], refs[first:last]]


_PLACE = {-1: 0, 1: 1, 0: 2}


def _stop(point: Point, sides: _Sides, used: Sequence[RouteUsed], asked: Asked) -> Stop:
    loose = sides.loose(point)
    numbers = sides.numbers(point, loose)
    before, after, unsure = sides.parts(point, numbers, loose)
    listed = sides.book.listed
    at = point.local
    first = listed[0].begins.earliest if listed else at.earliest
    last = listed[-1].begins.earliest if listed else at.latest
    rates = (
        Rate(before.occasions.least, min(first, at.earliest), at.earliest),
        Rate(after.occasions.least, at.latest, max(asked.end, last, at.latest)),
        Rate(after.occasions.least, at.latest, max(last, at.latest)),
    )
    return Stop(
        point,
        before,
        after,
        unsure,
        tuple(n for n in sorted(numbers[-1]) if _goes_over(listed[n - 1], point)),
        *rates,
        change_of(*rates[:2]),
        tuple(each.key for each in used if each.first and _side(each.first, point.local) == 1),
        numbers,
        loose,
    )


def _goes_over(occasion: Occasion, point: Point) -> bool:
    return occasion.is_exact and occasion.ends >= point.local.latest


def change_of(before: Rate, after: Rate) -> Change:
    """Compare before and after, if there is a real before and time after."""
    is_real = before.occasions >= LEAST_BEFORE and before.weeks * 7 >= LEAST_DAYS
    return compare(before, after) if is_real and after.weeks * 7 >= LEAST_DAYS else NOT_ENOUGH
