"""Entries and imported messages brought into one order, counted apart from what is not counted.

Counted is what was done to the owner. Kept apart, and shown as kept apart: what the owner sent,
what other people did who have no part in this, and lines that a service wrote. A point after which
a careful person would have stopped is a mark on the line of time and nothing done.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, compress, pairwise
from operator import ge, not_

from fourfold.core.kernel.when import Precision, When
from fourfold.core.pattern.values import (
    COUNTED,
    HOUR,
    NONE,
    Asked,
    Counted,
    Messages,
    Profile,
    Side,
    seconds,
)
from fourfold.core.record.codes import Direction, DoneBy, KnownWho, MessageKind, Route, StopPoint
from fourfold.core.record.entry import Entry, Incident, Message
from fourfold.core.record.format import latest

ASIDE = tuple(side for side in Side if side not in COUNTED)
_EXACT = (Precision.SECOND, Precision.MINUTE)


@dataclass(frozen=True, slots=True)
class Rows:
    """Things whose time is known to the minute, in order of time; of equals the entry first.

    Columns: at, local, profile (the place in `Gathered.profiles`), ref (the number of an entry, or
    the key of an imported message).
    """

    at: list[int]
    local: list[int]
    profile: list[int]
    ref: list[int]

    def __len__(self) -> int:
        """How many."""
        return len(self.at)


class Cutter:
    """Cuts rows into stretches, and each into refs of entries and refs of messages."""

    def __init__(self, rows: Rows, profiles: Sequence[Profile]) -> None:
        """Look once at which rows are entries."""
        is_entry = [not each.is_imported for each in profiles]
        self._refs = rows.ref
        self._is_entry = list(map(is_entry.__getitem__, rows.profile))
        self._entries_before = list(accumulate(self._is_entry, initial=0))

    def parted(self, first: int, last: int) -> tuple[list[int], list[int]]:
        """Return the refs of rows from first up to last, those of entries and those of messages."""
        refs = self._refs[first:last]
        entries = self._entries_before[last] - self._entries_before[first]
        if not entries:
            return [], refs
        if entries == last - first:
            return refs, []
        flags = self._is_entry[first:last]
        return list(compress(refs, flags)), list(compress(refs, map(not_, flags)))


@dataclass(frozen=True, slots=True)
class Loose:
    """A thing whose time is known less exactly than to the minute, always an entry.

    first and last: what it may cover, by the clock on the wall; both None if nothing is known.
    """

    first: int | None
    last: int | None
    profile: int
    ref: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that the measures look at.

    rows and loose: what is counted. aside: what is not, by side. own: when the owner's own
    messages were sent, `at`. marks: entries that are
    points on the line of time. entries: the last version of every entry looked at, by number;
    without those in repeated, which show a message that an earlier entry shows. names: what the
    owner wrote for a route.
    """

    profiles: tuple[Profile, ...]
    rows: Rows
    loose: tuple[Loose, ...]
    aside: Mapping[Side, Counted]
    own: tuple[int, ...]
    entries: Mapping[int, Entry]
    repeated: tuple[int, ...]
    names: Mapping[str, str]

    @property
    def counted(self) -> int:
        """How many things are counted."""
        return len(self.rows) + len(self.loose)


def gather(entries: Iterable[Entry], messages: Sequence[Messages], asked: Asked) -> Gathered:
    """Bring entries and imported messages into one order."""
    found = {each.number: each for each in latest(entries) if _is_about(each, asked.person)}
    deeds, repeated = _distinct(
        each for each in found.values() if isinstance(each.body, Incident | Message)
    )
    found = {number: each for number, each in found.items() if number not in repeated}
    table = _Table()
    loose: list[Loose] = []
    names: dict[str, str] = {}
    for entry in deeds:
        if is_mark(entry) and not _is_own(entry):
            continue
        place = table.place(profile_of(entry, names))
        when = entry.body.when
        if is_exact(when):
            table.add(line_of(when, asked), local_of(when), place, entry.number)
        else:
            loose.append(Loose(*reach(when, asked), place, entry.number))
    for each in messages:
        table.extend(each, found, asked.person)
    return _divided(table, loose, Gathered((), _NO_ROWS, (), {}, (), found, repeated, names))


