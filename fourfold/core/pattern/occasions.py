"""Occasions: separate events in time, each of one thing or of a burst of things.

A new occasion begins when nothing happened for the gap. What a court ordered or was agreed never
joins two occasions that would be apart without it: it belongs to the nearer of its neighbours, or
is an occasion of its own. The owner's choice to part or join comes last, and wins.

A thing whose time is not known to the minute never joins two occasions either. If it is known to
the day it belongs to an occasion of that day, and without one it is one. If its range is wider and
touches any occasion, nobody can say to which it belongs: it is counted as a thing, and the number
of occasions becomes "from .. to ..". Ranges that touch only each other are one occasion at least;
it is known no better than by all of them. One that touches two that are apart is put on none.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import sub

from fourfold.core.pattern.gather import Cutter, Gathered, Loose, Rows
from fourfold.core.pattern.values import DAY, HOUR, Asked, Between, Span

OTHER_GAPS = (HOUR, 12 * HOUR)
"""Other gaps whose count is shown beside the asked one, so that nobody takes a gap for law."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One separate event in time.

    number: from 1, in order. begins: when; two equal seconds if it is known. ends: the last second
    that anything in it may cover. at: `begins` on the one line for all zones. entries: numbers,
    messages: keys of imported messages, in order of time.
    """

    number: int
    begins: Span
    ends: int
    at: int
    entries: tuple[int, ...]
    messages: tuple[int, ...]

    @property
    def is_exact(self) -> bool:
        """It is known to the minute when it began."""
        return self.begins.earliest == self.begins.latest

    @property
    def items(self) -> int:
        """How many things are in it."""
        return len(self.entries) + len(self.messages)


@dataclass(frozen=True, slots=True)
class Occasions:
    """All of them, and what lies in which.

    listed: in order of time, those that are certainly apart. of_row: for each row the number of
    its occasion. of_loose: the same for each loose thing, 0 where it cannot be said. count: how
    many there are. by_gap: how many there would be at other gaps, without the owner's choices.
    hanging: numbers of occasions that would be more or fewer if the gap were a tenth longer or
    shorter.
    """

    listed: tuple[Occasion, ...]
    of_row: Sequence[int]
    of_loose: tuple[int, ...]
    count: Between
    by_gap: tuple[tuple[int, Between], ...]
    hanging: tuple[int, ...]


Group = tuple[int, int]
"""The rows from the first up to the second, which are one occasion."""


Jumps = list[tuple[int, int]]


def divide(found: Gathered, asked: Asked) -> Occasions:
    """Divide what is counted into occasions."""
    jumps = _jumps(found.rows, min(HOUR, asked.gap * 9 // 10))
    starts = _starts(found, jumps, asked.gap)
    groups = _bounds(_chosen(starts, found, asked), found.rows)
    placed, own = _place(found.loose, _spans(groups, found.rows), asked.apart)
    by_gap = tuple((gap, _count(found, _starts(found, jumps, gap))) for gap in OTHER_GAPS)
    listed, number = _numbered(found, groups, placed, own)
    of_row: list[int] = []
    for n, (first, last) in enumerate(groups):
        of_row += [number[n]] * (last - first)
    return Occasions(
        listed=listed,
        of_row=of_row,
        of_loose=tuple(number.get(place, 0) for place in placed),
        count=total(len(groups), len(own), len(found.loose)),
        by_gap=by_gap,
        hanging=_hanging(jumps, of_row, asked.gap),
    )


def _jumps(rows: Rows, least: int) -> Jumps:
    """Return the rows that come `least` seconds or more after the one before, with how many."""
    after = map(sub, rows.at[1:], rows.at)
    return [(row, seconds) for row, seconds in enumerate(after, 1) if seconds >= least]


def _starts(found: Gathered, jumps: Jumps, gap: int) -> list[int]:
    """Return the rows at which an occasion begins."""
    rows = found.rows
    if not rows:
        return []
    arranged = [each.is_arranged for each in found.profiles]
    spine = []
    if any(arranged):
        spine = [row for row, profile in enumerate(rows.profile) if not arranged[profile]]
    if len(spine) in (0, len(rows)):
        return [0, *(row for row, seconds in jumps if seconds >= gap)]
    apart = [(a, b) for a, b in pairwise(spine) if rows.at[b] - rows.at[a] >= gap]
    begins = [spine[0], *(begin for _, begin in apart)]
    ends = [*(end for end, _ in apart), spine[-1]]
    return _with_arranged(rows, arranged, (begins, ends), gap)


def _with_arranged(
    rows: Rows, arranged: list[bool], segments: tuple[list[int], list[int]], gap: int
) -> list[int]:
    """Give each arranged row to the nearer occasion in reach, or to one of its own."""
    begins, ends = segments
    starts: list[int] = []
    current: tuple[str, int] = ("", 0)
    for row, profile in enumerate(rows.profile):
        segment = bisect_right(begins, row) - 1
        owner = ("in", segment)
        if arranged[profile]:
            owner = _nearest(rows, row, (begins, ends, segment), gap)
        is_apart = owner[0] == "own" and rows.at[row] - rows.at[row - 1] >= gap
        if not starts or owner != current or is_apart:
            starts.append(row)
        current = owner
    return starts


def _nearest(
    rows: Rows, row: int, around: tuple[list[int], list[int], int], gap: int
) -> tuple[str, int]:
    begins, ends, segment = around
    at = rows.at[row]
    before = at - rows.at[ends[segment]] if segment >= 0 else gap
    after = rows.at[begins[segment + 1]] - at if segment + 1 < len(begins) else gap
    if min(before, after) >= gap:
        return "own", segment
    return "in", segment if before <= after else segment + 1


def _chosen(starts: list[int], found: Gathered, asked: Asked) -> list[int]:
    """Part and join where the owner said so; only what lies side by side can be joined."""
    if not asked.apart and not asked.joined:
        return starts
    rows = found.rows
    place = {
        ref: row
        for row, (ref, profile) in enumerate(zip(rows.ref, rows.profile, strict=True))
        if not found.profiles[profile].is_imported
    }
    kept = sorted(set(starts) | {place[number] for number in asked.apart if number in place})
    joined = ((place.get(one, 0), place.get(before, -1)) for one, before in asked.joined.items())
    for row, before in sorted(joined):
        begin = bisect_right(kept, row) - 1
        if begin > 0 and kept[begin - 1] <= before < kept[begin]:
            del kept[begin]
    return kept


def _bounds(starts: list[int], rows: Rows) -> list[Group]:
    return list(pairwise([*starts, len(rows)]))


def _spans(groups: list[Group], rows: Rows) -> list[Span]:
    """What each occasion covers by the clock on the wall."""
    return [Span(rows.local[first], rows.local[last - 1]) for first, last in groups]


def _place(
    loose: Sequence[Loose], taken: list[Span], apart: frozenset[int] = frozenset()
) -> tuple[list[int], list[Span]]:
    """Place loose things: for each the occasion's place in `taken` and then `own`, or -1.

    Returns the places, and what the occasions that loose things make by themselves may cover.
    """
    placed = [-1] * len(loose)
    own: list[Span] = []
    for is_wide in (False, True):
        free = []
        touched = _toucher([*taken, *own])
        for number, each in enumerate(loose):
            if each.first is None or each.last is None or _is_wide(each) is not is_wide:
                continue
            place = -1 if each.ref in apart else touched(each.first, each.last)
            if place < 0:
                free.append((each.last, each.first, each.ref, number))
            elif not is_wide:
                placed[number] = place
        _stab(free, placed, own, len(taken), apart)
    return placed, own


def _stab(
    free: list[tuple[int, int, int, int]],
    placed: list[int],
    own: list[Span],
    base: int,
    apart: frozenset[int],
) -> None:
    """Put free things on as few occasions as they can have been, earliest end first (greedy).

    Each that is certainly apart from those before makes one. Another is put on it if it meets no
    second one: so whatever lies on two of them is certainly apart.
    """
    begun = len(own)
    others = []
    for last, first, ref, number in sorted(free):
        if len(own) > begun and first <= own[-1].latest and ref not in apart:
            others.append((number, len(own) - 1, Span(first, last)))
        else:
            placed[number] = base + len(own)
            own.append(Span(first, last))
    for number, place, span in others:
        beside = [*own[max(begun, place - 1) : place], *own[place + 1 : place + 2]]
        if not any(_meet(span, each) for each in beside):
            own[place] = _both(own[place], span)
            placed[number] = base + place


def _meet(one: Span, other: Span) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _both(one: Span, other: Span) -> Span:
    """Return between which seconds both lie; neither is better known for meeting the other."""
    return Span(min(one.earliest, other.earliest), max(one.latest, other.latest))


def _is_wide(loose: Loose) -> bool:
    assert loose.first is not None
    assert loose.last is not None
    return loose.first // DAY != loose.last // DAY


def _toucher(spans: list[Span]) -> Callable[[int, int], int]:
    """Return a function from a first and last second to the first occasion they touch, or -1."""
    order = sorted(range(len(spans)), key=lambda place: spans[place].earliest)
    reached = list(accumulate((spans[place].latest for place in order), max))

    def touched(first: int, last: int) -> int:
        found = bisect_left(reached, first)
        if found == len(order) or spans[order[found]].earliest > last:
            return -1
        return order[found]

    return touched


def _count(found: Gathered, starts: list[int]) -> Between:
    groups = _bounds(starts, found.rows)
    _, own = _place(found.loose, _spans(groups, found.rows)) if found.loose else ((), ())
    return total(len(groups), len(own), len(found.loose))


def total(exact: int, own: int, loose: int) -> Between:
    """Return the number of occasions: exact ones, those of loose things alone, all loose things."""
    return Between(exact + own or min(1, loose), exact + loose)


def _numbered(
    found: Gathered, groups: list[Group], placed: list[int], own: list[Span]
) -> tuple[tuple[Occasion, ...], dict[int, int]]:
    """Return the occasions in order, and the number that each place has got."""
    rows = found.rows
    loose: dict[int, list[int]] = defaultdict(list)
    for place, each in zip(placed, found.loose, strict=True):
        loose[place].append(each.ref)
    begins = [rows.local[first] for first, _ in groups] + [span.earliest for span in own]
    order = sorted(range(len(begins)), key=begins.__getitem__)
    number = {place: n for n, place in enumerate(order, 1)}
    cut = Cutter(rows, found.profiles)
    listed = []
    for n, place in enumerate(order, 1):
        more = tuple(loose.get(place, ()))
        if place >= len(groups):
            span = own[place - len(groups)]
            listed.append(Occasion(n, span, span.latest, span.earliest, more, ()))
            continue
        first, last = groups[place]
        entries, messages = cut.parted(first, last)
        begin, ends = rows.local[first], max(rows.local[first], rows.local[last - 1])
        at = rows.at[first]
        listed.append(Occasion(n, Span(begin, begin), ends, at, (*entries, *more), tuple(messages)))
    return tuple(listed), number


def _hanging(jumps: Jumps, of_row: list[int], gap: int) -> tuple[int, ...]:
    """Return the occasions that begin, or do not part, by less than a tenth of the gap."""
    low, high = gap - gap // 10, gap + gap // 10
    return tuple(sorted({of_row[row] for row, seconds in jumps if low <= seconds <= high}))
