"""Small builders for the tests of orders: answers as they come from a file, entries of a record."""

from __future__ import annotations

from typing import Any

from fourfold.core.kernel.when import When
from fourfold.core.orders import answers, navigator
from fourfold.core.orders.answers import Answers
from fourfold.core.orders.navigator import Answered
from fourfold.core.orders.rule import Candidate
from fourfold.core.record.body import (
    Body,
    Contact,
    Effect,
    Incident,
    Message,
    Order,
    Term,
    TermRef,
    Thing,
)
from fourfold.core.record.codes import Direction, OrderKind, Party
from fourfold.core.record.entry import Entry
from fourfold.core.record.exhibit import Exhibit

ORDER_ID = "0" * 31 + "a"
PERSON = "0" * 31 + "b"


def given(**plain: Any) -> Answers:
    """Answers of somebody in England and Wales, unless they say otherwise."""
    return answers.read({"jurisdiction": "england-and-wales"} | plain)


def about(order: str, **plain: Any) -> Answered:
    """What is said of one order."""
    (found,) = (
        each for each in navigator.consider(given(**plain)) if each.order is Candidate(order)
    )
    return found


def reasons(order: str, **plain: Any) -> list[tuple[str, str, str]]:
    """The reasons of one order: rule, key and side."""
    return [(each.rule, each.key, str(each.side)) for each in about(order, **plain).because]


def entry(number: int, body: Body, **more: Any) -> Entry:
    """An entry in its first version."""
    more = {"id": f"{number:032x}"} | more
    return Entry(number=number, version=1, added="2026-11-22T07:00:00Z", body=body, **more)


def incident(when: str = "2026-03-14T21:05", **more: Any) -> Incident:
    """Something that happened."""
    return Incident(what="He was outside.", when=When(when), **more)


def message(direction: Direction = Direction.TO_OWNER, **more: Any) -> Message:
    """A message, to the owner if nothing else is said."""
    return Message(text="Hello", when=When("2026-03-14"), direction=direction, **more)


def effect(*areas: Any) -> Effect:
    """What it did."""
    return Effect(what="I sleep badly.", when=When("2026-03"), areas=areas)


def contact(party: Party) -> Contact:
    """A call with somebody."""
    return Contact(said="They took it down.", when=When("2026-03-15"), party=party)


def thing() -> Thing:
    """A letter."""
    return Thing(what="A letter", when=When("2026-03-15"))


def order(kind: OrderKind = OrderKind.NON_MOLESTATION, **more: Any) -> Order:
    """An order of 1 March 2026 with two terms."""
    times = {name: When(more[name]) for name in ("made", "served", "ends") if more.get(name)}
    terms = (Term(id="a", words="Not to write", label="1"), Term(id="b", words="Not to come"))
    return Order(**{"order_kind": kind, "made": When("2026-03-01"), "terms": terms} | more | times)


def against(*terms: str, order_id: str = ORDER_ID) -> tuple[TermRef, ...]:
    """Terms that an entry goes against."""
    return tuple(TermRef(order=order_id, term=term) for term in terms)


def exhibit() -> Exhibit:
    """A kept picture."""
    return Exhibit(
        ref="AB/1",
        file_id="1" * 32,
        name="a.jpg",
        size=3,
        sha256="2" * 64,
        header_sha256="3" * 64,
        media_type="image/jpeg",
    )
