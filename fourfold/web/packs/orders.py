"""The page of orders in a pack: each term with the times it was broken, from the pack's entries.

What is not chosen for the pack is not on the page. What an entry says of the law is not either: the
page has the owner's words, and how each time lies to the order's own days.
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfold.core.kernel.text import escape_controls, first_line
from fourfold.core.orders.breach import Timing
from fourfold.core.orders.broken import OfTerm, Time, by_term
from fourfold.core.pack.plan import Plan
from fourfold.core.record.body import Contact, Order
from fourfold.core.record.entry import Entry
from fourfold.render.view import Fact, OrderHeld, OrderTerm, TimeBroken
from fourfold.web.held.words import kind_words
from fourfold.web.record.words import when_words

FIRST_WORDS = 200
TIMING = {
    Timing.WITHIN: "after it was served",
    Timing.BEFORE_MADE: "before it was made",
    Timing.BEFORE_SERVED: "before it was served; whether it was known of is not said",
    Timing.SERVICE_NOT_KNOWN: "it is not written down when it was served",
    Timing.AFTER_END: "after it ended",
    Timing.NOT_SURE: "not certain on which side of the day it was made or served, or of its end",
}


def orders_of(plan: Plan) -> tuple[OrderHeld, ...]:
    """The orders among the entries of a pack, by when they were made."""
    latest = tuple(item.entry for item in plan.items)
    return tuple(
        OrderHeld(
            number=item.entry.number,
            kind=kind_words(item.entry.body),
            facts=tuple(_facts(item.entry.body)),
            terms=tuple(map(_term, by_term((*item.earlier, item.entry), latest))),
        )
        for item in plan.items
        if isinstance(item.entry.body, Order)
    )


def _facts(order: Order) -> Iterator[Fact]:
    further = "until further order" if order.until_further_order else ""
    said = (
        ("Court or police", order.court),
        ("Its number", order.reference),
        ("Made", when_words(order.made)),
        ("Served", when_words(order.served) if order.served else ""),
        ("How that is known", order.served_how),
        ("Ends", when_words(order.ends) if order.ends else further),
    )
    yield from (Fact(name, words) for name, words in said if words)


def _term(of: OfTerm) -> OrderTerm:
    words = f"{of.term.label} {of.term.words}".strip()
    return OrderTerm(words, of.is_taken_out, tuple(_time(each) for each in of.times))


def _time(time: Time) -> TimeBroken:
    entry = time.breach.entry
    return TimeBroken(
        number=entry.number,
        when=when_words(entry.when),
        timing=TIMING[time.breach.timing],
        words=first_line(entry.body.words, FIRST_WORDS),
        exhibits=tuple(exhibit.ref for exhibit in entry.exhibits),
        told=tuple(_told(each) for each in time.told),
    )


def _told(entry: Entry) -> str:
    """To whom, when, under which number, and as which entry."""
    body = entry.body
    assert isinstance(body, Contact)
    reference = f"reference {body.reference}" if body.reference else ""
    parts = (
        body.party.value.replace("_", " "),
        body.who,
        body.organisation,
        when_words(body.when),
        reference,
        f"entry {entry.number}",
    )
    return escape_controls(", ".join(filter(None, parts)))
