"""Three answers that are never made one: how often, how near, how serious.

A person may write less and stand at the door. Each answer says from which entries it comes; none
is said from too few occasions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.pattern.book import Book, Wanted
from fourfold.core.pattern.rates import NOT_ENOUGH, Change, is_enough, stretches
from fourfold.core.pattern.slices import Slice, SliceName
from fourfold.core.pattern.values import NONE, Counted, Profile, Side, Span
from fourfold.core.record.codes import Act, Afraid, Route


class Ring(StrEnum):
    """How near it came, farthest first."""

    DISTANT = "distant"  # by phone, online, by post, through others
    WORK_OR_STUDY = "work_or_study"
    IN_PERSON = "in_person"  # in the street, in a vehicle, face to face
    HOME = "home"


class Near(StrEnum):
    """How near."""

    NEARER = "nearer"  # nearer than ever in the first third of the time
    SAME = "same"  # as near in the first third as ever after
    DISTANT = "distant"  # from a distance throughout
    NOT_ENOUGH = "not_enough"
    NOT_SAID = "not_said"  # no entry says by which way it came


class Serious(StrEnum):
    """How serious, by the kinds of things done."""

    NEW_KINDS = "new_kinds"  # kinds that were not there in the first third of the time
    SAME = "same"  # all kinds were there from the first third on
    NONE = "none"  # no entry is marked as one of these kinds
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True)
class Step:
    """One ring or kind. name; counted; not_known: those of which nobody knows who; first: when it
    was first seen, None without a date; is_new: first seen after the first third of the time.
    """

    name: str
    counted: Counted
    not_known: Counted
    first: Span | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Escalation:
    """The three answers.

    often: of the plain slice, without what is continuing, arranged or about the children; whole: of
    everything; slices has the rest. rings and kinds: what the other two are made of, first seen
    first.
    """

    often: Change
    whole: Change
    near: Near
    rings: tuple[Step, ...]
    serious: Serious
    kinds: tuple[Step, ...]


RINGS: Mapping[Route, Ring] = {
    Route.AT_WORK: Ring.WORK_OR_STUDY,
    Route.AT_STUDY: Ring.WORK_OR_STUDY,
    Route.IN_PERSON: Ring.IN_PERSON,
    Route.IN_PUBLIC: Ring.IN_PERSON,
    Route.VEHICLE: Ring.IN_PERSON,
    Route.AT_HOME: Ring.HOME,
}
KINDS = (
    Act.FOLLOW,
    Act.MONITOR,
    Act.PUBLISH,
    Act.INTERFERE,
    Act.THREAT,
    Act.SELF_HARM,
    Act.VIOLENCE,
    Act.SEXUAL,
    Act.CHILD,
)
FEAR, BREACH = "fear", "breach"


def escalation(book: Book, slices: Mapping[SliceName, Slice]) -> Escalation:
    """Return the three answers."""
    rings = _steps(book, {ring: _in_ring(ring) for ring in Ring})
    wanted: dict[str, Wanted] = {act: _of_act(act) for act in KINDS}
    wanted |= {
        FEAR: lambda profile: profile.afraid is Afraid.YES,
        BREACH: lambda profile: profile.is_breach,
    }
    kinds = _steps(book, wanted)
    enough = is_enough(book.listed)
    return Escalation(
        often=_often(slices, SliceName.PLAIN),
        whole=_often(slices, SliceName.ALL),
        near=_near(rings, enough),
        rings=rings,
        serious=_serious(kinds, enough),
        kinds=kinds,
    )


def ring_of(profile: Profile) -> Ring | None:
    """Return how near a thing came; beside a place, "in person" says nothing more."""
    if not profile.how:
        return None
    rings = {RINGS.get(each, Ring.DISTANT) for each in profile.how if each is not Route.IN_PERSON}
    if not rings - {Ring.DISTANT} and Route.IN_PERSON in profile.how:
        return Ring.IN_PERSON
    return max(rings, key=list(Ring).index)


def _in_ring(ring: Ring) -> Wanted:
    return lambda profile: ring_of(profile) is ring


def _of_act(act: Act) -> Wanted:
    return lambda profile: act in profile.acts


def _steps(book: Book, wanted: Mapping[str, Wanted]) -> tuple[Step, ...]:
    later = _later(book)
    found = []
    for name, one in wanted.items():
        counted = book.count(one)
        if counted.items:
            ends = book.when(one)
            first = ends[0] if ends else None
            is_new = first is not None and later is not None and first.earliest >= later
            found.append(Step(name, counted, _not_known(book, one), first, is_new))
    return tuple(sorted(found, key=_place))


def _place(step: Step) -> tuple[bool, int]:
    return step.first is None, step.first.earliest if step.first else 0


def _not_known(book: Book, wanted: Wanted) -> Counted:
    if Side.NOT_KNOWN not in {each.side for each in book.found.profiles}:
        return NONE
    return book.count(lambda profile: wanted(profile) and profile.side is Side.NOT_KNOWN)


def _later(book: Book) -> int | None:
    """Return the second at which the first third of the time ends."""
    if not book.listed:
        return None
    first, last = stretches(book.listed)
    return first + (last - first) // 3


def _often(slices: Mapping[SliceName, Slice], name: SliceName) -> Change:
    one = slices.get(name)
    return one.thirds.change if one and one.thirds else NOT_ENOUGH


def _near(rings: tuple[Step, ...], enough: bool) -> Near:
    if not rings:
        return Near.NOT_SAID
    if not enough:
        return Near.NOT_ENOUGH
    order = list(Ring)
    nearest = max(rings, key=lambda step: order.index(Ring(step.name)))
    if nearest.name == Ring.DISTANT:
        return Near.DISTANT
    return Near.NEARER if nearest.is_new else Near.SAME


def _serious(kinds: tuple[Step, ...], enough: bool) -> Serious:
    if not kinds:
        return Serious.NONE
    if not enough:
        return Serious.NOT_ENOUGH
    return Serious.NEW_KINDS if any(each.is_new for each in kinds) else Serious.SAME
