"""One entry as a paragraph of a letter: when, its number, the account, and what belongs to it.

The account is the owner's, unchanged. The day is as she knows it, never more exact. Places are left
out unless she asked for them; where a thing is kept now, and who has had it, always are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Contact, Deed, Effect, Incident, Message, Order, Thing
from fourfold.core.record.codes import Afraid, Direction, StopPoint
from fourfold.core.record.entry import Entry

SayWhen = Callable[[When], str]
"""A time in words as its owner knows it: "about March 2026"."""

Line = tuple[str, str]
_STOPS = {
    StopPoint.ASKED: "I asked them to stop.",
    StopPoint.BLOCKED: "I blocked them.",
    StopPoint.WARNED: "Somebody in authority told them to stop.",
    StopPoint.REPORTED: "I reported it.",
    StopPoint.DECIDED: "A court or an inquiry decided.",
}
_SENT = {
    Direction.FROM_OWNER: "A message that I sent",
    Direction.BETWEEN_OTHERS: "A message between other people",
    Direction.TO_OWNER: "A message to me",
}


def paragraph(entry: Entry, say_when: SayWhen, *, with_places: bool) -> str:
    """The entry in lines: its head, its account, and each answer that there is."""
    lines = [_head(entry, say_when), entry.body.words]
    lines += [f"{name}: {words}" if name else words for name, words in _more(entry, say_when)]
    if with_places and isinstance(entry.body, Incident) and entry.body.where:
        lines.append(f"Where: {entry.body.where}")
    if entry.exhibits:
        lines.append(f"Kept with it: {', '.join(each.ref for each in entry.exhibits)}")
    return "\n".join(line for line in lines if line.strip())


def _head(entry: Entry, say_when: SayWhen) -> str:
    body = entry.body
    when = say_when(entry.when)
    head = f"{when[:1].upper()}{when[1:]} (entry {entry.number})"
    if isinstance(body, Message):
        sender = f", from {body.sender}" if body.sender else ""
        channel = f", by {body.channel}" if body.channel else ""
        return f"{head}. {_SENT[body.direction]}{sender}{channel}:"
    return f"{head}."


def _more(entry: Entry, say_when: SayWhen) -> Iterator[Line]:
    """Name and words of each answer, in a fixed order; a whole sentence has no name."""
    for kind, say in _SAYINGS:
        if isinstance(entry.body, kind):
            yield from ((name, words) for name, words in say(entry.body, say_when) if words)


def _incident(body: Incident, say_when: SayWhen) -> Iterator[Line]:
    yield "How many times", str(body.times) if body.times else ""
    yield "I found out", _when(body.learnt, say_when)
    yield "Who saw or heard it", ", ".join(body.witnesses)
    yield "What I said or did", body.own_reply


def _message(body: Message, say_when: SayWhen) -> Iterator[Line]:
    yield "It reached me", _when(body.received, say_when)
    yield "About this message", body.comment


def _deed(body: Deed, _say_when: SayWhen) -> Iterator[Line]:
    yield "How I know who it was", body.how_known
    yield "Who else it touched", ", ".join(body.also_affected)
    yield "How it made me feel", body.feelings
    yield "", "I was afraid that someone would be hurt." if body.afraid is Afraid.YES else ""
    yield "", _STOPS.get(body.stop_point, "")


def _effect(body: Effect, _say_when: SayWhen) -> Iterator[Line]:
    yield "What I changed", body.changes


def _contact(body: Contact, say_when: SayWhen) -> Iterator[Line]:
    yield "With", ", ".join(filter(None, (body.who, body.organisation)))
    yield "Their reference", body.reference
    yield "What they said they would do", body.promised
    yield "By when", _when(body.promised_by, say_when)


def _order(body: Order, say_when: SayWhen) -> Iterator[Line]:
    yield "What it is", body.order_kind.value.replace("_", " ")
    yield "Court", body.court
    yield "Number", body.reference
    yield "Given to the other person", _when(body.served, say_when)
    yield "Ends", "when a court says so" if body.until_further_order else _when(body.ends, say_when)
    yield "What it says", "\n".join(f"{term.label} {term.words}".strip() for term in body.terms)


def _thing(body: Thing, _say_when: SayWhen) -> Iterator[Line]:
    yield "How it came", body.came
    yield "Its mark", body.ref


def _when(when: When | None, say_when: SayWhen) -> str:
    return say_when(when) if when else ""


_SAYINGS: tuple[tuple[type, Callable[..., Iterator[Line]]], ...] = (
    (Incident, _incident),
    (Message, _message),
    (Deed, _deed),
    (Effect, _effect),
    (Contact, _contact),
    (Order, _order),
    (Thing, _thing),
)
