"""What is said about orders, as values; the sentences stand in fourfold/data/orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.sourced import Fill, Sentence, Source, Told, tell
from fourfold.core.orders.rule import OFF, Candidate, Reason
from fourfold.core.record.codes import Act, Area, Kind, OrderKind, Party, Route


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The words of one rule: a sentence for each key that it can say."""

    id: str
    about: str
    says: Mapping[str, Sentence]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that helps, and which entries of a record are such a thing.

    An entry is one if it has one of the codes in each list that is not empty; with no list at all,
    no entry is. is_breach: it goes against a term of an order held. has_exhibit: a file is kept
    with it.
    """

    id: str
    text: str
    source: str
    kinds: tuple[Kind, ...] = ()
    acts: tuple[Act, ...] = ()
    how: tuple[Route, ...] = ()
    areas: tuple[Area, ...] = ()
    parties: tuple[Party, ...] = ()
    orders: tuple[OrderKind, ...] = ()
    is_breach: bool = False
    has_exhibit: bool = False
    is_afraid: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What to know about one order. page: the path of our own page about it."""

    order: Candidate
    title: str
    page: str
    talk_to: Sentence
    asks: Sentence
    where: Sentence
    form: Sentence
    cost: Sentence
    proof: Sentence
    length: Sentence
    terms: Sentence
    breach: Sentence
    before: Sentence
    evidence: tuple[Evidence, ...]
    say: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An order that is only named: who asks for it, and beside which of the seven it stands."""

    id: str
    title: str
    jurisdiction: Jurisdiction
    says: Sentence
    beside: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What to know about an order that is held: what breaking it can mean."""

    kind: OrderKind
    breach: Sentence


@dataclass(frozen=True, slots=True)
class Book:
    """All that is said about orders.

    off: of a rule that is switched off. broken: what to do when an order is being broken. ask: what
    to ask the officer about bail.
    """

    sources: Mapping[str, Source]
    off: Sentence
    rules: Mapping[str, RuleWords]
    cards: Mapping[Candidate, Card]
    named: tuple[Named, ...]
    held: Mapping[OrderKind, Held]
    broken: tuple[Sentence, ...]
    ask: tuple[Sentence, ...]


def tell_reason(reason: Reason, book: Book, today: date, fill: Fill) -> Told:
    """The words of a reason; raises KeyError for a rule or a key that the book does not have."""
    is_off = reason.key == OFF
    sentence = book.off if is_off else book.rules[reason.rule].says[reason.key]
    return tell(sentence, book.sources, today, fill, reason.rule)
