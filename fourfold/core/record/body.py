"""What an entry can hold: eight kinds, each in the owner's words first and in codes after.

The record holds what was done to the owner. No field is about where the other person lives or goes.
A field left at its default was not answered, and means nothing else.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from fourfold.core.kernel.canonical import MAX_INTEGER
from fourfold.core.kernel.shape import (
    Distinct,
    Hash,
    Id,
    Line,
    Matches,
    Most,
    Text,
    Within,
    refuse,
)
from fourfold.core.kernel.when import UNDATED, When
from fourfold.core.record.codes import (
    Act,
    Afraid,
    AimedAt,
    Area,
    Boundary,
    CaseStep,
    Direction,
    DoneBy,
    Kind,
    KnownWho,
    MessageKind,
    OrderKind,
    Party,
    Purpose,
    Route,
    StopPoint,
    ZoneFrom,
)

Offset = Annotated[int, Within(0, MAX_INTEGER)]
Length = Annotated[int, Within(1, MAX_INTEGER)]
Times = Annotated[int, Within(1, 1_000_000)]
TermId = Annotated[str, Matches("[a-z0-9]{1,16}")]
ThingRef = Annotated[str, Matches("(?:[A-Z]{1,4}/[1-9][0-9]{0,5})?")]
Routes = Annotated[tuple[Route, ...], Distinct()]
Lines = Annotated[tuple[Line, ...], Most(200)]
Links = Annotated[tuple[Id, ...], Most(10_000), Distinct()]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRef:
    """One term of an order held: the id of the order's entry and the id of the term in it."""

    order: Id
    term: TermId


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What the owner can say about anything done: shared by incidents and messages.

    feelings: how it made the owner feel. afraid: "were you afraid someone would be hurt?".
    aimed_at: at whom. also_affected: who else it touched. how: by which ways it came. channel: the
    app, site or service by its name. acts: what was done. done_by: on whose side the doer stood;
    known_who: how far the owner knows who it was, and how_known: from what. purpose: where contact
    is expected, what it was for. stop_point: this is not something done to the owner but a point
    after which a careful person would have stopped. breaches: the terms it goes against.
    """

    feelings: Text = ""
    afraid: Afraid = Afraid.UNANSWERED
    aimed_at: AimedAt = AimedAt.UNANSWERED
    also_affected: Lines = ()
    how: Routes = ()
    channel: Line = ""
    acts: Annotated[tuple[Act, ...], Distinct()] = ()
    done_by: DoneBy = DoneBy.PERSON
    known_who: KnownWho = KnownWho.UNANSWERED
    how_known: Text = ""
    purpose: Purpose = Purpose.UNANSWERED
    stop_point: StopPoint = StopPoint.NONE
    breaches: Annotated[tuple[TermRef, ...], Most(1_000), Distinct()] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Deed):
    """Something that happened at a time.

    what: the account, in the owner's words. when: when it happened; learnt: when the owner learnt
    of it, if later. where: the place, in words. witnesses: who saw or heard it. own_reply: what
    the owner said or did. times: how many times, if it was many in one go (six calls).
    is_continuing: one thing that goes on, such as a camera, however often it is written down.
    """

    kind: ClassVar[Literal[Kind.INCIDENT]] = Kind.INCIDENT
    what: Text
    when: When
    learnt: When | None = None
    where: Line = ""
    witnesses: Lines = ()
    own_reply: Text = ""
    times: Times | None = None
    is_continuing: bool = False

    @property
    def words(self) -> str:
        """The owner's account."""
        return self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where in a kept file a message stands, so that anybody can cut it out again.

    file_id and sha256: the exhibit's. member: the file inside, if the exhibit is an archive.
    offset and length: bytes in that file; or row: the key of a row or object, where bytes mean
    nothing. Own rules: `place` (neither bytes nor row, or half of the bytes).
    """

    file_id: Id
    sha256: Hash
    member: Line = ""
    offset: Offset | None = None
    length: Length | None = None
    row: Line = ""

    def __post_init__(self) -> None:
        """Refuse a source that points nowhere."""
        if (self.offset is None) != (self.length is None):
            refuse("place", "offset")
        if self.offset is None and not self.row:
            refuse("place", "row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Deed):
    """Something sent.

    text: what it says. when: when it was sent by its own account; zone_from: whether the time
    zone was stated or is assumed. received: when it reached the owner, if later. sender and
    recipient: as the source names them. conversation: the name of the group or thread. sources:
    every place it was found in. boundary: whether it is sure where it begins and ends, and
    boundary_reason: why not. comment: what the owner adds.
    Own rules: `boundary` (a reason exactly where it is uncertain).
    """

    kind: ClassVar[Literal[Kind.MESSAGE]] = Kind.MESSAGE
    text: Text
    when: When
    direction: Direction
    zone_from: ZoneFrom = ZoneFrom.STATED
    received: When | None = None
    sender: Line = ""
    recipient: Line = ""
    conversation: Line = ""
    message_kind: MessageKind = MessageKind.ORDINARY
    sources: Annotated[tuple[Source, ...], Most(1_000), Distinct()] = ()
    boundary: Boundary = Boundary.CERTAIN
    boundary_reason: Line = ""
    comment: Text = ""

    def __post_init__(self) -> None:
        """Refuse doubt without its reason, and a reason without doubt."""
        if (self.boundary is Boundary.UNCERTAIN) != bool(self.boundary_reason):
            refuse("boundary", "boundary_reason")

    @property
    def words(self) -> str:
        """What it says."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What it did to the owner.

    what: in the owner's words. when: since or during when. areas: parts of life. changes: what the
    owner changed because of it. linked: ids of the entries that it followed from.
    """

    kind: ClassVar[Literal[Kind.EFFECT]] = Kind.EFFECT
    what: Text
    when: When
    areas: Annotated[tuple[Area, ...], Distinct()] = ()
    changes: Text = ""
    linked: Links = ()

    @property
    def words(self) -> str:
        """The owner's account."""
        return self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The owner and the police, an agency or a service: who said what, and what was promised.

    party: whom with. who: the person, with number or rank. how: by which ways. reference: theirs.
    said: what was said. promised: what they would do, promised_by: by when. checkpoint: the short
    form of the record that they were given to hold. stop_point: "reported", or "warned" if this
    is where the owner heard of it. linked: ids of the entries it was about.
    """

    kind: ClassVar[Literal[Kind.CONTACT]] = Kind.CONTACT
    said: Text
    when: When
    party: Party
    who: Line = ""
    organisation: Line = ""
    how: Routes = ()
    reference: Line = ""
    promised: Text = ""
    promised_by: When | None = None
    checkpoint: Line = ""
    stop_point: StopPoint = StopPoint.NONE
    linked: Links = ()

    @property
    def words(self) -> str:
        """What was said."""
        return self.said


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of an order: words as the order has them, label as it numbers them ("2(a)").

    id: ours, never given to another term of the same order.
    """

    id: TermId
    words: Text
    label: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order, condition or undertaking that binds the other person.

    made: when the court or the police made it. reference: the number of the order or case. served:
    when they were given it, and served_how: how that is known. ends: when it ends, or
    until_further_order. what: anything the owner adds.
    Own rules: `ends` (an end and until further order), `term` (one id for two terms).
    """

    kind: ClassVar[Literal[Kind.ORDER]] = Kind.ORDER
    order_kind: OrderKind
    made: When
    court: Line = ""
    reference: Line = ""
    served: When | None = None
    served_how: Text = ""
    ends: When | None = None
    until_further_order: bool = False
    terms: Annotated[tuple[Term, ...], Most(1_000)] = ()
    what: Text = ""

    def __post_init__(self) -> None:
        """Refuse two ends, and two terms of one id."""
        if self.until_further_order and self.ends is not None:
            refuse("ends", "ends")
        if len({term.id for term in self.terms}) != len(self.terms):
            refuse("term", "terms")

    @property
    def when(self) -> When:
        """When it was made."""
        return self.made

    @property
    def words(self) -> str:
        """What the owner adds."""
        return self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """One step in the keeping of a thing: who had it, when, and what was done with it."""

    when: When
    who: Line
    what: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A physical thing that the owner keeps: a letter, a gift, a tracker.

    what: what it is. when: when it came or was found. came: how. kept: where and how it is kept
    now. handling: who has had it since, in order. ref: its label, from the same run of numbers as
    the exhibits, "" if it has none. police_ref: the police's. linked: ids of the entries it
    belongs to.
    """

    kind: ClassVar[Literal[Kind.THING]] = Kind.THING
    what: Text
    when: When
    came: Text = ""
    kept: Text = ""
    handling: Annotated[tuple[Handling, ...], Most(1_000)] = ()
    ref: ThingRef = ""
    police_ref: Line = ""
    linked: Links = ()

    @property
    def words(self) -> str:
        """What it is."""
        return self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The owner's own note: in no count, and never offered for a pack."""

    kind: ClassVar[Literal[Kind.NOTE]] = Kind.NOTE
    text: Text
    when: When = UNDATED
    linked: Links = ()

    @property
    def words(self) -> str:
        """The note."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """What the police, prosecutors or a court did, and when the owner heard of it.

    event: what it was. when: the day, as far as it is known. told: when the owner heard, None if
    she has not. hearing: the day in court to come, where one was set. what: in her words. where:
    the court or the police station. reference: the number of the crime or the case. linked: ids of
    the entries it is about.
    """

    kind: ClassVar[Literal[Kind.CASE_EVENT]] = Kind.CASE_EVENT
    event: CaseStep
    when: When
    told: When | None = None
    hearing: When | None = None
    what: Text = ""
    where: Line = ""
    reference: Line = ""
    linked: Links = ()

    @property
    def words(self) -> str:
        """What the owner wrote about it."""
        return self.what


Body = Incident | Message | Effect | Contact | Order | Thing | Note | CaseEvent
