"""The one place where things are counted: by profile, each number with what is behind it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, islice, pairwise
from operator import le, ne

from fourfold.core.pattern.gather import Cutter, Gathered, Loose
from fourfold.core.pattern.occasions import Occasion, Occasions
from fourfold.core.pattern.values import Between, Counted, Profile, Span

Wanted = Callable[[Profile], bool]


@dataclass(frozen=True, slots=True)
class _Sort:
    """All things of one profile: refs, the occasions they are in, and loose (ref, occasion)."""

    profile: Profile
    refs: list[int]
    occasions: set[int]
    loose: list[tuple[int, int]]


class Book:
    """Everything that is counted, sorted by profile once."""

    def __init__(self, found: Gathered, occasions: Occasions) -> None:
        """Sort it."""
        self.found = found
        self.occasions = occasions
        self._sorts = _sorted(found, occasions)
        self._spans = _spans(found)
        self._beside = _beside(found, occasions)
        self._counts: dict[tuple[int, ...], Counted] = {}
        self._cutter = Cutter(found.rows, found.profiles)

    @property
    def listed(self) -> tuple[Occasion, ...]:
        """The occasions, in order of time."""
        return self.occasions.listed

    def count(self, wanted: Wanted) -> Counted:
        """Count the things of certain profiles."""
        return self._count([n for n, each in self._sorts.items() if wanted(each.profile)])

    def _count(self, places: list[int]) -> Counted:
        """The same profiles are asked for by several measures, and counted once."""
        key = tuple(places)
        if key not in self._counts:
            self._counts[key] = _count([self._sorts[place] for place in places], self._beside)
        return self._counts[key]

    def numbers(self, wanted: Wanted) -> frozenset[int]:
        """Return the numbers of the occasions that hold a thing of certain profiles."""
        found: set[int] = set()
        for each in self._sorts.values():
            if wanted(each.profile):
                found |= each.occasions
                found |= {number for _, number in each.loose if number}
        return frozenset(found)

    def apart(self, wanted: Wanted) -> Mapping[int, list[int]]:
        """Return the things of certain profiles by occasion without an exact time; 0: on none."""
        found: dict[int, list[int]] = defaultdict(list)
        for each in self._sorts.values():
            if wanted(each.profile):
                for ref, number in each.loose:
                    if not (number and self.listed[number - 1].is_exact):
                        found[number].append(ref)
        return found

    def by(self, keys: Callable[[Profile], Iterable[str]]) -> Mapping[str, Counted]:
        """Count the things under each of their keys, which a thing may have several of."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, each in self._sorts.items():
            for key in keys(each.profile):
                places[key].append(place)
        return {key: self._count(group) for key, group in places.items()}

    def when(self, wanted: Wanted) -> tuple[Span, Span] | None:
        """Return when the first and the last of them happened; None if no date is known."""
        return joined(
            span for place, span in self._spans.items() if wanted(self.found.profiles[place])
        )

    def cells(
        self, keys: Sequence[int], loose: Iterable[tuple[int, Loose, int]] = ()
    ) -> dict[int, Counted]:
        """Count rows by a key of each, ascending; loose: keys, loose things and their occasions."""
        refs: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        pairs = set()
        for first, last in pairwise(_runs(keys, self.occasions.of_row)):
            key = keys[first]
            pairs.add((key, self.occasions.of_row[first]))
            entries, messages = self._cutter.parted(first, last)
            own, imported = refs[key]
            own += entries
            imported += messages
        for key, each, number in loose:
            refs[key][0].append(each.ref)
            pairs.add((key, number))
        numbers = Counter(key for key, number in pairs if number)
        return {
            key: Counted(
                Between(numbers[key] or 1, numbers[key] or 1),
                tuple(sorted(refs[key][0])),
                tuple(sorted(refs[key][1])),
            )
            for key in sorted(refs)
        }

    def chosen(self, entries: Iterable[int]) -> Counted:
        """Count those of certain entries that are counted."""
        wanted = set(entries)
        numbers = {
            ref: each.number for each in self.listed for ref in each.entries if ref in wanted
        }
        loose = {each.ref for each in self.found.loose if each.ref in wanted}
        exact = {number for ref, number in numbers.items() if ref not in loose}
        placed = {
            number
            for ref, number in numbers.items()
            if ref in loose and exact.isdisjoint(self._beside.get(ref, ()))
        }
        count = Between(len(exact | placed) or min(1, len(loose)), len(exact) + len(loose))
        return Counted(count, tuple(sorted(loose | numbers.keys())), ())


