"""What the pages of a pack show: words that are ready to be set, in the order they are read.

Whoever builds a view has already chosen the entries and turned times, kinds and sizes into words;
nothing here reads a record. Empty text means "nothing written", and its row is left out.
"""

from dataclasses import dataclass, field
from datetime import datetime

from fourfold.render.wording import ENGLISH, Wording

__all__ = [
    "Chronology",
    "ChronologyLine",
    "CitedExhibit",
    "EarlierVersion",
    "ExhibitList",
    "ExhibitSheet",
    "Fact",
    "FrontPage",
    "Highlight",
    "Imprint",
    "OrderHeld",
    "OrderTerm",
    "Orders",
    "Telling",
    "TimeBroken",
]


@dataclass(frozen=True, slots=True)
class Fact:
    """One named piece of text: ("Seen by", "my sister")."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What ties a page to its pack: when it was made, what is left out, and who signed.

    made is aware and becomes the document's fixed date; fingerprint is the signer's, checkpoint
    the short form that can be compared over the telephone.
    """

    made: datetime
    made_words: str
    software: str
    completeness: str
    fingerprint: str
    checkpoint: str
    wording: Wording = field(default=ENGLISH, repr=False)


@dataclass(frozen=True, slots=True)
class CitedExhibit:
    """A file that an entry refers to: its mark (AB/1), its own name, and a few words about it."""

    ref: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one version of an entry says, in the owner's words.

    when is in words and says how sure it is: "9.05 pm", "about 9 pm", "not known".
    """

    when: str
    account: str
    where: str = ""
    feelings: str = ""
    facts: tuple[Fact, ...] = ()
    exhibits: tuple[CitedExhibit, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version that was amended: still printed, with both times and the reason."""

    version: int
    telling: Telling
    added: str
    replaced: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """One entry as it stands now, under its day, with every version before it, oldest first.

    police_reference is for an entry that has one; it never replaces the entry's own number.
    """

    day: str
    number: int
    kind: str
    telling: Telling
    added: str
    version: int = 1
    earlier: tuple[EarlierVersion, ...] = ()
    police_reference: str = ""


@dataclass(frozen=True, slots=True)
class Chronology:
    """Entries in the order they happened; lines of one day stand together."""

    imprint: Imprint
    span: str
    lines: tuple[ChronologyLine, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """An entry that the owner asks the reader to look at first."""

    number: int
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """One page: who, about whom, how many, since when, and what to look at first.

    about, counts and contents are short facts; contents names the files of the pack. notes: what
    somebody who adds up the counts has to know.
    """

    imprint: Imprint
    about: tuple[Fact, ...]
    span: str
    counts: tuple[Fact, ...]
    notes: tuple[str, ...] = ()
    look_first: tuple[Highlight, ...] = ()
    contents: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ExhibitSheet:
    """Everything known about one kept file that is not inside it.

    sha256 in lower-case hexadecimal; metadata lists what the file itself says (camera, sender);
    original says whether the thing it came from is still kept, and where.
    """

    ref: str
    name: str
    entry: int
    kind: str
    size: str
    sha256: str
    added: str
    obtained: str = ""
    obtained_how: str = ""
    obtained_by: str = ""
    original: str = ""
    context: str = ""
    police_reference: str = ""
    metadata: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class ExhibitList:
    """The exhibits of a pack in the order of their marks."""

    imprint: Imprint
    sheets: tuple[ExhibitSheet, ...]


@dataclass(frozen=True, slots=True)
class TimeBroken:
    """A time that a term was broken. timing: seen from the order. told: each contact about it."""

    number: int
    when: str
    timing: str
    words: str
    exhibits: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """A term in the order's words. is_taken_out: the order no longer has it."""

    words: str
    is_taken_out: bool = False
    times: tuple[TimeBroken, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderHeld:
    """An order that the owner holds, by its kind; number: of its entry."""

    number: int
    kind: str
    facts: tuple[Fact, ...]
    terms: tuple[OrderTerm, ...]


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of a pack with the times they were broken, the oldest order first."""

    imprint: Imprint
    orders: tuple[OrderHeld, ...]
