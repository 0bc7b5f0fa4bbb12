"""What an entry says, question by question, and what a change to it said differently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from fourfold.core.kernel.when import When
from fourfold.core.record.body import (
    Body,
    CaseEvent,
    Contact,
    Deed,
    Effect,
    Handling,
    Incident,
    Message,
    Note,
    Order,
    Thing,
)
from fourfold.core.record.codes import DoneBy, Kind
from fourfold.core.record.entry import Entry
from fourfold.core.record.person import Person
from fourfold.web.record.words import (
    ACTS,
    AFRAID,
    AIMED_AT,
    AREAS,
    CALLS,
    DIRECTIONS,
    DONE_BY,
    KNOWN_WHO,
    ORDERS,
    PARTIES,
    PURPOSES,
    ROUTES,
    STEPS,
    STOP_POINTS,
    Text,
    when_words,
)

NO_NUMBERS: Mapping[str, int] = MappingProxyType({})
CHANGE: dict[Kind, str] = {
    Kind.INCIDENT: "/n/{number}/amend",
    Kind.MESSAGE: "/n/{number}/amend",
    Kind.EFFECT: "/n/{number}/amend",
    Kind.THING: "/n/{number}/amend",
    Kind.NOTE: "/n/{number}/amend",
    Kind.CONTACT: "/n/{number}/contact",
    Kind.CASE_EVENT: "/n/case/{number}/change",
    Kind.ORDER: "/n/orders/{number}/change",
}
"""Where an entry of each kind is changed; a kind that another app writes has its page there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a form and what was answered, as the entry page shows it."""

    question: Text
    answer: str


def answers(
    entry: Entry, people: tuple[Person, ...], numbers: Mapping[str, int] = NO_NUMBERS
) -> list[Answer]:
    """Everything that an entry says, question by question; what was not answered is left out.

    numbers: of the entries that this one goes with, by their ids.
    """
    said = _answers(entry, people, numbers)
    return [Answer(question, answer) for question, answer in said if answer]


def changes(
    before: Entry,
    after: Entry,
    people: tuple[Person, ...],
    numbers: Mapping[str, int] = NO_NUMBERS,
) -> list[Answer]:
    """What an amendment says differently; an answer taken away is shown as such."""
    old = dict(_answers(before, people, numbers))
    return [
        Answer(question, answer or pgettext("an answer", "(taken away)"))
        for question, answer in _answers(after, people, numbers)
        if answer != old.get(question, "")
    ]


def change_path(entry: Entry) -> str:
    """Where the owner changes this entry; "" if nowhere."""
    return CHANGE.get(entry.kind, "").format(number=entry.number)


def _answers(
    entry: Entry, people: tuple[Person, ...], numbers: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    body = entry.body
    yield str(ACCOUNTS.get(entry.kind, _("What happened"))), body.words
    yield (
        _("When"),
        "" if isinstance(body, Note) and body.when.is_unknown else when_words(body.when),
    )
    for kind, table in _TABLES:
        if isinstance(body, kind):
            for question, answer in table:
                yield str(question), str(answer(body))
    yield _("Goes with"), _linked(body, numbers)
    named = [person.label for person in people if person.id in entry.people]
    who = _("Who it binds") if isinstance(body, Order) else _("Who did this")
    yield who, ", ".join(named)


def _linked(body: Body, numbers: Mapping[str, int]) -> str:
    """The entries that this one goes with, by number; one that is gone is said to be."""
    ids = getattr(body, "linked", ())
    known = sorted(numbers[each] for each in ids if each in numbers)
    gone = len(ids) - len(known)
    said = [_("number %(n)d") % {"n": number} for number in known]
    if gone:
        said.append(_("%(n)d that you deleted") % {"n": gone})
    return ", ".join(said)


def _each(table: Mapping[Any, Text], codes: Iterable[Any]) -> str:
    return ", ".join(str(table[code]) for code in codes)


def _when(when: When | None) -> str:
    return when_words(when) if when else ""


def handling_words(step: Handling) -> str:
    """One step in the keeping of a thing."""
    return f"{when_words(step.when)}: {step.who}. {step.what}".strip()


ACCOUNTS: dict[Kind, Text] = {
    Kind.MESSAGE: gettext_lazy("What it says"),
    Kind.EFFECT: gettext_lazy("What it did to you"),
    Kind.CONTACT: gettext_lazy("What was said"),
    Kind.ORDER: gettext_lazy("What you add"),
    Kind.THING: gettext_lazy("What it is"),
    Kind.NOTE: gettext_lazy("Your note"),
    Kind.CASE_EVENT: gettext_lazy("What you wrote about it"),
}
"""The question that an entry's own words answer, where it is not what happened."""