def _runs(keys: Sequence[int], numbers: Sequence[int]) -> list[int]:
    """Return where the key or the occasion changes from one row to the next, and the end."""
    if not keys:
        return []
    changes = set(compress(count(1), map(ne, keys, keys[1:])))
    changes.update(compress(count(1), map(ne, numbers, numbers[1:])))
    return [0, *sorted(changes), len(keys)]


def together(occasions: Iterable[Occasion]) -> Counted:
    """Count occasions, or parts of them, with everything in them."""
    chosen = list(occasions)
    number = len({each.number for each in chosen})
    entries = sorted(chain.from_iterable(each.entries for each in chosen))
    messages = sorted(chain.from_iterable(each.messages for each in chosen))
    return Counted(Between(number, number), tuple(entries), tuple(messages))


def joined(spans: Iterable[tuple[Span, Span]]) -> tuple[Span, Span] | None:
    """Return when the first and the last happened of things of which these are first and last."""
    both = list(spans)
    if not both:
        return None
    first = Span(min(each.earliest for each, _ in both), min(each.latest for each, _ in both))
    last = Span(max(each.earliest for _, each in both), max(each.latest for _, each in both))
    return first, last


def _sorted(found: Gathered, occasions: Occasions) -> dict[int, _Sort]:
    rows = found.rows
    present = sorted(set(rows.profile) | {each.profile for each in found.loose})
    sorts = {place: _Sort(found.profiles[place], [], set(), []) for place in present}
    add = {place: sort.refs.append for place, sort in sorts.items()}
    for place, ref in zip(rows.profile, rows.ref, strict=True):
        add[place](ref)
    for place, number in set(zip(rows.profile, occasions.of_row, strict=True)):
        sorts[place].occasions.add(number)
    for each, number in zip(found.loose, occasions.of_loose, strict=True):
        sorts[each.profile].loose.append((each.ref, number))
    return sorts


def _spans(found: Gathered) -> dict[int, tuple[Span, Span]]:
    """When the first and the last thing of each profile happened, where it is known at all."""
    local, profile = found.rows.local, found.rows.profile
    if not all(map(le, local, local[1:])):  # clocks of several zones
        order = sorted(range(len(local)), key=local.__getitem__)
        local, profile = [local[row] for row in order], [profile[row] for row in order]
    first = dict(zip(reversed(profile), reversed(local), strict=True))
    last = dict(zip(profile, local, strict=True))
    spans = {
        place: [(Span(first[place], first[place]), Span(last[place], last[place]))]
        for place in first
    }
    for each in found.loose:
        if each.first is not None and each.last is not None:
            span = Span(each.first, each.last)
            spans.setdefault(each.profile, []).append((span, span))
    return {place: both for place, all_ in spans.items() if (both := joined(all_))}


def _beside(found: Gathered, occasions: Occasions) -> Mapping[int, frozenset[int]]:
    """Return the numbers of all occasions to which each thing known to the day may belong.

    It is put on the first of them. Looked at without that one, it may belong to another.
    """
    listed = occasions.listed
    return {
        each.ref: frozenset(_until(listed, number, each.last))
        for each, number in zip(found.loose, occasions.of_loose, strict=True)
        if number and each.last is not None and listed[number - 1].is_exact
    }


def _until(listed: Sequence[Occasion], number: int, last: int) -> Iterator[int]:
    """Yield the numbers from one on of what began, to the minute, up to a second."""
    for each in islice(listed, number - 1, None):
        if each.begins.earliest > last:
            return
        if each.is_exact:
            yield each.number


def _count(sorts: list[_Sort], beside: Mapping[int, frozenset[int]]) -> Counted:
    exact: set[int] = set()
    entries: list[int] = []
    messages: list[int] = []
    loose = 0
    for each in sorts:
        exact |= each.occasions
        loose += len(each.loose)
        (messages if each.profile.is_imported else entries).extend(each.refs)
        entries += [ref for ref, _ in each.loose]
    placed = {
        number
        for each in sorts
        for ref, number in each.loose
        if number and exact.isdisjoint(beside.get(ref, ()))
    }
    count = Between(len(exact | placed) or min(1, loose), len(exact) + loose)
    return Counted(count, tuple(sorted(entries)), tuple(sorted(messages)))
