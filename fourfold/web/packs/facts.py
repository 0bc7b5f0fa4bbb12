"""What an entry says besides its account, for the printed pages: each answer with its question.

What a reader would miss most is here: how sure the owner is, whether she had asked them to stop,
and what was promised to her. What was not answered is left out; every field is in record.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from fourfold.core.kernel.when import When
from fourfold.core.record.body import (
    Body,
    CaseEvent,
    Contact,
    Effect,
    Incident,
    Message,
    Order,
    Thing,
)
from fourfold.core.record.codes import (
    AimedAt,
    Direction,
    DoneBy,
    KnownWho,
    Purpose,
    StopPoint,
)
from fourfold.core.record.entry import Entry
from fourfold.core.record.person import Person
from fourfold.render.view import Fact
from fourfold.web.record.said import NO_NUMBERS
from fourfold.web.record.words import ACTS, AFRAID, ROUTES, when_words

Said = tuple[str, str]
KNOWN_WHO = {
    KnownWho.KNOWN: "the owner says it is known who did it",
    KnownWho.SUSPECTED: "the owner suspects who did it, and does not know",
    KnownWho.NOT_KNOWN: "the owner does not know who did it",
}

DIRECTIONS = {
    Direction.TO_OWNER: "somebody sent it to the owner",
    Direction.FROM_OWNER: "the owner sent it",
    Direction.BETWEEN_OTHERS: "it went between other people",
}
DONE_BY = {
    DoneBy.FOR_THEM: "somebody acting for the person doing this",
    DoneBy.SOMEONE_ELSE: "somebody who has no part in this",
}
AIMED_AT = {
    AimedAt.OWNER: "the owner",
    AimedAt.SOMEONE_CLOSE: "somebody close to the owner",
    AimedAt.GROUP: "a group that the owner belongs to",
    AimedAt.SOMEONE_ELSE: "somebody else",
    AimedAt.NOT_KNOWN: "the owner does not know",
}
PURPOSES = {
    Purpose.ARRANGED: "a court had ordered it, or it was agreed",
    Purpose.CHILDREN: "about the children, and nothing else",
    Purpose.OFF_TOPIC: "by a way kept for something else",
}
STOPS = {
    StopPoint.ASKED: "the owner asked them to stop",
    StopPoint.BLOCKED: "the owner blocked them",
    StopPoint.WARNED: "somebody in authority told them to stop",
    StopPoint.REPORTED: "it was reported",
    StopPoint.DECIDED: "a court or an inquiry decided",
}


def facts_of(
    entry: Entry, people: tuple[Person, ...], numbers: Mapping[str, int] = NO_NUMBERS
) -> Iterator[Fact]:
    """Each answered question of an entry, in a fixed order.

    numbers: of the entries in this copy, by their ids.
    """
    named = ", ".join(person.label for person in people if person.id in entry.people)
    linked = _linked(entry.body, numbers)
    who = "Who it binds" if isinstance(entry.body, Order) else "Who did this"
    last = (("Goes with", linked), (f"{who} (the owner says)", named))
    for name, words in (*_said(entry.body), *last):
        if words:
            yield Fact(name, words)


def _linked(body: Body, numbers: Mapping[str, int]) -> str:
    """The entries that the owner says this one goes with."""
    ids = getattr(body, "linked", ())
    here = sorted(numbers[each] for each in ids if each in numbers)
    said = [f"entry {number}" for number in here]
    if len(ids) > len(here):
        said.append(f"{len(ids) - len(here)} that are not in this copy")
    return ", ".join(said)


def _said(body: Body) -> Iterator[Said]:
    for kind, say in _SAYINGS:
        if isinstance(body, kind):
            yield from say(body)


def _incident(body: Incident) -> Iterator[Said]:
    yield "How many times", str(body.times) if body.times else ""
    yield "When the owner learnt of it", _when(body.learnt)
    yield "Who saw or heard it", "\n".join(body.witnesses)
    yield "It is one thing that goes on", "yes" if body.is_continuing else ""
    yield "What the owner said or did", body.own_reply
    yield from _deed(body)


def _message(body: Message) -> Iterator[Said]:
    yield "Who sent it (the owner says)", DIRECTIONS[body.direction]
    yield "From", body.sender
    yield "To", body.recipient
    yield "When it reached the owner", _when(body.received)
    yield "Where it begins and ends is not certain", body.boundary_reason
    yield "The owner adds", body.comment
    yield from _deed(body)


def _deed(body: Incident | Message) -> Iterator[Said]:
    yield "What was done (the owner's choice)", "; ".join(str(ACTS[act]) for act in body.acts)
    yield "How it came, or where", ", ".join(str(ROUTES[route]) for route in body.how)
    yield "App, site or service", body.channel
    afraid = str(AFRAID[body.afraid]) if body.afraid else ""
    yield "Afraid someone would be hurt", afraid
    yield "Is it known who did it", KNOWN_WHO.get(body.known_who, "")
    yield "How the owner knows", body.how_known
    yield "On whose side the doer stood", DONE_BY.get(body.done_by, "")
    yield "At whom it was aimed", AIMED_AT.get(body.aimed_at, "")
    yield "Who else it touched", "\n".join(body.also_affected)
    yield "Was contact expected", PURPOSES.get(body.purpose, "")
    yield "From here on", STOPS.get(body.stop_point, "")
    against = str(len(body.breaches) or "")
    yield "Terms of orders that it goes against (the owner says)", against


def _contact(body: Contact) -> Iterator[Said]:
    yield "With", ", ".join(filter(None, (_code(body.party), body.who, body.organisation)))
    yield "Their reference", body.reference
    yield "What was promised", body.promised
    yield "By when", _when(body.promised_by)
    yield "From here on", STOPS.get(body.stop_point, "")


def _effect(body: Effect) -> Iterator[Said]:
    yield "Parts of life", ", ".join(map(_code, body.areas))
    yield "What the owner changed", body.changes


def _order(body: Order) -> Iterator[Said]:
    yield "What kind", _code(body.order_kind)
    yield "Court", body.court
    yield "Its reference", body.reference
    yield "Served", _when(body.served)
    yield "How that is known", body.served_how
    yield "Ends", "until further order" if body.until_further_order else _when(body.ends)
    yield "Terms", "\n".join(f"{term.label} {term.words}".strip() for term in body.terms)


def _case_event(body: CaseEvent) -> Iterator[Said]:
    yield "What it was", _code(body.event)
    yield "Where", body.where
    yield "Its reference", body.reference
    yield "When the owner was told", _when(body.told)
    yield "The day in court", _when(body.hearing)


def _thing(body: Thing) -> Iterator[Said]:
    yield "Its label", body.ref
    yield "How it came", body.came
    yield "Where it is kept", body.kept
    steps = (f"{when_words(step.when)}, {step.who}: {step.what}" for step in body.handling)
    yield "Who has had it", "\n".join(steps)
    yield "The police's number for it", body.police_ref


def _code(code: StrEnum) -> str:
    """A stored code as plain words: "witness_care" is "witness care"."""
    return code.value.replace("_", " ")


def _when(when: When | None) -> str:
    return when_words(when) if when else ""


_SAYINGS: tuple[tuple[type, Callable[..., Iterator[Said]]], ...] = (
    (Incident, _incident),
    (Message, _message),
    (Contact, _contact),
    (Effect, _effect),
    (Order, _order),
    (Thing, _thing),
    (CaseEvent, _case_event),
)