Table = tuple[tuple[Text, Callable[[Any], Text]], ...]
_INCIDENT: Table = (
    (gettext_lazy("Where"), lambda body: body.where),
    (gettext_lazy("Who saw or heard it"), lambda body: "\n".join(body.witnesses)),
    (gettext_lazy("When you found out"), lambda body: _when(body.learnt)),
    (gettext_lazy("How many times"), lambda body: body.times or ""),
    (gettext_lazy("It goes on"), lambda body: _("Yes") if body.is_continuing else ""),
    (gettext_lazy("What you said or did"), lambda body: body.own_reply),
)
_MESSAGE: Table = (
    (gettext_lazy("Who sent it"), lambda body: DIRECTIONS[body.direction]),
    (gettext_lazy("From"), lambda body: body.sender),
    (gettext_lazy("To"), lambda body: body.recipient),
    (gettext_lazy("Group or conversation"), lambda body: body.conversation),
    (gettext_lazy("When it reached you"), lambda body: _when(body.received)),
    (gettext_lazy("Where it begins and ends is not certain"), lambda body: body.boundary_reason),
    (gettext_lazy("What you add"), lambda body: body.comment),
)
_DEED: Table = (
    (gettext_lazy("How it made you feel"), lambda body: body.feelings),
    (gettext_lazy("How it reached you, or where it was"), lambda body: _each(ROUTES, body.how)),
    (gettext_lazy("Which app, site or service"), lambda body: body.channel),
    (gettext_lazy("Afraid someone would be hurt"), lambda body: AFRAID.get(body.afraid, "")),
    (gettext_lazy("What was done"), lambda body: "\n".join(str(ACTS[each]) for each in body.acts)),
    (
        gettext_lazy("On whose side"),
        lambda body: "" if body.done_by is DoneBy.PERSON else DONE_BY[body.done_by],
    ),
    (gettext_lazy("Do you know who it was"), lambda body: KNOWN_WHO.get(body.known_who, "")),
    (gettext_lazy("How you know"), lambda body: body.how_known),
    (gettext_lazy("Whom it was aimed at"), lambda body: AIMED_AT.get(body.aimed_at, "")),
    (gettext_lazy("Who else it touched"), lambda body: "\n".join(body.also_affected)),
    (gettext_lazy("Was contact expected"), lambda body: PURPOSES.get(body.purpose, "")),
    (gettext_lazy("From here on"), lambda body: STOP_POINTS.get(body.stop_point, "")),
)
_EFFECT: Table = (
    (gettext_lazy("Parts of your life"), lambda body: _each(AREAS, body.areas)),
    (gettext_lazy("What you changed"), lambda body: body.changes),
)
_THING: Table = (
    (gettext_lazy("Its label"), lambda body: body.ref),
    (gettext_lazy("How it came"), lambda body: body.came),
    (gettext_lazy("Where and how it is kept"), lambda body: body.kept),
    (
        gettext_lazy("Who has had it"),
        lambda body: "\n".join(map(handling_words, body.handling)),
    ),
    (gettext_lazy("The police’s number for it"), lambda body: body.police_ref),
)
_ORDER: Table = (
    (gettext_lazy("What kind it is"), lambda body: ORDERS[body.order_kind]),
    (gettext_lazy("Court"), lambda body: body.court),
    (gettext_lazy("Its number"), lambda body: body.reference),
    (gettext_lazy("When they were given it"), lambda body: _when(body.served)),
    (gettext_lazy("How you know that"), lambda body: body.served_how),
    (
        gettext_lazy("Ends"),
        lambda body: _("Until further order") if body.until_further_order else _when(body.ends),
    ),
    (
        gettext_lazy("Its rules"),
        lambda body: "\n".join(f"{each.label} {each.words}".strip() for each in body.terms),
    ),
)
_CONTACT: Table = (
    (gettext_lazy("Who it was"), lambda body: PARTIES[body.party]),
    (gettext_lazy("Their name"), lambda body: body.who),
    (gettext_lazy("Force, office or service"), lambda body: body.organisation),
    (gettext_lazy("How you spoke"), lambda body: _each(ROUTES, body.how)),
    (gettext_lazy("Their reference"), lambda body: body.reference),
    (gettext_lazy("What they said they would do"), lambda body: body.promised),
    (gettext_lazy("By when"), lambda body: _when(body.promised_by)),
    (gettext_lazy("The short form they were given"), lambda body: body.checkpoint),
    (gettext_lazy("It was"), lambda body: CALLS.get(body.stop_point, "")),
)
_CASE_EVENT: Table = (
    (gettext_lazy("What it was"), lambda body: STEPS[body.event]),
    (gettext_lazy("When you were told"), lambda body: _when(body.told)),
    (gettext_lazy("The day in court"), lambda body: _when(body.hearing)),
    (gettext_lazy("Which court or police station"), lambda body: body.where),
    (gettext_lazy("Its reference"), lambda body: body.reference),
)
_TABLES: tuple[tuple[type, Table], ...] = (
    (Incident, _INCIDENT),
    (Message, _MESSAGE),
    (Deed, _DEED),
    (Effect, _EFFECT),
    (Thing, _THING),
    (Order, _ORDER),
    (Contact, _CONTACT),
    (CaseEvent, _CASE_EVENT),
)
