"""Slices of the whole, each counted by itself, so that none bends what another shows.

A camera written down a hundred times, handovers that a court ordered, messages about the children
and things of which nobody knows who did them each change what a rate seems to say.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fourfold.core.pattern.book import Book, Wanted
from fourfold.core.pattern.rates import Change, Rate, Thirds, thirds
from fourfold.core.pattern.stops import Stop, change_of
from fourfold.core.pattern.values import Counted, Profile, Side
from fourfold.core.record.codes import Afraid, Purpose


class SliceName(StrEnum):
    """Which things are in a slice."""

    ALL = "all"
    PERSON = "person"
    FOR_THEM = "for_them"
    NOT_KNOWN = "not_known"
    NOT_SAID = "not_said"
    CONTINUING = "continuing"
    ARRANGED = "arranged"
    CHILDREN = "children"
    OFF_TOPIC = "off_topic"
    PLAIN = "plain"  # without what is continuing, arranged or about the children


EXPECTED = (Purpose.ARRANGED, Purpose.CHILDREN)


@dataclass(frozen=True, slots=True)
class Around:
    """The occasions of a slice before and after a stop-point, and what changed."""

    before: Rate
    after: Rate
    to_last: Rate
    unsure: int
    change: Change


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice: its things, those with fear, its thirds, and what is around each stop-point."""

    counted: Counted
    fear: Counted
    thirds: Thirds | None
    around: Mapping[int, Around]


def slices(book: Book, stops: Sequence[Stop]) -> Mapping[SliceName, Slice]:
    """Return every slice that has anything; all and plain always, if anything is counted."""
    found = {name: _slice(book, wanted, stops) for name, wanted in _WANTED.items()}
    return {name: one for name, one in found.items() if one.counted.items}


def is_plain(profile: Profile) -> bool:
    """Say whether a thing is neither continuing nor expected contact."""
    return not profile.is_continuing and profile.purpose not in EXPECTED


def _side(side: Side) -> Wanted:
    return lambda profile: profile.side is side


def _purpose(purpose: Purpose) -> Wanted:
    return lambda profile: profile.purpose is purpose


_WANTED: Mapping[SliceName, Wanted] = {
    SliceName.ALL: lambda _: True,
    SliceName.PERSON: _side(Side.PERSON),
    SliceName.FOR_THEM: _side(Side.FOR_THEM),
    SliceName.NOT_KNOWN: _side(Side.NOT_KNOWN),
    SliceName.NOT_SAID: _side(Side.NOT_SAID),
    SliceName.CONTINUING: lambda profile: profile.is_continuing,
    SliceName.ARRANGED: _purpose(Purpose.ARRANGED),
    SliceName.CHILDREN: _purpose(Purpose.CHILDREN),
    SliceName.OFF_TOPIC: _purpose(Purpose.OFF_TOPIC),
    SliceName.PLAIN: is_plain,
}


def _slice(book: Book, wanted: Wanted, stops: Sequence[Stop]) -> Slice:
    numbers, loose = book.numbers(wanted), book.apart(wanted)
    return Slice(
        counted=book.count(wanted),
        fear=book.count(lambda profile: wanted(profile) and profile.afraid is Afraid.YES),
        thirds=thirds(book.listed, numbers) if book.listed else None,
        around={each.point.entry: _around(book, numbers, loose, each) for each in stops},
    )


def _around(
    book: Book, numbers: frozenset[int], loose: Mapping[int, list[int]], stop: Stop
) -> Around:
    held = [each for each in loose if each]
    found = Counter(stop.side_of(book.listed[n - 1], loose[n]) for n in held)
    exact = numbers - loose.keys()
    least = {stop.loose[entry] for entry in loose.get(0, ())}
    before, unsure, after = (
        len(exact & stop.sides[side]) + found[side] or int(side in least) for side in (-1, 0, 1)
    )
    begin = stop.rate_after.first
    last = book.listed[max(numbers) - 1].begins.earliest if numbers else begin
    earlier = replace(stop.rate_before, occasions=before)
    later = replace(stop.rate_after, occasions=after)
    to_last = Rate(after, begin, max(begin, last))
    return Around(earlier, later, to_last, unsure, change_of(earlier, later))
