"""What is said about orders, as values: each sentence names the source that it was written from.

The sentences stand in fourfold/data/orders. A figure in one is a fact by its id in braces, which
whoever shows the sentence fills in. A sentence whose source is past its review day is still shown,
and says "check this".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.provenance import Jurisdiction, Provenance
from fourfold.core.orders.rule import OFF, Candidate, Reason
from fourfold.core.record.codes import Act, Area, Kind, OrderKind, Party, Route

Fill = Callable[[str], str]
"""Puts the words of facts in the place of their ids."""


@dataclass(frozen=True, slots=True)
class Source:
    """What sentences were written from. version: which text of the Act or page was read."""

    id: str
    version: str
    provenance: Provenance
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for the screen and the id of their source."""

    text: str
    source: str


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


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is shown on a day, with where it comes from.

    rule: the id of the rule, "" for a sentence of no rule. law and version: the Act or page and
    which text of it was read. check_this: its review day has passed.
    """

    rule: str
    text: str
    law: str
    version: str
    checked: date
    review_by: date
    check_this: bool


def tell(reason: Reason, book: Book, today: date, fill: Fill) -> Told:
    """The words of a reason; raises KeyError for a rule or a key that the book does not have."""
    is_off = reason.key == OFF
    sentence = book.off if is_off else book.rules[reason.rule].says[reason.key]
    return show(sentence, book, today, fill, reason.rule)


def show(sentence: Sentence, book: Book, today: date, fill: Fill, rule: str = "") -> Told:
    """A sentence with its source; raises KeyError for a source that the book does not have."""
    source = book.sources[sentence.source]
    known = source.provenance
    return Told(
        rule=rule,
        text=fill(sentence.text),
        law=known.source,
        version=source.version,
        checked=known.checked,
        review_by=known.review_by,
        check_this=known.is_due(today),
    )
