"""What goes into the pattern, and the small values that every measure is made of.

Entries come as `core.record` has them. Whole imported conversations come as columns, one row a
message, so that a million of them can be counted: what many rows have alike stands once, in a
`Profile`. Times are whole seconds since 1970, twice: `at` on one line for all zones, to compare
and subtract; `local` by the clock on the wall, for hours and days.

A number in an answer never stands alone: `Counted` names the entries, and the imported messages,
that it counts.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from fourfold.core.pattern.errors import AskedError, MessagesError
from fourfold.core.record.codes import Act, Afraid, AimedAt, Purpose, Route

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WEEK = 7 * DAY
LEAST_GAP, MOST_GAP = MINUTE, 12 * HOUR

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the clock on the wall has no zone


class Side(StrEnum):
    """On whose side the one stood who did a thing. The first four are counted."""

    PERSON = "person"  # the person, as the owner knows
    FOR_THEM = "for_them"  # somebody acting for them
    NOT_KNOWN = "not_known"  # not known who, or only suspected
    NOT_SAID = "not_said"  # the owner has not answered how sure they are
    OWNER = "owner"
    OTHERS = "others"  # other people, no part of this
    SERVICE = "service"  # a line that the service wrote, of which the owner marked no act


_HARM = frozenset({Act.THREAT, Act.VIOLENCE, Act.SEXUAL})
COUNTED = (Side.PERSON, Side.FOR_THEM, Side.NOT_KNOWN, Side.NOT_SAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is alike in many things done, so that it is looked at once.

    side: see `Side`; is_suspected: the owner suspects who it was. routes: what it came by, as the
    owner would say: the app or service in small letters if it is named, else the code; how: the
    codes. acts, afraid, aimed_at, purpose: as in the record. is_continuing:
    one thing that goes on, however often it is written down. is_breach: the owner marked a term
    of an order. people: ids of the persons it is about. is_imported: rows of this profile are
    imported messages and no entries.
    """

    side: Side
    is_suspected: bool = False
    routes: tuple[str, ...] = ()
    how: tuple[Route, ...] = ()
    acts: tuple[Act, ...] = ()
    afraid: Afraid = Afraid.UNANSWERED
    aimed_at: AimedAt = AimedAt.UNANSWERED
    purpose: Purpose = Purpose.UNANSWERED
    is_continuing: bool = False
    is_breach: bool = False
    people: tuple[str, ...] = ()
    is_imported: bool = False

    @property
    def is_counted(self) -> bool:
        """It was done to the owner, by the person, for them, or by somebody not known."""
        return self.side in COUNTED

    @property
    def is_arranged(self) -> bool:
        """A court ordered it, or it was agreed."""
        return self.purpose is Purpose.ARRANGED

    @property
    def is_expected(self) -> bool:
        """It was arranged or about the children, and nothing in it is marked as harm."""
        is_harm = self.is_breach or self.afraid is Afraid.YES or not _HARM.isdisjoint(self.acts)
        return self.purpose in (Purpose.ARRANGED, Purpose.CHILDREN) and not is_harm


@dataclass(frozen=True, slots=True)
class Messages:
    """Imported messages that are no entries, as columns of equal length; the order means nothing.

    key: a number for each, the same whenever it is imported; a key that comes twice is one
    message. at and local: see the module. profile: the place in `profiles`. entry: the number of
    the entry that the owner made of it, or 0: such a message counts as its entry.
    Own rules: `lengths`, `profile`.
    """

    key: "array[int]"
    at: "array[int]"
    local: "array[int]"
    profile: "array[int]"
    profiles: tuple[Profile, ...]
    entry: "array[int]"

    def __post_init__(self) -> None:
        """Refuse columns that do not fit together."""
        columns = (self.key, self.at, self.local, self.profile, self.entry)
        if len({len(each) for each in columns}) != 1:
            raise MessagesError("lengths")
        if self.profile and not 0 <= min(self.profile) <= max(self.profile) < len(self.profiles):
            raise MessagesError("profile")


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day of the year that matters to the owner, by their own words for it."""

    label: str
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Period:
    """Days that matter to the owner, such as a holiday or a stay in hospital; both ends count.

    Own rule: `period` (it ends before it begins).
    """

    label: str
    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            raise AskedError("period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the owner asks, and what they chose.

    until: the last day to which rates run. gap: seconds without anything after which a new
    occasion begins. A gap is a reading aid, not law; one of a day would fold weeks into one.
    apart: numbers of entries that begin an occasion of their own. joined: numbers of entries whose
    occasion is one with the occasion before, each with an entry of that one: where it does not come
    right before, since an entry was taken away or a date corrected, nothing is joined. person: only
    entries about the person with this id; "" for all. replies: look at the owner's own messages
    too. anniversaries, periods: days that matter to the owner. zones: time zones by name; without
    its zone a time is taken as it stands.
    Own rule: `gap`.
    """

    until: date
    gap: int = 6 * HOUR
    apart: frozenset[int] = frozenset()
    joined: Mapping[int, int] = field(default_factory=dict)
    person: str = ""
    replies: bool = False
    anniversaries: tuple[Anniversary, ...] = ()
    periods: tuple[Period, ...] = ()
    zones: Mapping[str, tzinfo] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a gap that means nothing."""
        if not LEAST_GAP <= self.gap <= MOST_GAP:
            raise AskedError("gap", seconds=self.gap)

    @property
    def end(self) -> int:
        """The first second after the last day, by the clock on the wall."""
        return midnight(self.until) + DAY


@dataclass(frozen=True, slots=True)
class Between:
    """A number that is only known to lie between two, because dates are not known exactly."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        """It is one number."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Span:
    """A moment by the clock on the wall that lies between two seconds, both included."""

    earliest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things, on how many occasions, and which they are.

    entries: numbers, ascending. messages: keys of imported messages, ascending.
    """

    occasions: Between
    entries: tuple[int, ...]
    messages: tuple[int, ...]

    @property
    def items(self) -> int:
        """How many things: entries and imported messages."""
        return len(self.entries) + len(self.messages)


NONE = Counted(Between(0, 0), (), ())


def seconds(moment: datetime) -> int:
    """Return the seconds from 1970 to a naive time, by the clock on the wall."""
    return int((moment.replace(fold=0) - _EPOCH).total_seconds())


def midnight(day: date) -> int:
    """Return the seconds from 1970 to the beginning of a day, by the clock on the wall."""
    return (day - _EPOCH.date()).days * DAY


def day_of(local: int) -> date:
    """Return the day of a time by the clock on the wall."""
    return _EPOCH.date() + timedelta(seconds=local // DAY * DAY)


def minute_of(local: int) -> str:
    """Return a time by the clock on the wall, to the minute: "2026-03-14T21:05"."""
    return (_EPOCH + timedelta(seconds=local)).isoformat()[:16]