def is_mark(entry: Entry) -> bool:
    """Say whether an entry is a point after which a careful person would have stopped."""
    return getattr(entry.body, "stop_point", StopPoint.NONE) is not StopPoint.NONE


def is_exact(when: When) -> bool:
    """Say whether a time is known to the minute."""
    return when.precision in _EXACT


def line_of(when: When, asked: Asked) -> int:
    """Return the first second of a time that is known, on the one line for all zones."""
    first = when.earliest
    assert first is not None
    zone = asked.zones.get(when.zone)
    if zone is None:
        return seconds(first) + when.fold * HOUR
    return int(first.replace(tzinfo=zone).timestamp())


def local_of(when: When) -> int:
    """Return the first second of a time that is known, by the clock on the wall."""
    first = when.earliest
    assert first is not None
    return seconds(first)


def reach(when: When, asked: Asked) -> tuple[int | None, int | None]:
    """Return the first and last second that a time may cover; what goes on, to the last day."""
    begin, end = when.earliest, when.latest
    if begin is None:
        return None, None
    first = seconds(begin)
    return first, max(first, asked.end - 1) if end is None else seconds(end)


def profile_of(entry: Entry, names: dict[str, str]) -> Profile:
    """Return the profile of an incident or a message; notes in `names` how routes are spelled."""
    body = entry.body
    assert isinstance(body, Incident | Message)
    routes = _routes(body.how, body.channel)
    if body.channel.strip():
        names.setdefault(routes[0], body.channel.strip())
    return Profile(
        side=_side(entry),
        is_suspected=body.known_who is KnownWho.SUSPECTED,
        routes=routes,
        how=body.how,
        acts=body.acts,
        afraid=body.afraid,
        aimed_at=body.aimed_at,
        purpose=body.purpose,
        is_continuing=isinstance(body, Incident) and body.is_continuing,
        is_breach=bool(body.breaches),
        people=entry.people,
    )


def _routes(how: tuple[Route, ...], channel: str) -> tuple[str, ...]:
    """A named app or service is the route; beside a place, "in person" says nothing more."""
    if channel.strip():
        return (channel.strip().casefold(),)
    if len(how) > 1:
        how = tuple(each for each in how if each is not Route.IN_PERSON)
    return tuple(each.value for each in how)


def _side(entry: Entry) -> Side:
    body = entry.body
    assert isinstance(body, Incident | Message)
    if isinstance(body, Message) and body.direction is Direction.FROM_OWNER:
        return Side.OWNER
    if isinstance(body, Message) and body.message_kind is MessageKind.SYSTEM and not body.acts:
        return Side.SERVICE
    if body.done_by is DoneBy.SOMEONE_ELSE:
        return Side.OTHERS
    if body.done_by is DoneBy.FOR_THEM:
        return Side.FOR_THEM
    return {
        KnownWho.UNANSWERED: Side.NOT_SAID,
        KnownWho.KNOWN: Side.PERSON,
        KnownWho.SUSPECTED: Side.NOT_KNOWN,
        KnownWho.NOT_KNOWN: Side.NOT_KNOWN,
    }[body.known_who]


def _is_own(entry: Entry) -> bool:
    return isinstance(entry.body, Message) and entry.body.direction is Direction.FROM_OWNER


def _is_about(entry: Entry, person: str) -> bool:
    """Orders, effects and contacts that name nobody are about everybody."""
    is_deed = isinstance(entry.body, Incident | Message) and not is_mark(entry)
    return not person or person in entry.people or (not entry.people and not is_deed)


def _distinct(deeds: Iterable[Entry]) -> tuple[list[Entry], tuple[int, ...]]:
    """Leave out entries that show a message which an entry of a lower number shows."""
    kept: list[Entry] = []
    repeated: list[int] = []
    seen: set[tuple[str, str, int | None, str]] = set()
    for each in deeds:
        sources = each.body.sources if isinstance(each.body, Message) else ()
        places = {(one.sha256, one.member, one.offset, one.row) for one in sources}
        (repeated.append(each.number) if places & seen else kept.append(each))
        seen |= places
    return kept, tuple(repeated)


class _Table:
    """Rows being collected, and the profiles that they share."""

    def __init__(self) -> None:
        self.at, self.local, self.profile, self.ref = (array("q") for _ in range(4))
        self.profiles: list[Profile] = []
        self._entries = 0
        self._places: dict[Profile, int] = {}

    def place(self, profile: Profile) -> int:
        """Return the place of a profile, which it has from now on."""
        place = self._places.setdefault(profile, len(self.profiles))
        if place == len(self.profiles):
            self.profiles.append(profile)
        return place

    def add(self, at: int, local: int, profile: int, ref: int) -> None:
        """Add one entry; all of them come before any message."""
        self._entries += 1
        self.at.append(at)
        self.local.append(local)
        self.profile.append(profile)
        self.ref.append(ref)

    def extend(self, messages: Messages, entries: Mapping[int, Entry], person: str) -> None:
        """Add imported messages, without those that stand among the entries."""
        places = [self.place(replace(each, is_imported=True)) for each in messages.profiles]
        columns = (messages.at, messages.local, messages.profile, messages.key)
        wanted = [not person or person in each.people for each in messages.profiles]
        if any(messages.entry) or not all(wanted):
            keep = [
                entry not in entries and wanted[profile]
                for entry, profile in zip(messages.entry, messages.profile, strict=True)
            ]
            columns = tuple(array("q", compress(each, keep)) for each in columns)  # type: ignore[assignment]
        at, local, profile, key = columns
        self.at.extend(array("q", at))
        self.local.extend(array("q", local))
        self.profile.extend(array("q", map(places.__getitem__, profile)))
        self.ref.extend(array("q", key))

    def ordered(self) -> Rows:
        """Return all rows in order of time, of equals as they were added; a message once."""
        order = sorted(self._once(), key=self.at.__getitem__)
        columns = (self.at, self.local, self.profile, self.ref)
        return Rows(*(list(map(each.__getitem__, order)) for each in columns))

    def _once(self) -> list[int]:
        """Return the rows of entries, then those of messages by key, each key once."""
        first = self._entries
        rows = list(range(first, len(self.at)))
        keys = self.ref[first:]
        if any(map(ge, keys, keys[1:])):
            rows.sort(key=self.ref.__getitem__)
            keys = array("q", map(self.ref.__getitem__, rows))
            new = [True, *(one != other for one, other in pairwise(keys))]
            rows = list(compress(rows, new))
        return [*range(first), *rows]


_NO_ROWS = Rows([], [], [], [])


def _divided(table: _Table, loose: list[Loose], empty: Gathered) -> Gathered:
    """Part what is counted from what is not."""
    profiles = tuple(table.profiles)
    rows = table.ordered()
    counted = [each.is_counted for each in profiles]
    own = [each.side is Side.OWNER for each in profiles]
    return replace(
        empty,
        profiles=profiles,
        rows=rows if all(counted) else _chosen(rows, counted),
        loose=tuple(each for each in loose if counted[each.profile]),
        aside={
            side: found for side in ASIDE if (found := _aside(rows, loose, profiles, side)).items
        },
        own=tuple(_column(rows.at, rows, own)),
    )


def _aside(rows: Rows, loose: list[Loose], profiles: tuple[Profile, ...], side: Side) -> Counted:
    on_side = [each.side is side for each in profiles]
    if not any(on_side):
        return NONE
    entries = [each.ref for each in loose if on_side[each.profile]]
    wanted = [
        is_one and not each.is_imported for is_one, each in zip(on_side, profiles, strict=True)
    ]
    entries += _column(rows.ref, rows, wanted)
    wanted = [is_one and each.is_imported for is_one, each in zip(on_side, profiles, strict=True)]
    messages = _column(rows.ref, rows, wanted)
    return replace(NONE, entries=tuple(sorted(entries)), messages=tuple(sorted(messages)))


def _chosen(rows: Rows, wanted: list[bool]) -> Rows:
    mask = list(map(wanted.__getitem__, rows.profile))
    columns = (rows.at, rows.local, rows.profile, rows.ref)
    return Rows(*(list(compress(each, mask)) for each in columns))


def _column(column: list[int], rows: Rows, wanted: list[bool]) -> list[int]:
    """The values of one column in the rows of wanted profiles."""
    if not any(wanted):
        return []
    return list(compress(column, map(wanted.__getitem__, rows.profile)))
